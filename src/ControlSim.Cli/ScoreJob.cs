using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.Figures;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Study.Scores;
using ControlSim.Study.Statistics;

namespace ControlSim.Cli;

/// <summary>The work of <c>score</c>.</summary>
internal static class ScoreJob
{
    /// <returns>The exit code.</returns>
    public static int Do(ScoreRequest asked, Terminal terminal, CancellationToken cancellation)
    {
        RunRequest request = asked.Run;
        if (ObservedInput.Read(asked.Observed, terminal) is not { } rows) return ExitCode.InvalidData;
        ScenarioReading reading = ScenarioInput.Read(request.File, request.WhatIfs, request.AllSettings, request.Contents);
        ScenarioInput.Report(reading, request.File, terminal);
        if (reading.Scenario is null || reading.Info is null) return ExitCode.InvalidData;
        Scenario scenario = RunJob.Cut(reading.Scenario, request.Until);
        ObservedControl observed = ObservedControl.Of(scenario, rows);
        if (observed.Towns.IsEmpty)
        {
            throw new DataException($"{asked.Observed}: none of its towns is a location of {scenario.Name}, so there is nothing to score.");
        }

        int bloc = asked.Facts ? StylisedFacts.BlocOf(observed) : -1;
        if (bloc >= 0)
        {
            scenario = StylisedFacts.Prepare(scenario, bloc);
            observed = ObservedControl.Of(scenario, rows);
        }

        using OutputFolder? output = request.Out is string named ? OutputFolder.Explicit(named, false) : null;
        Ensemble ensemble = terminal.WithProgress(scenario.Name, request.Replicates, progress => Replicates.Run(
            scenario, request.Replicates, request.Jobs, ControlScore.Options(observed), progress, cancellation));
        RunJob.ReportFailures(ensemble, terminal);
        if (ensemble.Results.IsEmpty) throw new DataException("no run finished, so there is nothing to score");
        if (asked.Facts && bloc < 0) terminal.Error.WriteLine("--facts: no bloc loses a town on record, so there is nothing that the facts could be about");
        ScoreReport report = ScoreReport.Of(ensemble, observed, bloc) with
        {
            Robustness = asked.Robustness is null ? [] : RobustnessJob.Do(asked, scenario, observed, terminal, cancellation),
        };
        if (output is not null)
        {
            WriteFolder(output, report, ensemble, reading.Info, request.WhatIfs, terminal);
        }

        if (request.Json) terminal.Out.Write(JsonText.Of(json => ScoreJson.Write(json, report)));
        else new ScoreText(report).Write(terminal);
        return ensemble.Failures.IsEmpty ? ExitCode.Done : ExitCode.SomeFailed;
    }

    private static void WriteFolder(
        OutputFolder output, ScoreReport report, Ensemble ensemble, ScenarioInfo info, ImmutableArray<string> whatIfs, Terminal terminal)
    {
        Scenario scenario = ensemble.Scenario;
        string folder = Path.Combine(output.TemporaryPath, "figures");
        OutputFile.CreateFolder(folder);
        string title = string.Join(" + ", whatIfs.Prepend(scenario.Title));
        FallScores falls = report.All.Falls;
        (double Forecast, bool Happened)[] pairs =
            [.. report.All.Pairs.Where(p => p.Observed is 0 or 1).Select(p => (p.Forecast, p.Observed > 0))];
        var figures = new List<Figure>
        {
            Reliability.Describe(title, $"who holds each town at the end of each month; contested towns left out; {pairs.Length} forecasts", pairs),
        };
        if (!falls.Falls.IsEmpty)
        {
            figures.Add(RankHistogram.Describe(title, $"dates of {falls.Ranks.Length} falls among {report.All.Replicates} runs", falls.Ranks));
            ObservedCapture[] captures =
            [
                .. falls.Falls.Select(f => new ObservedCapture(
                    scenario.Locations[f.Fall.Town.Location].Id, scenario.Blocs[f.Fall.Bloc].Id, scenario.DateOf(f.Fall.Tick))),
            ];
            if (CaptureDates.Describe(ResultData.Of(ensemble, info), captures) is { } dates) figures.Add(dates);
        }

        foreach (Figure figure in figures) OutputFile.Write(Path.Combine(folder, $"{figure.Name}.svg"), SvgWriter.Write(figure));
        OutputFile.Write(Path.Combine(output.TemporaryPath, "score.json"), JsonText.Of(json => ScoreJson.Write(json, report)));
        terminal.Error.WriteLine($"figures and score.json in {output.Complete()}");
    }
}
