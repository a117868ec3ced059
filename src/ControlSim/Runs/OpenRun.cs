using System.Collections.Immutable;
using ControlSim.Randomness;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Runs;

/// <summary>A run that can be stopped, saved and taken up again.</summary>
internal sealed class OpenRun
{
    private readonly ulong _key;
    private readonly EventLog _log;
    private readonly Recorder _recorder;
    private readonly ulong[] _hashes;

    private OpenRun(Scenario scenario, CanonicalOrder order, ulong key, RecorderOptions options)
    {
        _key = key;
        World = WorldBuilder.From(scenario, order);
        _log = new EventLog(World);
        Schedule = new Schedule(World, scenario, new RandomStreams(key), _log);
        _recorder = new Recorder(World, scenario, Schedule, options);
        _hashes = new ulong[scenario.Ticks + 1];
    }

    public World World { get; }

    public Schedule Schedule { get; }

    /// <summary>A run at tick 0.</summary>
    public static OpenRun Start(Scenario scenario, ulong key, RecorderOptions options)
    {
        var run = new OpenRun(scenario, CanonicalOrder.Of(scenario), key, options);
        run.Record();
        return run;
    }

    /// <summary>A run as it was saved, with rows in a given order; its operations are still those of the first day.</summary>
    /// <exception cref="ArgumentException">The snapshot is of another scenario or version, or the run ends before it.</exception>
    public static OpenRun Load(Scenario scenario, CanonicalOrder order, Snapshot snapshot, RecorderOptions options)
    {
        if (snapshot.Tick > scenario.Ticks)
        {
            throw new ArgumentException($"The run was saved after day {snapshot.Tick}, this scenario has {scenario.Ticks}.", nameof(snapshot));
        }

        var run = new OpenRun(scenario, order, snapshot.Key, options);
        run.World.Tick = snapshot.Tick;
        foreach (StateColumn column in run.World.Columns.All)
        {
            if (column.Role != ColumnRole.Fixed && column.Table != nameof(World.Operations))
            {
                snapshot.CopyTo(column.Name, column.Bytes);
            }
        }

        LogParts.Load(run._log, snapshot);
        run._recorder.Load(snapshot);
        snapshot.CopyTo("hashes", run._hashes.AsSpan(0, snapshot.Tick + 1));
        run.Schedule.Resume();
        return run;
    }

    /// <summary>Goes on to a tick.</summary>
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

        LogParts.Save(_log, parts);
        _recorder.Save(parts);
        parts.Add<ulong>("hashes", _hashes.AsSpan(0, World.Tick + 1));
        return new Snapshot { Key = _key, Tick = World.Tick, Parts = parts.ToImmutable() };
    }

    public RunResult Finish(Snapshot? checkpoint) => _recorder.Finish(_key, ImmutableArray.Create(_hashes), _log, checkpoint);

    private void Record()
    {
        _recorder.Record();
        _hashes[World.Tick] = StateHash.Of(World);
    }
}
