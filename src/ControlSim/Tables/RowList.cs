namespace ControlSim.Tables;

/// <summary>A list of rows of units, ascending.</summary>
/// <param name="rows">Rows of units, the most that can be listed.</param>
internal sealed class RowList(int rows)
{
    private readonly int[] _rows = new int[rows];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    public void Clear() => Count = 0;

    /// <summary>Adds a row above those that are listed.</summary>
    public void Add(int row) => _rows[Count++] = row;

    /// <summary>Adds rows above those that are listed.</summary>
    public void Add(ReadOnlySpan<int> rows)
    {
        rows.CopyTo(_rows.AsSpan(Count));
        Count += rows.Length;
    }
}
