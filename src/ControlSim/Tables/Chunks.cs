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

    private readonly Action<int, Action<int>>? _runner;
    private readonly int _rows;

    /// <summary>Parts of a number of rows.</summary>
    /// <param name="rows">Rows of units.</param>
    /// <param name="runner">Does the work of all chunks, on threads; null: one after another.</param>
    public Chunks(int rows, Action<int, Action<int>>? runner = null)
    {
        _rows = rows;
        _runner = runner;
        Count = Math.Clamp(rows / LeastRows, 1, Most);
    }

    public int Count { get; }

    /// <summary>First row of a chunk, a multiple of 512 so that blocks of rows lie within chunks.</summary>
    public int First(int chunk) => chunk == Count ? _rows : (int)((long)_rows * chunk / Count) & ~511;

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
