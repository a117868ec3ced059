using System.Collections.Immutable;

namespace ControlSim.Scenarios;

/// <summary>
/// What is asked of one run: complete, checked, without defaults. The same scenario and seed give the same bits.
/// Rows name each other by the ids written in the file; the order of rows has no meaning.
/// </summary>
public sealed record Scenario
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    /// <summary>Date of tick 0, the initial state. Tick t ends the day <c>Start + t</c>.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>Date of the last tick.</summary>
    public required DateOnly End { get; init; }

    /// <summary>Root seed, 64 bit. A replicate's key is derived from it (<see cref="Randomness.StableId"/>), never drawn.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Every draw is replaced by its expectation and fighters are real numbers: for closed forms and tests.</summary>
    public required bool Deterministic { get; init; }

    public required ImmutableArray<Bloc> Blocs { get; init; }

    public required ImmutableArray<Faction> Factions { get; init; }

    public required ImmutableArray<Location> Locations { get; init; }

    public required ImmutableArray<Corridor> Corridors { get; init; }

    public required ImmutableArray<Crossing> Crossings { get; init; }

    public required ImmutableArray<Relation> Relations { get; init; }

    public required ImmutableArray<InitialControl> Control { get; init; }

    public required ImmutableArray<UnitStart> Units { get; init; }

    public required ImmutableArray<Depot> Depots { get; init; }

    /// <summary>Air power, by country.</summary>
    public required ImmutableArray<AirActor> AirActors { get; init; }

    public required ImmutableArray<Airlift> Airlifts { get; init; }

    public required ImmutableArray<Order> Orders { get; init; }

    /// <summary>What politics forbid commanders.</summary>
    public required ImmutableArray<Restraint> Restraints { get; init; }

    public required ImmutableArray<DatedEvent> Events { get; init; }

    public required ImmutableArray<Trigger> Triggers { get; init; }

    public required ImmutableArray<Rivalry> Rivalries { get; init; }

    public required ImmutableArray<ForeignPresence> Presences { get; init; }

    /// <summary>The processes that run.</summary>
    public required ImmutableSortedSet<ProcessKind> Processes { get; init; }

    public required ImmutableArray<Outcome> Outcomes { get; init; }

    public required Parameters Parameters { get; init; }

    /// <summary>Parameters that each run draws anew; <see cref="Parameters"/> has the values they have where nothing is drawn.</summary>
    public required ImmutableArray<UncertainParameter> Uncertain { get; init; }

    /// <summary>Number of ticks of a run.</summary>
    public int Ticks => End.DayNumber - Start.DayNumber;

    /// <summary>Tick of a date; may be negative or past the end.</summary>
    public int TickOf(DateOnly date) => date.DayNumber - Start.DayNumber;

    /// <summary>Date of a tick.</summary>
    public DateOnly DateOf(int tick) => Start.AddDays(tick);
}
