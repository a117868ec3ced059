using System.Diagnostics;
using ControlSim.Study.Sweeps;

namespace ControlSim.Cli;

/// <summary>The work of the verbs of <c>sweep</c>.</summary>
internal static class SweepJob
{
    private const double BytesOfMerging = 2.5;

    public static int Plan(SweepPlan plan, int pilot, int jobs, Terminal terminal, CancellationToken cancellation)
    {
        SweepReport.Plan(plan, terminal);
        string nowhere = Directory.CreateTempSubdirectory("controlsim-plan-").FullName;
        try
        {
            using SweepFolder folder = SweepFolder.Begin(nowhere, plan.Record, [], isShared: false);
            (double seconds, double bytes, int failed) = new SweepRunner(plan.Study, plan.Design, folder).Pilot(pilot, cancellation);
            double all = plan.Record.Until is null ? plan.Record.Units : (double)plan.Record.Rows * plan.Record.Replicates;
            string most = plan.Record.Until is null ? "" : "at most ";
            int threads = Math.Min(jobs, Environment.ProcessorCount);
            terminal.Error.WriteLine(
                $"pilot: {seconds * 1000:0.0} ms a run; {most}{Duration(seconds * all / threads)} with {jobs} jobs, {most}{bytes * all * BytesOfMerging / 1e6:0.0} MB of disk");
            if (failed > 0)
            {
                terminal.Error.WriteLine($"warning: {failed} of the pilot's runs gave no values");
            }

            return ExitCode.Done;
        }
        finally
        {
            Directory.Delete(nowhere, recursive: true);
        }
    }

    public static int Run(SweepPlan plan, string path, SweepOptions options, Terminal terminal, StopSignal stop)
    {
        using SweepFolder folder = SweepFolder.Begin(path, plan.Record, plan.Files, isShared: false);
        folder.RemoveTemporaries();
        var runner = new SweepRunner(plan.Study, plan.Design, folder);
        int? early = Guarded(plan, path, options, terminal, stop, how => runner.Run(how, stop.Token), runner);
        return early ?? Merge(folder, path, allowPartial: false, terminal, stop.Token);
    }

    public static int Work(SweepPlan plan, string path, SweepOptions options, Terminal terminal, StopSignal stop)
    {
        using SweepFolder folder = SweepFolder.Begin(path, plan.Record, plan.Files, isShared: true);
        var runner = new SweepRunner(plan.Study, plan.Design, folder);
        int? early = Guarded(plan, path, options, terminal, stop, how => runner.Run(how, stop.Token), runner);
        if (early is int code)
        {
            return code;
        }

        int failed = SweepStatus.Of(folder).Runs.Where(r => r.Key != RunStatus.Ok).Sum(r => r.Value);
        terminal.Error.WriteLine($"shard {options.Shard} of {options.Shards} is done; when all are: {Application.Name} sweep merge {path}");
        return failed > 0 ? ExitCode.SomeFailed : ExitCode.Done;
    }

    public static int Retry(
        SweepPlan plan, string path, IReadOnlySet<RunStatus> statuses, SweepOptions options, Terminal terminal, StopSignal stop)
    {
        if (!File.Exists(Path.Combine(path, SweepFolder.RecordName)))
        {
            throw new SweepException($"{path} holds no sweep; name its folder with --out");
        }

        using SweepFolder folder = SweepFolder.Begin(path, plan.Record, plan.Files, isShared: false);
        var runner = new SweepRunner(plan.Study, plan.Design, folder);
        int again = 0;
        int? early = Guarded(plan, path, options, terminal, stop, how => again = runner.Retry(statuses, how, stop.Token), runner);
        if (early is int code)
        {
            return code;
        }

        terminal.Error.WriteLine($"{again} runs were done again");
        return Merge(folder, path, allowPartial: false, terminal, stop.Token);
    }

    public static int Merge(SweepFolder folder, string path, bool allowPartial, Terminal terminal, CancellationToken cancellation)
    {
        MergeResult result = SweepTables.Write(folder, allowPartial, cancellation);
        SweepReport.Merged(folder.Record, result, path, terminal);
        return result.Failed > 0 || result.MissingParts > 0 ? ExitCode.SomeFailed : ExitCode.Done;
    }

    /// <summary>Does the work with a progress display, and tells how to go on when it ends early.</summary>
    /// <returns>The exit code of an early end; null if all is done.</returns>
    private static int? Guarded(
        SweepPlan plan, string path, SweepOptions options, Terminal terminal, StopSignal stop, Action<SweepOptions> work, SweepRunner runner)
    {
        stop.ListenToEarlyWarning();
        string again = $"what is done is kept in {path}; the same command goes on";
        var watch = Stopwatch.StartNew();
        try
        {
            terminal.WithRate(plan.Record.Study, plan.Record.Units, plan.Record.Until is null ? "runs" : "rows", progress =>
            {
                work(options with { Progress = progress, Warn = text => terminal.Error.WriteLine($"warning: {text}") });
                return 0;
            });
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            terminal.Error.WriteLine($"stopped; {again}");
            return stop.ExitCode;
        }
        catch (IOException e)
        {
            throw new IOException($"cannot write: {e.Message}; {again}", e);
        }

        terminal.Error.WriteLine($"{watch.Elapsed.TotalSeconds:0.00} s with {options.Jobs} jobs");
        if (runner.IsOutOfTime)
        {
            terminal.Error.WriteLine($"the time is over; {again}");
            return ExitCode.Early;
        }

        return null;
    }

    private static string Duration(double seconds) => seconds switch
    {
        < 90 => $"{seconds:0.0} s",
        < 5400 => $"{seconds / 60:0.0} min",
        _ => $"{seconds / 3600:0.0} h",
    };
}
