using System.Text;

namespace ControlSim.Study.ResultFiles;

/// <summary>Reads CSV of RFC 4180 row by row, as <see cref="CsvWriter"/> writes it.</summary>
internal static class CsvRows
{
    /// <summary>The cells of every row, the header first.</summary>
    /// <exception cref="FormatException">A quote is not closed.</exception>
    public static IEnumerable<string[]> Read(TextReader reader)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        for (int c = reader.Read(); c >= 0; c = reader.Read())
        {
            if (c == '"')
            {
                // Two quotes in a quoted cell are one.
                bool isDouble = quoted && reader.Peek() == '"';
                quoted = isDouble || !quoted;
                _ = isDouble ? cell.Append((char)reader.Read()) : cell;
            }
            else if (quoted || c is not (',' or '\n' or '\r'))
            {
                cell.Append((char)c);
            }
            else if (c != '\r')
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    yield return [.. cells];
                    cells.Clear();
                }
            }
        }

        if (quoted)
        {
            throw new FormatException("a quote is not closed");
        }

        if (cells.Count > 0 || cell.Length > 0)
        {
            cells.Add(cell.ToString());
            yield return [.. cells];
        }
    }
}
