using System.Collections.Immutable;

namespace ControlSim.Study.ResultFiles;

/// <summary>A tidy table of the result folder: one row, one fact; rows in an order that ids and numbers decide.</summary>
/// <param name="Path">File name in the folder.</param>
/// <param name="Title">What it holds.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Writes the rows.</param>
internal sealed record ResultTable(string Path, string Title, ImmutableArray<TableColumn> Columns, Action<CsvWriter> Rows)
{
    private string? text;

    /// <summary>Header and rows, kept for whoever asks again.</summary>
    public string Text()
    {
        if (text is null)
        {
            using var writer = new StringWriter { NewLine = "\n" };
            Make(writer);
            text = writer.ToString();
        }

        return text;
    }

    /// <summary>Writes header and rows.</summary>
    public void Write(TextWriter writer)
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
