using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Comparisons;

/// <summary>What a what-if changes in one outcome.</summary>
/// <param name="Id">Name in tables.</param>
/// <param name="Title">Name for people.</param>
/// <param name="Unit">Unit of measure.</param>
/// <param name="Base">Mean of the base.</param>
/// <param name="WhatIf">Mean of the what-if.</param>
/// <param name="Paired">The paired differences.</param>
/// <param name="Interval">Bootstrap interval of their mean.</param>
/// <param name="VarianceReduction">
/// How many times smaller the variance of the difference is than without common random numbers: runs that pairing saves. Infinite
/// where all differences are equal; NaN below two pairs.
/// </param>
/// <param name="Differences">Difference of each pair, what-if minus base; NaN where a value is missing.</param>
public sealed record OutcomeDifference(
    string Id,
    string Title,
    string Unit,
    double Base,
    double WhatIf,
    PairedDifference Paired,
    Interval Interval,
    double VarianceReduction,
    ImmutableArray<double> Differences)
{
    /// <summary>All outcomes that both have, in the order of the base.</summary>
    public static ImmutableArray<OutcomeDifference> Of(Scenario baseline, Scenario whatIf, Pairs pairs, Bootstrap bootstrap) =>
    [
        .. baseline.Outcomes
            .Where(o => whatIf.Outcomes.Any(w => w.Id == o.Id))
            .Select(o => Of(o, pairs, bootstrap)),
    ];

    private static OutcomeDifference Of(Outcome outcome, Pairs pairs, Bootstrap bootstrap)
    {
        (double[] first, double[] second) = pairs.Values(outcome.Id);
        double[] differences = [.. first.Zip(second, (b, w) => w - b)];
        int[] present = [.. Enumerable.Range(0, differences.Length).Where(i => !double.IsNaN(differences[i]))];
        double[] b = [.. present.Select(i => first[i])];
        double[] w = [.. present.Select(i => second[i])];
        double[] d = [.. present.Select(i => differences[i])];
        return new OutcomeDifference(
            outcome.Id,
            outcome.Title,
            OutcomeSummary.UnitOf(outcome.Kind),
            Mean(b),
            Mean(w),
            pairs.Difference(outcome.Id, bootstrap.Confidence),
            bootstrap.OfMean(d),
            (Variance(b) + Variance(w)) / Variance(d),
            [.. differences]);
    }

    private static double Mean(double[] values) => values.Length == 0 ? double.NaN : values.Sum() / values.Length;

    private static double Variance(double[] values)
    {
        double mean = Mean(values);
        return values.Length < 2 ? double.NaN : values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1);
    }
}
