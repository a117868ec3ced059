using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Units by operation, in order of rows. Kept from day to day: who has left is still listed, and passed over by whoever asks; the
/// list is made anew when somebody has come.
/// </summary>
internal sealed class OperationMembers(World world)
{
    private readonly int[] _known = Enumerable.Repeat(-1, world.Units.Count).ToArray(); // operation under which a unit is listed
    private readonly int[] _rows = new int[world.Units.Count];
    private readonly RowList _listed = new(world.Units.Count);
    private readonly int[] _first = new int[world.Operations.Count + 1];
    private readonly int[] _next = new int[world.Operations.Count];
    private bool _isKnown;

    /// <summary>Somebody has joined an operation.</summary>
    public void Forget() => _isKnown = false;

    /// <summary>Looks whether somebody has joined an operation unseen.</summary>
    public void Renew()
    {
        if (!_isKnown || HasNew())
        {
            Sort();
        }
    }

    /// <summary>Units of an operation in order of rows, and some that belong to it no more.</summary>
    public ReadOnlySpan<int> Of(int operation)
    {
        if (!_isKnown)
        {
            Sort();
        }

        return _rows.AsSpan(_first[operation], _first[operation + 1] - _first[operation]);
    }

    private bool HasNew()
    {
        ref int now = ref MemoryMarshal.GetArrayDataReference(world.Units.Operation), known = ref MemoryMarshal.GetArrayDataReference(_known);
        int u = 0;
        for (; u <= _known.Length - Vector256<int>.Count; u += Vector256<int>.Count)
        {
            Vector256<int> operation = Vector256.LoadUnsafe(ref now, (nuint)u);
            Vector256<int> same = Vector256.Equals(operation, Vector256.LoadUnsafe(ref known, (nuint)u));
            if ((same | operation).ExtractMostSignificantBits() != 0xFF)
            {
                return true;
            }
        }

        for (; u < _known.Length; u++)
        {
            if (world.Units.Operation[u] >= 0 && world.Units.Operation[u] != _known[u])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Counting sort.</summary>
    private void Sort()
    {
        _isKnown = true;
        Array.Clear(_first);
        int[] operation = world.Units.Operation;
        operation.CopyTo(_known, 0);
        _listed.Count = RowScan.ListWhereNotNegative(operation, 0, _listed.Room);
        foreach (int u in _listed.Rows)
        {
            _first[operation[u] + 1]++;
        }

        for (int o = 0; o < _next.Length; o++)
        {
            _first[o + 1] += _first[o];
            _next[o] = _first[o];
        }

        foreach (int u in _listed.Rows)
        {
            _rows[_next[operation[u]]++] = u;
        }
    }
}
