using System.Collections.Immutable;
using System.Globalization;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Study.Scores;

namespace ControlSim.Cli;

/// <summary>The table of scores in a folder's README: every scenario that history can be held against, a row each.</summary>
internal static class LibraryScores
{
    /// <summary>Line before the table.</summary>
    public const string Begin = "<!-- scores: begin -->";

    /// <summary>Line after the table.</summary>
    public const string End = "<!-- scores: end -->";

    /// <summary>First line of the table.</summary>
    public const string Header =
        "| scenario | runs | observations | Brier | persistence | hazard of 2016 | front | script only | falls | median error of dates | coverage 50 % / 90 % | Kendall's tau (static order) | fitted: Brier | held out: Brier (skill over the best) | stylised facts shown | preparation and attrition |";

    private const int DefaultRuns = 20;

    /// <returns>The exit code.</returns>
    public static int Do(LibraryRequest request, Terminal terminal, CancellationToken cancellation)
    {
        if (ObservedInput.Read(request.Observed, terminal) is not { } rows) return ExitCode.InvalidData;
        bool isWhole = true;
        foreach (string file in LibraryJob.Files(request))
        {
            ScenarioReading reading = ScenarioInput.Read(file, [], []);
            if (reading.Scenario is not { } scenario)
            {
                ScenarioInput.Report(reading, file, terminal);
                return ExitCode.InvalidData;
            }

            if (!CanBeScored(scenario, rows))
            {
                terminal.Error.WriteLine($"{scenario.Name}: nothing changes hands on record in its days; left out");
                continue;
            }

            (string line, bool isAll) = Row(scenario, rows, request, terminal, cancellation);
            isWhole &= isAll;
            terminal.Out.WriteLine(line);
            if (request.Write) Write(Path.Combine(request.Folder, "README.md"), scenario.Name, line);
        }

        return isWhole ? ExitCode.Done : ExitCode.SomeFailed;
    }

    /// <summary>Does a town of the scenario change hands on record within its days? A score over what stays as it is says nothing.</summary>
    public static bool CanBeScored(Scenario scenario, ImmutableArray<ObservedRow> rows)
    {
        ObservedControl observed = ObservedControl.Of(scenario, rows);
        return observed.Towns.Any(t => t.Fall(scenario.Ticks, observed.Holders) is not null);
    }

    private static (string Line, bool IsWhole) Row(
        Scenario scenario, ImmutableArray<ObservedRow> rows, LibraryRequest request, Terminal terminal, CancellationToken cancellation)
    {
        int bloc = StylisedFacts.BlocOf(ObservedControl.Of(scenario, rows));
        Scenario prepared = bloc < 0 ? scenario : StylisedFacts.Prepare(scenario, bloc);
        ObservedControl observed = ObservedControl.Of(prepared, rows);
        int runs = request.PairsGiven ? request.Pairs : DefaultRuns;
        RecorderOptions options = ControlScore.Options(observed);
        Ensemble ensemble = terminal.WithProgress(
            scenario.Name, runs, progress => Replicates.Run(prepared, runs, request.Jobs, options, progress, cancellation));
        RunJob.ReportFailures(ensemble, terminal);
        if (ensemble.Results.IsEmpty) throw new DataException($"{scenario.Name}: no run finished, so there is nothing to score");
        return (Line(ScoreReport.Of(ensemble, observed, bloc)), ensemble.Failures.IsEmpty);
    }

    /// <summary>Baselines that a score has to beat.</summary>
    private static readonly string[] Rivals = ["persistence", "hazard", "front"];

    private static string Line(ScoreReport report)
    {
        (ControlScore all, ControlScore held) = (report.All, report.HeldOut);
        string Baseline(string name) => $"{Text(all.Baselines.First(b => b.Name == name).Brier.Value)} ({Signed(all.Skill(name))})";
        double best = Rivals.Min(held.Skill);
        string error = double.IsFinite(all.Falls.MedianError) ? $"{(all.Falls.IsAtLeast ? "at least " : "")}{Text(all.Falls.MedianError, "0")} days" : "-";
        string facts = report.Facts.IsEmpty ? "-" : $"{report.Facts.Count(f => f.IsShown == true)} of {report.Facts.Count(f => f.IsShown is not null)}";
        string[] cells =
        [
            all.Scenario.Name, all.Replicates.ToString(CultureInfo.InvariantCulture), all.Observations.ToString(CultureInfo.InvariantCulture), Text(all.Brier.Value),
            Baseline("persistence"), Baseline("hazard"), Baseline("front"), Baseline("script_only"), all.Falls.Falls.Length.ToString(CultureInfo.InvariantCulture), error,
            $"{Text(all.Falls.Coverage50, "0.00")} / {Text(all.Falls.Coverage90, "0.00")}", $"{Text(all.Falls.Tau, "0.00")} ({Text(all.Falls.TauStatic, "0.00")})",
            report.Fitted.Observations == 0 ? "-" : Text(report.Fitted.Brier.Value), held.Observations == 0 ? "-" : $"{Text(held.Brier.Value)} ({Signed(best)})",
            facts, PaceText.Of(all.Scenario),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    /// <summary>The README with this scenario's row made anew, rows by name.</summary>
    private static void Write(string path, string name, string line)
    {
        string page = File.ReadAllText(path);
        int begin = page.IndexOf(Begin, StringComparison.Ordinal), end = page.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin) throw new DataException($"'{path}' has no lines '{Begin}' and '{End}' to write between; add them.");
        SortedDictionary<string, string> rows = new(StringComparer.Ordinal);
        foreach (string old in page[begin..end].Split('\n').Where(IsRow)) rows[NameOf(old)] = old;
        rows[name] = line;
        string rule = string.Concat(Enumerable.Repeat("---|", Header.Count(c => c == '|') - 1));
        File.WriteAllText(path, $"{page[..begin]}{Begin}\n\n{Header}\n|{rule}\n{string.Join('\n', rows.Values)}\n\n{page[end..]}");
    }

    /// <summary>Names in a table, in order.</summary>
    public static IEnumerable<string> NamesIn(string table) => table.Split('\n').Where(IsRow).Select(NameOf);

    private static bool IsRow(string line) => line.StartsWith("| ", StringComparison.Ordinal) && line != Header;

    private static string NameOf(string line) => line.Split('|')[1].Trim();

    private static string Text(double value, string format = "0.000") => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "-";

    private static string Signed(double value) => double.IsFinite(value) ? value.ToString("+0.00;-0.00;0", CultureInfo.InvariantCulture) : "-";
}
