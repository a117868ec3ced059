using System.Runtime.CompilerServices;
using ControlSim.Randomness;

namespace ControlSim.Tables;

/// <summary>What is: the tables and the tick. <see cref="WorldBuilder"/> is its only maker.</summary>
internal sealed class World
{
    private UnitWords? _words;

    /// <summary>Ticks done; 0 is the initial state.</summary>
    public int Tick { get; set; }

    /// <summary>Counts every change of owner, gate or relation: whatever is cached by topology is renewed when it moves.</summary>
    public int Topology { get; set; }

    public required bool Deterministic { get; init; }

    public required int Countries { get; init; }

    public required Blocs Blocs { get; init; }

    public required Factions Factions { get; init; }

    public required Locations Locations { get; init; }

    public required Corridors Corridors { get; init; }

    public required Crossings Crossings { get; init; }

    public required Society Society { get; init; }

    public required Economy Economy { get; init; }

    public required Units Units { get; init; }

    public required Battles Battles { get; init; }

    public required Depots Depots { get; init; }

    public required SupplyPlans SupplyPlans { get; init; }

    public required AirActors AirActors { get; init; }

    public required Airlifts Airlifts { get; init; }

    public required Operations Operations { get; init; }

    public required Politics Politics { get; init; }

    public required Presences Presences { get; init; }

    public required Triggers Triggers { get; init; }

    public required Tallies Tallies { get; init; }

    public required Ledger Ledger { get; init; }

    /// <summary>Parts of the units that threads may share.</summary>
    public Chunks Chunks { get => field ??= new Chunks(Units.Count); set; }

    /// <summary>The words of the day from the streams of the run: one object for all processes.</summary>
    public UnitWords WordsOf(RandomStreams random)
    {
        if (_words is null || !_words.AreOf(random))
        {
            _words = new UnitWords(this, random, ProcessId.Units, days: UnitWords.SharedDays);
        }

        return _words;
    }

    /// <summary>Units that have changed since they were summed last.</summary>
    public RowChanges Changes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)] // asked for with every loss
        get => field ??= new RowChanges(Units, Chunks);
    }

    /// <summary>Rows of units by faction.</summary>
    public FactionRows FactionRows => field ??= new FactionRows(Units.Faction);

    /// <summary>Every array of the tables, by name.</summary>
    public StateColumns Columns => field ??= StateColumns.Of(this);

    /// <summary>Share of an air actor's means that is free: none once the presence of its faction has ended, less both diversions.</summary>
    public double FreeShare(int faction, int country, double diversion)
    {
        int at = (faction * Countries) + country;
        return Politics.IsPresent[at] ? (1 - diversion) * (1 - Politics.Diversion[at]) : 0;
    }

    /// <summary>Does an air actor strike and threaten this faction in the country in which it flies?</summary>
    public bool IsAirEnemy(int actor, int faction) => (AirEnemies(actor) >> faction & 1) != 0;

    /// <summary>The factions that an air actor strikes and threatens, as bits.</summary>
    public ulong AirEnemies(int actor) =>
        AirActors.Against[actor] & Factions.Hostiles[(AirActors.Country[actor] * Factions.Count) + AirActors.Faction[actor]];

    /// <summary>Do an air actor's strikes reach a location? It lies in the actor's country, and the scenario names it or none.</summary>
    public bool Reaches(int actor, int location) =>
        Locations.Country[location] == AirActors.Country[actor] && AirActors.Reaches[(actor * Locations.Count) + location];

    /// <summary>The locations that they reach.</summary>
    public int[] ReachOf(int actor) => [.. Enumerable.Range(0, Locations.Count).Where(l => Reaches(actor, l))];

    /// <summary>Rows of the tables against rows of the scenario's lists.</summary>
    public required CanonicalOrder Order { get; init; }
}
