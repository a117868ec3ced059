using System.Collections.Immutable;
using System.Text;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Sweeps;

/// <summary>One table written at once as NAME.csv and NAME.parquet.</summary>
internal sealed class TwinTable : IDisposable
{
    private const int BufferBytes = 1 << 16;
    private readonly FileStream csvFile;
    private readonly FileStream parquetFile;
    private readonly StreamWriter text;
    private readonly CsvWriter csv;
    private readonly ParquetWriter parquet;

    public TwinTable(string folder, string name, ImmutableArray<TableColumn> columns)
    {
        csvFile = new FileStream(Path.Combine(folder, $"{name}.csv"), FileMode.CreateNew, FileAccess.Write, FileShare.Read, BufferBytes);
        parquetFile = new FileStream(Path.Combine(folder, $"{name}.parquet"), FileMode.CreateNew, FileAccess.Write, FileShare.Read, BufferBytes);
        text = new StreamWriter(csvFile, new UTF8Encoding(false), BufferBytes) { NewLine = "\n" };
        csv = new CsvWriter(text);
        parquet = new ParquetWriter(parquetFile, [.. columns.Select(c => new ParquetColumn(c.Name, TypeOf(c.Type)))]);
        foreach (TableColumn column in columns)
        {
            csv.Field(column.Name);
        }

        csv.EndRow();
    }

    public TwinTable Field(string value)
    {
        csv.Field(value);
        parquet.Field(value);
        return this;
    }

    public TwinTable Field(int value)
    {
        csv.Field(value);
        parquet.Field(value);
        return this;
    }

    public TwinTable Field(double value)
    {
        csv.Field(value);
        parquet.Field(value);
        return this;
    }

    public void EndRow() => csv.EndRow();

    public void Dispose()
    {
        text.Flush();
        parquet.Finish();
        csvFile.Flush(flushToDisk: true);
        parquetFile.Flush(flushToDisk: true);
        text.Dispose();
        csvFile.Dispose();
        parquetFile.Dispose();
    }

    private static ParquetType TypeOf(string type) => type switch
    {
        "integer" => ParquetType.Int32,
        "number" => ParquetType.Double,
        _ => ParquetType.Text,
    };
}
