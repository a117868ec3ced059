using System.Collections.Immutable;

namespace ControlSim.Scenarios;

/// <summary>A number that is read off a run.</summary>
public enum OutcomeKind
{
    /// <summary>Days from the start to the first capture of the location by the bloc (any bloc if empty); censored at the end.</summary>
    CaptureDate,

    /// <summary>Days from the first entry of hostile massed units to the capture of the location.</summary>
    BattleDays,

    /// <summary>Mean supply state, weighted by fighters, of the bloc's units at <c>Locations</c>.</summary>
    Supply,

    /// <summary>Share of ordered pairs of the bloc's own places that its massed units can travel within seven days.</summary>
    Mobility,

    /// <summary>Share of the bloc's fighters that are in cells.</summary>
    CellsShare,

    /// <summary>All fighters of the bloc.</summary>
    Fighters,

    /// <summary>Massed fighters of the bloc.</summary>
    FightersMassed,

    /// <summary>Inhabitants of the locations that the bloc owns.</summary>
    HeldPopulation,

    /// <summary>Area of the locations that the bloc owns, km².</summary>
    HeldArea,

    /// <summary>
    /// Days from the first capture of the location by the bloc (any bloc if empty) to the first report that it is its;
    /// below 0 where it was announced early.
    /// </summary>
    ReportedLag,
}

/// <summary>One outcome: a mean over the days from <c>From</c> to <c>To</c>, both included, or a date.</summary>
/// <param name="Id">Name in tables.</param>
/// <param name="Title">Name in figures.</param>
/// <param name="Kind">What is measured.</param>
/// <param name="Bloc">Bloc id; empty where any will do.</param>
/// <param name="Locations">Location ids; for a capture or a battle exactly one.</param>
/// <param name="From">First day of the mean.</param>
/// <param name="To">Last day of the mean.</param>
public sealed record Outcome(
    string Id, string Title, OutcomeKind Kind, string Bloc, ImmutableArray<string> Locations, DateOnly From, DateOnly To);
