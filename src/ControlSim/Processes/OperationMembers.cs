using System.Numerics;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Units by operation, in order of rows. Kept from day to day: who has left is still listed, and passed over by whoever asks; an
/// operation whom somebody joins gets a new list behind all others, until there is no more room and all are made anew.
/// </summary>
internal sealed class OperationMembers(World world)
{
    private readonly int[] _rows = new int[2 * world.Units.Count];
    private readonly int[] _first = new int[world.Operations.Count];
    private readonly int[] _count = new int[world.Operations.Count];
    private readonly ulong[] _bits = new ulong[(world.Units.Count / 64) + 1]; // of members while a list is made
    private int _end;
    private bool _isKnown;

    /// <summary>The tables were filled from outside.</summary>
    public void Forget() => _isKnown = false;

    /// <summary>Units of an operation in order of rows, and some that belong to it no more.</summary>
    public ReadOnlySpan<int> Of(int operation)
    {
        SortIfNeeded();
        return _rows.AsSpan(_first[operation], _count[operation]);
    }

    /// <summary>Sorts units by operation if that is not known: before threads ask for them.</summary>
    public void SortIfNeeded()
    {
        if (!_isKnown)
        {
            _isKnown = true;
            Sort();
        }
    }

    /// <summary>Units have joined an operation.</summary>
    public void Join(int operation, ReadOnlySpan<int> joined)
    {
        ReadOnlySpan<int> before = Of(operation);
        if (_end + before.Length + joined.Length > _rows.Length)
        {
            _isKnown = false;
            return;
        }

        int first = _bits.Length, last = -1;
        foreach (int u in joined)
        {
            _bits[u >> 6] |= 1UL << u;
            (first, last) = (Math.Min(first, u >> 6), Math.Max(last, u >> 6));
        }

        foreach (int u in before)
        {
            _bits[u >> 6] |= world.Units.Operation[u] == operation ? 1UL << u : 0;
            (first, last) = (Math.Min(first, u >> 6), Math.Max(last, u >> 6));
        }

        _first[operation] = _end;
        for (int word = first; word <= last; word++)
        {
            for (ulong bits = _bits[word]; bits != 0; bits &= bits - 1)
            {
                _rows[_end++] = (word << 6) + BitOperations.TrailingZeroCount(bits);
            }

            _bits[word] = 0;
        }

        _count[operation] = _end - _first[operation];
    }

    /// <summary>Counting sort.</summary>
    private void Sort()
    {
        Array.Clear(_count);
        int[] operation = world.Units.Operation;
        foreach (int o in operation)
        {
            if (o >= 0)
            {
                _count[o]++;
            }
        }

        _end = 0;
        for (int o = 0; o < _first.Length; o++)
        {
            _first[o] = _end;
            _end += _count[o];
        }

        for (int u = 0; u < operation.Length; u++)
        {
            if (operation[u] >= 0)
            {
                _rows[_first[operation[u]]++] = u;
            }
        }

        for (int o = 0; o < _first.Length; o++)
        {
            _first[o] -= _count[o];
        }
    }
}
