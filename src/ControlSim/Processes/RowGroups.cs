using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>Finds the groups of rows, see <see cref="Tallies.Group"/>.</summary>
internal sealed class RowGroups(World world)
{
    /// <summary>Group of a unit, -1 for one that is nowhere.</summary>
    public int Of(int u)
    {
        Units units = world.Units;
        bool there = units.Fighters[u] > 0 && units.Corridor[u] < 0;
        return there ? (2 * ((units.Location[u] * world.Factions.Count) + units.Faction[u])) | (int)units.Posture[u] : -1;
    }

    /// <summary>
    /// The group of each row, eight at a time; true if one is in another than when it was counted last. All bits are set
    /// where a unit is nowhere.
    /// </summary>
    public bool Find(int first, int count, GroupSums sums)
    {
        Units units = world.Units;
        int done = 0;
        bool changed = false;
        if (Vector256.IsHardwareAccelerated)
        {
            ref double heads = ref units.Fighters[first];
            ref int roads = ref units.Corridor[first], places = ref units.Location[first];
            ref byte sides = ref units.Faction[first];
            ref int postures = ref Unsafe.As<Posture, int>(ref units.Posture[first]), known = ref world.Tallies.Group[first];
            Vector256<int> factions = Vector256.Create(world.Factions.Count);
            for (; done <= count - Vector256<int>.Count; done += Vector256<int>.Count)
            {
                nuint at = (nuint)done;
                Vector256<long> alive = Vector256.GreaterThan(Vector256.LoadUnsafe(ref heads, at), default).AsInt64();
                Vector256<long> alive2 = Vector256.GreaterThan(Vector256.LoadUnsafe(ref heads, at + 4), default).AsInt64();
                Vector256<int> living = Vector256.Narrow(alive, alive2), still = Vector256.LoadUnsafe(ref roads, at) >> 31;
                Vector256<int> nowhere = ~(living & still);
                Vector256<int> group = (((Vector256.LoadUnsafe(ref places, at) * factions) + Eight(ref Unsafe.Add(ref sides, done))) << 1)
                    | Vector256.LoadUnsafe(ref postures, at) | nowhere;
                uint changes = ~Vector256.Equals(group, Vector256.LoadUnsafe(ref known, at)).ExtractMostSignificantBits() & 0xFF;
                for (uint bits = changes; bits != 0; bits &= bits - 1)
                {
                    int lane = BitOperations.TrailingZeroCount(bits);
                    sums.Move(Unsafe.Add(ref known, done + lane), group[lane]);
                }

                changed |= changes != 0;
                group.StoreUnsafe(ref known, at);
            }
        }

        for (; done < count; done++)
        {
            changed |= Find(first + done, sums);
        }

        return changed;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Eight(ref byte narrow)
    {
        Vector128<byte> eight = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref narrow)).AsByte();
        return Vector256.WidenLower(Vector128.WidenLower(eight).ToVector256Unsafe()).AsInt32();
    }

    private bool Find(int u, GroupSums sums)
    {
        int group = Of(u);
        bool changed = group != world.Tallies.Group[u];
        if (changed)
        {
            sums.Move(world.Tallies.Group[u], group);
        }

        world.Tallies.Group[u] = group;
        return changed;
    }
}
