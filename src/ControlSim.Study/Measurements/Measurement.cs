using System.Diagnostics;
using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;

namespace ControlSim.Study.Measurements;

/// <summary>What a timed run showed.</summary>
public sealed record Measurement
{
    /// <summary>Ticks without a state that goes quiet at once: the first are no measure of allocation, as tables find their size.</summary>
    private const int WarmTicks = 20;

    /// <summary>Every this many ticks the units that do something are counted, which is no work of the model.</summary>
    private const int CountEvery = 10;

    /// <summary>Units, living or not.</summary>
    public required int Units { get; init; }

    public required int Ticks { get; init; }

    /// <summary>Wall time of all ticks.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Time that all threads of this process worked meanwhile.</summary>
    public required TimeSpan Cpu { get; init; }

    /// <summary>Managed memory allocated in a tick by the threads that share it, mean after the first twenty, bytes.</summary>
    public required double AllocatedBytesPerTick { get; init; }

    /// <summary>Most memory that this process held until now, bytes.</summary>
    public required long PeakRssBytes { get; init; }

    /// <summary>Hash of the last state.</summary>
    public required ulong StateHash { get; init; }

    /// <summary>Mean number of units a tick that did something, over every tenth tick.</summary>
    public required UnitActivity Activity { get; init; }

    /// <summary>Units times ticks in a second of wall time.</summary>
    public double AgentStepsPerSecond => (double)Units * Ticks / Elapsed.TotalSeconds;

    /// <summary>Runs a scenario to its end.</summary>
    /// <param name="scenario">The scenario; its whole length is run.</param>
    /// <param name="jobs">Threads that share a tick of a large world.</param>
    /// <param name="cancellation">Stops between two ticks.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Measurement Of(Scenario scenario, int jobs, CancellationToken cancellation)
    {
        using var threads = new ChunkThreads(jobs);
        int ticks = scenario.Ticks, warm = Math.Min(WarmTicks, ticks / 2);
        MeasuredRun run = MeasuredRun.Start(scenario, StableId.RunKey(scenario.Seed, 0, 0), jobs > 1 ? threads.Run : null);
        UnitActivity sum = default;
        int counted = 0;
        using var process = Process.GetCurrentProcess();
        TimeSpan cpu = process.TotalProcessorTime;
        long allocated = 0;
        var watch = Stopwatch.StartNew();
        for (int tick = 1; tick <= ticks; tick++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (tick % CountEvery == 0 || ticks < CountEvery)
            {
                sum += run.CountedTick();
                counted++;
            }
            else
            {
                run.Tick();
            }

            allocated = tick == warm ? threads.AllocatedBytes : allocated;
        }

        watch.Stop();
        allocated = threads.AllocatedBytes - allocated;
        process.Refresh();
        return new Measurement
        {
            Units = run.Units,
            Ticks = ticks,
            Elapsed = watch.Elapsed,
            Cpu = process.TotalProcessorTime - cpu,
            AllocatedBytesPerTick = (double)allocated / (ticks - warm),
            StateHash = run.StateHash(),
            Activity = sum / Math.Max(1, counted),
            PeakRssBytes = PeakRss(process),
        };
    }

    private static long PeakRss(Process process)
    {
        process.Refresh();
        return process.PeakWorkingSet64;
    }
}
