using System.Collections.Immutable;
using ControlSim.Study.Figures;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Cli;

/// <summary>The work of <c>plot</c>.</summary>
internal static class PlotJob
{
    /// <summary>The figure of two results.</summary>
    private const string Differences = "what-if-differences";

    /// <summary>Not a figure but all of them.</summary>
    private const string Every = "all";

    /// <summary>The figure that moves.</summary>
    private const string Moving = "control-map";

    /// <returns>The exit code.</returns>
    public static int Do(PlotRequest request, Terminal terminal, CancellationToken cancellation)
    {
        if (request.Figure == "list")
        {
            var table = new TextTable("figure", "shows");
            foreach (CatalogueFigure entry in FigureCatalogue.All) table.Add(entry.Name, entry.Title + (entry.NeedsObserved ? " (with --observed)" : ""));
            table.Add(Differences, "what a what-if changes (of two folders)");
            terminal.Write(table);
            return ExitCode.Done;
        }

        if (request.Figure == Every) return All(request, terminal);
        string file = request.Out ?? Path.Combine(request.Folders[^1], "figures", $"{request.Figure}.svg");
        string kind = Path.GetExtension(file);
        Check(request, kind);
        ResultData result = ResultInput.Read(request.Folders[0]);
        ImmutableArray<ObservedCapture> observed = ObservedInput.Captures(request.Observed, result.Scenario, terminal);
        if (request.Date is { } date && (date < result.Scenario.Start || date > result.Scenario.End))
        {
            throw new UsageException($"--date {date:yyyy-MM-dd}: the result runs from {result.Scenario.Start:yyyy-MM-dd} to {result.Scenario.End:yyyy-MM-dd}.");
        }

        if (request.Out is null) OutputFile.CreateFolder(Path.GetDirectoryName(file)!);
        if (kind is ".gif" or ".mp4")
        {
            ImageTools.Animate(file, ControlMapOfResults.Frames(result), request.Width == 0 ? 1000 : request.Width, terminal, cancellation);
        }
        else
        {
            Figure figure = Figure(request, result, observed);
            string svg = SvgWriter.Write(figure);
            if (kind == ".svg") OutputFile.Write(file, svg);
            else ImageTools.Png(file, svg, request.Width == 0 ? 2 * figure.Width : request.Width);
        }

        terminal.Out.WriteLine(file);
        return ExitCode.Done;
    }

    /// <summary>Every figure that the result has something for, as SVG into a folder.</summary>
    private static int All(PlotRequest request, Terminal terminal)
    {
        if (request.Folders.Length > 1) throw new UsageException($"--figure {Every}: give one folder.");
        string folder = request.Out ?? Path.Combine(request.Folders[0], "figures");
        ResultData result = ResultInput.Read(request.Folders[0]);
        ImmutableArray<ObservedCapture> observed = ObservedInput.Captures(request.Observed, result.Scenario, terminal);
        OutputFile.CreateFolder(folder);
        foreach (CatalogueFigure entry in FigureCatalogue.All.Where(f => !f.NeedsObserved || !observed.IsEmpty))
        {
            if (entry.Describe(result, new FigureRequest { Date = request.Date, Observed = observed }) is not { } figure) continue;
            string file = Path.Combine(folder, $"{entry.Name}.svg");
            OutputFile.Write(file, SvgWriter.Write(figure));
            terminal.Out.WriteLine(file);
        }

        return ExitCode.Done;
    }

    private static void Check(PlotRequest request, string kind)
    {
        if (request.Figure != Differences && FigureCatalogue.Find(request.Figure) is null)
        {
            throw new UsageException($"--figure {request.Figure}: there is no such figure; there are {string.Join(", ", FigureCatalogue.All.Select(f => f.Name).Append(Differences))}.");
        }

        if ((request.Figure == Differences) != (request.Folders.Length == 2))
        {
            throw new UsageException(request.Folders.Length == 2
                ? $"--figure {request.Figure}: give one folder; two are for {Differences}."
                : $"--figure {Differences}: give two folders, base and what-if.");
        }

        if (kind is not (".svg" or ".png" or ".gif" or ".mp4"))
        {
            throw new UsageException($"--out {request.Out}: the name must end in .svg, .png, .gif or .mp4.");
        }

        if (kind is ".gif" or ".mp4" && request.Figure != Moving)
        {
            throw new UsageException($"--out {request.Out}: only {Moving} moves; write .svg or .png for {request.Figure}.");
        }

        if (FigureCatalogue.Find(request.Figure)?.NeedsObserved == true && request.Observed is null)
        {
            throw new UsageException($"--figure {request.Figure} compares with records: give them with --observed CSV.");
        }
    }

    private static Figure Figure(PlotRequest request, ResultData result, ImmutableArray<ObservedCapture> observed)
    {
        Figure? figure = request.Figure == Differences
            ? WhatIfDifferences.Describe(result, ResultInput.Read(request.Folders[1]))
            : FigureCatalogue.Find(request.Figure)!.Describe(result, new FigureRequest { Date = request.Date, Observed = observed });
        return figure ?? throw new DataException($"{request.Folders[0]} holds nothing that {request.Figure} could show");
    }
}
