using ControlSim.Scenarios;

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
    public static RunResult Run(Scenario scenario, ulong key, RecorderOptions options, CancellationToken cancellation) =>
        ToEnd(OpenRun.Start(scenario, key, options), scenario, cancellation);

    /// <summary>Runs one of many runs of a scenario to its end.</summary>
    /// <param name="prepared">A checked scenario.</param>
    /// <param name="key">Key of this run's random numbers.</param>
    /// <param name="options">What to keep.</param>
    /// <param name="cancellation">Stops the run between two ticks.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static RunResult Run(PreparedScenario prepared, ulong key, RecorderOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        return ToEnd(OpenRun.Start(prepared, key, options), prepared.Scenario, cancellation);
    }

    /// <summary>Runs the scenario to a tick and saves it there.</summary>
    /// <param name="scenario">A checked scenario.</param>
    /// <param name="key">Key of this run's random numbers.</param>
    /// <param name="tick">Last tick to do, at most the scenario's.</param>
    /// <param name="options">What to keep.</param>
    /// <param name="cancellation">Stops the run between two ticks.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static Snapshot RunTo(Scenario scenario, ulong key, int tick, RecorderOptions options, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tick, scenario.Ticks);
        OpenRun run = OpenRun.Start(scenario, key, options);
        run.Advance(tick, cancellation);
        return run.Save();
    }

    /// <summary>Goes on with a saved run to the end of its scenario: the result is that of a run that was never stopped.</summary>
    /// <param name="scenario">The scenario that was run; its end may be another.</param>
    /// <param name="snapshot">The saved run.</param>
    /// <param name="options">What to keep; for the days that are over, what was kept then.</param>
    /// <param name="cancellation">Stops the run between two ticks.</param>
    /// <exception cref="ArgumentException">The snapshot does not fit the scenario or this version.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static RunResult Resume(Scenario scenario, Snapshot snapshot, RecorderOptions options, CancellationToken cancellation) =>
        ToEnd(OpenRun.Resume(scenario, snapshot, options), scenario, cancellation);

    /// <summary>Goes on with a saved run under another scenario, with the same random numbers.</summary>
    /// <param name="scenario">The scenario from now on. It has the same places, factions, units and depots as the base.</param>
    /// <param name="baseline">The scenario of the saved run.</param>
    /// <param name="snapshot">The saved run.</param>
    /// <param name="options">What to keep; for the days that are over, what was kept then.</param>
    /// <param name="cancellation">Stops the run between two ticks.</param>
    /// <exception cref="ArgumentException">The scenarios have different rows, or the snapshot does not fit.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static RunResult Branch(
        Scenario scenario, Scenario baseline, Snapshot snapshot, RecorderOptions options, CancellationToken cancellation) =>
        ToEnd(OpenRun.Branch(scenario, baseline, snapshot, options), scenario, cancellation);

    private static RunResult ToEnd(OpenRun run, Scenario scenario, CancellationToken cancellation)
    {
        run.Advance(scenario.Ticks, cancellation);
        return run.Finish();
    }
}
