using System.Collections.Immutable;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Scores;

/// <summary>One pattern that is known of such wars, and what the runs show of it.</summary>
/// <param name="Id">Short name.</param>
/// <param name="Title">What is measured, with its unit.</param>
/// <param name="Low">Least value at which the runs show it.</param>
/// <param name="High">Greatest value at which they do.</param>
/// <param name="Values">Value in each run that has one.</param>
/// <param name="Source">Where the pattern and its bounds come from.</param>
/// <param name="Note">What stands beside it: the observed value, or why there is none.</param>
public sealed record StylisedFact(
    string Id, string Title, double Low, double High, ImmutableArray<double> Values, string Source, string Note)
{
    /// <summary>Median over the runs; NaN where no run has a value.</summary>
    public double Median => Quantiles.Of(Values.AsSpan(), 0.5);

    /// <summary>5 % quantile.</summary>
    public double P05 => Quantiles.Of(Values.AsSpan(), 0.05);

    /// <summary>95 % quantile.</summary>
    public double P95 => Quantiles.Of(Values.AsSpan(), 0.95);

    /// <summary>Do the runs show it in the median? Null where no run has a value.</summary>
    public bool? IsShown => Values.IsEmpty ? null : Median >= Low && Median <= High;
}
