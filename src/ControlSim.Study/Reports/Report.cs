using System.Collections.Immutable;
using ControlSim.Study.Figures;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Reports;

/// <summary>
/// One HTML file that needs nothing beside it: the scenario in words, a summary, a map that moves, figures, sources and the
/// command that makes the result again.
/// </summary>
public static class Report
{
    /// <summary>The page of one result, or of a base and a what-if side by side.</summary>
    /// <param name="baseline">The result; of two the base.</param>
    /// <param name="whatIf">The what-if; null for one result.</param>
    /// <param name="observed">Captures on record: marked beside those of the runs, and the figures of calibration with them; empty for none.</param>
    /// <param name="command">Arguments of the program that made this page.</param>
    /// <exception cref="ArgumentException">The two results have no location in common.</exception>
    public static string Html(ResultData baseline, ResultData? whatIf, ImmutableArray<ObservedCapture> observed, IReadOnlyList<string> command)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        if (whatIf is not null && !baseline.Scenario.Locations.Any(l => whatIf.Scenario.Locations.Any(o => o.Id == l.Id)))
        {
            throw new ArgumentException("the two results have no location in common, so there is nothing to compare", nameof(whatIf));
        }

        ImmutableArray<ResultData> results = whatIf is null ? [baseline] : [baseline, whatIf];
        ImmutableArray<MapGround> grounds = [.. results.Select(Ground)];
        // The figures take most of the time: they are drawn while the maps are.
        (string maps, string figures, string data) = ("", "", "");
        Parallel.Invoke(
            () => maps = ReportMaps.Html(results, grounds),
            () => figures = ReportFigures.Html(results, grounds, observed),
            () => data = ReportData.Of(results, grounds, ReportSections.Labels(results)));
        var html = new HtmlText();
        PageFrame.Open(html, baseline.Info.Title + (whatIf is null ? "" : ": base and what-if"), Lead(baseline, whatIf), "motion", "Skip to the map");
        ReportSections.Scenario(html, results);
        ReportSections.Summary(html, baseline, whatIf);
        html.Raw(maps).Raw(figures);
        ReportSections.Captures(html, results);
        ReportSections.Origin(html, results, command);
        PageFrame.Close(html, data, "report.js");
        return html.ToString();
    }

    // Asked once before it is shared: several threads then only read what it keeps.
    private static MapGround Ground(ResultData result)
    {
        var ground = MapGround.Of(result);
        ControlMapOfResults.Input(result, 0, ground);
        return ground;
    }

    private static string Lead(ResultData baseline, ResultData? whatIf)
    {
        var scenario = baseline.Scenario;
        string runs = baseline.Runs == 1 ? "one run" : $"{NumberText.Of(baseline.Runs)} runs";
        if (whatIf is not null) runs += " each of base and what-if";
        return $"{NumberText.LongDate(scenario.Start)} to {NumberText.LongDate(scenario.End)} · {runs} · seed {scenario.Seed}";
    }
}
