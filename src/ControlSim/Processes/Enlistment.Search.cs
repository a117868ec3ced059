using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <content>Looks for the two smallest units of a place, or of all.</content>
internal sealed partial class Enlistment
{
    /// <summary>
    /// One look at all units, chunk by chunk: reading is cheap as long as rows follow each other, and few are smaller than
    /// the second smallest so far.
    /// </summary>
    private void FindAll()
    {
        _isKnown = true;
        Array.Fill(_smallest, None);
        Array.Fill(_second, None);
        _inChunks.Find();
        world.Chunks.Run(_joinPart ??= JoinPart);
        for (int u = _firstSpare; u < world.Units.Count; u++)
        {
            if (PlaceOf(u) is >= 0 and int at)
            {
                Insert(at, u);
            }
        }
    }

    /// <summary>Who is smallest of all chunks, of a part of those who are there.</summary>
    private void JoinPart(int part)
    {
        ReadOnlySpan<Contingent> contingents = world.Tallies.Contingents;
        foreach (Contingent contingent in contingents[world.Chunks.PartOf(contingents.Length, part)])
        {
            int at = contingent.Row;
            for (int chunk = 0; chunk < world.Chunks.Count; chunk++)
            {
                InsertIfAny(at, _inChunks.First(chunk)[at]);
                InsertIfAny(at, _inChunks.Second(chunk)[at]);
            }

            RenewLimit(at);
        }
    }

    private void InsertIfAny(int at, int u)
    {
        if (u >= 0)
        {
            Insert(at, u);
        }
    }

    private void Find(int at, int faction)
    {
        (_smallest[at], _second[at]) = (None, None);
        foreach (FactionRows.Stretch rows in world.FactionRows.All)
        {
            if (rows.Faction == faction)
            {
                Find(at, rows);
            }
        }

        RenewLimit(at);
    }

    /// <summary>Looks for a place in the rows of its faction, 32 at a time as few are there.</summary>
    private void Find(int at, FactionRows.Stretch rows)
    {
        ref int groups = ref MemoryMarshal.GetArrayDataReference(world.Tallies.Group);
        Vector256<int> wanted = Vector256.Create(at);
        int u = rows.First, last = Math.Min(rows.Last, _firstSpare);
        for (; u <= last - (4 * Vector256<int>.Count); u += 4 * Vector256<int>.Count)
        {
            ref int first = ref Unsafe.Add(ref groups, u);
            Vector256<int> any = There(ref first, 0, wanted) | There(ref first, 1, wanted) | There(ref first, 2, wanted) | There(ref first, 3, wanted);
            for (int eight = 0; any != default && eight < 4; eight++)
            {
                InsertThose(at, u + (eight * Vector256<int>.Count), There(ref first, eight, wanted));
            }
        }

        for (; u <= last - Vector256<int>.Count; u += Vector256<int>.Count)
        {
            InsertThose(at, u, There(ref Unsafe.Add(ref groups, u), 0, wanted));
        }

        for (; u < rows.Last; u++)
        {
            InsertIfThere(at, u);
        }
    }

    /// <summary>Which of eight rows are at a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> There(ref int groups, int eight, Vector256<int> wanted) =>
        Vector256.Equals(Vector256.LoadUnsafe(ref groups, (nuint)(eight * Vector256<int>.Count)) >> 1, wanted);

    /// <summary>Puts those of eight rows who live among the two smallest, of which few are as small as the second.</summary>
    private void InsertThose(int at, int first, Vector256<int> there)
    {
        double[] fighters = world.Units.Fighters;
        double limit = _second[at] >= 0 ? fighters[_second[at]] : double.PositiveInfinity;
        for (uint bits = there.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
        {
            int u = first + BitOperations.TrailingZeroCount(bits);
            if (fighters[u] > 0 && !(fighters[u] > limit))
            {
                Insert(at, u);
                limit = _second[at] >= 0 ? fighters[_second[at]] : limit;
            }
        }
    }

    private void InsertIfThere(int at, int u)
    {
        if (PlaceOf(u) == at)
        {
            Insert(at, u);
        }
    }

    /// <summary>Location and faction of a living unit at a location, or -1; a spare row may be younger than the tallies.</summary>
    private int PlaceOf(int u)
    {
        Units units = world.Units;
        if (units.Fighters[u] <= 0)
        {
            return -1;
        }

        if (u < _firstSpare)
        {
            return world.Tallies.Group[u] >> 1;
        }

        return units.Corridor[u] < 0 ? (units.Location[u] * world.Factions.Count) + units.Faction[u] : -1;
    }
}
