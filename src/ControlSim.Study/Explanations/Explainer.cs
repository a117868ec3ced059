using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Study.Explanations;

/// <summary>Tells from the log alone why a place changed hands, or why it did not.</summary>
public sealed class Explainer
{
    private readonly LoggedRun run;
    private readonly Phrases phrases;

    private Explainer(LoggedRun run)
    {
        this.run = run;
        phrases = new Phrases(run.Scenario);
    }

    /// <summary>Says that the run has no such place, and which one may be meant; null if it has.</summary>
    public static string? Unknown(LoggedRun run, string location) => run.Scenario.Locations.Any(l => l.Id == location)
        ? null
        : $"there is no location '{location}'{Suggestion.For(location, run.Scenario.Locations.Select(l => l.Id), "scenario.lock.yaml lists them")}";

    /// <summary>Explains one place.</summary>
    /// <param name="run">A replicate with its log.</param>
    /// <param name="location">Id of the place.</param>
    /// <exception cref="ArgumentException">The run has no such place.</exception>
    public static Explanation Explain(LoggedRun run, string location) => Unknown(run, location) is string problem
        ? throw new ArgumentException(problem, nameof(location))
        : new Explainer(run).Explain(location);

    private Explanation Explain(string location)
    {
        InitialControl? start = run.Scenario.Control.FirstOrDefault(c => c.Location == location);
        string owner = start?.Owner ?? "";
        int after = -1;
        var episodes = ImmutableArray.CreateBuilder<Episode>();
        foreach (LoggedEvent capture in run.Events.Where(e => e.Location == location && e.Kind == RunEventKind.Capture))
        {
            episodes.Add(Taken(new Window(run, phrases, location, after, capture.Tick, owner, capture.Bloc)));
            (owner, after) = (capture.Bloc, capture.Tick);
        }

        episodes.Add(HoldCauses.Kept(new Window(run, phrases, location, after, run.Scenario.Ticks, owner, "")));
        return new Explanation(
            location, phrases.Place(location), run.Replicate, run.Scenario.Start, run.Scenario.End, Beginning(start), episodes.ToImmutable());
    }

    private string Beginning(InitialControl? start)
    {
        string day = Phrases.Date(run.Scenario.Start);
        return start is { Owner.Length: > 0 } ? $"On {day} it was held by {phrases.Bloc(start.Owner)}."
            : start is { ContestedBy.IsEmpty: false } ? $"On {day} it was contested by {Phrases.All([.. start.ContestedBy.Select(phrases.Bloc)])}."
            : $"On {day} it belonged to nobody.";
    }

    private Episode Taken(Window window)
    {
        // Who holds a contested place is whoever fights the winner there.
        string[] losers = window.Owner.Length > 0
            ? [window.Owner]
            : [.. window.Here(RunEventKind.UnitsBroke, RunEventKind.UnitsWithdrew, RunEventKind.UnitsDispersed).Select(e => e.Bloc).Where(b => b != window.Winner).Distinct()];
        ImmutableArray<Cause> causes =
        [
            .. new[]
            {
                SupplyCauses.Of(window), AttackCauses.Of(window), BattleCauses.Battles(window), losers.SelectMany(b => GarrisonCauses.Of(window, b)), HeadquartersCauses.Of(window),
                AirCauses.Of(window),
                BattleCauses.Reports(window), BattleCauses.Passing(window),
            }.SelectMany(c => c).OrderBy(c => c.Date),
        ];
        string from = window.Owner.Length > 0 ? $" from {phrases.Bloc(window.Owner)}" : "";
        string headline = $"{Phrases.Sentence(phrases.Bloc(window.Winner))} took {phrases.Place(window.Location)}{from} on {phrases.Day(window.To)}.";
        return new Episode(true, run.Scenario.DateOf(window.To), window.Winner, window.Owner, headline, causes);
    }
}
