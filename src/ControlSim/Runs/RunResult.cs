using System.Collections.Immutable;
using ControlSim.Scenarios;

namespace ControlSim.Runs;

/// <summary>
/// What is left of a run. Rows are in the order of the scenario's lists (<c>Scenario.Locations[l]</c>,
/// <c>Scenario.Blocs[b]</c>, …); it holds no reference to the world.
/// </summary>
public sealed class RunResult
{
    /// <summary>The scenario that was asked for; what the run drew of it follows from <see cref="Key"/> (<see cref="UncertainDraws"/>).</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>Key of the run's random numbers, derived from the root seed and the replicate.</summary>
    public required ulong Key { get; init; }

    /// <summary>
    /// Hash of the whole state after every tick, where <see cref="RecorderOptions.HashesDays"/> asks for it; entry 0 is the initial
    /// state. Else that of the final state alone.
    /// </summary>
    public required ImmutableArray<ulong> TickHashes { get; init; }

    /// <summary>Hash of the final state.</summary>
    public ulong StateHash => TickHashes[^1];

    /// <summary>Value of each of <c>Scenario.Outcomes</c>; NaN where it does not exist (a capture that did not happen).</summary>
    public required ImmutableArray<double> Outcomes { get; init; }

    /// <summary>Every change of owner to a bloc, in order of tick and location id. Becoming ownerless is no capture.</summary>
    public required ImmutableArray<Capture> Captures { get; init; }

    /// <summary>What happened, in order.</summary>
    public required ImmutableArray<RunEvent> Events { get; init; }

    public required RunSeries Series { get; init; }

    /// <summary>The books of every bloc: index <c>(int)LedgerEntry * blocs + bloc</c>, persons or USD.</summary>
    public ImmutableArray<double> Ledger { get; init; } = [];
}

/// <summary>A location comes to be owned by another bloc than the one that owned it last.</summary>
/// <param name="Tick">Tick of the capture.</param>
/// <param name="Location">Row in <c>Scenario.Locations</c>.</param>
/// <param name="Bloc">New owner, row in <c>Scenario.Blocs</c>.</param>
/// <param name="Previous">Last owner, or -1.</param>
public sealed record Capture(int Tick, int Location, int Bloc, int Previous)
{
    /// <summary>The captures among the lines of a log, in order of tick and location id.</summary>
    internal static ImmutableArray<Capture> Of(Scenario scenario, ImmutableArray<RunEvent> events) =>
    [
        .. events.Where(e => e.Kind == RunEventKind.Capture)
            .Select(e => new Capture(e.Tick, e.Location, e.Bloc, e.Other))
            .OrderBy(c => c.Tick).ThenBy(c => scenario.Locations[c.Location].Id, StringComparer.Ordinal),
    ];
}
