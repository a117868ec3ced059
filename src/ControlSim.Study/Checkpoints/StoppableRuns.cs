using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.Checkpoints;

/// <summary>
/// The replicates of a scenario, saved on given days and where they are stopped. Saving changes no result: runs that were saved
/// and taken up again end in the states of runs that were never stopped.
/// </summary>
/// <param name="scenario">A checked scenario.</param>
/// <param name="replicates">Number of runs.</param>
/// <param name="options">What each run keeps.</param>
/// <param name="days">Ticks whose states are kept, ascending.</param>
/// <param name="from">Saved runs to go on from; replicates without one begin at the start.</param>
public sealed class StoppableRuns(
    Scenario scenario, int replicates, RecorderOptions options, ImmutableArray<int> days, ImmutableArray<PackedRun> from)
{
    private readonly Dictionary<int, PackedRun> latest =
        from.GroupBy(r => r.Replicate).ToDictionary(g => g.Key, g => g.MaxBy(r => (r.Tick, r.IsFinished))!);

    private readonly PreparedScenario prepared = new(scenario);
    private readonly RunResult?[] finished = new RunResult?[replicates];
    private readonly PackedRun?[] stopped = new PackedRun?[replicates];
    private readonly PackedRun?[][] states = [.. days.Select(_ => new PackedRun?[replicates])];

    /// <summary>Number of runs that are over.</summary>
    public int Finished => finished.Count(r => r is not null);

    /// <summary>Runs all replicates to the end.</summary>
    /// <param name="jobs">Most runs at the same time.</param>
    /// <param name="progress">Is told the number of runs that ended.</param>
    /// <param name="cancellation">Stops all runs between two ticks.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; <see cref="Stopped"/> has where the runs stand.</exception>
    public Ensemble Run(int jobs, IProgress<int>? progress, CancellationToken cancellation)
    {
        foreach (PackedRun state in from.Where(r => !r.IsFinished && days.Contains(r.Tick)))
        {
            states[days.IndexOf(state.Tick)][state.Replicate] = state;
        }

        return Replicates.Run(
            scenario, replicates, jobs,
            (replicate, key) => finished[replicate] = One(replicate, key, latest.GetValueOrDefault(replicate), cancellation),
            progress, cancellation);
    }

    /// <summary>States of the runs on one of the days.</summary>
    public ImmutableArray<PackedRun> At(int tick) => [.. states[days.IndexOf(tick)].OfType<PackedRun>()];

    /// <summary>Where every run stands that was begun, with its states on the days before.</summary>
    public ImmutableArray<PackedRun> Stopped() =>
    [
        .. Enumerable.Range(0, replicates).SelectMany(r => states.Select(s => s[r])
            .Append(finished[r] is RunResult result ? PackedRun.Of(r, FinishedRun.Save(result)) : stopped[r] ?? latest.GetValueOrDefault(r))).OfType<PackedRun>(),
    ];

    private RunResult One(int replicate, ulong key, PackedRun? saved, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Snapshot? snapshot = saved?.Open();
        if (snapshot is not null && saved!.IsFinished)
        {
            return FinishedRun.Load(scenario, snapshot, options);
        }

        OpenRun run = snapshot is null ? OpenRun.Start(prepared, key, options) : OpenRun.Resume(scenario, snapshot, options);
        try
        {
            for (int d = 0; d < days.Length; d++)
            {
                if (days[d] >= run.Tick && states[d][replicate] is null)
                {
                    run.Advance(days[d], cancellation);
                    states[d][replicate] = PackedRun.Of(replicate, run.Save());
                }
            }

            run.Advance(scenario.Ticks, cancellation);
        }
        catch (OperationCanceledException)
        {
            stopped[replicate] = PackedRun.Of(replicate, run.Save());
            throw;
        }

        return run.Finish();
    }
}
