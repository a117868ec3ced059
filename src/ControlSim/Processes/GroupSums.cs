using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Fighters and strength of one chunk of units by group, see <see cref="Tallies.Group"/>. Most groups are empty: those that are
/// not lie side by side (of 5,004 at Al-Qa'im some 260 are taken).
/// </summary>
/// <remarks>
/// A group has four lanes of fighters and of strength, for four rows in turn: where four neighbouring rows are of one group they are
/// added together, and else the next row need not wait for the one before. A row is dealt with only if it differs from what was counted. Runs of rows of one group, summed in registers, are too short for it in a
/// world that moves: five rows at 100,000 units after 200 days, with a wrong guess of the processor at every end. The strength of
/// a unit counts in whole 2^-20 of a fighter and, in a stochastic run, fighters are whole: every sum is exact, in whatever order
/// and parts it is made, and can follow a unit that changes.
/// </remarks>
internal sealed class GroupSums
{
    /// <summary>What is counted of units that are followed.</summary>
    public enum Counted
    {
        Nothing,
        Fighters,
        All,
    }

    private const int Lanes = 4;
    private const int Stride = 2 * Lanes;

    /// <summary>Added and taken away again, it rounds a strength below 2^31 to a whole 2^-20.</summary>
    private const double Rounding = 1.5 * (1L << 32);

    private readonly World _world;
    private readonly double[] _lanes; // slot by slot, two groups of fighters before strength; the first slot is that of units that are nowhere
    private readonly int[] _slot; // by location * factions + faction, where somebody is; after nowhere
    private readonly int[] _free;
    private int _frees;
    private int _slots = 1;
    private readonly double[] _weights;
    private readonly double[] _fighters; // fetched
    private readonly double[] _quality;
    private readonly int _firstRow;
    private readonly double[] _counted; // by four rows of the chunk: their fighters as they are counted, and their strengths
    private readonly int[] _members;
    private readonly ulong[] _taken; // bits of location * factions + faction
    private readonly ulong[] _changed; // the same, after a word of nowhere

    /// <summary>Makes room.</summary>
    /// <param name="world">The world.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="block">Most rows that are counted at a time.</param>
    public GroupSums(World world, int chunk, int block)
    {
        _firstRow = world.Chunks.First(chunk);
        int rows = world.Chunks.First(chunk + 1) - _firstRow;
        _counted = new double[2 * ((rows + Lanes - 1) & -Lanes)];
        int groups = 2 * world.Locations.Count * world.Factions.Count;
        _world = world;
        int most = Math.Min(groups / 2, rows) + 1;
        _lanes = new double[most * 2 * Stride];
        (_slot, _free) = (new int[(groups / 2) + 1], new int[most]);
        (_weights, _fighters, _quality) = (new double[block], new double[block], new double[block]);
        _members = new int[groups];
        (_taken, _changed) = (new ulong[((groups / 2) + 63) / 64], new ulong[(((groups / 2) + 63) / 64) + 1]);
        Absent = new double[Array.Exists(world.Units.Absent, n => n > 0) ? groups : 0];
    }

    /// <summary>Effective strength of those who stand on paper, by group; empty where nobody does.</summary>
    public double[] Absent { get; }

    /// <summary>Bits of location * factions + faction: those with somebody there, in either posture.</summary>
    public ReadOnlySpan<ulong> Taken => _taken;

    /// <summary>Those whom somebody left or entered, or whose fighters or strength have changed, since that was forgotten.</summary>
    public ReadOnlySpan<ulong> Changed => _changed.AsSpan(1);

    /// <summary>Units of each group.</summary>
    public int[] Members => _members;

    /// <summary>Fighters of a group.</summary>
    public double Heads(int group) => Total(group)[0];

    /// <summary>Fighters of a group, and their effective strength before morale.</summary>
    public Vector128<double> Total(int group)
    {
        if (_members[group] == 0)
        {
            return default;
        }

        ReadOnlySpan<double> lanes = _lanes.AsSpan(First(group), Stride);
        return Vector128.Create((lanes[0] + lanes[1]) + (lanes[2] + lanes[3]), (lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
    }

    public void ForgetChanged() => Array.Clear(_changed);

    /// <summary>A unit has changed its group; -1 is nowhere.</summary>
    public void Move(int u, int from, int to)
    {
        int row = RowOf(u), at = First(from) + (row % Lanes);
        _lanes[at] -= _counted[row];
        _lanes[at + Lanes] -= _counted[row + Lanes];
        (_counted[row], _counted[row + Lanes]) = (0, 0);
        NoteChange(from);
        NoteChange(to);
        if (from >= 0 && --_members[from] == 0)
        {
            _lanes.AsSpan(First(from), Stride).Clear();
            ForgetAbsent(from);
            if (_members[from ^ 1] == 0)
            {
                _taken[from >> 7] &= ~Bit(from);
                _free[_frees++] = _slot[(from >> 1) + 1];
            }
        }

        if (to >= 0)
        {
            if ((_taken[to >> 7] & Bit(to)) == 0)
            {
                _taken[to >> 7] |= Bit(to);
                _slot[(to >> 1) + 1] = _frees > 0 ? _free[--_frees] : _slots++;
            }

            _members[to]++;
        }
    }

    /// <summary>Nobody is counted any more.</summary>
    public void Clear()
    {
        Array.Clear(_counted);
        Array.Clear(_lanes, 0, _slots * 2 * Stride);
    }

    public void ClearAbsent()
    {
        for (int at = Absent.Length > 0 ? Next(_taken, 0) : -1; at >= 0; at = Next(_taken, at + 1))
        {
            ForgetAbsent(2 * at);
            ForgetAbsent((2 * at) + 1);
        }
    }

    /// <summary>The first bit that is set from a number on, or -1.</summary>
    public static int Next(ReadOnlySpan<ulong> bits, int from)
    {
        for (int word = from >> 6; word < bits.Length; word++)
        {
            ulong rest = word == from >> 6 ? bits[word] & (ulong.MaxValue << from) : bits[word];
            if (rest != 0)
            {
                return (word << 6) + BitOperations.TrailingZeroCount(rest);
            }
        }

        return -1;
    }

    /// <summary>Where the lanes of a group begin; -1 is nowhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int First(int group)
    {
        Debug.Assert(group >= -1 && group < _members.Length, "no group");
        return ((2 * Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slot), (group >> 1) + 1)) + (group & 1)) * Stride;
    }

    private static ulong Bit(int group) => 1UL << (group >> 1);

    /// <summary>
    /// Counts rows, four at a time: nothing is to be done where none of four has other fighters or another strength than when it was
    /// counted last; else all four are dealt with, which costs less than picking those that differ.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count(int first, int count)
    {
        Weigh(first, count);
        int done = 0;
        ref double fighters = ref _world.Units.Fighters[first], weight = ref MemoryMarshal.GetArrayDataReference(_weights);
        ref double counted = ref _counted[RowOf(first)];
        ref int groups = ref _world.Tallies.Group[first];
        for (; done <= count - Lanes; done += Lanes)
        {
            nuint at = (nuint)done;
            Vector256<double> n = Vector256.LoadUnsafe(ref fighters, at), w = Vector256.LoadUnsafe(ref weight, at);
            Vector256<double> more = n - Vector256.LoadUnsafe(ref counted, 2 * at), stronger = w - Vector256.LoadUnsafe(ref counted, (2 * at) + Lanes);
            if (Vector256.EqualsAll(more, default) && Vector256.EqualsAll(stronger, default))
            {
                continue;
            }

            n.StoreUnsafe(ref counted, 2 * at);
            w.StoreUnsafe(ref counted, (2 * at) + Lanes);
            ref int group = ref Unsafe.Add(ref groups, done);
            if (Vector128.EqualsAll(Vector128.LoadUnsafe(ref group), Vector128.Create(group)))
            {
                ref double lanes = ref _lanes[First(group)];
                (Vector256.LoadUnsafe(ref lanes) + more).StoreUnsafe(ref lanes);
                (Vector256.LoadUnsafe(ref lanes, Lanes) + stronger).StoreUnsafe(ref lanes, Lanes);
                NoteChange(group);
                continue;
            }

            AddTo(group, 0, more[0], stronger[0]);
            AddTo(Unsafe.Add(ref group, 1), 1, more[1], stronger[1]);
            AddTo(Unsafe.Add(ref group, 2), 2, more[2], stronger[2]);
            AddTo(Unsafe.Add(ref group, 3), 3, more[3], stronger[3]);
        }

        for (; done < count; done++)
        {
            Count(first + done);
        }
    }

    /// <summary>
    /// Counts units in their groups as they are now. What is read of them lies far apart: column by column many are fetched at once,
    /// where one unit after another waited for each (28 ns a unit at 100,000 of them).
    /// </summary>
    /// <param name="rows">Units.</param>
    /// <param name="counted">What is counted; a strength that is not stays as it was, or uncounted where the unit has changed its group.</param>
    public void Count(ReadOnlySpan<int> rows, Counted counted)
    {
        for (int first = 0; first < rows.Length && counted != Counted.Nothing; first += _weights.Length)
        {
            ReadOnlySpan<int> some = rows.Slice(first, Math.Min(_weights.Length, rows.Length - first));
            Span<double> weights = _weights.AsSpan(0, some.Length), fighters = _fighters.AsSpan(0, some.Length);
            Fetch(_world.Units.Fighters, some, fighters);
            if (counted == Counted.All)
            {
                Fetch(_world.Units.Supply, some, weights);
                Fetch(_world.Units.Quality, some, _quality);
                for (int i = 0; i < some.Length; i++)
                {
                    weights[i] = Weight(fighters[i], weights[i], _quality[i]);
                }
            }

            int[] groups = _world.Tallies.Group;
            for (int i = 0; i < some.Length; i++)
            {
                int row = RowOf(some[i]);
                double strength = counted == Counted.All ? weights[i] : _counted[row + Lanes];
                AddTo(groups[some[i]], row % Lanes, fighters[i] - _counted[row], strength - _counted[row + Lanes]);
                (_counted[row], _counted[row + Lanes]) = (fighters[i], strength);
            }
        }
    }

    private static void Fetch(double[] column, ReadOnlySpan<int> rows, Span<double> values)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            values[i] = column[rows[i]];
        }
    }

    private void Count(int u)
    {
        Units units = _world.Units;
        double fighters = units.Fighters[u], strength = Weight(fighters, units.Supply[u], units.Quality[u]);
        int row = RowOf(u);
        AddTo(_world.Tallies.Group[u], row % Lanes, fighters - _counted[row], strength - _counted[row + Lanes]);
        (_counted[row], _counted[row + Lanes]) = (fighters, strength);
    }

    /// <summary>Where a unit is counted: its fighters, and its strength that many lanes further.</summary>
    private int RowOf(int u)
    {
        int row = u - _firstRow;
        return (2 * row) - (row % Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddTo(int group, int lane, double more, double stronger)
    {
        ref double at = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_lanes), First(group) + lane);
        at += more;
        Unsafe.Add(ref at, Lanes) += stronger;
        NoteChange(group);
    }

    private static double Weight(double fighters, double supply, double quality) =>
        (fighters * (0.4 + (0.6 * supply)) * quality) + Rounding - Rounding;

    /// <summary>Adds what those who stand on paper beside a unit would add to the strength, before morale.</summary>
    public void AddAbsent(int u)
    {
        Units units = _world.Units;
        int group = _world.Tallies.Group[u];
        if (group >= 0)
        {
            NoteChange(group);
            Absent[group] += units.Absent[u] * (0.4 + (0.6 * units.Supply[u])) * units.Quality[u];
        }
    }

    /// <summary>Effective strength of each row before morale, four at a time: elementwise, so the bits are those of one at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Weigh(int first, int count)
    {
        ref double n = ref _world.Units.Fighters[first], s = ref _world.Units.Supply[first], q = ref _world.Units.Quality[first];
        ref double weight = ref MemoryMarshal.GetArrayDataReference(_weights);
        int done = 0;
        for (; done <= count - Vector256<double>.Count; done += Vector256<double>.Count)
        {
            nuint at = (nuint)done;
            Vector256<double> share = Vector256.Create(0.4) + (Vector256.Create(0.6) * Vector256.LoadUnsafe(ref s, at));
            Vector256<double> whole = (Vector256.LoadUnsafe(ref n, at) * share * Vector256.LoadUnsafe(ref q, at)) + Vector256.Create(Rounding);
            (whole - Vector256.Create(Rounding)).StoreUnsafe(ref weight, at);
        }

        for (; done < count; done++)
        {
            Unsafe.Add(ref weight, done) = Weight(Unsafe.Add(ref n, done), Unsafe.Add(ref s, done), Unsafe.Add(ref q, done));
        }
    }

    private void ForgetAbsent(int group)
    {
        if (Absent.Length > 0 && Absent[group] != 0)
        {
            NoteChange(group);
            Absent[group] = 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void NoteChange(int group) =>
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_changed), (group >> 7) + 1) |= Bit(group);
}
