using System.Collections.Immutable;
using System.Diagnostics;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Checkpoints;
using ControlSim.Study.Experiments;
using ControlSim.Study.Figures;
using ControlSim.Study.Geography;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Cli;

/// <summary>The work of <c>run</c>, from the file to the folder.</summary>
internal static class RunJob
{
    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StoppedException">It was cancelled, and where the runs stand is saved.</exception>
    public static int Do(RunRequest asked, Terminal terminal, CancellationToken cancellation)
    {
        DateTimeOffset started = DateTimeOffset.UtcNow;
        Checkpoint? saved = asked.Resume is null ? null : CheckpointInput.Read(asked.Resume, null);
        RunRequest request = saved is null ? asked : CheckpointInput.Request(asked, saved);
        ScenarioReading reading = ScenarioInput.Read(request.File, request.WhatIfs, request.AllSettings, request.Contents);
        ScenarioInput.Report(reading, request.File, terminal);
        if (reading.Scenario is null || reading.Info is null)
        {
            return ExitCode.InvalidData;
        }

        Scenario scenario = Cut(reading.Scenario, request.Until);
        if (saved is not null)
        {
            CheckpointInput.Check(saved, asked.Resume!, scenario, reading.Info);
        }

        int mapTick = Math.Clamp(scenario.TickOf(reading.Info.MapDate), 0, scenario.Ticks);
        ImmutableArray<int> kept = KeptTicks(scenario, mapTick);
        kept = saved is null ? kept : CheckpointInput.KeptTicks(saved, scenario, kept);
        var runs = new StoppableRuns(scenario, request.Replicates, new RecorderOptions(kept), DaysOf(request, scenario), saved?.Runs ?? []);
        var state = new SavedState(request, runs, kept, reading.Info.LockText);
        try
        {
            return Run(request, reading.Info, scenario, runs, state, kept.Last(t => t <= mapTick), started, terminal, cancellation);
        }
        catch (OperationCanceledException e) when (cancellation.IsCancellationRequested && state.Stopped(scenario.Name) is string told)
        {
            throw new StoppedException(told, e);
        }
    }

    private static int Run(
        RunRequest request, ScenarioInfo info, Scenario scenario, StoppableRuns runs, SavedState state, int mapTick, DateTimeOffset started, Terminal terminal,
        CancellationToken cancellation)
    {
        using OutputFolder output = request.Folder(scenario.Name);
        var watch = Stopwatch.StartNew();
        var ground = Task.Run(() => MapGround.Prepared(scenario, info), CancellationToken.None);
        Ensemble ensemble = terminal.WithProgress(scenario.Name, request.Replicates, progress => runs.Run(request.Jobs, progress, cancellation));
        watch.Stop();
        ReportFailures(ensemble, terminal);
        var tables = ResultTables.Of(ensemble, request.Trace);
        ResultFolder.Write(
            output.TemporaryPath,
            new ResultContent
            {
                Tables = tables,
                LockText = info.LockText,
                MapTick = mapTick,
                Further = Further(tables, info, mapTick, ground),
                Binaries = state.OfDays(scenario),
                Provenance = ProvenanceOf(request, info, started),
            },
            cancellation);
        var summary = new RunSummary(ensemble, request.WhatIfs, FolderName(output.Complete(), request.Out));
        summary.Write(terminal, request.Json);
        ReportTimes(ensemble, request.Jobs, watch.Elapsed, terminal);
        return ensemble.Failures.IsEmpty ? ExitCode.Done : ExitCode.SomeFailed;
    }

    /// <summary>Figures, none if no run finished, and the base map: drawn on other threads while the tables are written.</summary>
    private static Task<ImmutableArray<(string Path, string Text)>> Further(ResultTables tables, ScenarioInfo info, int mapTick, Task<MapGround> ground) =>
        Task.Run<ImmutableArray<(string Path, string Text)>>(
            () =>
            [
                .. tables.Ensemble.Results.IsEmpty ? [] : RunFigures.Of(ResultData.Of(tables, info), mapTick, ground),
                .. BasemapOf(info),
            ],
            CancellationToken.None);

    /// <summary>Ticks after which the state is saved.</summary>
    private static ImmutableArray<int> DaysOf(RunRequest request, Scenario scenario)
    {
        foreach (DateOnly date in request.Checkpoints.Where(d => d < scenario.Start || d > scenario.End))
        {
            throw new UsageException($"--checkpoint {date:yyyy-MM-dd}: the runs go from {scenario.Start:yyyy-MM-dd} to {scenario.End:yyyy-MM-dd}.");
        }

        return [.. request.Checkpoints.Select(scenario.TickOf).Distinct().Order()];
    }

    /// <summary>Days for which flows are kept: the first, the first of each month, that of the map, the last.</summary>
    internal static ImmutableArray<int> KeptTicks(Scenario scenario, int mapTick) =>
    [
        .. Enumerable.Range(1, scenario.Ticks)
            .Where(t => t == 1 || t == scenario.Ticks || scenario.DateOf(t).Day == 1)
            .Append(mapTick)
            .Distinct()
            .Order(),
    ];

    internal static Scenario Cut(Scenario scenario, DateOnly? until)
    {
        if (until is not DateOnly last)
        {
            return scenario;
        }

        if (last <= scenario.Start || last > scenario.End)
        {
            throw new UsageException(
                $"--until {last:yyyy-MM-dd}: the scenario runs from {scenario.Start:yyyy-MM-dd} to {scenario.End:yyyy-MM-dd}; "
                + "give a day after its start, at latest its end.");
        }

        return ScenarioCut.Until(scenario, last);
    }

    private static Provenance ProvenanceOf(RunRequest request, ScenarioInfo info, DateTimeOffset started)
    {
        string? LockOf(int whatIfs) => whatIfs == request.WhatIfs.Length && request.AllSettings.IsEmpty
            ? info.LockText
            : ScenarioInput.Read(request.File, [.. request.WhatIfs.Take(whatIfs)], [], request.Contents).Info?.LockText;
        return new Provenance
        {
            Version = VersionCommand.Version,
            CommandLine = request.CommandLine,
            ScenarioFile = request.File,
            BaseLock = LockOf(0),
            WhatIfs = [.. request.WhatIfs.Select((name, i) => (name, LockOf(i + 1)))],
            WhatIfTexts = [.. info.WhatIfs.Where(w => request.WhatIfs.Contains(w.Id))],
            OutcomeOrder = info.OutcomeOrder,
            Settings = [.. request.AllSettings.Select(s => $"{s.Key}={s.Value}")],
            Until = request.Until,
            Jobs = request.Jobs,
            Started = started,
            Finished = DateTimeOffset.UtcNow,
        };
    }

    /// <summary>The theatre's base map: with it the folder draws its maps anywhere.</summary>
    private static IEnumerable<(string Path, string Text)> BasemapOf(ScenarioInfo info)
    {
        string path = Path.Combine(info.TheatreFolder, Basemap.FileName);
        return info.TheatreFolder.Length > 0 && File.Exists(path) ? [(ResultData.BasemapPath, File.ReadAllText(path))] : [];
    }

    /// <summary>The folder as the user would type it: relative if it lies below the current one.</summary>
    internal static string FolderName(string path, string? asked)
    {
        string relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return asked ?? (relative.StartsWith("..", StringComparison.Ordinal) ? path : relative.Replace('\\', '/'));
    }

    internal static void ReportFailures(Ensemble ensemble, Terminal terminal)
    {
        const int Shown = 5;
        foreach (RunFailure failure in ensemble.Failures.Take(Shown))
        {
            terminal.Error.WriteLine($"error: replicate {failure.Replicate} failed: {failure.Error}: {failure.Message}");
        }

        if (!ensemble.Failures.IsEmpty)
        {
            terminal.Error.WriteLine(
                $"error: {ensemble.Failures.Length} of {ensemble.Replicates} replicates failed; all are listed in manifest.json");
        }
    }

    private static void ReportTimes(Ensemble ensemble, int jobs, TimeSpan elapsed, Terminal terminal)
    {
        int threads = Math.Min(Math.Min(jobs, Environment.ProcessorCount), ensemble.Replicates);
        double replicate = elapsed.TotalMilliseconds / ensemble.Replicates;
        double tick = replicate * threads / Math.Max(1, ensemble.Scenario.Ticks);
        terminal.Error.WriteLine(
            $"{elapsed.TotalSeconds:0.00} s for {ensemble.Replicates} replicates with {jobs} jobs: "
            + $"{replicate:0.0} ms a replicate, {tick:0.000} ms a tick of one run");
    }
}
