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
    public static RunResult Run(Scenario scenario, ulong key, RecorderOptions options, CancellationToken cancellation)
    {
        throw new NotSupportedException("The engine is not in this commit.");
    }
}
