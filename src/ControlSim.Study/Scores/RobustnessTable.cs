using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Scores;

/// <summary>
/// The table of a robustness check: the scenario as it is in the first line, then a line a change, written as it is done, so that a
/// stopped check goes on where it was.
/// </summary>
public sealed class RobustnessTable
{
    private static readonly string[] Columns = ["parameter", "factor", "value", "without_effect", "brier", "skill_best", "skill_script_only"];
    private readonly string path;
    private readonly Dictionary<(string, double), RobustnessRow> rows = [];

    /// <summary>Opens a table, or begins one.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="CsvFormatException">It is no such table.</exception>
    public RobustnessTable(string path)
    {
        this.path = path;
        if (!File.Exists(path))
        {
            OutputFile.Write(path, string.Join(',', Columns) + "\n");
            return;
        }

        string text = File.ReadAllText(path);
        using var reader = new StringReader(text[..(text.LastIndexOf('\n') + 1)]);
        var csv = new CsvReader(reader, path);
        if (!csv.Header.SequenceEqual(Columns)) throw new CsvFormatException($"{path}(1,1): this is no table of a robustness check; name another file");
        while (csv.Read() is { } cells) Keep(new RobustnessRow(cells[0], Number(cells[1]), Number(cells[2]), cells[3] == "true", Number(cells[4]), Number(cells[5]), Number(cells[6])));
        if (!text.EndsWith('\n')) OutputFile.Write(path, text[..(text.LastIndexOf('\n') + 1)]);
    }

    /// <summary>All rows, in the order in which they were written.</summary>
    public IEnumerable<RobustnessRow> Rows => rows.Values;

    /// <summary>The row of a change; null if it is not done.</summary>
    public RobustnessRow? Find(string parameter, double factor) => rows.GetValueOrDefault((parameter, factor));

    /// <summary>Adds a row.</summary>
    public void Add(RobustnessRow row)
    {
        Keep(row);
        string line = string.Join(
            ',', row.Parameter, Text(row.Factor), Text(row.Value), row.IsInert ? "true" : "false", Text(row.Brier), Text(row.SkillBest), Text(row.SkillScript)) + "\n";
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write);
        file.Write(Encoding.UTF8.GetBytes(line));
        file.Flush(flushToDisk: true);
    }

    private void Keep(RobustnessRow row) => rows[(row.Parameter, row.Factor)] = row;

    private static string Text(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

    private static double Number(string text) => text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
}
