using System.Collections.Immutable;
using ControlSim.Study.Figures;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Reports;

/// <summary>The map that moves: clock, one map or base, what-if and difference, legend, the story of a place, the table twin.</summary>
internal static class ReportMaps
{
    public static string Html(ImmutableArray<ResultData> results, ImmutableArray<MapGround> grounds)
    {
        var html = new HtmlText();
        html.Raw("<section id=\"motion\" tabindex=\"-1\">").Element("h2", "The map in motion");
        Clock(html, results[0]);
        html.Raw($"<div class=\"stage{(results.Length == 2 ? " three" : "")}\">").Raw("<div class=\"maps\">");
        ImmutableArray<string> labels = ReportSections.Labels(results);
        for (int i = 0; i < results.Length; i++)
        {
            Map(html, ControlMapFrames.Describe(results[i], i == 0 ? "moving-map" : "moving-map-what-if", "Who holds what", grounds[i]), i, labels[i]);
        }

        if (results.Length == 2)
        {
            Map(html, ControlMapFrames.Describe(results[0], "moving-map-difference", "Where base and what-if differ", grounds[0]), 2, "Difference");
        }

        Story(html);
        html.Raw("</div>");
        Legend(html, results);
        html.Raw("</div>");
        Twin(html, results);
        html.Raw("</section>");
        return html.ToString().TrimEnd();
    }

    private static void Clock(HtmlText html, ResultData result) => html
        .Raw("<div class=\"clock\" role=\"group\" aria-label=\"Clock\">")
        .Raw("<button type=\"button\" id=\"play\" class=\"main\">Play</button>")
        .Raw("<button type=\"button\" id=\"back\" aria-label=\"−1 day\">−1</button>")
        .Raw("<button type=\"button\" id=\"next\" aria-label=\"+1 day\">+1</button>")
        .Raw($"<label class=\"slider\"><span class=\"hidden\">Day</span><input type=\"range\" id=\"day\" min=\"0\" max=\"{result.Scenario.Ticks}\" value=\"0\" step=\"1\"></label>")
        .Raw("<output id=\"date\" for=\"day\"></output>")
        .Raw("<label><span class=\"word\">Speed </span><select aria-label=\"Speed\" id=\"speed\"><option value=\"2\">2 days a second</option><option value=\"5\">5 days a second</option>"
            + "<option value=\"10\" selected>10 days a second</option><option value=\"25\">25 days a second</option></select></label>")
        .Raw("<label><span class=\"word\">View </span><select aria-label=\"View\" id=\"zoom\"><option value=\"1\">whole theatre</option><option value=\"2\">twice as large</option>"
            + "<option value=\"focus\">places in question</option></select></label>")
        .Raw("<p class=\"keys\">Keys: space plays and pauses, ← → one day, Page Up and Page Down a week, Home and End the first and last day.</p>")
        .Raw("</div>");

    private static void Map(HtmlText html, Figure figure, int row, string label)
    {
        string svg = SvgWriter.Write(figure).TrimEnd();
        html.Raw($"<figure class=\"card map\" data-name=\"{figure.Name}\" data-map=\"{row}\">");
        if (label.Length > 0) html.Element("p class=\"label\"", label);
        html.Raw($"<div class=\"paper window\" tabindex=\"0\" role=\"region\" aria-label=\"{HtmlText.Escape($"Map {label}".Trim())}\">").Raw(svg).Raw("</div>")
            .Raw("<figcaption><span class=\"said\"></span><span class=\"save\">"
                + $"<button type=\"button\" data-save=\"svg\" aria-label=\"Save SVG: map {HtmlText.Escape(label)}\">Save SVG</button>"
                + $"<button type=\"button\" data-save=\"png\" aria-label=\"Save PNG: map {HtmlText.Escape(label)}\">Save PNG</button></span></figcaption>")
            .Raw("</figure>");
    }

    private static void Legend(HtmlText html, ImmutableArray<ResultData> results)
    {
        ResultData result = results[0];
        html.Raw("<ul class=\"legend\" aria-label=\"Colours of the map\">");
        ImmutableArray<FigureBloc> blocs = FigureBlocs.Of(result.Scenario, result.Info);
        for (int b = 0; b < blocs.Length; b++)
        {
            if (!result.Scenario.Blocs[b].Owns) continue;
            html.Raw($"<li><span class=\"swatch\" style=\"background:{blocs[b].Colour}\"></span>{HtmlText.Escape(blocs[b].Name)}</li>");
        }

        html.Raw("<li><span class=\"swatch hatch\"></span>contested, in the colours of the two</li>");
        html.Raw($"<li><span class=\"swatch\" style=\"background:{Palette.Land}\"></span>no location, or held by nobody</li>");
        if (result.Runs > 1) html.Raw("<li>Strong colour: at least 95 % of the runs agree; then 75 %, 50 %, fewer.</li>");
        if (results.Length == 2)
        {
            html.Raw("<li><span class=\"swatch\" style=\"background:linear-gradient(90deg,#f8f6f0,#6a1b7a)\"></span>difference: 0 to 100 % of the runs</li>");
        }

        html.Raw("</ul>");
    }

    private static void Story(HtmlText html) => html
        .Raw("<div id=\"story\" class=\"card\" aria-live=\"polite\"><h3>The story of a place</h3>"
            + "<p>Click a place on the map, or choose one in the table below.</p></div>");

    private static void Twin(HtmlText html, ImmutableArray<ResultData> results)
    {
        html.Raw("<details id=\"twin\"><summary>The map as a table</summary>");
        html.Raw("<div class=\"scroll tall\" tabindex=\"0\" role=\"region\" aria-label=\"The map as a table\"><table><caption>Who holds what on <span class=\"when\"></span></caption><thead><tr>");
        html.Raw("<th scope=\"col\">place</th><th scope=\"col\">country</th>");
        foreach (string label in ReportSections.Labels(results))
        {
            string name = label.Length == 0 ? "most likely" : HtmlText.Escape(label);
            html.Raw($"<th scope=\"col\">{name}</th><th scope=\"col\" class=\"number\">share of runs</th>");
        }

        html.Raw("</tr></thead><tbody></tbody></table></div></details>");
    }
}
