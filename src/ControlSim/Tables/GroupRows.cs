using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ControlSim.Tables;

/// <summary>
/// Living units at locations, sorted by group and then ascending: the units of a location, and of a faction in one posture
/// there, lie together. Sorted when it is asked for, since many days nobody asks, chunk by chunk into places that follow from
/// how many units of each group every chunk has, which is known.
/// </summary>
/// <param name="groups">Groups.</param>
/// <param name="group">The group of each unit, or -1.</param>
internal sealed class GroupRows(int groups, int[] group)
{
    private readonly int[] _start = new int[groups + 1]; // where a group begins and the one before it ends
    private readonly int[] _rows = new int[group.Length];
    private Chunks? _chunks;
    private int[][] _members = []; // by chunk and group
    private int[][] _next = []; // by chunk and group, after nowhere: the place of its next row
    private Action<int>? _place;
    private bool _isSorted;

    /// <summary>Takes what is known of the groups.</summary>
    /// <param name="chunks">Parts of the units.</param>
    /// <param name="members">Units of each group, by chunk; whoever changes groups keeps it.</param>
    public void Know(Chunks chunks, int[][] members)
    {
        (_chunks, _members, _isSorted) = (chunks, members, false);
        _next = [.. members.Select(_ => new int[groups + 1])];
        _place = Place;
    }

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

    /// <summary>Counting sort, of those too who are nowhere: they come first, and no guess is needed who does.</summary>
    private void Sort()
    {
        _isSorted = true;
        int next = 0;
        for (int chunk = 0; chunk < _next.Length; chunk++)
        {
            int there = 0;
            foreach (int count in _members[chunk])
            {
                there += count;
            }

            _next[chunk][0] = next;
            next += _chunks!.First(chunk + 1) - _chunks.First(chunk) - there;
        }

        for (int g = 0; g < groups; g++)
        {
            _start[g] = next;
            for (int chunk = 0; chunk < _next.Length; chunk++)
            {
                _next[chunk][g + 1] = next;
                next += _members[chunk][g];
            }
        }

        _start[groups] = next;
        _chunks!.Run(_place!);
    }

    private void Place(int chunk)
    {
        ref int next = ref MemoryMarshal.GetArrayDataReference(_next[chunk]), rows = ref MemoryMarshal.GetArrayDataReference(_rows);
        ref int of = ref MemoryMarshal.GetArrayDataReference(group);
        int last = _chunks!.First(chunk + 1);
        for (int u = _chunks.First(chunk); u < last; u++)
        {
            Unsafe.Add(ref rows, Unsafe.Add(ref next, Unsafe.Add(ref of, u) + 1)++) = u;
        }
    }
}
