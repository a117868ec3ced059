using System.Collections.Immutable;
using ControlSim.Scenarios;

namespace ControlSim.Runs;

/// <summary>
/// The result of a run in the form of a snapshot, so that runs that are over can be saved beside those that are under way. It
/// holds no state: nothing goes on from it.
/// </summary>
public static class FinishedRun
{
    private const string Outcomes = "finished.outcomes";
    private const string Ledger = "finished.ledger";

    /// <summary>Is it the result of a run that is over?</summary>
    public static bool Is(Snapshot snapshot) => snapshot.Parts.ContainsKey(Outcomes);

    /// <summary>The result as a snapshot.</summary>
    public static Snapshot Save(RunResult result)
    {
        var parts = new SnapshotParts();
        LogParts.Save(result.Events.AsSpan(), parts);
        result.Series.Save(parts, result.Scenario.Ticks, result.Series.FlowTicks.Length);
        parts.Add<ulong>("hashes", result.TickHashes.AsSpan());
        parts.Add<double>(Outcomes, result.Outcomes.AsSpan());
        parts.Add<double>(Ledger, result.Ledger.AsSpan());
        return new Snapshot { Key = result.Key, Tick = result.Scenario.Ticks, Parts = parts.ToImmutable() };
    }

    /// <summary>The result again.</summary>
    /// <param name="scenario">The scenario that was run.</param>
    /// <param name="snapshot">The saved result.</param>
    /// <param name="options">What was kept.</param>
    /// <exception cref="ArgumentException">The snapshot does not fit the scenario or this version.</exception>
    public static RunResult Load(Scenario scenario, Snapshot snapshot, RecorderOptions options)
    {
        if (snapshot.Tick != scenario.Ticks)
        {
            throw new ArgumentException($"The run ended after day {snapshot.Tick}, this scenario has {scenario.Ticks}.", nameof(snapshot));
        }

        var outcomes = new double[scenario.Outcomes.Length];
        snapshot.CopyTo<double>(Outcomes, outcomes);
        var series = RunSeries.Empty(scenario, options);
        series.Load(snapshot);
        ImmutableArray<RunEvent> events = [.. LogParts.Load(snapshot)];
        return new RunResult
        {
            Scenario = scenario,
            Key = snapshot.Key,
            TickHashes = [.. snapshot.Get<ulong>("hashes")],
            Outcomes = [.. outcomes],
            Captures = Capture.Of(scenario, events),
            Events = events,
            Series = series,
            Ledger = [.. snapshot.Get<double>(Ledger)],
        };
    }
}
