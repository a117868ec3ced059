using System.Collections.Immutable;
using ControlSim.Study.Figures;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Reports;

/// <summary>The figures of a report, inline, each with its numbers as tables and buttons to save it.</summary>
internal static class ReportFigures
{
    public static string Html(ImmutableArray<ResultData> results, ImmutableArray<MapGround> grounds, ImmutableArray<ObservedCapture> observed)
    {
        var html = new HtmlText();
        html.Raw("<section id=\"figures\">").Element("h2", "Figures")
            .Element("p class=\"note\"", "The upright line is the clock of the map; a click on a curve sets it.");
        if (results.Length == 2 && WhatIfDifferences.Describe(results[0], results[1]) is { } differences) Card(html, differences);
        CatalogueFigure[] entries = [.. FigureCatalogue.All.Where(f => f.InReport && (!f.NeedsObserved || !observed.IsEmpty))];
        FigureRequest[] requests = [.. grounds.Select(g => new FigureRequest { Observed = observed, Ground = g })];
        foreach (string group in entries.AsParallel().AsOrdered().Select(entry => Group(entry, results, requests))) html.Raw(group);
        html.Raw("</section>");
        return html.ToString().TrimEnd();
    }

    /// <summary>A figure with its buttons and its table.</summary>
    public static void Card(HtmlText html, Figure figure, string label = "")
    {
        html.Raw($"<figure class=\"card\" data-name=\"{figure.Name}\">");
        if (label.Length > 0) html.Element("p class=\"label\"", label);
        html.Raw("<div class=\"paper scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" + HtmlText.Escape($"{figure.Title} {label}".Trim()) + "\">")
            .Raw(SvgWriter.Write(figure).TrimEnd()).Raw("</div>");
        html.Raw("<figcaption>").Element("span", figure.Description.Length > 0 ? figure.Description : figure.Title);
        html.Raw($"<span class=\"save\"><button type=\"button\" data-save=\"svg\" aria-label=\"Save SVG: {HtmlText.Escape(figure.Title)}\">Save SVG</button>"
            + $"<button type=\"button\" data-save=\"png\" aria-label=\"Save PNG: {HtmlText.Escape(figure.Title)}\">Save PNG</button></span>").Raw("</figcaption>");
        var table = new HtmlText();
        FigureTable.Write(table, figure);
        string rows = table.ToString();
        if (rows.Length > 0) html.Raw("<details><summary>Numbers</summary>").Raw(rows.TrimEnd()).Raw("</details>");
        html.Raw("</figure>");
    }

    private static string Group(CatalogueFigure entry, ImmutableArray<ResultData> results, FigureRequest[] requests)
    {
        var html = new HtmlText();
        ImmutableArray<string> labels = ReportSections.Labels(results);
        html.Raw(results.Length == 2 ? "<div class=\"pair\">" : "<div>");
        for (int i = 0; i < results.Length; i++)
        {
            if (entry.Describe(results[i], requests[i]) is { } figure) Card(html, i == 0 ? figure : figure with { Name = $"{figure.Name}-what-if" }, labels[i]);
        }

        html.Raw("</div>");
        return html.ToString().TrimEnd();
    }
}
