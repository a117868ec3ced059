using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// The two living units with fewest fighters of every faction at every location, chunk by chunk; of equal ones the lower row. Spare
/// rows are left out. Two of those who were found last and are still at the place bound who can be its smallest: few others are as small.
/// </summary>
internal sealed class SmallestUnits
{
    private readonly World _world;
    private readonly int _firstSpare;
    private readonly int[][] _first; // by chunk, location and faction; -1: none
    private readonly int[][] _second;
    private readonly double[] _bound; // by group, after nowhere: a little more fighters than the second smallest of a place has at most
    private readonly double[][] _limit; // the same by chunk, as far as its rows are known
    private readonly Action<int> _boundPart;
    private readonly Action<int> _find;

    public SmallestUnits(World world, int firstSpare)
    {
        (_world, _firstSpare, _boundPart, _find) = (world, firstSpare, Bound, Find);
        int places = world.Locations.Count * world.Factions.Count;
        _first = [.. Enumerable.Range(0, world.Chunks.Count).Select(_ => Nobody(places))];
        _second = [.. _first.Select(_ => Nobody(places))];
        _bound = new double[(2 * places) + 1];
        _limit = [.. _first.Select(_ => new double[(2 * places) + 1])];
    }

    /// <summary>Smallest of a chunk, by location and faction; -1: none.</summary>
    public ReadOnlySpan<int> First(int chunk) => _first[chunk];

    /// <summary>Second smallest of a chunk, by location and faction; -1: none.</summary>
    public ReadOnlySpan<int> Second(int chunk) => _second[chunk];

    public void Find()
    {
        _bound[0] = double.NegativeInfinity;
        _world.Chunks.Run(_boundPart);
        _world.Chunks.Run(_find);
    }

    private void Bound(int part)
    {
        ReadOnlySpan<Contingent> contingents = _world.Tallies.Contingents;
        foreach (Contingent contingent in contingents[_world.Chunks.PartOf(contingents.Length, part)])
        {
            int at = contingent.Row;
            _bound[(2 * at) + 1] = _bound[(2 * at) + 2] = Math.BitIncrement(SecondKnown(at));
        }
    }

    private static int[] Nobody(int places)
    {
        int[] rows = new int[places];
        Array.Fill(rows, -1);
        return rows;
    }

    /// <summary>Fighters of the second smallest of those who were found last and still live at the place; infinite if they are not two.</summary>
    private double SecondKnown(int at)
    {
        double least = double.PositiveInfinity, next = double.PositiveInfinity;
        for (int chunk = 0; chunk < _first.Length; chunk++)
        {
            double first = FightersThere(_first[chunk][at], at), second = FightersThere(_second[chunk][at], at);
            (least, next) = (Math.Min(least, first), Math.Min(next, Math.Max(least, first)));
            (least, next) = (Math.Min(least, second), Math.Min(next, Math.Max(least, second)));
        }

        return next;
    }

    private double FightersThere(int u, int at) =>
        u >= 0 && _world.Tallies.Group[u] >> 1 == at && _world.Units.Fighters[u] > 0 ? _world.Units.Fighters[u] : double.PositiveInfinity;

    /// <summary>Four rows at a time: few are smaller than the second smallest so far.</summary>
    private void Find(int chunk)
    {
        int[] first = _first[chunk], second = _second[chunk], groups = _world.Tallies.Group;
        double[] fighters = _world.Units.Fighters, limit = _limit[chunk];
        Array.Fill(first, -1);
        Array.Fill(second, -1);
        _bound.CopyTo(limit, 0);
        int u = _world.Chunks.First(chunk), last = Math.Min(_world.Chunks.First(chunk + 1), _firstSpare);
        ref double n = ref MemoryMarshal.GetArrayDataReference(fighters), limits = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(limit), 1);
        ref int groupOf = ref MemoryMarshal.GetArrayDataReference(groups);
        for (; u <= last - Vector256<double>.Count; u += Vector256<double>.Count)
        {
            ref int group = ref Unsafe.Add(ref groupOf, u);
            Vector256<double> heads = Vector256.LoadUnsafe(ref n, (nuint)u), limitOf = UnitHits.Four(ref limits, ref group);
            uint bits = (Vector256.LessThan(heads, limitOf) & Vector256.GreaterThan(heads, default)).ExtractMostSignificantBits();
            for (; bits != 0; bits &= bits - 1)
            {
                Insert(u + BitOperations.TrailingZeroCount(bits), groups, fighters, first, second, limit);
            }
        }

        for (; u < last; u++)
        {
            Insert(u, groups, fighters, first, second, limit);
        }
    }

    private static void Insert(int u, int[] groups, double[] fighters, int[] first, int[] second, double[] limit)
    {
        int group = groups[u], at = group >> 1;
        double n = fighters[u];
        if (n < limit[group + 1] && n > 0)
        {
            bool least = first[at] < 0 || n < fighters[first[at]];
            (first[at], second[at]) = least ? (u, first[at]) : (first[at], u);
            limit[(2 * at) + 1] = limit[(2 * at) + 2] = second[at] >= 0 ? fighters[second[at]] : limit[group + 1];
        }
    }
}
