using System.Collections.Immutable;

namespace ControlSim.Scenarios;

/// <summary>One outcome: a mean or a total over the days from <c>From</c> to <c>To</c>, both included, or a date.</summary>
/// <param name="Id">Name in tables.</param>
/// <param name="Title">Name in figures.</param>
/// <param name="Kind">What is measured.</param>
/// <param name="Bloc">Bloc id; empty where any will do.</param>
/// <param name="Locations">Location ids; for a capture or a battle exactly one.</param>
/// <param name="From">First day of the mean or total.</param>
/// <param name="To">Last day of the mean or total.</param>
public sealed record Outcome(
    string Id, string Title, OutcomeKind Kind, string Bloc, ImmutableArray<string> Locations, DateOnly From, DateOnly To)
{
    /// <summary>Kind of the lines of the event log that are counted, as <c>headquarters-lost</c>; empty for other kinds of outcome.</summary>
    public string Event { get; init; } = "";
}
