using System.Collections.Immutable;
using ControlSim.Study.Experiments;
using ControlSim.Study.Sweeps;

namespace ControlSim.Study.Analyses;

/// <summary>A design with the responses of its rows: what every analysis starts from, wherever it was run.</summary>
/// <param name="Design">The design.</param>
/// <param name="Outcomes">The outcomes.</param>
/// <param name="Values">
/// Values by outcome, row and replicate; NaN where there is none. A date that was not reached is its censoring value.
/// </param>
/// <param name="IsCrossed">Rows share the random numbers of a replicate.</param>
public sealed record AnalysisData(
    Design Design, ImmutableArray<SweepOutcome> Outcomes, ImmutableArray<double[][]> Values, bool IsCrossed)
{
    /// <summary>Mean of each row over its replicates.</summary>
    /// <param name="outcome">Row in <see cref="Outcomes"/>.</param>
    /// <exception cref="AnalysisException">Rows have no value at all; the message names them.</exception>
    public double[] Means(int outcome) => Complete(outcome, Mean);

    /// <summary>Standard deviation of each row over its replicates: a response of its own for stochastic models.</summary>
    /// <exception cref="AnalysisException">Rows have fewer than two values.</exception>
    public double[] Deviations(int outcome) => Complete(outcome, values =>
    {
        double mean = Mean(values);
        double[] present = [.. values.Where(v => !double.IsNaN(v))];
        return present.Length < 2 ? double.NaN : Math.Sqrt(present.Sum(v => (v - mean) * (v - mean)) / (present.Length - 1));
    });

    /// <summary>Value of an outcome in one run, by name.</summary>
    public double Value(string outcome, int row, int replicate)
    {
        double[] values = Values[Outcomes.IndexOf(Outcomes.First(o => o.Id == outcome))][row];
        return replicate < values.Length ? values[replicate] : double.NaN;
    }

    private double[] Complete(int outcome, Func<double[], double> statistic)
    {
        double[] result = [.. Values[outcome].Select(statistic)];
        string[] missing = [.. Enumerable.Range(0, Design.Rows).Where(i => double.IsNaN(result[i])).Select(i => Design.Ids[i])];
        return missing.Length == 0
            ? result
            : throw new AnalysisException(
                $"{Outcomes[outcome].Id} has too few values in {missing.Length} of {Design.Rows} rows: {Few(missing)}; "
                + "every row of the design is needed");
    }

    /// <summary>The first ids of a list, and how many more.</summary>
    internal static string Few(string[] ids) =>
        string.Join(", ", ids.Take(10)) + (ids.Length > 10 ? $" and {ids.Length - 10} more" : "");

    private static double Mean(double[] values)
    {
        double[] present = [.. values.Where(v => !double.IsNaN(v))];
        return present.Length == 0 ? double.NaN : present.Sum() / present.Length;
    }
}
