using System.Buffers.Binary;

namespace ControlSim.Study.ResultFiles;

/// <summary>
/// Writes a table as Apache Parquet (format 2.6: Thrift compact footer, PLAIN and dictionary pages, no compression), row group
/// by row group, so that its memory does not grow with the table. The bytes follow from the rows alone.
/// </summary>
public sealed class ParquetWriter
{
    /// <summary>Rows of a row group.</summary>
    public const int GroupRows = 50_000;

    private const int Rle = 3;
    private static readonly byte[] Magic = "PAR1"u8.ToArray();
    private readonly Stream stream;
    private readonly ParquetColumn[] columns;
    private readonly List<string>[] texts;
    private readonly List<double>[] numbers;
    private readonly List<(long Rows, (long At, long Data, long Bytes)[] Chunks)> groups = [];
    private long position;
    private int rows;
    private int column;

    /// <summary>Begins a file.</summary>
    /// <param name="stream">Where to; it is not closed.</param>
    /// <param name="columns">The columns.</param>
    public ParquetWriter(Stream stream, IReadOnlyList<ParquetColumn> columns)
    {
        this.stream = stream;
        this.columns = [.. columns];
        texts = [.. columns.Select(_ => new List<string>())];
        numbers = [.. columns.Select(_ => new List<double>())];
        Write(Magic);
    }

    /// <summary>The next cell of a row, a text.</summary>
    public ParquetWriter Field(string text)
    {
        texts[column].Add(text);
        return Next(ParquetType.Text);
    }

    /// <summary>The next cell of a row, a whole number.</summary>
    public ParquetWriter Field(int number)
    {
        numbers[column].Add(number);
        return Next(ParquetType.Int32);
    }

    /// <summary>The next cell of a row, a number; NaN for null.</summary>
    public ParquetWriter Field(double number)
    {
        numbers[column].Add(number == 0 ? 0 : number);
        return Next(ParquetType.Double);
    }

    /// <summary>Writes the last row group and the footer.</summary>
    public void Finish()
    {
        if (rows > 0)
        {
            WriteGroup();
        }

        byte[] footer = Footer();
        Write(footer);
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Length);
        Write(length);
        Write(Magic);
    }

    private ParquetWriter Next(ParquetType type)
    {
        if (columns[column].Type != type)
        {
            throw new InvalidOperationException($"Column {columns[column].Name} holds {columns[column].Type}, not {type}.");
        }

        column = (column + 1) % columns.Length;
        rows += column == 0 ? 1 : 0;
        if (column == 0 && rows == GroupRows)
        {
            WriteGroup();
        }

        return this;
    }

    private void WriteGroup()
    {
        var chunks = new (long At, long Data, long Bytes)[columns.Length];
        for (int c = 0; c < columns.Length; c++)
        {
            byte[] bytes = Chunk(c, out int dataAt);
            chunks[c] = (position, position + dataAt, bytes.Length);
            Write(bytes);
            texts[c].Clear();
            numbers[c].Clear();
        }

        groups.Add((rows, chunks));
        rows = 0;
    }

    private byte[] Chunk(int c, out int dataAt)
    {
        dataAt = 0;
        switch (columns[c].Type)
        {
            case ParquetType.Text:
                return ParquetPages.Texts(texts[c], out dataAt);
            case ParquetType.Int32:
                byte[] whole = new byte[4 * rows];
                for (int i = 0; i < rows; i++)
                {
                    BinaryPrimitives.WriteInt32LittleEndian(whole.AsSpan(4 * i), (int)numbers[c][i]);
                }

                return ParquetPages.Data(whole, null, rows);
            default:
                double[] present = [.. numbers[c].Where(v => !double.IsNaN(v))];
                byte[] real = new byte[8 * present.Length];
                for (int i = 0; i < present.Length; i++)
                {
                    BinaryPrimitives.WriteDoubleLittleEndian(real.AsSpan(8 * i), present[i]);
                }

                return ParquetPages.Data(real, [.. numbers[c].Select(v => !double.IsNaN(v))], rows);
        }
    }

    private byte[] Footer()
    {
        var footer = new ThriftWriter();
        footer.Open().Field(1, 2).ListField(2, ThriftWriter.Struct, columns.Length + 1);
        footer.Open().Field(4, "table").Field(5, columns.Length).Close();
        foreach (ParquetColumn c in columns)
        {
            footer.Open().Field(1, PhysicalType(c.Type)).Field(3, c.Type == ParquetType.Double ? 1 : 0).Field(4, c.Name);
            if (c.Type == ParquetType.Text)
            {
                footer.Field(6, 0); // ConvertedType UTF8, for readers that do not know logical types
                footer.Open(10).Open(1).Close().Close();
            }

            footer.Close();
        }

        footer.Field(3, groups.Sum(g => g.Rows)).ListField(4, ThriftWriter.Struct, groups.Count);
        foreach ((long count, (long At, long Data, long Bytes)[] chunks) in groups)
        {
            footer.Open().ListField(1, ThriftWriter.Struct, chunks.Length);
            for (int c = 0; c < chunks.Length; c++)
            {
                ColumnChunk(footer, columns[c], chunks[c], count);
            }

            footer.Field(2, chunks.Sum(k => k.Bytes)).Field(3, count).Close();
        }

        return footer.Field(6, "controlsim").Close().ToArray();
    }

    private static void ColumnChunk(ThriftWriter footer, ParquetColumn column, (long At, long Data, long Bytes) chunk, long rows)
    {
        bool isText = column.Type == ParquetType.Text;
        footer.Open().Field(2, chunk.At).Open(3).Field(1, PhysicalType(column.Type));
        footer.ListField(2, ThriftWriter.Int32, isText ? 3 : 2).Element(ParquetPages.Plain).Element(Rle);
        if (isText)
        {
            footer.Element(ParquetPages.Dictionary);
        }

        footer.ListField(3, ThriftWriter.Binary, 1).Element(column.Name);
        footer.Field(4, 0).Field(5, rows).Field(6, chunk.Bytes).Field(7, chunk.Bytes).Field(9, chunk.Data);
        if (isText)
        {
            footer.Field(11, chunk.At);
        }

        footer.Close().Close();
    }

    private static int PhysicalType(ParquetType type) => type switch
    {
        ParquetType.Int32 => 1,
        ParquetType.Double => 5,
        _ => 6,
    };

    private void Write(byte[] bytes)
    {
        stream.Write(bytes);
        position += bytes.Length;
    }
}
