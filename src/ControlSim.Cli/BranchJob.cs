using System.Diagnostics;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Checkpoints;
using ControlSim.Study.Comparisons;
using ControlSim.Study.Experiments;
using ControlSim.Study.Figures;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Cli;

/// <summary>The work of <c>branch</c>, from the file or the saved runs to the folder.</summary>
internal static class BranchJob
{
    private static readonly char[] Joint = ['+'];

    public static int Do(RunRequest asked, Terminal terminal, CancellationToken cancellation)
    {
        DateTimeOffset started = DateTimeOffset.UtcNow;
        if (asked.WhatIfs.IsEmpty)
        {
            throw new UsageException("which future? name a what-if of the file with --what-if; repeat it for several futures.");
        }

        Checkpoint? saved = CheckpointInput.IsSaved(asked.File) ? CheckpointInput.Read(asked.File, asked.At) : null;
        RunRequest request = saved is null ? asked : Saved(asked, saved);
        ScenarioReading first = ScenarioInput.Read(request.File, saved?.Asked.WhatIfs ?? [], request.AllSettings, request.Contents);
        ScenarioInput.Report(first, request.File, terminal);
        if (first.Scenario is null)
        {
            return ExitCode.InvalidData;
        }

        Scenario baseline = RunJob.Cut(first.Scenario, request.Until);
        if (saved is not null)
        {
            CheckpointInput.Check(saved, asked.File, baseline, first.Info);
        }

        if (request.At < baseline.Start || request.At >= baseline.End)
        {
            throw new UsageException($"--at {request.At:yyyy-MM-dd}: the runs go from {baseline.Start:yyyy-MM-dd} to {baseline.End:yyyy-MM-dd}; branch before the end.");
        }

        Future[]? futures = Futures(request, saved, baseline, first.Info, terminal);
        return futures is null ? ExitCode.InvalidData : Run(request, saved, baseline, first.Info, futures, started, terminal, cancellation);
    }

    /// <summary>What was asked of the saved runs; here they may be fewer.</summary>
    private static RunRequest Saved(RunRequest asked, Checkpoint saved)
    {
        if (saved.Date is null)
        {
            throw new UsageException($"{asked.File} holds runs that were stopped on different days: finish them with '{Application.Name} run --resume', with --checkpoint {asked.At:yyyy-MM-dd}");
        }

        RunRequest merged = CheckpointInput.Request(asked with { WhatIfs = [], ReplicatesGiven = false, File = "" }, saved);
        int count = asked.ReplicatesGiven ? asked.Replicates : saved.Asked.Replicates;
        return merged with { WhatIfs = asked.WhatIfs, Replicates = count, At = asked.At };
    }

    private static Future[]? Futures(RunRequest request, Checkpoint? saved, Scenario baseline, ScenarioInfo info, Terminal terminal)
    {
        var futures = new List<Future>();
        foreach (string name in request.WhatIfs.Distinct())
        {
            string[] whatIfs = name.Split(Joint, StringSplitOptions.RemoveEmptyEntries);
            ScenarioReading reading = ScenarioInput.Read(request.File, [.. saved?.Asked.WhatIfs ?? [], .. whatIfs], request.AllSettings, request.Contents);
            if (reading.Scenario is null)
            {
                ScenarioInput.Report(reading, request.File, terminal);
                return null;
            }


            // A change from now on (peace, say) may change where the rule of garrisons would have put units on the first day; that day is over.
            Scenario scenario = RunJob.Cut(reading.Scenario, request.Until) with { Seed = baseline.Seed, Units = baseline.Units };
            var past = PastCheck.Of(baseline, info.LockText, scenario, reading.Info.LockText, request.At);
            if (!past.Refused.IsEmpty)
            {
                throw new DataException($"what-if '{name}' changes the past of {request.At:yyyy-MM-dd}:\n" + string.Join('\n', past.Refused.Select(r => $"  {r}")));
            }

            past.Noted.ToList().ForEach(note => terminal.Error.WriteLine($"note: {name}: {note}"));
            string title = string.Join(" + ", whatIfs.Select(w => info.WhatIfs.FirstOrDefault(i => i.Id == w)?.Title ?? w));
            futures.Add(new Future(name, title, scenario, reading.Info));
        }

        return [.. futures];
    }

    private static int Run(
        RunRequest request, Checkpoint? saved, Scenario baseline, ScenarioInfo info, Future[] futures, DateTimeOffset started, Terminal terminal,
        CancellationToken cancellation)
    {
        using OutputFolder output = request.Folder($"{baseline.Name}-branch");
        int at = baseline.TickOf(request.At), last = futures.Min(f => f.Scenario.Ticks);
        int wanted = baseline.TickOf(info.MapDate), tick = wanted > at && wanted <= last ? wanted : Math.Min(last, baseline.Ticks);
        var options = new RecorderOptions(saved is null ? [tick] : CheckpointInput.KeptTicks(saved, baseline, [tick]));
        var states = (saved?.Runs ?? []).ToDictionary(r => r.Replicate);
        var watch = Stopwatch.StartNew();
        Branches branches = terminal.WithProgress($"{baseline.Name}, {futures.Length} futures", request.Replicates, progress => Branches.Run(
            baseline, [.. futures.Select(f => f.Scenario)], at, states, request.Replicates, request.Jobs, options, progress, cancellation));
        terminal.Error.WriteLine(
            $"{watch.Elapsed.TotalSeconds:0.00} s for {request.Replicates} replicates with {request.Jobs} jobs; the common history saved {branches.Saved:0 %} of the time of running all from the start");
        (string Name, string Title, Comparison Comparison)[] found = [.. futures.Select((f, i) => (f.Name, f.Title, Compare(branches.Base, branches.Futures[i], terminal)))];
        ComparisonFolder.WriteBranches(
            output.TemporaryPath,
            [.. found.Select((f, i) => (f.Name, f.Comparison, futures[i].Info.LockText, CompareJob.Figures(new ComparedRuns(f.Comparison, info, futures[i].Info, tick, f.Title))))],
            info.LockText,
            CompareJob.ProvenanceOf(request, info.LockText, [.. futures.Select(f => (f.Name, (string?)f.Info.LockText))], started));
        new BranchSummary(request.At, branches.Base, found, RunJob.FolderName(output.Complete(), request.Out)).Write(terminal, request.Json);
        return branches.Base.Failures.IsEmpty && branches.Futures.All(f => f.Failures.IsEmpty) ? ExitCode.Done : ExitCode.SomeFailed;
    }

    private static Comparison Compare(Ensemble baseline, Ensemble future, Terminal terminal)
    {
        RunJob.ReportFailures(baseline, terminal);
        RunJob.ReportFailures(future, terminal);
        if (!baseline.Numbers.Intersect(future.Numbers).Any())
        {
            throw new DataException("no pair of runs finished, so there is nothing to compare");
        }

        return Comparison.Of(baseline, future, new Bootstrap());
    }

    private sealed record Future(string Name, string Title, Scenario Scenario, ScenarioInfo Info);
}
