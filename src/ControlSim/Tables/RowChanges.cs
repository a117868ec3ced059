namespace ControlSim.Tables;

/// <summary>
/// Units that have changed since they were summed last, each once: the sums follow them without a look at all the others.
/// </summary>
/// <param name="units">The units.</param>
/// <param name="chunks">Parts of the units, whose changes are listed apart.</param>
internal sealed class RowChanges(Units units, Chunks chunks)
{
    private const byte Lost = 1;
    private const byte Moved = 2;

    private readonly byte[] _noted = new byte[units.Count];
    private readonly int[] _rows = new int[units.Count];
    private readonly int[] _counts = new int[chunks.Count];

    public ReadOnlySpan<int> Rows(int chunk) => _rows.AsSpan(chunks.First(chunk), _counts[chunk]);

    /// <summary>A unit is about to gain or lose fighters, change its posture, leave or arrive, or become better trained.</summary>
    public void Note(int u) => Note(u, Moved);

    /// <summary>A unit is about to lose fighters, and perhaps quality, where it is.</summary>
    public void NoteLoss(int u) => Note(u, Lost);

    /// <summary>Has a unit that was noted changed more than that it lost fighters?</summary>
    public bool HasMoved(int u) => _noted[u] >= Moved;

    private void Note(int u, byte change)
    {
        byte before = _noted[u];
        _noted[u] = (byte)(before | change);
        if (before == 0)
        {
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
            _noted[u] = 0;
        }

        _counts[chunk] = 0;
    }
}
