using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Comparisons;
using ControlSim.Study.Experiments;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Cli;

/// <summary>The work of <c>library</c>: base and what-ifs of every scenario, what was expected, and the pages.</summary>
internal static class LibraryJob
{
    public static int Do(LibraryRequest request, Terminal terminal, CancellationToken cancellation)
    {
        if (request.Write && request.Days is not null)
        {
            throw new UsageException("--write needs whole runs; leave --days out.");
        }

        if (request.Scores) return LibraryScores.Do(request, terminal, cancellation);
        bool isWhole = true, isValid = true;
        foreach (string file in Files(request))
        {
            ScenarioReading reading = ScenarioInput.Read(file, [], []);
            if (reading.Scenario is not { } scenario)
            {
                ScenarioInput.Report(reading, file, terminal);
                isValid = false;
                continue;
            }

            Ensemble baseline = Run(scenario, request, terminal, cancellation);
            LibraryResult result = new(
                file, reading.Info, baseline, [.. reading.Info.WhatIfs.Select(w => WhatIf(file, w, baseline, request, terminal, cancellation))]);
            isWhole &= result.IsWhole && (request.Days is not null || result.WhatIfs.All(w => w.Expectations.All(e => e.IsMet)));
            Print(result, request, terminal);
            if (request.Write)
            {
                LibraryPages.Write(request.Folder, result);
            }
        }

        return !isValid ? ExitCode.InvalidData : isWhole ? ExitCode.Done : ExitCode.SomeFailed;
    }

    /// <summary>Scenario files of the folder, by name; layers have no name and lie in folders below.</summary>
    internal static string[] Files(LibraryRequest request)
    {
        if (!Directory.Exists(request.Folder))
        {
            throw new InputException($"there is no folder '{request.Folder}'.", new DirectoryNotFoundException());
        }

        string[] all = [.. Directory.GetFiles(request.Folder, "*.yaml").Order(StringComparer.Ordinal)];
        string? missing = request.Only.FirstOrDefault(name => !all.Any(file => Path.GetFileNameWithoutExtension(file) == name));
        return missing is not null ? throw new InputException($"there is no scenario '{missing}' in '{request.Folder}'.", new FileNotFoundException())
            : [.. all.Where(file => request.Only.IsEmpty || request.Only.Contains(Path.GetFileNameWithoutExtension(file)))];
    }

    private static Ensemble Run(Scenario scenario, LibraryRequest request, Terminal terminal, CancellationToken cancellation)
    {
        DateOnly until = request.Days is int days && scenario.Start.AddDays(days) < scenario.End ? scenario.Start.AddDays(days) : scenario.End;
        Ensemble ensemble = Replicates.Run(
            RunJob.Cut(scenario, until), request.Pairs, request.Jobs, new RecorderOptions([]), null, cancellation);
        RunJob.ReportFailures(ensemble, terminal);
        return ensemble;
    }

    private static LibraryWhatIf WhatIf(
        string file, WhatIfInfo info, Ensemble baseline, LibraryRequest request, Terminal terminal, CancellationToken cancellation)
    {
        Scenario scenario = ScenarioInput.Read(file, [info.Id], []).Scenario! with { Seed = baseline.Scenario.Seed };
        Ensemble ensemble = Run(scenario, request, terminal, cancellation);
        return new LibraryWhatIf(info, ensemble.Failures.IsEmpty, ExpectationResult.Of(baseline, ensemble, info.Expectations));
    }

    private static void Print(LibraryResult result, LibraryRequest request, Terminal terminal)
    {
        string name = result.Info.Name;
        if (request.Days is int days)
        {
            terminal.Out.WriteLine($"{name}: {1 + result.WhatIfs.Length} times {request.Pairs} runs of {days} days, {(result.IsWhole ? "all finished" : "some failed")}");
            return;
        }

        var table = new TextTable("scenario", "what-if", "outcome", "expected", ">mean", ">from (99 %)", ">to", "is it so");
        foreach (LibraryWhatIf whatIf in result.WhatIfs)
        {
            foreach (ExpectationResult e in whatIf.Expectations)
            {
                table.Add(
                    name, whatIf.Info.Id, e.Expected.Outcome, e.Expected.Rises ? "rises" : "falls", LibraryPages.Text(e.Difference.Mean),
                    LibraryPages.Text(e.Difference.Low), LibraryPages.Text(e.Difference.High), CompareSummary.Word(e));
            }
        }

        terminal.Write(table);
        terminal.Out.WriteLine();
    }
}

/// <summary>One scenario of the library.</summary>
internal sealed record LibraryResult(string File, ScenarioInfo Info, Ensemble Baseline, ImmutableArray<LibraryWhatIf> WhatIfs)
{
    /// <summary>Every run finished.</summary>
    public bool IsWhole => Baseline.Failures.IsEmpty && WhatIfs.All(w => w.IsWhole);
}

/// <summary>One what-if of it.</summary>
internal sealed record LibraryWhatIf(WhatIfInfo Info, bool IsWhole, ImmutableArray<ExpectationResult> Expectations);
