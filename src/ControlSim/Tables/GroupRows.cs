using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ControlSim.Tables;

/// <summary>
/// Living units at locations, sorted by group and then ascending: the units of a location, and of a faction in one posture
/// there, lie together. Sorted when it is asked for, since many days nobody asks, chunk by chunk into places that follow from
/// how many units of each group every chunk has, which is known.
/// </summary>
/// <param name="groups">Groups.</param>
/// <param name="locations">Locations.</param>
/// <param name="tallies">Tells the group of each unit and who is where.</param>
internal sealed class GroupRows(int groups, int locations, Tallies tallies)
{
    private readonly int[] _start = new int[groups]; // where a group begins, if somebody is in it
    private readonly int[] _startAt = new int[locations + 1]; // by location
    private readonly int[] _rows = new int[tallies.Group.Length];
    private Chunks? _chunks;
    private int[][] _members = []; // by chunk and group
    private int[][] _next = []; // by chunk and group, after nowhere: the place of its next row
    private int[] _placed = []; // by chunk: units that are somewhere
    private Action<int>? _place;
    private bool _isSorted;

    /// <summary>Takes what is known of the groups.</summary>
    /// <param name="chunks">Parts of the units.</param>
    /// <param name="members">Units of each group, by chunk; whoever changes groups keeps it.</param>
    public void Know(Chunks chunks, int[][] members)
    {
        (_chunks, _members, _isSorted) = (chunks, members, false);
        _placed = new int[members.Length];
        _next = [.. members.Select(_ => new int[groups + 1])];
        _place = Place;
    }

    /// <summary>Units have changed their groups.</summary>
    public void Forget() => _isSorted = false;

    /// <summary>Units of a group.</summary>
    public ReadOnlySpan<int> Of(int group)
    {
        SortIfNeeded();
        int count = 0;
        foreach (int[] members in _members)
        {
            count += members[group];
        }

        return count == 0 ? [] : _rows.AsSpan(_start[group], count);
    }

    /// <summary>Units of a group in a chunk; after <see cref="SortIfNeeded"/>.</summary>
    public ReadOnlySpan<int> Of(int group, int chunk)
    {
        int count = _members[chunk][group];
        return _rows.AsSpan(_next[chunk][group + 1] - count, count);
    }

    /// <summary>A unit of a group by its place among them; after <see cref="SortIfNeeded"/>.</summary>
    public int At(int group, int place) => _rows[_start[group] + place];

    /// <summary>Units of a location.</summary>
    public ReadOnlySpan<int> At(int location)
    {
        SortIfNeeded();
        return _rows.AsSpan(_startAt[location], _startAt[location + 1] - _startAt[location]);
    }

    /// <summary>Sorts units if they have changed their groups since: before threads ask for them.</summary>
    public void SortIfNeeded()
    {
        if (!_isSorted)
        {
            _isSorted = true;
            Sort();
        }
    }

    /// <summary>
    /// Counting sort, of those too who are nowhere: they come last, and no guess is needed who does. Only groups with somebody in
    /// them have a place (of 5,004 at Al-Qa'im some 260).
    /// </summary>
    private void Sort()
    {
        int next = 0, location = 0;
        Array.Clear(_placed);
        foreach (Contingent contingent in tallies.Contingents)
        {
            for (; location <= contingent.Location; location++)
            {
                _startAt[location] = next;
            }

            next = Start((2 * contingent.Row) + 1, Start(2 * contingent.Row, next));
        }

        _startAt.AsSpan(location).Fill(next);
        for (int chunk = 0; chunk < _next.Length; chunk++)
        {
            _next[chunk][0] = next;
            next += _chunks!.First(chunk + 1) - _chunks.First(chunk) - _placed[chunk];
        }

        _chunks!.Run(_place!);
    }

    /// <summary>Where the rows of a group begin, chunk after chunk; where they end.</summary>
    private int Start(int group, int next)
    {
        _start[group] = next;
        for (int chunk = 0; chunk < _next.Length; chunk++)
        {
            _next[chunk][group + 1] = next;
            next += _members[chunk][group];
            _placed[chunk] += _members[chunk][group];
        }

        return next;
    }

    private void Place(int chunk)
    {
        ref int next = ref MemoryMarshal.GetArrayDataReference(_next[chunk]), rows = ref MemoryMarshal.GetArrayDataReference(_rows);
        ref int of = ref MemoryMarshal.GetArrayDataReference(tallies.Group);
        int last = _chunks!.First(chunk + 1);
        for (int u = _chunks.First(chunk); u < last; u++)
        {
            Unsafe.Add(ref rows, Unsafe.Add(ref next, Unsafe.Add(ref of, u) + 1)++) = u;
        }
    }
}
