using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ControlSim.Processes;

/// <content>
/// The look at all rows that supply takes once a day: what it changes is summed while it is at hand. Apart, filling, summing what is supplied and
/// counting everybody anew took 900 us at 100,000 units, each waiting for the same columns.
/// </content>
internal sealed partial class GroupSums
{
    private readonly double[] _filled; // slot by slot, four lanes: what is added to the strength of the massed, fighters times supply state, what is added to that of the cells
    private readonly int[] _fill; // by group, after nowhere: where the pair of its lanes begins, with its strength first if it is massed
    private readonly double[] _supplied; // by slot: fighters times supply state

    /// <summary>Fighters times supply state of a faction at a location, after the last look of supply.</summary>
    public double Supplied(int row) => (_taken[row >> 6] & (1UL << row)) == 0 ? 0 : _supplied[First(2 * row) / (2 * Stride)];

    /// <summary>
    /// s += eta (phi - s) for units at locations, four at a time: elementwise, so the bits are those of one at a time. Who is nowhere stays as he
    /// is. What that adds to strengths is counted, which holds as long as nobody is noted, and what all are supplied with is summed, in the order of rows:
    /// both in one addition a row, the strength before or behind what its unit is supplied with.
    /// </summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="wanted">phi by group, after units that are nowhere: not a number.</param>
    /// <param name="adjustment">eta; 0: everything stays, and is summed.</param>
    public void Fill(int chunk, double[] wanted, double adjustment)
    {
        int u = _world.Chunks.First(chunk), last = _world.Chunks.First(chunk + 1);
        Array.Clear(_filled, 0, _slots * 4 * Lanes);
        ref double n = ref MemoryMarshal.GetArrayDataReference(_world.Units.Fighters), s = ref MemoryMarshal.GetArrayDataReference(_world.Units.Supply);
        ref double q = ref MemoryMarshal.GetArrayDataReference(_world.Units.Quality), phi = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(wanted), 1);
        ref double filled = ref MemoryMarshal.GetArrayDataReference(_filled);
        ref int groups = ref MemoryMarshal.GetArrayDataReference(_world.Tallies.Group), fill = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_fill), 1);
        Vector256<double> eta = Vector256.Create(adjustment);
        for (; Avx2.IsSupported && u <= last - Lanes; u += Lanes)
        {
            ref int group = ref Unsafe.Add(ref groups, u);
            Vector256<double> to = UnitHits.Four(ref phi, ref group), now = Vector256.LoadUnsafe(ref s, (nuint)u);
            Vector256<double> next = Vector256.ConditionalSelect(Vector256.Equals(to, to), now + (eta * (to - now)), now);
            Vector256<double> fighters = Vector256.LoadUnsafe(ref n, (nuint)u), quality = Vector256.LoadUnsafe(ref q, (nuint)u);
            Vector256<double> stronger = Weight(fighters, next, quality) - Weight(fighters, now, quality), fed = fighters * next;
            next.StoreUnsafe(ref s, (nuint)u);
            Vector256<double> cells = (Avx2.ConvertToVector256Int64(Vector128.LoadUnsafe(ref group)) << 63).AsDouble();
            Vector256<double> before = Avx.BlendVariable(stronger, fed, cells), behind = Avx.BlendVariable(fed, stronger, cells);
            Vector256<double> even = Avx.UnpackLow(before, behind), odd = Avx.UnpackHigh(before, behind);
            Add(ref Unsafe.Add(ref filled, Unsafe.Add(ref fill, group)), even.GetLower());
            Add(ref Unsafe.Add(ref filled, Unsafe.Add(ref fill, Unsafe.Add(ref group, 1)) + Lanes), odd.GetLower());
            Add(ref Unsafe.Add(ref filled, Unsafe.Add(ref fill, Unsafe.Add(ref group, 2)) + (2 * Lanes)), even.GetUpper());
            Add(ref Unsafe.Add(ref filled, Unsafe.Add(ref fill, Unsafe.Add(ref group, 3)) + (3 * Lanes)), odd.GetUpper());
        }

        for (; u < last; u++)
        {
            int group = Unsafe.Add(ref groups, u);
            double to = Unsafe.Add(ref phi, group), now = Unsafe.Add(ref s, u);
            double next = double.IsNaN(to) ? now : now + (adjustment * (to - now)), fighters = Unsafe.Add(ref n, u), quality = Unsafe.Add(ref q, u);
            Unsafe.Add(ref s, u) = next;
            double stronger = Weight(fighters, next, quality) - Weight(fighters, now, quality), fed = fighters * next;
            Vector128<double> pair = (group & 1) == 0 ? Vector128.Create(stronger, fed) : Vector128.Create(fed, stronger);
            Add(ref Unsafe.Add(ref filled, Unsafe.Add(ref fill, group) + (u % Lanes * Lanes)), pair);
        }

        TakeFilled();
    }

    private void TakeFilled()
    {
        ref double filled = ref MemoryMarshal.GetArrayDataReference(_filled), lanes = ref MemoryMarshal.GetArrayDataReference(_lanes);
        for (int slot = 1; slot < _slots; slot++)
        {
            nuint at = (nuint)(slot * 4 * Lanes);
            Vector256<double> sum = (Vector256.LoadUnsafe(ref filled, at) + Vector256.LoadUnsafe(ref filled, at + 4))
                + (Vector256.LoadUnsafe(ref filled, at + 8) + Vector256.LoadUnsafe(ref filled, at + 12));
            ref double massed = ref Unsafe.Add(ref lanes, slot * 2 * Stride);
            Unsafe.Add(ref massed, 1) += sum[0];
            _supplied[slot] = sum[1];
            Unsafe.Add(ref massed, Stride + 1) += sum[2];
        }
    }
}
