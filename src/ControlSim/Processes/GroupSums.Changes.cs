using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <content>Sums follow the units that are noted as changed.</content>
internal sealed partial class GroupSums
{
    /// <summary>
    /// Counts units that were noted as they are now, in place of how they were, in the group in which they were then. What is read of them lies far
    /// apart: of four at a time it is fetched at once, where one unit after another waited for each (28 ns a unit at 100,000 of them). Who has
    /// no fighters left is noted as moved.
    /// </summary>
    /// <param name="changes">Who is noted.</param>
    /// <param name="chunk">The chunk.</param>
    public void Follow(RowChanges changes, int chunk)
    {
        ReadOnlySpan<int> rows = changes.Rows(chunk);
        ReadOnlySpan<double> counted = changes.Fighters(chunk);
        for (int done = Avx.IsSupported ? FollowFours(changes, rows, counted) : 0; done < rows.Length; done++)
        {
            int u = rows[done], group = _world.Tallies.Group[u];
            double fighters = _world.Units.Fighters[u], supply = _world.Units.Supply[u], quality = _world.Units.Quality[u];
            double stronger = Weight(fighters, supply, quality) - Weight(counted[done], supply, quality);
            Add(ref LaneOf(group, u), Vector128.Create(fighters - counted[done], stronger));
            NoteChange(group);
            NoteEnd(changes, u, fighters);
        }

        foreach ((int known, double before) in changes.Grades(chunk))
        {
            int at = known >= 0 ? known : rows.IndexOf(~known), u = rows[at];
            double supply = _world.Units.Supply[u];
            double stronger = Weight(counted[at], supply, _world.Units.Quality[u]) - Weight(counted[at], supply, before);
            Add(ref LaneOf(_world.Tallies.Group[u], u), Vector128.Create(0, stronger));
        }
    }

    /// <summary>Four at a time: elementwise, so the bits are those of one at a time, and sums are exact in any lane.</summary>
    private int FollowFours(RowChanges changes, ReadOnlySpan<int> rows, ReadOnlySpan<double> counted)
    {
        ref int row = ref MemoryMarshal.GetReference(rows), groups = ref MemoryMarshal.GetArrayDataReference(_world.Tallies.Group);
        ref double before = ref MemoryMarshal.GetReference(counted), n = ref MemoryMarshal.GetArrayDataReference(_world.Units.Fighters);
        ref double s = ref MemoryMarshal.GetArrayDataReference(_world.Units.Supply), q = ref MemoryMarshal.GetArrayDataReference(_world.Units.Quality);
        int done = 0;
        for (; done <= rows.Length - Lanes; done += Lanes)
        {
            ref int four = ref Unsafe.Add(ref row, done);
            Vector256<double> fighters = UnitHits.Four(ref n, ref four), supply = UnitHits.Four(ref s, ref four), quality = UnitHits.Four(ref q, ref four);
            Vector256<double> then = Vector256.LoadUnsafe(ref before, (nuint)done);
            Vector256<double> more = fighters - then, stronger = Weight(fighters, supply, quality) - Weight(then, supply, quality);
            Vector256<double> even = Avx.UnpackLow(more, stronger), odd = Avx.UnpackHigh(more, stronger);
            Change(Unsafe.Add(ref groups, four), 0, even.GetLower());
            Change(Unsafe.Add(ref groups, Unsafe.Add(ref four, 1)), 4, odd.GetLower());
            Change(Unsafe.Add(ref groups, Unsafe.Add(ref four, 2)), 2, even.GetUpper());
            Change(Unsafe.Add(ref groups, Unsafe.Add(ref four, 3)), 6, odd.GetUpper());
            if (Vector256.LessThanOrEqualAny(fighters, default))
            {
                for (int i = 0; i < Lanes; i++)
                {
                    NoteEnd(changes, Unsafe.Add(ref four, i), fighters[i]);
                }
            }
        }

        return done;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Change(int group, int lane, Vector128<double> more)
    {
        Add(ref Lane(group, lane), more);
        NoteChange(group);
    }

    private static void NoteEnd(RowChanges changes, int u, double fighters)
    {
        if (!(fighters > 0))
        {
            changes.NoteMove(u);
        }
    }
}
