using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ControlSim.Study.ResultFiles;

/// <summary>A table of a result folder as it was read: CSV of RFC 4180 with a header.</summary>
public sealed class CsvTable
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\n\r");

    private readonly Dictionary<string, int> columns;
    private readonly string name;

    private CsvTable(string name, string[] header, ImmutableArray<string[]> rows)
    {
        this.name = name;
        Rows = rows;
        columns = Enumerable.Range(0, header.Length).ToDictionary(i => header[i], StringComparer.Ordinal);
    }

    /// <summary>The rows, each with as many cells as the header.</summary>
    public ImmutableArray<string[]> Rows { get; }

    /// <summary>Number of a column.</summary>
    /// <exception cref="FormatException">There is no such column.</exception>
    public int Column(string column) =>
        columns.TryGetValue(column, out int at) ? at : throw new FormatException($"{name}: there is no column '{column}'");

    /// <summary>Is there such a column?</summary>
    public bool Has(string column) => columns.ContainsKey(column);

    /// <summary>Reads a table.</summary>
    /// <param name="name">File name, for messages.</param>
    /// <param name="text">The text of the file.</param>
    /// <exception cref="FormatException">No header, a row of another length, or a quote that is not closed.</exception>
    public static CsvTable Parse(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<string[]> lines = [.. Lines(name, text)];
        if (lines.Count == 0) throw new FormatException($"{name}: the table is empty, not even a header");
        int width = lines[0].Length;
        int bad = lines.FindIndex(l => l.Length != width);
        if (bad > 0) throw new FormatException($"{name}: row {bad} has {lines[bad].Length} cells, the header has {width}");
        return lines[0].Distinct(StringComparer.Ordinal).Count() < width
            ? throw new FormatException($"{name}: two columns have the same name")
            : new CsvTable(name, lines[0], [.. lines.Skip(1)]);
    }

    /// <summary>A number of a cell; NaN where it is empty.</summary>
    /// <exception cref="FormatException">It is no number.</exception>
    public double Number(string[] row, int column)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row[column].Length == 0) return double.NaN;
        return double.TryParse(row[column], NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : throw new FormatException($"{name}: '{row[column]}' is no number");
    }

    /// <summary>A whole number of a cell.</summary>
    /// <exception cref="FormatException">It is no whole number.</exception>
    public int Integer(string[] row, int column)
    {
        ArgumentNullException.ThrowIfNull(row);
        return int.TryParse(row[column], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new FormatException($"{name}: '{row[column]}' is no whole number");
    }

    private static IEnumerable<string[]> Lines(string name, string text)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (cell.Length == 0 && c is not ('"' or ',' or '\n' or '\r'))
            {
                // Most cells have no quotes: taken as they stand, up to what ends them.
                int length = text.AsSpan(i).IndexOfAny(Special);
                length = length < 0 ? text.Length - i : length;
                cell.Append(text, i, length);
                i += length - 1;
            }
            else if (c == '"')
            {
                i = Quoted(name, text, i + 1, cell);
            }
            else if (c is ',' or '\n')
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (c == ',') continue;
                if (cells is not [""]) yield return [.. cells];
                cells.Clear();
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }

        if (cells.Count == 0 && cell.Length == 0) yield break;
        cells.Add(cell.ToString());
        yield return [.. cells];
    }

    // Reads to the closing quote; two quotes are one.
    private static int Quoted(string name, string text, int from, StringBuilder cell)
    {
        for (int i = from; i < text.Length; i++)
        {
            if (text[i] != '"')
            {
                cell.Append(text[i]);
            }
            else if (i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else
            {
                return i;
            }
        }

        throw new FormatException($"{name}: a quote is not closed");
    }
}
