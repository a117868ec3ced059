using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ControlSim.Processes;

/// <content>
/// The look at all rows that supply takes once a day: what it changes is summed while it is at hand. Apart, filling, summing what is supplied and
/// counting everybody anew took 900 us at 100,000 units, each waiting for the same columns.
/// </content>
internal sealed partial class GroupSums
{
    private readonly double[] _supplied; // slot by slot: fighters times supply state

    /// <summary>Fighters times supply state of a faction at a location, after the last look of supply.</summary>
    public double Supplied(int row)
    {
        if ((_taken[row >> 6] & (1UL << row)) == 0)
        {
            return 0;
        }

        ReadOnlySpan<double> lanes = _supplied.AsSpan(First(2 * row) / (2 * Stride) * Lanes, Lanes);
        return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
    }

    /// <summary>
    /// s += eta (phi - s) for units at locations, four at a time: elementwise, so the bits are those of one at a time. Who is nowhere stays as he
    /// is. What that adds to strengths is counted, which holds as long as nobody is noted, and what all are supplied with is summed, in the order of rows.
    /// </summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="wanted">phi by group, after units that are nowhere: not a number.</param>
    /// <param name="adjustment">eta; 0: everything stays, and is summed.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(int chunk, double[] wanted, double adjustment)
    {
        int u = _world.Chunks.First(chunk), last = _world.Chunks.First(chunk + 1);
        Array.Clear(_supplied, 0, _slots * Lanes);
        ref double n = ref MemoryMarshal.GetArrayDataReference(_world.Units.Fighters), s = ref MemoryMarshal.GetArrayDataReference(_world.Units.Supply);
        ref double q = ref MemoryMarshal.GetArrayDataReference(_world.Units.Quality), phi = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(wanted), 1);
        ref double lanes = ref MemoryMarshal.GetArrayDataReference(_lanes), supplied = ref MemoryMarshal.GetArrayDataReference(_supplied);
        ref int groups = ref MemoryMarshal.GetArrayDataReference(_world.Tallies.Group);
        ref int firsts = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_first), 1);
        Vector256<double> eta = Vector256.Create(adjustment);
        for (; u <= last - Lanes; u += Lanes)
        {
            ref int group = ref Unsafe.Add(ref groups, u);
            Vector256<double> to = UnitHits.Four(ref phi, ref group), now = Vector256.LoadUnsafe(ref s, (nuint)u);
            Vector256<double> next = Vector256.ConditionalSelect(Vector256.Equals(to, to), now + (eta * (to - now)), now);
            Vector256<double> fighters = Vector256.LoadUnsafe(ref n, (nuint)u), quality = Vector256.LoadUnsafe(ref q, (nuint)u);
            Vector256<double> stronger = Weight(fighters, next, quality) - Weight(fighters, now, quality), fed = fighters * next;
            next.StoreUnsafe(ref s, (nuint)u);
            Add(group, 0, stronger[0], fed[0], ref firsts, ref lanes, ref supplied);
            Add(Unsafe.Add(ref group, 1), 1, stronger[1], fed[1], ref firsts, ref lanes, ref supplied);
            Add(Unsafe.Add(ref group, 2), 2, stronger[2], fed[2], ref firsts, ref lanes, ref supplied);
            Add(Unsafe.Add(ref group, 3), 3, stronger[3], fed[3], ref firsts, ref lanes, ref supplied);
        }

        for (; u < last; u++)
        {
            double to = Unsafe.Add(ref phi, Unsafe.Add(ref groups, u)), now = Unsafe.Add(ref s, u);
            double next = double.IsNaN(to) ? now : now + (adjustment * (to - now)), fighters = Unsafe.Add(ref n, u), quality = Unsafe.Add(ref q, u);
            Unsafe.Add(ref s, u) = next;
            double stronger = Weight(fighters, next, quality) - Weight(fighters, now, quality);
            Add(Unsafe.Add(ref groups, u), u % Lanes, stronger, fighters * next, ref firsts, ref lanes, ref supplied);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(int group, int lane, double stronger, double fed, ref int firsts, ref double lanes, ref double supplied)
    {
        uint first = (uint)Unsafe.Add(ref firsts, (nint)group);
        Unsafe.Add(ref Unsafe.Add(ref supplied, lane), (nint)(first >> 2 & ~3U)) += fed;
        Unsafe.Add(ref Unsafe.Add(ref lanes, LaneOf(lane) + 1), (nint)first) += stronger;
    }
}
