using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ControlSim.Tables;

/// <summary>
/// Living units at locations, sorted by group and then ascending: the units of a location, and of a faction in one posture
/// there, lie together. Sorted when it is asked for, since many days nobody asks.
/// </summary>
/// <param name="groups">Groups.</param>
/// <param name="group">The group of each unit, or -1.</param>
internal sealed class GroupRows(int groups, int[] group)
{
    private readonly int[] _start = new int[groups + 1]; // where a group begins and the one before it ends
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

    /// <summary>
    /// Counting sort, of those too who are nowhere: they come first, and no guess is needed who does. While rows are put in, the
    /// start of a group is the place of its next row.
    /// </summary>
    private void Sort()
    {
        _isSorted = true;
        Array.Clear(_start);
        ref int start = ref MemoryMarshal.GetArrayDataReference(_start), rows = ref MemoryMarshal.GetArrayDataReference(_rows);
        foreach (int g in group)
        {
            Unsafe.Add(ref start, g + 1)++;
        }

        int next = 0;
        for (int g = 0; g < _start.Length; g++)
        {
            (_start[g], next) = (next, next + _start[g]);
        }

        for (int u = 0; u < group.Length; u++)
        {
            Unsafe.Add(ref rows, Unsafe.Add(ref start, group[u] + 1)++) = u;
        }
    }
}
