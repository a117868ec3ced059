using System.Text;
using Spectre.Console;

namespace ControlSim.Cli;

/// <summary>A small table for people: aligned plain text, or a box on a terminal.</summary>
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
    public string ToText()
    {
        string[] headers = [.. columns.Select(c => c.TrimStart('>'))];
        var text = new StringBuilder();
        foreach (string[] row in rows.Prepend(headers))
        {
            string[] cells = [.. row.Select((cell, i) => Pad(cell, i, headers))];
            text.Append(string.Join(Gap, cells).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    public Table ToSpectre()
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (string column in columns)
        {
            var header = new TableColumn(new Text(column.TrimStart('>')));
            table.AddColumn(IsNumber(column) ? header.RightAligned() : header);
        }

        foreach (string[] row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        return table;
    }

    private static bool IsNumber(string column) => column.StartsWith('>');

    private string Pad(string cell, int column, string[] headers)
    {
        int width = rows.Select(r => r[column].Length).Append(headers[column].Length).Max();
        return IsNumber(columns[column]) ? cell.PadLeft(width) : cell.PadRight(width);
    }
}
