namespace ControlSim.Tables;

/// <summary>
/// Units that have changed since they were summed last, each once, with the fighters with which it was summed: the sums follow
/// it without a look at all the others. Between two sums of a day only; the first of a day looks at everybody.
/// </summary>
/// <param name="units">The units.</param>
internal sealed class RowChanges(Units units)
{
    private readonly bool[] _isNoted = new bool[units.Count];
    private readonly int[] _rows = new int[units.Count];
    private readonly double[] _before = new double[units.Count];
    private int _count;

    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _count);

    /// <summary>Fighters of these rows when they were summed.</summary>
    public ReadOnlySpan<double> Before => _before.AsSpan(0, _count);

    /// <summary>A unit is about to lose fighters, change its posture, leave or arrive.</summary>
    public void Note(int u)
    {
        if (!_isNoted[u])
        {
            _isNoted[u] = true;
            _rows[_count] = u;
            _before[_count++] = units.Fighters[u];
        }
    }

    public void Clear()
    {
        foreach (int u in Rows)
        {
            _isNoted[u] = false;
        }

        _count = 0;
    }
}
