namespace ControlSim.Tables;

/// <summary>A list of rows of units, ascending.</summary>
/// <param name="rows">Rows of units, the most that can be listed.</param>
internal sealed class RowList(int rows)
{
    private readonly int[] _rows = new int[rows];

    /// <summary>How many are listed; whoever writes a new list into its <see cref="Room"/> sets it.</summary>
    public int Count { get; set; }

    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    /// <summary>Places for all rows that can be listed.</summary>
    public Span<int> Room => _rows;

    /// <summary>Places for the rows of a chunk; <see cref="Join"/> makes one list of what was put there.</summary>
    public Span<int> RoomOf(Chunks chunks, int chunk) => _rows.AsSpan(chunks.First(chunk), chunks.First(chunk + 1) - chunks.First(chunk));

    /// <summary>Makes one list of the rows that were listed chunk by chunk.</summary>
    /// <param name="chunks">The chunks.</param>
    /// <param name="counts">How many rows were put into the room of each.</param>
    public void Join(Chunks chunks, ReadOnlySpan<int> counts)
    {
        Count = counts[0];
        for (int chunk = 1; chunk < chunks.Count; chunk++)
        {
            _rows.AsSpan(chunks.First(chunk), counts[chunk]).CopyTo(_rows.AsSpan(Count));
            Count += counts[chunk];
        }
    }

    public void Clear() => Count = 0;

    /// <summary>Adds a row above those that are listed.</summary>
    public void Add(int row) => _rows[Count++] = row;
}
