using System.Collections.Immutable;
using ControlSim.Study.Figures;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Cli;

/// <summary>What <c>gallery</c> is asked for.</summary>
/// <param name="File">The list.</param>
/// <param name="Check">Compare instead of writing.</param>
/// <param name="Only">Names of the pictures; empty for all.</param>
/// <param name="Jobs">Most runs at the same time.</param>
internal sealed record GalleryRequest(string File, bool Check, ImmutableArray<string> Only, int Jobs);

/// <summary>The work of <c>gallery</c>.</summary>
internal static class GalleryJob
{
    /// <returns>The exit code.</returns>
    public static int Do(GalleryRequest request, Terminal terminal, CancellationToken cancellation)
    {
        GalleryReading reading = Read(request.File);
        foreach (Problem problem in reading.Problems) terminal.Error.WriteLine(problem.ToString());
        if (reading.Problems.Any(p => !p.IsWarning)) return ExitCode.InvalidData;
        GalleryPicture[] chosen = Chosen(reading.Pictures, request);
        string folder = Path.GetDirectoryName(Path.GetFullPath(request.File))!;
        int stale = 0;
        // By scenario: its runs serve all of its pictures, and are let go before the next.
        foreach (IGrouping<string, GalleryPicture> group in chosen.GroupBy(p => p.ScenarioFile))
        {
            using var runs = new GalleryRuns(request.Jobs, terminal, cancellation);
            foreach (GalleryPicture picture in group) stale += Draw(picture, runs, folder, request.Check, terminal) ? 0 : 1;
        }

        if (!request.Check || !request.Only.IsEmpty) return stale == 0 ? ExitCode.Done : ExitCode.SomeFailed;
        foreach (string stray in Directory.GetFiles(folder, "*.svg").Order(StringComparer.Ordinal))
        {
            if (reading.Pictures.Any(p => p.Name == Path.GetFileNameWithoutExtension(stray))) continue;
            terminal.Error.WriteLine($"{Path.GetFileName(stray)}: stands in no line of {request.File}; add it there or delete the file");
            stale++;
        }

        return stale == 0 ? ExitCode.Done : ExitCode.SomeFailed;
    }

    private static GalleryReading Read(string file)
    {
        try
        {
            return GalleryReader.Read(file, [.. FigureCatalogue.All.Select(f => f.Name), .. ComparisonCatalogue.All.Select(f => f.Name)]);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{file}: there is no such file.", e);
        }
    }

    private static GalleryPicture[] Chosen(ImmutableArray<GalleryPicture> pictures, GalleryRequest request)
    {
        string? unknown = request.Only.FirstOrDefault(name => pictures.All(p => p.Name != name));
        return unknown is null
            ? [.. pictures.Where(p => request.Only.IsEmpty || request.Only.Contains(p.Name))]
            : throw new UsageException($"--only {unknown}: {request.File} has no such picture; it has {string.Join(", ", pictures.Select(p => p.Name))}.");
    }

    /// <summary>Draws and writes, or compares.</summary>
    /// <returns>False if the file is not the picture that would be drawn.</returns>
    private static bool Draw(GalleryPicture picture, GalleryRuns runs, string folder, bool check, Terminal terminal)
    {
        Figure figure = Describe(picture, runs, terminal) ?? throw new DataException($"{picture.Name}: {picture.ScenarioFile} has nothing that {picture.Figure} could show");
        string svg = SvgWriter.Write(figure);
        string file = Path.Combine(folder, $"{picture.Name}.svg");
        bool same = File.Exists(file) && File.ReadAllText(file) == svg;
        if (!check && !same) OutputFile.Write(file, svg);
        string word = same ? "as it was" : check ? "NOT the picture that is drawn now" : "drawn";
        terminal.Out.WriteLine($"{picture.Name}.svg: {word}");
        return same || !check;
    }

    private static Figure? Describe(GalleryPicture picture, GalleryRuns runs, Terminal terminal)
    {
        if (ComparisonCatalogue.Find(picture.Figure) is { } compared) return compared.Describe(runs.Compare(picture));
        ResultData result = runs.Result(picture);
        ImmutableArray<ObservedCapture> observed = ObservedInput.Captures(picture.Observed, result.Scenario, terminal);
        return FigureCatalogue.Find(picture.Figure)!.Describe(result, new FigureRequest { Date = picture.Date, Observed = observed });
    }
}
