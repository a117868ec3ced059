using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Scenarios;

namespace ControlSim.Study.Explanations;

/// <summary>The part of a run in which one place had one owner, and what was logged there.</summary>
/// <param name="Run">The run.</param>
/// <param name="Phrases">How names and numbers are written.</param>
/// <param name="Location">Id of the place.</param>
/// <param name="After">Tick of the last change of owner before, or -1.</param>
/// <param name="To">Tick of the change that ends it, or the last tick.</param>
/// <param name="Owner">Owner in it; empty if nobody.</param>
/// <param name="Winner">Who took the place at its end; empty if nobody did.</param>
internal sealed record Window(LoggedRun Run, Phrases Phrases, string Location, int After, int To, string Owner, string Winner)
{
    public Scenario Scenario => Run.Scenario;

    public string Country => Scenario.Locations.First(l => l.Id == Location).Country;

    /// <summary>What was logged at the place in this time, in order.</summary>
    public IEnumerable<LoggedEvent> Here(params RunEventKind[] kinds) =>
        Run.Events.Where(e => e.Location == Location && e.Tick > After && e.Tick <= To && kinds.Contains(e.Kind));

    /// <summary>A cause from some lines of the log, first and last of which give the days.</summary>
    public Cause Cause(IReadOnlyList<LoggedEvent> lines, string text, params (string Name, double Value)[] numbers) => new(
        Scenario.DateOf(lines[0].Tick),
        Scenario.DateOf(lines[^1].Tick),
        ResultFiles.TermsText.NameOf(lines[0].Kind),
        Phrases.Sentence(text),
        numbers.Where(n => double.IsFinite(n.Value)).ToImmutableSortedDictionary(n => n.Name, n => Math.Round(n.Value, 4), StringComparer.Ordinal));
}
