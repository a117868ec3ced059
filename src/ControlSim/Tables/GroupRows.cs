namespace ControlSim.Tables;

/// <summary>
/// Living units at locations, sorted by group and then ascending: the units of a location, and of a faction in one posture
/// there, lie together. Sorted when it is asked for, since many days nobody asks.
/// </summary>
/// <param name="groups">Groups.</param>
/// <param name="group">The group of each unit, or -1.</param>
internal sealed class GroupRows(int groups, int[] group)
{
    private readonly int[] _start = new int[groups + 1];
    private readonly int[] _rows = new int[group.Length];
    private bool _isSorted;

    /// <summary>Units have changed their groups.</summary>
    public void Forget() => _isSorted = false;

    /// <summary>Units of some neighbouring groups, such as those of a location.</summary>
    /// <param name="first">First group.</param>
    /// <param name="count">Number of groups.</param>
    public ReadOnlySpan<int> Of(int first, int count = 1)
    {
        if (!_isSorted)
        {
            Sort();
        }

        return _rows.AsSpan(_start[first], _start[first + count] - _start[first]);
    }

    /// <summary>Counting sort; while rows are put in, the start of a group is the place of its next row.</summary>
    private void Sort()
    {
        _isSorted = true;
        Array.Clear(_start);
        foreach (int g in group)
        {
            if (g >= 0)
            {
                _start[g]++;
            }
        }

        int next = 0;
        for (int g = 0; g < _start.Length; g++)
        {
            (_start[g], next) = (next, next + _start[g]);
        }

        for (int u = 0; u < group.Length; u++)
        {
            if (group[u] >= 0)
            {
                _rows[_start[group[u]]++] = u;
            }
        }

        Array.Copy(_start, 0, _start, 1, _start.Length - 1);
        _start[0] = 0;
    }
}
