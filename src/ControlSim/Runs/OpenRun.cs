using System.Collections.Immutable;
using ControlSim.Randomness;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Runs;

/// <summary>A run that can be stopped between two ticks, saved and taken up again, or go on in several futures.</summary>
public sealed class OpenRun
{
    private readonly Scenario _asked;
    private readonly ulong _key;
    private readonly EventLog _log;
    private readonly Recorder _recorder;
    private readonly ulong[] _hashes;

    private OpenRun(Scenario asked, Scenario scenario, CanonicalOrder order, ulong key, RecorderOptions options)
    {
        (_asked, _key) = (asked, key);
        World = WorldBuilder.From(scenario, order);
        _log = EventLog.OfDays(World, scenario.Ticks);
        Schedule = new Schedule(World, scenario, new RandomStreams(key), _log);
        _recorder = new Recorder(World, scenario, Schedule, options);
        _hashes = new ulong[options.HashesDays ? scenario.Ticks + 1 : 0];
    }

    /// <summary>Ticks done.</summary>
    public int Tick => World.Tick;

    internal World World { get; }

    internal Schedule Schedule { get; }

    /// <summary>A run at tick 0.</summary>
    /// <param name="scenario">A checked scenario.</param>
    /// <param name="key">Key of this run's random numbers.</param>
    /// <param name="options">What to keep.</param>
    public static OpenRun Start(Scenario scenario, ulong key, RecorderOptions options) =>
        Start(new PreparedScenario(scenario), key, options);

    /// <summary>A run at tick 0, one of many of a scenario.</summary>
    /// <param name="prepared">A checked scenario.</param>
    /// <param name="key">Key of this run's random numbers.</param>
    /// <param name="options">What to keep.</param>
    public static OpenRun Start(PreparedScenario prepared, ulong key, RecorderOptions options)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        var run = new OpenRun(prepared.Scenario, prepared.Draws.Of(key), prepared.Order, key, options);
        run.Record();
        return run;
    }

    /// <summary>A saved run, to go on as if it had never been stopped.</summary>
    /// <param name="scenario">The scenario that was run; its end may be another.</param>
    /// <param name="snapshot">The saved run.</param>
    /// <param name="options">What to keep; for the days that are over, what was kept then.</param>
    /// <exception cref="ArgumentException">The snapshot does not fit the scenario or this version.</exception>
    public static OpenRun Resume(Scenario scenario, Snapshot snapshot, RecorderOptions options)
    {
        OpenRun run = Branching.Open(scenario, scenario, snapshot, options);
        return StateHash.Of(run.World) == snapshot.Get<ulong>("hashes")[^1]
            ? run
            : throw new ArgumentException("The saved run does not come back to the state that it had: another version of the program made it.", nameof(snapshot));
    }

    /// <summary>A saved run, to go on under another scenario with the same random numbers.</summary>
    /// <param name="scenario">The scenario from now on. It has the same places, factions, units and depots as the base.</param>
    /// <param name="baseline">The scenario of the saved run.</param>
    /// <param name="snapshot">The saved run.</param>
    /// <param name="options">What to keep; for the days that are over, what was kept then.</param>
    /// <exception cref="ArgumentException">The scenarios have different rows, or the snapshot does not fit.</exception>
    public static OpenRun Branch(Scenario scenario, Scenario baseline, Snapshot snapshot, RecorderOptions options) =>
        Branching.Open(scenario, baseline, snapshot, options);

    /// <summary>A run as it was saved, with rows in a given order; its operations are still those of the first day.</summary>
    /// <exception cref="ArgumentException">The snapshot is of another scenario or version, or the run ends before it.</exception>
    internal static OpenRun Load(Scenario scenario, CanonicalOrder order, Snapshot snapshot, RecorderOptions options)
    {
        if (snapshot.Tick > scenario.Ticks)
        {
            throw new ArgumentException($"The run was saved after day {snapshot.Tick}, this scenario has {scenario.Ticks}.", nameof(snapshot));
        }

        var run = new OpenRun(scenario, UncertainDraws.Drawn(scenario, snapshot.Key), order, snapshot.Key, options);
        run.World.Tick = snapshot.Tick;
        foreach (StateColumn column in run.World.Columns.All)
        {
            if (column.Role != ColumnRole.Fixed && column.Table != nameof(World.Operations))
            {
                snapshot.CopyTo(column.Name, column.Bytes);
            }
        }

        run._log.Restore(LogParts.Load(snapshot));
        run._recorder.Load(snapshot);
        ReadOnlySpan<ulong> hashes = snapshot.Get<ulong>("hashes");
        if (hashes.Length <= run._hashes.Length)
        {
            hashes.CopyTo(run._hashes.AsSpan(snapshot.Tick + 1 - hashes.Length));
        }

        run.Schedule.Resume();
        return run;
    }

    /// <summary>Goes on to a tick; cancelled, it stands between two ticks and can be saved.</summary>
    /// <param name="tick">Last tick to do.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">The run was stopped between two ticks.</exception>
    public void Advance(int tick, CancellationToken cancellation)
    {
        while (World.Tick < tick)
        {
            cancellation.ThrowIfCancellationRequested();
            Schedule.Tick();
            Record();
        }
    }

    /// <summary>The run as it stands.</summary>
    public Snapshot Save()
    {
        var parts = new SnapshotParts();
        foreach (StateColumn column in World.Columns.All)
        {
            if (column.Role != ColumnRole.Fixed)
            {
                parts.Add<byte>(column.Name, column.Bytes);
            }
        }

        LogParts.Save(_log.Events, parts);
        _recorder.Save(parts);
        parts.Add<ulong>("hashes", Hashes().AsSpan());
        return new Snapshot { Key = _key, Tick = World.Tick, Parts = parts.ToImmutable() };
    }

    /// <summary>The result, after the last tick.</summary>
    public RunResult Finish() => _recorder.Finish(_asked, _key, Hashes(), _log);

    /// <summary>Of every day so far, or of the present state alone.</summary>
    private ImmutableArray<ulong> Hashes() => _hashes.Length > 0 ? [.. _hashes.AsSpan(0, World.Tick + 1)] : [StateHash.Of(World)];

    private void Record()
    {
        _recorder.Record();
        if (_hashes.Length > 0)
        {
            _hashes[World.Tick] = StateHash.Of(World);
        }
    }
}
