using System.Collections.Immutable;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>A picture of a gallery.</summary>
public sealed record GalleryPicture
{
    /// <summary>Id; the file beside the list is called so, with .svg.</summary>
    public required string Name { get; init; }

    /// <summary>Path of the scenario file.</summary>
    public required string ScenarioFile { get; init; }

    /// <summary>Name of the figure.</summary>
    public required string Figure { get; init; }

    /// <summary>What-ifs, applied together.</summary>
    public ImmutableArray<string> WhatIfs { get; init; } = [];

    /// <summary>Day of a map; null for the scenario's.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Runs, at least 1.</summary>
    public required int Replicates { get; init; }

    /// <summary>Path of a CSV of captures on record; null for none.</summary>
    public string? Observed { get; init; }
}

/// <summary>What came of reading a gallery's list.</summary>
/// <param name="Pictures">The pictures by name; empty if there is an error.</param>
/// <param name="Problems">Every error and warning.</param>
public sealed record GalleryReading(ImmutableArray<GalleryPicture> Pictures, ImmutableArray<Problem> Problems);

/// <summary>Reads lists of pictures of format 1.</summary>
public static class GalleryReader
{
    /// <summary>Reads a list; whatever is wrong with it comes back as problems, all at once. Scenarios are not read yet.</summary>
    /// <param name="path">The list.</param>
    /// <param name="figures">Names of the figures that can be drawn.</param>
    /// <exception cref="FileNotFoundException">The list does not exist.</exception>
    /// <exception cref="IOException">The list cannot be read.</exception>
    public static GalleryReading Read(string path, ImmutableArray<string> figures)
    {
        ArgumentNullException.ThrowIfNull(path);
        ProblemList problems = new();
        string file = Layers.Display(path);
        string? text = FileText.Read(path, file, problems);
        FileNode? node = text is null ? null : YamlTree.OfFile(text, file, problems);
        if (node is not MapNode map)
        {
            if (node is not null) problems.Error(node.Mark, "", $"keys with values are wanted here, not {node.Kind}; write `format: 1` and `pictures:`");
            return new GalleryReading([], problems.ToSorted());
        }

        MapShape shape = GalleryDescription.Root(figures);
        MapNode root = new FormatCheck(new IdTables(map, shape), problems).Complete(shape, map);
        if (problems.HasErrors) return new GalleryReading([], problems.ToSorted());
        string folder = Path.GetDirectoryName(path) ?? "";
        Row[] rows = [.. new Row("", "", root.Mark, root, shape).Child("pictures")!.Rows()];
        foreach (Row row in rows)
        {
            CheckFile(row, "scenario", folder, problems);
            CheckFile(row, "observed", folder, problems);
        }

        return new GalleryReading(problems.HasErrors ? [] : [.. rows.Select(r => Picture(r, folder))], problems.ToSorted());
    }

    private static void CheckFile(Row row, string key, string folder, ProblemList problems)
    {
        if (row.Text(key) is { } name && !File.Exists(Path.Combine(folder, name)))
        {
            problems.Error(row.MarkOf(key), row.PathOf(key), $"there is no file '{Wording.Shorten(name)}'; paths are relative to this file");
        }
    }

    private static GalleryPicture Picture(Row row, string folder) => new()
    {
        Name = row.Id,
        ScenarioFile = Path.Combine(folder, row.Text("scenario")!),
        Figure = row.Text("figure")!,
        WhatIfs = row.List("what_ifs"),
        Date = row.Date("date"),
        Replicates = (int)row.Number("replicates")!.Value,
        Observed = row.Text("observed") is { } observed ? Path.Combine(folder, observed) : null,
    };
}
