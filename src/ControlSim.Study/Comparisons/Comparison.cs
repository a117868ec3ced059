using System.Collections.Immutable;
using ControlSim.Study.Experiments;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Comparisons;

/// <summary>A base and a what-if, run with the same random numbers, and what differs.</summary>
/// <param name="Base">The base.</param>
/// <param name="WhatIf">The what-if.</param>
/// <param name="Outcomes">Differences of the outcomes.</param>
/// <param name="Locations">Differences of ownership.</param>
public sealed record Comparison(
    Ensemble Base, Ensemble WhatIf, ImmutableArray<OutcomeDifference> Outcomes, ImmutableArray<LocationDifference> Locations)
{
    /// <summary>Compares two ensembles of the same seed.</summary>
    /// <exception cref="ArgumentException">They cannot be compared; the message is for the user.</exception>
    public static Comparison Of(Ensemble baseline, Ensemble whatIf, Bootstrap bootstrap) => new(
        baseline,
        whatIf,
        OutcomeDifference.Of(baseline.Scenario, whatIf.Scenario, Pairs.Of(baseline, whatIf), bootstrap),
        LocationDifference.Of(baseline, whatIf, bootstrap));

    /// <summary>The bloc whose days of ownership change most, over all locations; the first bloc if nothing changes.</summary>
    public int FocalBloc => Locations.GroupBy(l => l.Bloc)
        .OrderByDescending(g => g.Sum(l => Math.Abs(l.Difference))).ThenBy(g => g.Key)
        .Select(g => g.Key).FirstOrDefault();
}
