using System.Text;

namespace ControlSim.Study.ResultFiles;

/// <summary>
/// Reads CSV of RFC 4180 row by row, LF or CRLF, in constant memory. A byte order mark and empty lines are passed over; every row must
/// have as many cells as the header.
/// </summary>
public sealed class CsvReader
{
    private readonly TextReader reader;
    private readonly string name;
    private readonly StringBuilder cell = new();
    private int line = 1;

    /// <summary>Reads the header.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">Name of the file, for messages.</param>
    /// <exception cref="CsvFormatException">There is no header, or a name stands in it twice.</exception>
    public CsvReader(TextReader reader, string name)
    {
        this.reader = reader;
        this.name = name;
        Header = ReadCells() ?? throw new CsvFormatException($"{name}: the file is empty; a header line is wanted");
        string? twice = Header.GroupBy(h => h).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (twice is not null)
        {
            throw new CsvFormatException($"{name}(1,1): the column '{twice}' stands twice; rename one");
        }
    }

    /// <summary>Names of the columns.</summary>
    public string[] Header { get; }

    /// <summary>Line of the row read last, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Column of a name; -1 if there is none.</summary>
    public int Column(string column) => Array.IndexOf(Header, column);

    /// <summary>The next row; null at the end.</summary>
    /// <exception cref="CsvFormatException">The row has another number of cells, or a quote does not end.</exception>
    public string[]? Read()
    {
        Line = line;
        string[]? cells = ReadCells();
        if (cells is not null && cells.Length != Header.Length)
        {
            throw new CsvFormatException($"{name}({Line},1): {cells.Length} cells, and the header has {Header.Length}");
        }

        return cells;
    }

    private string[]? ReadCells()
    {
        while (reader.Peek() is '\n' or '\r')
        {
            line += reader.Read() == '\n' ? 1 : 0;
            Line = line;
        }

        if (reader.Peek() < 0)
        {
            return null;
        }

        var cells = new List<string>();
        bool more = true;
        while (more)
        {
            cell.Clear();
            more = ReadCell();
            cells.Add(cell.ToString());
        }

        cells[0] = line <= 2 && cells[0].StartsWith('\uFEFF') ? cells[0][1..] : cells[0];
        return [.. cells];
    }

    /// <summary>Reads one cell with what ends it; true if another cell follows in the row.</summary>
    private bool ReadCell()
    {
        bool quoted = reader.Peek() == '"';
        if (quoted)
        {
            reader.Read();
        }

        while (true)
        {
            int c = reader.Read();
            if (c < 0 && quoted)
            {
                throw new CsvFormatException($"{name}({Line},1): a quote that begins here does not end");
            }

            if (c == '"' && quoted)
            {
                if (reader.Peek() != '"')
                {
                    quoted = false;
                    continue;
                }

                reader.Read();
            }

            if (c < 0 || (!quoted && c is ',' or '\n'))
            {
                line += c == '\n' ? 1 : 0;
                return c == ',';
            }

            line += c == '\n' ? 1 : 0;
            if (quoted || c != '\r')
            {
                cell.Append((char)c);
            }
        }
    }
}
