using System.Collections.Immutable;

namespace ControlSim.Study.ResultFiles;

/// <summary>A tidy table of the result folder: one row, one fact; rows in an order that ids and numbers decide.</summary>
/// <param name="Path">File name in the folder.</param>
/// <param name="Title">What it holds.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Writes the rows.</param>
internal sealed record ResultTable(string Path, string Title, ImmutableArray<TableColumn> Columns, Action<CsvWriter> Rows)
{
    // Figures are drawn on other threads while the folder is written: who comes second waits for the text.
    private readonly Lock making = new();
    private string? text;

    /// <summary>Header and rows, kept for whoever asks again.</summary>
    public string Text()
    {
        lock (making)
        {
            if (text is null)
            {
                using var writer = new StringWriter { NewLine = "\n" };
                Make(writer);
                text = writer.ToString();
            }

            return text;
        }
    }

    /// <summary>Writes header and rows.</summary>
    public void Write(TextWriter writer)
    {
        lock (making)
        {
            if (text is { } known)
            {
                writer.Write(known);
            }
            else
            {
                Make(writer);
            }
        }
    }

    private void Make(TextWriter writer)
    {
        var csv = new CsvWriter(writer);
        foreach (TableColumn column in Columns)
        {
            csv.Field(column.Name);
        }

        csv.EndRow();
        Rows(csv);
    }
}
