using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;

namespace ControlSim.Study.Experiments;

/// <summary>
/// Many runs of one scenario at once. The key of a run comes from the seed and the number of the replicate, and results are
/// kept by that number: the same for any number of jobs. A result of the Syria-Iraq theatre (some 150 places, 122 days)
/// takes about 0.1 MB.
/// </summary>
public static class Replicates
{
    /// <summary>Runs replicates 0 to <paramref name="replicates"/> - 1.</summary>
    /// <param name="scenario">A checked scenario.</param>
    /// <param name="replicates">Number of runs, at least 1.</param>
    /// <param name="jobs">Most runs at the same time, at least 1.</param>
    /// <param name="options">What each run keeps.</param>
    /// <param name="progress">Is told the number of runs that ended, from the threads that run them; not in order.</param>
    /// <param name="cancellation">Stops all runs between two ticks.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Ensemble Run(
        Scenario scenario,
        int replicates,
        int jobs,
        RecorderOptions options,
        IProgress<int>? progress,
        CancellationToken cancellation)
    {
        var prepared = new PreparedScenario(scenario);
        return Run(scenario, replicates, jobs, (_, key) => Simulation.Run(prepared, key, options, cancellation), progress, cancellation);
    }

    /// <summary>The same with another run of a replicate and its key.</summary>
    internal static Ensemble Run(
        Scenario scenario,
        int replicates,
        int jobs,
        Func<int, ulong, RunResult> run,
        IProgress<int>? progress,
        CancellationToken cancellation)
    {
        var results = new RunResult?[replicates];
        var failures = new RunFailure?[replicates];
        InParallel(
            replicates,
            jobs,
            replicate =>
            {
                ulong key = StableId.RunKey(scenario.Seed, 0, replicate);
                try
                {
                    results[replicate] = run(replicate, key);
                }
                catch (Exception e) when (!cancellation.IsCancellationRequested)
                {
                    failures[replicate] = new RunFailure(replicate, key, e.GetType().Name, e.Message);
                }
            },
            progress,
            cancellation);
        return new Ensemble
        {
            Scenario = scenario,
            Replicates = replicates,
            Results = [.. results.OfType<RunResult>()],
            Numbers = [.. Enumerable.Range(0, replicates).Where(r => results[r] is not null)],
            Failures = [.. failures.OfType<RunFailure>()],
        };
    }

    /// <summary>
    /// Does <paramref name="work"/> for 0 to <paramref name="count"/> - 1 and counts what is done. Each thread takes the next number when it
    /// is free: numbers handed out in stretches left a thread idle while the other still had several runs to do.
    /// </summary>
    internal static void InParallel(int count, int jobs, Action<int> work, IProgress<int>? progress, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1);
        (int next, int done) = (0, 0);
        var options = new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation };
        try
        {
            Parallel.For(0, jobs, options, (_, state) =>
            {
                for (int i; !state.IsExceptional && (i = Interlocked.Increment(ref next) - 1) < count;)
                {
                    cancellation.ThrowIfCancellationRequested();
                    work(i);
                    progress?.Report(Interlocked.Increment(ref done));
                }
            });
        }
        catch (AggregateException e) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException("The runs were stopped.", e, cancellation);
        }
    }
}
