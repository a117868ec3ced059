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

    public void Clear() => Count = 0;

    /// <summary>Adds a row above those that are listed.</summary>
    public void Add(int row) => _rows[Count++] = row;
}
