using System.Collections.Immutable;
using System.Diagnostics;
using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Checkpoints;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.Comparisons;

/// <summary>
/// A base and its futures: the history up to a day is run once a replicate, and from its state go the base and every future, all with the
/// same random numbers. The base ends in the states of an unbroken run.
/// </summary>
/// <param name="Base">The base.</param>
/// <param name="Futures">The futures, in the order asked for.</param>
/// <param name="HistorySeconds">Time spent on history, summed over replicates.</param>
/// <param name="FutureSeconds">Time spent after the day, summed over replicates and futures, the base included.</param>
public sealed record Branches(Ensemble Base, ImmutableArray<Ensemble> Futures, double HistorySeconds, double FutureSeconds)
{
    /// <summary>Share of the time saved against running the base and every future from the first day.</summary>
    public double Saved => Futures.Length * HistorySeconds / (((Futures.Length + 1) * HistorySeconds) + FutureSeconds);

    /// <summary>Runs them.</summary>
    /// <param name="baseline">The base.</param>
    /// <param name="futures">Scenarios from the day after <paramref name="at"/> on.</param>
    /// <param name="at">Last tick of the common history.</param>
    /// <param name="saved">States of replicates up to that tick, by replicate; a replicate without one begins at the start.</param>
    /// <param name="replicates">Number of replicates.</param>
    /// <param name="jobs">Most replicates at the same time.</param>
    /// <param name="options">What each run keeps.</param>
    /// <param name="progress">Is told the number of replicates that ended.</param>
    /// <param name="cancellation">Stops all between two ticks.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Branches Run(
        Scenario baseline,
        ImmutableArray<Scenario> futures,
        int at,
        IReadOnlyDictionary<int, PackedRun> saved,
        int replicates,
        int jobs,
        RecorderOptions options,
        IProgress<int>? progress,
        CancellationToken cancellation)
    {
        Scenario[] all = [baseline, .. futures];
        var results = new RunResult?[all.Length][];
        var failures = new RunFailure?[all.Length][];
        for (int s = 0; s < all.Length; s++)
        {
            (results[s], failures[s]) = (new RunResult?[replicates], new RunFailure?[replicates]);
        }

        var (history, after) = (new TimeSpan[replicates], new TimeSpan[replicates]);
        Replicates.InParallel(
            replicates,
            jobs,
            r =>
            {
                ulong key = StableId.RunKey(baseline.Seed, 0, r);
                var watch = Stopwatch.StartNew();
                Snapshot? state = null;
                for (int s = 0; s < all.Length; s++)
                {
                    try
                    {
                        state ??= History(baseline, key, at, saved.GetValueOrDefault(r), options, cancellation);
                        history[r] = history[r] == default ? watch.Elapsed : history[r];
                        results[s][r] = s == 0
                            ? Simulation.Resume(baseline, state, options, cancellation)
                            : Simulation.Branch(all[s], baseline, state, options, cancellation);
                    }
                    catch (Exception e) when (!cancellation.IsCancellationRequested)
                    {
                        failures[s][r] = new RunFailure(r, key, e.GetType().Name, e.Message);
                    }
                }

                after[r] = watch.Elapsed - history[r];
            },
            progress,
            cancellation);
        Ensemble[] ensembles = [.. all.Select((scenario, s) => Of(scenario, results[s], failures[s]))];
        return new Branches(ensembles[0], [.. ensembles[1..]], history.Sum(t => t.TotalSeconds), after.Sum(t => t.TotalSeconds));
    }

    private static Snapshot History(
        Scenario baseline, ulong key, int at, PackedRun? saved, RecorderOptions options, CancellationToken cancellation)
    {
        OpenRun run = saved is null ? OpenRun.Start(baseline, key, options) : OpenRun.Resume(baseline, saved.Open(), options);
        run.Advance(at, cancellation);
        return run.Save();
    }

    private static Ensemble Of(Scenario scenario, RunResult?[] results, RunFailure?[] failures) => new()
    {
        Scenario = scenario,
        Replicates = results.Length,
        Results = [.. results.OfType<RunResult>()],
        Numbers = [.. Enumerable.Range(0, results.Length).Where(r => results[r] is not null)],
        Failures = [.. failures.OfType<RunFailure>()],
    };
}
