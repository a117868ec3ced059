using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.Statistics;

/// <summary>One outcome over the replicates.</summary>
/// <param name="Id">Name in tables.</param>
/// <param name="Title">Name for people.</param>
/// <param name="Unit">Unit of measure; "1" for a share.</param>
/// <param name="Present">Replicates in which it exists.</param>
/// <param name="Median">Median; null if it does not exist or is not reached before the end.</param>
/// <param name="P05">5 % quantile; null likewise.</param>
/// <param name="P95">95 % quantile; null likewise.</param>
public sealed record OutcomeSummary(string Id, string Title, string Unit, int Present, double? Median, double? P05, double? P95)
{
    /// <summary>All outcomes, in the order of the scenario.</summary>
    public static ImmutableArray<OutcomeSummary> Of(Ensemble ensemble) =>
        [.. Enumerable.Range(0, ensemble.Scenario.Outcomes.Length).Select(i => Of(ensemble, i))];

    /// <summary>Unit of measure of a kind of outcome.</summary>
    public static string UnitOf(OutcomeKind kind) => kind switch
    {
        OutcomeKind.CaptureDate or OutcomeKind.BattleDays or OutcomeKind.ReportedLag => "day",
        OutcomeKind.Fighters or OutcomeKind.FightersMassed or OutcomeKind.HeldPopulation or OutcomeKind.Besieged or OutcomeKind.Displaced
            or OutcomeKind.Recruited or OutcomeKind.Inflow or OutcomeKind.Deserted or OutcomeKind.Defected or OutcomeKind.Killed
            or OutcomeKind.CiviliansKilled => "person",
        OutcomeKind.HeldArea => "km2",
        OutcomeKind.Revenue => "USD",
        OutcomeKind.Events => "event",
        OutcomeKind.Quality or OutcomeKind.ControlZone => "1",
        _ when kind.IsShare() => "1",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "An outcome without a unit of measure."),
    };

    /// <summary>
    /// A date is censored at the end of the run, so its quantiles are Kaplan-Meier's; of anything else a value that does not
    /// exist is left out.
    /// </summary>
    private static OutcomeSummary Of(Ensemble ensemble, int index)
    {
        Outcome outcome = ensemble.Scenario.Outcomes[index];
        double[] values = [.. ensemble.Results.Select(r => r.Outcomes[index])];
        Func<double, double?> quantile;
        if (outcome.Kind == OutcomeKind.CaptureDate)
        {
            quantile = KaplanMeier.CensoredAt(ensemble.Scenario.Ticks, values).Quantile;
        }
        else
        {
            double[] sorted = Quantiles.SortedPresent(values);
            quantile = q => sorted.Length == 0 ? null : Quantiles.OfSorted(sorted, q);
        }

        int present = values.Count(v => !double.IsNaN(v));
        return new OutcomeSummary(
            outcome.Id, outcome.Title, UnitOf(outcome.Kind), present, quantile(0.5), quantile(0.05), quantile(0.95));
    }
}
