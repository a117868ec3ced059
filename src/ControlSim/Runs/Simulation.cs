using System.Collections.Immutable;
using ControlSim.Randomness;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Runs;

/// <summary>One run: a scenario, a key, the ticks, a result.</summary>
public static class Simulation
{
    /// <summary>Runs the scenario to its end.</summary>
    /// <param name="scenario">A checked scenario.</param>
    /// <param name="key">Key of this run's random numbers.</param>
    /// <param name="options">What to keep.</param>
    /// <param name="cancellation">Stops the run between two ticks.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static RunResult Run(Scenario scenario, ulong key, RecorderOptions options, CancellationToken cancellation)
    {
        World world = WorldBuilder.From(scenario);
        var log = new EventLog(world);
        var schedule = new Schedule(world, scenario, new RandomStreams(key), log);
        var recorder = new Recorder(world, scenario, schedule, options);
        var hashes = new ulong[scenario.Ticks + 1];
        recorder.Record();
        hashes[0] = StateHash.Of(world);
        for (int tick = 1; tick <= scenario.Ticks; tick++)
        {
            cancellation.ThrowIfCancellationRequested();
            schedule.Tick();
            recorder.Record();
            hashes[tick] = StateHash.Of(world);
        }

        return recorder.Finish(key, ImmutableArray.Create(hashes), log);
    }
}
