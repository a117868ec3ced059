using System.Collections.Immutable;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>
/// A posterior that `calibrate` wrote, as rows of the table of uncertain parameters: each column named `parameters.PROCESS.NAME` is a
/// list of values, and each run takes the values of one line.
/// </summary>
internal static class PosteriorFile
{
    /// <summary>Key of the file that names one, and the name under which its lists are drawn together.</summary>
    public const string Key = "posterior";

    /// <summary>Table of the scenario that the rows go into.</summary>
    public const string Table = "uncertain";


    /// <summary>The map with the posterior's rows, where its own table does not name the same parameter; null after a problem.</summary>
    /// <param name="map">A scenario file.</param>
    /// <param name="named">Where it names the posterior.</param>
    /// <param name="path">The posterior.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public static MapNode? Expand(MapNode map, FileNode named, string path, ProblemList problems)
    {
        string file = Layers.Display(path);
        string? text;
        try
        {
            text = FileText.Read(path, file, problems);
        }
        catch (IOException e)
        {
            string why = e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message;
            problems.Error(named.Mark, Key, $"'{file}' cannot be read: {why}; paths are relative to the file that names them");
            return null;
        }

        MapNode? rows = text is null ? null : Rows(file, text, problems);
        if (rows is null) return null;
        MapNode own = map[Table] as MapNode ?? new MapNode(named.Mark);
        HashSet<string> paths = UncertainRows.Paths(own);
        MapNode table = own.Copy();
        foreach ((string id, MapEntry entry) in rows.Entries.Where(e => !own.Has(e.Key) && !paths.Contains(UncertainRows.PathOf(e.Value.Value))))
        {
            table.Set(id, entry.KeyMark, entry.Value);
        }

        MapNode result = map.Copy();
        result.Set(Table, map.Has(Table) ? map.KeyMark(Table) : named.Mark, table);
        return result;
    }

    private static MapNode? Rows(string file, string text, ProblemList problems)
    {
        try
        {
            using var reader = new StringReader(text);
            var csv = new CsvReader(reader, file);
            int[] columns = [.. Enumerable.Range(0, csv.Header.Length).Where(c => csv.Header[c].StartsWith(ParameterPath.Prefix, StringComparison.Ordinal))];
            var values = columns.Select(_ => ImmutableArray.CreateBuilder<FileNode>()).ToArray();
            while (csv.Read() is { } cells)
            {
                for (int c = 0; c < columns.Length; c++) values[c].Add(new ScalarNode(MarkOf(file, csv.Line, cells, columns[c]), cells[columns[c]].Trim(), isPlain: true));
            }

            if (columns.Length == 0 || values[0].Count == 0)
            {
                string what = columns.Length == 0 ? $"no column begins with `{ParameterPath.Prefix}`" : "there is no line below the header";
                problems.Error(new FileMark(file, 1, 1), "", $"{what}; give a posterior that `controlsim calibrate` wrote");
                return null;
            }

            MapNode table = new(new FileMark(file, 1, 1));
            for (int c = 0; c < columns.Length; c++)
            {
                FileMark mark = MarkOf(file, 1, csv.Header, columns[c]);
                table.Set(IdOf(csv.Header[columns[c]]), mark, RowOf(csv.Header[columns[c]], values[c].ToImmutable(), mark));
            }

            return table;
        }
        catch (CsvFormatException e)
        {
            string told = e.Message.StartsWith(file, StringComparison.Ordinal) ? e.Message[file.Length..] : $": {e.Message}";
            int end = told.IndexOf(": ", StringComparison.Ordinal);
            _ = int.TryParse(told[..Math.Max(0, end)].Trim('(', ')').Split(',')[0], out int line);
            problems.Error(new FileMark(file, line, line == 0 ? 0 : 1), "", told[(end + 2)..]);
            return null;
        }
    }

    private static MapNode RowOf(string path, ImmutableArray<FileNode> values, FileMark mark)
    {
        MapNode row = new(mark);
        void Set(string key, FileNode value) => row.Set(key, mark, value);
        Set("path", new ScalarNode(mark, path, isPlain: true));
        Set("distribution", new ScalarNode(mark, "listed", isPlain: true));
        Set("values", new ListNode(mark, values));
        Set("together", new ScalarNode(mark, Key, isPlain: true));
        Set("source", new ScalarNode(mark, Path.GetFileName(mark.File), isPlain: false));
        return row;
    }

    private static string IdOf(string path) => path[ParameterPath.Prefix.Length..].Replace('.', '-').Replace('_', '-');

    private static FileMark MarkOf(string file, int line, string[] cells, int column) =>
        new(file, line, 1 + cells.Take(column).Sum(c => c.Length + 1));
}
