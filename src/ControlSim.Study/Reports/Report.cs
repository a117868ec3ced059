using System.Collections.Immutable;
using System.Reflection;
using ControlSim.Study.Figures;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Reports;

/// <summary>
/// One HTML file that needs nothing beside it: the scenario in words, a summary, a map that moves, figures, sources and the
/// command that makes the result again. It loads nothing from anywhere and says so to the browser.
/// </summary>
public static class Report
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'";

    /// <summary>The page of one result, or of a base and a what-if side by side.</summary>
    /// <param name="baseline">The result; of two the base.</param>
    /// <param name="whatIf">The what-if; null for one result.</param>
    /// <param name="command">Arguments of the program that made this page.</param>
    /// <exception cref="ArgumentException">The two results have no location in common.</exception>
    public static string Html(ResultData baseline, ResultData? whatIf, IReadOnlyList<string> command)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        if (whatIf is not null && !baseline.Scenario.Locations.Any(l => whatIf.Scenario.Locations.Any(o => o.Id == l.Id)))
        {
            throw new ArgumentException("the two results have no location in common, so there is nothing to compare", nameof(whatIf));
        }

        ImmutableArray<ResultData> results = whatIf is null ? [baseline] : [baseline, whatIf];
        var html = new HtmlText();
        Head(html, baseline, whatIf);
        ReportSections.Scenario(html, results);
        ReportSections.Summary(html, baseline, whatIf);
        ReportMaps.Write(html, results);
        ReportFigures.Write(html, results);
        ReportSections.Captures(html, results);
        ReportSections.Origin(html, results, command);
        html.Raw("</main>").Raw($"<footer><p><strong>{Figure.Disclaimer}.</strong> Made by ControlSim; this file loads nothing from any network.</p></footer>");
        html.Raw($"<script type=\"application/json\" id=\"data\">{ReportData.Of(results, ReportSections.Labels(results))}</script>");
        html.Raw("<script>").Raw(Resource("report.js")).Raw("</script>").Raw("</body>").Raw("</html>");
        return html.ToString();
    }

    private static void Head(HtmlText html, ResultData baseline, ResultData? whatIf)
    {
        string title = baseline.Info.Title + (whatIf is null ? "" : ": base and what-if");
        html.Raw("<!DOCTYPE html>").Raw("<html lang=\"en\">").Raw("<head>").Raw("<meta charset=\"utf-8\">")
            .Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">")
            .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Raw("<link rel=\"icon\" href=\"data:,\">")
            .Element("title", title)
            .Raw("<style>").Raw(Resource("report.css")).Raw("</style>").Raw("</head>").Raw("<body>")
            .Raw("<a class=\"skip\" href=\"#motion\">Skip to the map</a>")
            .Raw("<header>")
            .Raw("<button type=\"button\" id=\"theme\" class=\"quiet\" aria-pressed=\"false\">Dark page</button>")
            .Element("h1", title)
            .Element("p class=\"lead\"", Lead(baseline, whatIf))
            .Raw($"<p class=\"badge\">{Figure.Disclaimer}</p>")
            .Raw("</header>").Raw("<main>");
    }

    private static string Lead(ResultData baseline, ResultData? whatIf)
    {
        var scenario = baseline.Scenario;
        string runs = baseline.Runs == 1 ? "one run" : $"{NumberText.Of(baseline.Runs)} runs";
        if (whatIf is not null) runs += " each of base and what-if";
        return $"{NumberText.LongDate(scenario.Start)} to {NumberText.LongDate(scenario.End)} · {runs} · seed {scenario.Seed}";
    }

    private static string Resource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"ControlSim.Study.Reports.{name}")
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
    }
}
