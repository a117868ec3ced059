using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Study.Experiments;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Study.Sweeps;

/// <summary>
/// Does the parts of a sweep that are not on disk yet. A part is a run of consecutive runs; each run is a pure function of the
/// scenario, the row and the replicate, so parts may be done in any order, by any number of workers, and again.
/// </summary>
/// <param name="study">The study.</param>
/// <param name="design">Its design.</param>
/// <param name="folder">Where the parts go.</param>
/// <param name="run">One run: outcomes of the whole scenario and hash of the final state.</param>
public sealed class SweepRunner(
    StudyPlan study,
    Design design,
    SweepFolder folder,
    Func<PreparedScenario, ulong, CancellationToken, (ImmutableArray<double> Outcomes, ulong StateHash)> run)
{
    private readonly SweepRecord record = folder.Record;
    private readonly Tries tries = new(folder.Path);
    private readonly RowScenarios scenarios = new(study, design);
    private int done;

    /// <summary>A runner with the simulation.</summary>
    public SweepRunner(StudyPlan study, Design design, SweepFolder folder)
        : this(study, design, folder, Simulate)
    {
    }

    /// <summary>Did the time limit end the work before its end?</summary>
    public bool IsOutOfTime { get; private set; }

    /// <summary>Does all parts of this shard that are missing.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; what is written stays.</exception>
    /// <exception cref="IOException">A part cannot be written; what is written stays.</exception>
    public void Run(SweepOptions options, CancellationToken cancellation)
    {
        Dictionary<int, string> whole = folder.WholeParts(file =>
        {
            options.Warn($"{Path.GetFileName(file)} is damaged and is done again");
            File.Delete(file);
        });
        int[] pending = [.. Enumerable.Range(0, record.Parts).Where(p => p % options.Shards == options.Shard && !whole.ContainsKey(p))];
        Report(options, whole.Keys.Where(p => p % options.Shards == options.Shard).Sum(RunsOf));
        Do(pending, part => WritePart(part, null, options, cancellation), options, cancellation);
    }

    /// <summary>Does those runs again whose status is one of the given ones; the others are kept as they are.</summary>
    /// <returns>Number of runs done again.</returns>
    public int Retry(IReadOnlySet<RunStatus> statuses, SweepOptions options, CancellationToken cancellation)
    {
        tries.Forget();
        var old = new ConcurrentDictionary<int, (string Path, RunRow[] Runs)>();
        foreach ((int part, string path) in folder.WholeParts(_ => { }))
        {
            RunRow[] runs = [.. PartFile.Read(path)];
            if (runs.Any(r => statuses.Contains(r.Status)))
            {
                old[part] = (path, runs);
            }
        }

        Do([.. old.Keys.Order()], part =>
        {
            RunRow[] kept = [.. old[part].Runs.Where(r => !statuses.Contains(r.Status))];
            string path = WritePart(part, kept, options, cancellation);
            if (path != old[part].Path)
            {
                File.Delete(old[part].Path);
            }
        }, options, cancellation);
        return old.Values.Sum(o => o.Runs.Count(r => statuses.Contains(r.Status)));
    }

    /// <summary>Times one replicate of some rows, spread over the design; nothing is written.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Seconds of a run and bytes of its line in a part, means over those rows; runs that failed.</returns>
    public (double Seconds, double Bytes, int Failed) Pilot(int rows, CancellationToken cancellation)
    {
        int count = Math.Min(rows, design.Rows);
        One(0, 0, cancellation); // The first run of a process takes twice as long: compilation.
        var watch = Stopwatch.StartNew();
        RunRow[] runs = [.. Enumerable.Range(0, count).Select(k => One((int)((long)k * design.Rows / count), 0, cancellation))];
        double bytes = (double)PartFile.Text(runs, record).Length / count;
        return (watch.Elapsed.TotalSeconds / count, bytes, runs.Count(r => r.Status != RunStatus.Ok));
    }

    private static (ImmutableArray<double> Outcomes, ulong StateHash) Simulate(PreparedScenario scenario, ulong key, CancellationToken cancellation)
    {
        RunResult result = Simulation.Run(scenario, key, RecorderOptions.DailyOnly, cancellation);
        return (result.Outcomes, result.StateHash);
    }

    /// <summary>Parts in order, by as many threads as there are jobs; the first error stops all.</summary>
    private void Do(int[] parts, Action<int> work, SweepOptions options, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        int next = -1;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var errors = new ConcurrentQueue<Exception>();
        void Worker()
        {
            for (int i = Interlocked.Increment(ref next); i < parts.Length && !stop.IsCancellationRequested; i = Interlocked.Increment(ref next))
            {
                if (options.MostTime < watch.Elapsed)
                {
                    IsOutOfTime = true;
                    return;
                }

                try
                {
                    work(parts[i]);
                }
#pragma warning disable CA1031 // Rethrown below, on the caller's thread.
                catch (Exception e)
                {
                    errors.Enqueue(e);
                    stop.Cancel();
                }
#pragma warning restore CA1031
            }
        }

        Thread[] threads = [.. Enumerable.Range(0, Math.Min(options.Jobs, Math.Max(1, parts.Length))).Select(_ => new Thread(Worker))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        if (options.Shards == 1)
        {
            tries.Tidy();
        }

        cancellation.ThrowIfCancellationRequested();
        if (errors.TryDequeue(out Exception? first))
        {
            throw first is IOException ? new IOException(first.Message, first) : new InvalidOperationException(first.Message, first);
        }
    }

    private string WritePart(int part, RunRow[]? kept, SweepOptions options, CancellationToken cancellation)
    {
        bool isCareful = tries.Of(Tries.Part(part)) >= options.Tries;
        tries.Begin(Tries.Part(part));
        try
        {
            List<RunRow> runs = RunsOfPart(part, kept, isCareful ? options.Tries : null, options, cancellation);
            return folder.WritePart(part, PartFile.Text(runs, record));
        }
        finally
        {
            // Not reached by a process that is killed, which is what the count is for.
            tries.End(Tries.Part(part));
        }
    }

    private List<RunRow> RunsOfPart(int part, RunRow[]? kept, int? mostTries, SweepOptions options, CancellationToken cancellation)
    {
        var runs = new List<RunRow>();
        (int first, int end) = record.UnitsOf(part);
        RunRow Do(int row, int replicate)
        {
            RunRow? old = kept?.FirstOrDefault(r => r.Row == design.Ids[row] && r.Replicate == replicate);
            old ??= mostTries is int most ? Watched(part, row, replicate, most, cancellation) : One(row, replicate, cancellation);
            Report(options, record.Until is null ? 1 : 0);
            return old;
        }

        for (int unit = first; unit < end; unit++)
        {
            if (record.Until is { } until)
            {
                runs.AddRange(UntilIsNarrow(unit, until, Do));
                Report(options, 1);
            }
            else
            {
                runs.Add(Do(unit / record.Replicates, unit % record.Replicates));
            }
        }

        return runs;
    }

    /// <summary>Replicates in order, so that where they end follows from their values alone.</summary>
    private IEnumerable<RunRow> UntilIsNarrow(int row, UntilNarrow until, Func<int, int, RunRow> one)
    {
        int outcome = Enumerable.Range(0, record.Outcomes.Length).First(o => record.Outcomes[o].Id == until.Outcome);
        var precision = new Precision(until);
        for (int replicate = 0; replicate < until.Most; replicate++)
        {
            RunRow run = one(row, replicate);
            yield return run;
            double value = run.Values[outcome];
            precision.Add(double.IsNaN(value) && run.Status == RunStatus.Ok ? record.Outcomes[outcome].Censored ?? value : value);
            if (precision.IsEnough)
            {
                yield break;
            }
        }
    }

    private RunRow Watched(int part, int row, int replicate, int most, CancellationToken cancellation)
    {
        string piece = Tries.Run(part, design.Ids[row], replicate);
        if (tries.Of(piece) >= most)
        {
            return RunRow.Without(design.Ids[row], replicate, Key(row, replicate), RunStatus.SetAside, "run", $"the process ended {most} times in this run", record.Outcomes.Length);
        }

        tries.Begin(piece);
        try
        {
            return One(row, replicate, cancellation);
        }
        finally
        {
            tries.End(piece);
        }
    }

    private RunRow One(int row, int replicate, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        ulong key = Key(row, replicate);
        RunRow Without(RunStatus status, string stage, string cause) =>
            RunRow.Without(design.Ids[row], replicate, key, status, stage, cause, record.Outcomes.Length);
        RowScenario? at = null;
        try
        {
            at = scenarios.Of(row);
            if (at.Prepared is not { } prepared)
            {
                Problem problem = at.Reading.Problems.First(p => !p.IsWarning);
                return Without(RunStatus.Invalid, "scenario", $"{problem.Path}: {problem.Text}");
            }

            (ImmutableArray<double> outcomes, ulong hash) = run(prepared, key, cancellation);
            ImmutableArray<double> values = [.. study.Outcomes.Select(o => outcomes[o])];
            ImmutableArray<double> draws = UncertainRows.ValuesAt(prepared.Scenario, record.Uncertain, key);
            return new RunRow(design.Ids[row], replicate, key, RunStatus.Ok, "", "", hash.ToString("x16"), values) { Draws = draws };
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && e is not (OutOfMemoryException or OperationCanceledException))
        {
            return Without(RunStatus.Failed, at is null ? "scenario" : "run", $"{e.GetType().Name}: {e.Message}");
        }
    }

    private ulong Key(int row, int replicate) =>
        StableId.RunKey(record.Seed, record.Random == RandomNumbers.Common ? 0 : StableId.Of(design.Ids[row]), replicate);

    private int RunsOf(int part)
    {
        (int first, int end) = record.UnitsOf(part);
        return end - first;
    }

    private void Report(SweepOptions options, int runs) => options.Progress?.Report(Interlocked.Add(ref done, runs));
}
