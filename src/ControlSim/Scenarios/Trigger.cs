using System.Collections.Immutable;

namespace ControlSim.Scenarios;

/// <summary>A quantity of the running world that a trigger watches.</summary>
public enum Quantity
{
    /// <summary>Control share of <c>Bloc</c> at <c>Location</c>, 0 to 1.</summary>
    Control,

    /// <summary><c>Location</c> is owned by the bloc <c>Is</c>, or by none.</summary>
    Owner,

    /// <summary><c>Location</c> was captured the day before, by <c>Bloc</c> or, if that is empty, by anyone.</summary>
    Capture,

    /// <summary>Fighters of <c>Bloc</c>.</summary>
    Fighters,

    /// <summary>Share of the fighters of <c>Bloc</c> that are in cells; 0 without fighters.</summary>
    CellsShare,

    /// <summary>Mean supply state of the fighters of <c>Bloc</c>; 0 without fighters.</summary>
    Supply,

    /// <summary>Inhabitants of the locations that <c>Bloc</c> owns.</summary>
    HeldPopulation,

    /// <summary>Prestige of <c>Faction</c>.</summary>
    Prestige,

    /// <summary>Treasury of <c>Faction</c>, USD.</summary>
    Treasury,

    /// <summary>Morale of <c>Faction</c> in <c>Country</c>.</summary>
    Morale,

    /// <summary>Tension between <c>Faction</c> and <c>Other</c>, 0 to 1.</summary>
    Tension,

    /// <summary>Relation of <c>Faction</c> and <c>Other</c> in <c>Country</c> is <c>Is</c>.</summary>
    Relation,

    /// <summary>Consent to the presence named by <c>Presence</c>, 0 to 1.</summary>
    Consent,

    /// <summary><c>Faction</c> is present in <c>Country</c>: 1, or 0 after its presence has ended.</summary>
    Presence,

    /// <summary>The trigger named by <c>Trigger</c> has fired, on a day before.</summary>
    Fired,
}

/// <summary>One condition of a trigger. What a quantity does not use is empty.</summary>
/// <param name="Id">Name within the trigger.</param>
/// <param name="Quantity">What is watched.</param>
/// <param name="Faction">Faction id.</param>
/// <param name="Other">Other faction.</param>
/// <param name="Bloc">Bloc id.</param>
/// <param name="Location">Location id.</param>
/// <param name="Country">Country.</param>
/// <param name="Presence">Id of a presence.</param>
/// <param name="Trigger">Id of another trigger.</param>
/// <param name="Above">Holds above this value; negative infinity for no bound.</param>
/// <param name="Below">Holds below this value; infinity for no bound.</param>
/// <param name="Is">Bloc id or <c>none</c> (owner), or word of a relation.</param>
public sealed record Condition(
    string Id, Quantity Quantity, string Faction, string Other, string Bloc, string Location, string Country, string Presence,
    string Trigger, double Above, double Below, string Is)
{
    /// <summary>Word for "no owner".</summary>
    public const string None = "none";
}

/// <summary>A reaction: when all conditions have held for some days, its effects happen, perhaps by chance and after a delay.</summary>
public sealed record Trigger
{
    public required string Id { get; init; }

    /// <summary>All of them must hold.</summary>
    public required ImmutableArray<Condition> When { get; init; }

    /// <summary>Days in a row on which the conditions must hold, at least 1.</summary>
    public required int ForDays { get; init; }

    /// <summary>Chance of firing on each day from then on, 0 to 1. A deterministic run adds the chances up and fires at 1.</summary>
    public required double Probability { get; init; }

    /// <summary>Fires at most once in a run.</summary>
    public required bool Once { get; init; }

    /// <summary>Days from firing to the effects.</summary>
    public required int AfterDays { get; init; }

    /// <summary>What happens, in order.</summary>
    public required ImmutableArray<Effect> Then { get; init; }
}
