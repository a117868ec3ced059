using System.Collections.Immutable;
using System.Diagnostics;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Comparisons;
using ControlSim.Study.Experiments;
using ControlSim.Study.Figures;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Cli;

/// <summary>The work of <c>compare</c>, from the file to the folder.</summary>
internal static class CompareJob
{
    public static int Do(RunRequest request, Terminal terminal, CancellationToken cancellation)
    {
        DateTimeOffset started = DateTimeOffset.UtcNow;
        if (request.WhatIfs.IsEmpty)
        {
            throw new UsageException("compare with what? name a what-if of the file with --what-if.");
        }

        ScenarioReading first = ScenarioInput.Read(request.File, [], request.AllSettings, request.Contents);
        ScenarioReading second = ScenarioInput.Read(request.File, request.WhatIfs, request.AllSettings, request.Contents);
        ScenarioInput.Report(second, request.File, terminal);
        if (first.Scenario is null || second.Scenario is null)
        {
            if (first.Scenario is null && second.Scenario is not null)
            {
                ScenarioInput.Report(first, request.File, terminal);
            }

            return ExitCode.InvalidData;
        }

        Scenario baseline = RunJob.Cut(first.Scenario, request.Until);
        Scenario whatIf = RunJob.Cut(second.Scenario, request.Until) with { Seed = baseline.Seed };
        using OutputFolder output = request.Folder($"{baseline.Name}-{string.Join('-', request.WhatIfs)}");
        int tick = Math.Clamp(baseline.TickOf(first.Info.MapDate), 0, Math.Min(baseline.Ticks, whatIf.Ticks));
        Comparison comparison = Compare(baseline, whatIf, tick, request, terminal, cancellation);
        string title = string.Join(" + ", request.WhatIfs.Select(w => first.Info.WhatIfs.FirstOrDefault(i => i.Id == w)?.Title ?? w));
        ComparisonFolder.Write(
            output.TemporaryPath,
            comparison,
            first.Info.LockText,
            second.Info.LockText,
            Figures(new ComparedRuns(comparison, first.Info, second.Info, tick, title)),
            ProvenanceOf(request, first.Info.LockText, [(string.Join('+', request.WhatIfs), second.Info.LockText)], started));
        ImmutableArray<ExpectationResult> expectations = ExpectationResult.Of(
            comparison.Base, comparison.WhatIf, [.. first.Info.WhatIfs.Where(w => request.WhatIfs.Contains(w.Id)).SelectMany(w => w.Expectations)]);
        new CompareSummary(comparison, expectations, title, RunJob.FolderName(output.Complete(), request.Out)).Write(terminal, request.Json);
        bool isWhole = comparison.Base.Failures.IsEmpty && comparison.WhatIf.Failures.IsEmpty && expectations.All(e => e.IsMet);
        return isWhole ? ExitCode.Done : ExitCode.SomeFailed;
    }

    private static Comparison Compare(
        Scenario baseline, Scenario whatIf, int tick, RunRequest request, Terminal terminal, CancellationToken cancellation)
    {
        var options = new RecorderOptions([tick]);
        var watch = Stopwatch.StartNew();
        Ensemble Run(string title, Scenario scenario) => terminal.WithProgress(title, request.Replicates, progress => Replicates.Run(
            scenario, request.Replicates, request.Jobs, options, progress, cancellation));
        (Ensemble first, Ensemble second) = (Run("base", baseline), Run("what-if", whatIf));
        RunJob.ReportFailures(first, terminal);
        RunJob.ReportFailures(second, terminal);
        terminal.Error.WriteLine($"{watch.Elapsed.TotalSeconds:0.00} s for {request.Replicates} pairs with {request.Jobs} jobs");
        if (first.Numbers.Intersect(second.Numbers).Take(1).ToArray().Length == 0)
        {
            throw new DataException("no pair of runs finished, so there is nothing to compare");
        }

        try
        {
            return Comparison.Of(first, second, new Bootstrap());
        }
        catch (ArgumentException e)
        {
            throw new DataException(e.Message);
        }
    }

    internal static ImmutableArray<(string Path, string Text)> Figures(ComparedRuns compared) =>
    [
        .. ComparisonCatalogue.All
            .Select(entry => (entry.Name, Figure: entry.Describe(compared)))
            .Where(f => f.Figure is not null)
            .Select(f => ($"figures/{f.Name}.svg", SvgWriter.Write(f.Figure!))),
    ];

    internal static Provenance ProvenanceOf(
        RunRequest request, string baseLock, ImmutableArray<(string Name, string? Lock)> whatIfs, DateTimeOffset started) => new()
        {
            Version = VersionCommand.Version,
            CommandLine = request.CommandLine,
            ScenarioFile = request.File,
            BaseLock = baseLock,
            WhatIfs = whatIfs,
            Settings = [.. request.AllSettings.Select(s => $"{s.Key}={s.Value}")],
            Until = request.Until,
            Jobs = request.Jobs,
            Started = started,
            Finished = DateTimeOffset.UtcNow,
        };
}
