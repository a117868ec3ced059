using System.Collections.Immutable;

namespace ControlSim.Scenarios;

/// <summary>What an order tells a faction's units to do.</summary>
public enum OrderVerb
{
    /// <summary>Assemble at <c>From</c> and take the objectives one after another.</summary>
    Advance,

    /// <summary>Units at <c>From</c> stay, and do not switch posture before they break.</summary>
    Hold,

    /// <summary>Units at <c>From</c> march to the nearest reachable of <c>Objectives</c>.</summary>
    Withdraw,

    /// <summary>Units at <c>From</c> go over to cells and move to <c>Objectives</c>.</summary>
    Disperse,

    /// <summary>Cells at <c>From</c> mass.</summary>
    Mass,

    /// <summary>Cells at <c>From</c> mass, strike the objective, and go back to cells when it is theirs or they break.</summary>
    Raid,

    /// <summary>As advance, but the objective is surrounded and starved rather than assaulted.</summary>
    Siege,

    /// <summary>Units at <c>From</c> march to <c>Objectives</c> (also called reinforce).</summary>
    Redeploy,

    /// <summary>Massed units search the objective for cells for some days, then return.</summary>
    Sweep,

    /// <summary>Massed units at <c>From</c> that face no enemy train from the date to <c>Until</c>: their quality rises.</summary>
    Train,

    /// <summary>The air actors named in <c>Objectives</c> spread their strikes over classes of targets by <c>Weights</c>.</summary>
    StrikeWeight,

    /// <summary>Opens the crossings named in <c>Objectives</c>.</summary>
    Open,

    /// <summary>Shuts the crossings named in <c>Objectives</c>.</summary>
    Close,
}

/// <summary>
/// A decision of a faction, never an outcome. An advance with several objectives is a campaign: the next objective is
/// prepared when the one before is held by the own or a cobelligerent bloc.
/// </summary>
public sealed record Order
{
    public required string Id { get; init; }

    public required string Faction { get; init; }

    public required OrderVerb Verb { get; init; }

    /// <summary>Launch: the forces are ready on this day. An order on call is launched by an event or a trigger instead.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>
    /// Last day of the launch window. An order whose starting places are not yet held waits and lapses 60 days later. For
    /// training its last day. On call the days from <c>Date</c> to <c>Until</c> count from the launch.
    /// </summary>
    public required DateOnly Until { get; init; }

    /// <summary>Locations where it starts (crossings for open and close: none).</summary>
    public required ImmutableArray<string> From { get; init; }

    /// <summary>Locations in the order in which they are to be taken; crossings for open and close; air actors for strike-weight.</summary>
    public required ImmutableArray<string> Objectives { get; init; }

    /// <summary>Locations that the own or a cobelligerent bloc must hold first.</summary>
    public required ImmutableArray<string> WaitsFor { get; init; }

    /// <summary>Further factions whose units may be taken.</summary>
    public required ImmutableArray<string> With { get; init; }

    /// <summary>Fighters asked for; infinity for all at <c>From</c>.</summary>
    public required double Forces { get; init; }

    /// <summary>Days to regroup between one objective of a campaign and the next, unless that one is exploited at once.</summary>
    public required int RegroupDays { get; init; }

    /// <summary>Waits for an effect of the kind launch.</summary>
    public required bool OnCall { get; init; }

    /// <summary>Weights of fighters, depots, oil and roads among the targets; empty unless the verb is strike-weight.</summary>
    public required ImmutableArray<double> Weights { get; init; }
}
