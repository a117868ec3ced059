using System.Collections.Immutable;
using ControlSim.Study.Experiments;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Comparisons;

/// <summary>Whether a what-if moved an outcome in the direction that was written down before it was run.</summary>
/// <param name="Expected">Outcome and direction.</param>
/// <param name="Difference">What-if minus base over pairs with the same random numbers, with a 99 % interval.</param>
public sealed record ExpectationResult(Expectation Expected, PairedDifference Difference)
{
    /// <summary>Confidence of the interval that must lie on the expected side of zero.</summary>
    public const double Confidence = 0.99;

    /// <summary>The whole interval lies on the expected side of zero.</summary>
    public bool IsMet => Expected.Rises ? Difference.Low > 0 : Difference.High < 0;

    /// <summary>The whole interval lies on the other side: not too few pairs, but a wrong expectation or a wrong model.</summary>
    public bool IsContradicted => Expected.Rises ? Difference.High < 0 : Difference.Low > 0;

    /// <summary>All expectations of a what-if whose outcomes both ensembles have, in the order of the file.</summary>
    public static ImmutableArray<ExpectationResult> Of(Ensemble baseline, Ensemble whatIf, ImmutableArray<Expectation> expectations)
    {
        var pairs = Pairs.Of(baseline, whatIf);
        HashSet<string> known = [.. baseline.Scenario.Outcomes.Select(o => o.Id).Intersect(whatIf.Scenario.Outcomes.Select(o => o.Id))];
        return [.. expectations.Where(e => known.Contains(e.Outcome)).Select(e => new ExpectationResult(e, pairs.Difference(e.Outcome, Confidence)))];
    }
}
