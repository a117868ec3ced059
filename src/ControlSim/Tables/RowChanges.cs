namespace ControlSim.Tables;

/// <summary>
/// Units that have changed since they were summed last, each once: the sums follow them without a look at all the others.
/// Between two sums of a day only; the first of a day looks at everybody.
/// </summary>
/// <param name="units">The units.</param>
/// <param name="chunks">Parts of the units, whose changes are listed apart.</param>
internal sealed class RowChanges(Units units, Chunks chunks)
{
    private readonly bool[] _isNoted = new bool[units.Count];
    private readonly int[] _rows = new int[units.Count];
    private readonly int[] _counts = new int[chunks.Count];

    public ReadOnlySpan<int> Rows(int chunk) => _rows.AsSpan(chunks.First(chunk), _counts[chunk]);

    /// <summary>A unit is about to lose fighters, change its posture, leave or arrive.</summary>
    public void Note(int u)
    {
        if (!_isNoted[u])
        {
            _isNoted[u] = true;
            int chunk = chunks.Of(u);
            _rows[chunks.First(chunk) + _counts[chunk]++] = u;
        }
    }

    public void Clear()
    {
        for (int chunk = 0; chunk < _counts.Length; chunk++)
        {
            Clear(chunk);
        }
    }

    /// <summary>Forgets the changes of a chunk.</summary>
    public void Clear(int chunk)
    {
        foreach (int u in Rows(chunk))
        {
            _isNoted[u] = false;
        }

        _counts[chunk] = 0;
    }
}
