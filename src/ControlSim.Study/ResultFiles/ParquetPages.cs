using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace ControlSim.Study.ResultFiles;

/// <summary>Bytes of the pages of one column chunk: PLAIN values, or a dictionary and indexes into it; uncompressed.</summary>
internal static class ParquetPages
{
    private const int DataPage = 0;
    private const int DictionaryPage = 2;
    private const int Rle = 3;

    public const int Plain = 0;
    public const int Dictionary = 8;

    /// <summary>A data page of plain values.</summary>
    /// <param name="values">The values that are not null.</param>
    /// <param name="levels">For an optional column: which rows have a value; null for a required one.</param>
    /// <param name="rows">Number of rows.</param>
    public static byte[] Data(byte[] values, bool[]? levels, int rows) => Page(DataPage, [.. Levels(levels), .. values], rows, Plain);

    /// <summary>A dictionary page and a data page of texts.</summary>
    /// <param name="texts">The texts, one a row.</param>
    /// <param name="dataAt">Offset of the data page.</param>
    public static byte[] Texts(IReadOnlyList<string> texts, out int dataAt)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = new MemoryStream();
        Span<byte> length = stackalloc byte[4];
        int[] indexes = new int[texts.Count];
        for (int i = 0; i < texts.Count; i++)
        {
            if (!places.TryGetValue(texts[i], out indexes[i]))
            {
                indexes[i] = places.Count;
                places.Add(texts[i], indexes[i]);
                byte[] bytes = Encoding.UTF8.GetBytes(texts[i]);
                BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
                words.Write(length);
                words.Write(bytes);
            }
        }

        byte[] dictionary = Page(DictionaryPage, words.ToArray(), places.Count, Plain);
        int bits = Math.Max(1, BitOperations.Log2((uint)Math.Max(1, places.Count - 1)) + 1);
        byte[] data = Page(DataPage, [(byte)bits, .. BitPacked(indexes, bits)], texts.Count, Dictionary);
        dataAt = dictionary.Length;
        return [.. dictionary, .. data];
    }

    private static byte[] Levels(bool[]? levels)
    {
        if (levels is null)
        {
            return [];
        }

        byte[] packed = BitPacked([.. levels.Select(l => l ? 1 : 0)], 1);
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, packed.Length);
        return [.. length, .. packed];
    }

    /// <summary>One bit-packed run of the hybrid of runs and bits: a header with the number of groups of eight, then the bits.</summary>
    private static byte[] BitPacked(int[] values, int bits)
    {
        int groups = (values.Length + 7) / 8;
        var stream = new MemoryStream();
        uint header = ((uint)groups << 1) | 1;
        for (; header >= 0x80; header >>= 7)
        {
            stream.WriteByte((byte)(header | 0x80));
        }

        stream.WriteByte((byte)header);
        ulong buffer = 0;
        int held = 0;
        for (int i = 0; i < groups * 8; i++)
        {
            buffer |= (ulong)(i < values.Length ? values[i] : 0) << held;
            for (held += bits; held >= 8; held -= 8)
            {
                stream.WriteByte((byte)buffer);
                buffer >>= 8;
            }
        }

        return stream.ToArray();
    }

    private static byte[] Page(int type, byte[] content, int values, int encoding)
    {
        var header = new ThriftWriter();
        header.Open().Field(1, type).Field(2, content.Length).Field(3, content.Length);
        if (type == DictionaryPage)
        {
            header.Open(7).Field(1, values).Field(2, encoding).Close();
        }
        else
        {
            header.Open(5).Field(1, values).Field(2, encoding).Field(3, Rle).Field(4, Rle).Close();
        }

        header.Close();
        return [.. header.ToArray(), .. content];
    }
}
