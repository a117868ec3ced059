using ControlSim.Study.Analyses;
using ControlSim.Study.Experiments;
using ControlSim.Study.Figures;
using ControlSim.Study.Sweeps;

namespace ControlSim.Study.Reports;

/// <summary>The page of a study: what was varied, what was found in words, the figures and tables of its analysis.</summary>
public static class StudyReport
{
    /// <summary>Rows of a table on the page; the files have all.</summary>
    private const int MostRows = 40;

    /// <summary>The page.</summary>
    /// <param name="record">The sweep.</param>
    /// <param name="found">Its analysis.</param>
    /// <param name="command">Arguments of the program that made this page.</param>
    public static string Html(SweepRecord record, Analysis found, IReadOnlyList<string> command)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(found);
        var html = new HtmlText();
        string runs = record.Until is null ? $"{NumberText.Of(record.Replicates)} runs each" : $"up to {NumberText.Of(record.Replicates)} runs each";
        PageFrame.Open(
            html, record.Title, $"design {record.Design} · {NumberText.Of(record.Rows)} rows · {runs} · seed {record.Seed}", "figures", "Skip to the figures");
        Factors(html, record);
        if (!found.Sentences.IsEmpty)
        {
            html.Raw("<section id=\"findings\">").Element("h2", "What was found");
            foreach (string sentence in found.Sentences) html.Paragraphs(sentence);
            html.Raw("</section>");
        }

        html.Raw("<section id=\"figures\" tabindex=\"-1\">").Element("h2", "Figures");
        foreach ((string name, Figure figure) in found.Figures) ReportFigures.Card(html, figure with { Name = name });
        html.Raw("</section>");
        Tables(html, found);
        html.Raw("<section id=\"origin\">").Element("h2", "How to make this again");
        PageFrame.Command(html, command);
        html.Element("p class=\"note\"", $"Version {record.Version}; the scenario has the hash {record.Scenario}, the design {record.DesignHash}.").Raw("</section>");
        PageFrame.Close(html, "");
        return html.ToString();
    }

    private static void Factors(HtmlText html, SweepRecord record)
    {
        html.Raw("<section id=\"factors\">").Element("h2", "What was varied");
        html.Table(
            "Factors",
            ["factor", ">from", ">to", "unit"],
            record.Factors.Select(f => (string[])[f.Label, End(f, f.Low), End(f, f.High), f.Unit is "1" ? "" : StudyFigure.Plural(f.Unit)]));
        html.Element("p", $"Measured: {string.Join("; ", record.Outcomes.Select(o => o.Title))}.");
        if (record.Interest.Length > 0) html.Element("p", $"A run is of interest where {record.Interest}.");
        html.Raw("</section>");
    }

    private static string End(Factor factor, double value) => factor.Kind == FactorKind.Date
        ? NumberText.ShortDate(DateOnly.FromDayNumber((int)value))
        : factor.IsWord ? factor.Levels[(int)value] : StudyFigure.Short(value);

    private static void Tables(HtmlText html, Analysis found)
    {
        html.Raw("<section id=\"tables\">").Element("h2", "Tables");
        foreach (AnalysisTable table in found.Tables)
        {
            html.Raw("<details>").Element("summary", table.Name.Replace('-', ' '));
            html.Table(
                table.Name.Replace('-', ' '),
                [.. table.Columns.Select((c, i) => table.Rows.Length > 0 && table.Rows[0][i] is string ? c : $">{c}")],
                table.Rows.Take(MostRows).Select(r => (string[])[.. r.Select(AnalysisTable.Text)]));
            if (table.Rows.Length > MostRows) html.Element("p class=\"note\"", $"and {table.Rows.Length - MostRows} more rows; `analyze` writes them all");
            html.Raw("</details>");
        }

        html.Raw("</section>");
    }
}
