using System.Collections.Immutable;
using ControlSim.Scenarios;

namespace ControlSim.Study.Experiments;

/// <summary>
/// A scenario that ends earlier. The file stays as it is: its later orders and events are simply not reached, which would be
/// errors if the end stood in the file.
/// </summary>
public static class ScenarioCut
{
    /// <summary>
    /// The scenario with an earlier last day. Outcomes are measured up to it; one that begins after it is dropped, for it has
    /// no day left.
    /// </summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="until">New last day.</param>
    /// <exception cref="ArgumentOutOfRangeException">The day is not after the start or is after the end.</exception>
    public static Scenario Until(Scenario scenario, DateOnly until)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(until, scenario.Start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(until, scenario.End);
        ImmutableArray<Outcome> outcomes =
        [
            .. scenario.Outcomes
                .Where(o => o.From <= until)
                .Select(o => o with { To = o.To < until ? o.To : until }),
        ];
        return scenario with { End = until, Outcomes = outcomes };
    }
}
