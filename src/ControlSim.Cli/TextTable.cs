using Spectre.Console;

namespace ControlSim.Cli;

/// <summary>A small table for people: aligned plain text, with bold headers on a terminal.</summary>
/// <param name="columns">Headers; one that begins with '&gt;' belongs to a column of numbers, aligned to the right.</param>
internal sealed class TextTable(params string[] columns)
{
    private const string Gap = "  ";
    private readonly List<string[]> rows = [];

    public void Add(params string[] cells)
    {
        if (cells.Length != columns.Length)
        {
            throw new ArgumentException($"{cells.Length} cells for {columns.Length} columns.", nameof(cells));
        }

        rows.Add(cells);
    }

    /// <summary>Aligned text, a line a row, no blanks at the ends of lines.</summary>
    public string ToText() => string.Concat(Lines().Select(line => $"{line}\n"));

    /// <summary>The same on a terminal, with bold headers. Spectre's own table breaks ids in two at 80 columns.</summary>
    public void WriteTo(IAnsiConsole console)
    {
        string[] lines = [.. Lines()];
        console.Profile.Width = Math.Max(console.Profile.Width, lines.Max(l => l.Length) + 1);
        console.Write(new Text(lines[0], new Style(decoration: Decoration.Bold)));
        console.WriteLine();
        foreach (string line in lines.Skip(1))
        {
            console.Write(new Text(line));
            console.WriteLine();
        }
    }

    private static bool IsNumber(string column) => column.StartsWith('>');

    private IEnumerable<string> Lines()
    {
        string[] headers = [.. columns.Select(c => c.TrimStart('>'))];
        return rows.Prepend(headers).Select(row => string.Join(Gap, row.Select((cell, i) => Pad(cell, i, headers))).TrimEnd());
    }

    private string Pad(string cell, int column, string[] headers)
    {
        int width = rows.Select(r => r[column].Length).Append(headers[column].Length).Max();
        return IsNumber(columns[column]) ? cell.PadLeft(width) : cell.PadRight(width);
    }
}
