using ControlSim.Scenarios;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Sweeps;

/// <summary>An outcome of a sweep.</summary>
/// <param name="Id">Name in tables.</param>
/// <param name="Title">Name in figures.</param>
/// <param name="Unit">Unit of measure; 1 for a share.</param>
/// <param name="Censored">
/// Value that an analysis takes where it does not exist: the last tick for a date that is not reached; null where a missing
/// value is simply missing.
/// </param>
public sealed record SweepOutcome(string Id, string Title, string Unit, double? Censored)
{
    /// <summary>The outcome of a scenario.</summary>
    public static SweepOutcome Of(Scenario scenario, Outcome outcome) => new(
        outcome.Id,
        outcome.Title,
        OutcomeSummary.UnitOf(outcome.Kind),
        outcome.Kind == OutcomeKind.CaptureDate ? scenario.Ticks : null);
}
