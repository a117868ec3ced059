using System.Text;

namespace ControlSim.Study.ResultFiles;

/// <summary>The part of Thrift's compact protocol that a Parquet footer needs.</summary>
internal sealed class ThriftWriter
{
    public const int True = 1;
    public const int Int32 = 5;
    public const int Int64 = 6;
    public const int Binary = 8;
    public const int List = 9;
    public const int Struct = 12;

    private readonly List<byte> written = [];
    private readonly Stack<int> outer = new();
    private int last;

    public byte[] ToArray() => [.. written];

    public ThriftWriter Field(int id, int value)
    {
        Header(id, Int32);
        Varint(ZigZag(value));
        return this;
    }

    public ThriftWriter Field(int id, long value)
    {
        Header(id, Int64);
        Varint(ZigZag(value));
        return this;
    }

    public ThriftWriter Field(int id, string text)
    {
        Header(id, Binary);
        Text(text);
        return this;
    }

    /// <summary>A list field: the elements follow.</summary>
    public ThriftWriter ListField(int id, int elementType, int count)
    {
        Header(id, List);
        if (count < 15)
        {
            written.Add((byte)((count << 4) | elementType));
        }
        else
        {
            written.Add((byte)(0xF0 | elementType));
            Varint((ulong)count);
        }

        return this;
    }

    /// <summary>An element of a list of 32-bit numbers.</summary>
    public ThriftWriter Element(int value)
    {
        Varint(ZigZag(value));
        return this;
    }

    /// <summary>An element of a list of texts.</summary>
    public ThriftWriter Element(string text)
    {
        Text(text);
        return this;
    }

    /// <summary>Begins a struct as a field.</summary>
    public ThriftWriter Open(int id)
    {
        Header(id, Struct);
        return Open();
    }

    /// <summary>Begins a struct as an element of a list, or the outermost one.</summary>
    public ThriftWriter Open()
    {
        outer.Push(last);
        last = 0;
        return this;
    }

    /// <summary>Ends a struct.</summary>
    public ThriftWriter Close()
    {
        written.Add(0);
        last = outer.Pop();
        return this;
    }

    private void Header(int id, int type)
    {
        if (id - last is > 0 and <= 15)
        {
            written.Add((byte)(((id - last) << 4) | type));
        }
        else
        {
            written.Add((byte)type);
            Varint(ZigZag(id));
        }

        last = id;
    }

    private void Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Varint((ulong)bytes.Length);
        written.AddRange(bytes);
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            written.Add((byte)(value | 0x80));
        }

        written.Add((byte)value);
    }

    private static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));
}
