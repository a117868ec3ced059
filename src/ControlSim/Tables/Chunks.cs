namespace ControlSim.Tables;

/// <summary>
/// Fixed parts of the rows of units, which threads may share: the parts follow from the number of rows alone, and what they
/// sum is added up in their order, so that the bits are those of one thread.
/// </summary>
internal sealed class Chunks
{
    /// <summary>Rows below which a world is one chunk: sharing pays from some ten microseconds of work on.</summary>
    public const int LeastRows = 16384;

    /// <summary>Most chunks, as every one has its own sums.</summary>
    public const int Most = 8;

    /// <summary>Rows of a block; every chunk begins with one.</summary>
    private const int Block = 512;

    private readonly Action<int, Action<int>>? _runner;
    private readonly int[] _first;
    private readonly byte[] _chunkOf; // by block of rows
    private readonly int[] _listed;
    private readonly double[] _values;

    /// <summary>Parts of a number of rows.</summary>
    /// <param name="rows">Rows of units.</param>
    /// <param name="runner">Does the work of all chunks, on threads; null: one after another.</param>
    public Chunks(int rows, Action<int, Action<int>>? runner = null)
    {
        _runner = runner;
        int count = Math.Clamp(rows / LeastRows, 1, Most);
        Count = count;
        _first = [.. Enumerable.Range(0, count).Select(chunk => (int)((long)rows * chunk / count) & -Block), rows];
        _chunkOf = new byte[(rows / Block) + 1];
        for (int chunk = 1; chunk < count; chunk++)
        {
            Array.Fill(_chunkOf, (byte)chunk, _first[chunk] / Block, _chunkOf.Length - (_first[chunk] / Block));
        }

        _listed = new int[rows];
        _values = new double[rows];
    }

    public int Count { get; }

    /// <summary>First row of a chunk, a multiple of 512 so that blocks of rows lie within chunks.</summary>
    public int First(int chunk) => _first[chunk];

    /// <summary>Chunk of a row.</summary>
    public int Of(int row) => _chunkOf[row / Block];

    /// <summary>Room for a list of rows of a chunk, of whichever process is at work.</summary>
    public Span<int> Listed(int chunk) => _listed.AsSpan(First(chunk), First(chunk + 1) - First(chunk));

    /// <summary>Room for a number beside each row listed.</summary>
    public Span<double> Values(int chunk) => _values.AsSpan(First(chunk), First(chunk + 1) - First(chunk));

    /// <summary>Where in an ascending list of rows those of a chunk lie.</summary>
    public Range RangeOf(ReadOnlySpan<int> list, int chunk)
    {
        int first = list.BinarySearch(First(chunk)), last = list.BinarySearch(First(chunk + 1));
        return (first < 0 ? ~first : first)..(last < 0 ? ~last : last);
    }

    /// <summary>The rows of an ascending list that lie in a chunk.</summary>
    public ReadOnlySpan<int> ThoseOf(ReadOnlySpan<int> list, int chunk) => list[RangeOf(list, chunk)];

    /// <summary>As many parts of a list as there are chunks, for work of which no order matters.</summary>
    public ReadOnlySpan<int> PartOf(ReadOnlySpan<int> list, int part) => list[PartOf(list.Length, part)];

    /// <summary>The same of a number of things.</summary>
    public Range PartOf(int length, int part) => (int)((long)length * part / Count)..(int)((long)length * (part + 1) / Count);

    /// <summary>Words of a chunk in a table of a bit for each row.</summary>
    public Span<ulong> WordsOf(ulong[] bits, int chunk) =>
        bits.AsSpan((First(chunk) / 64)..(chunk == Count - 1 ? bits.Length : First(chunk + 1) / 64));

    /// <summary>Does the work of every chunk.</summary>
    public void Run(Action<int> work)
    {
        if (_runner is not null && Count > 1)
        {
            _runner(Count, work);
            return;
        }

        for (int chunk = 0; chunk < Count; chunk++)
        {
            work(chunk);
        }
    }
}
