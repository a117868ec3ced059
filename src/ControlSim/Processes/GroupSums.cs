using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Fighters and strength of one chunk of units by group, see <see cref="Tallies.Group"/>. Most groups are empty: those that are
/// not lie side by side (of 5,004 at Al-Qa'im some 260 are taken).
/// </summary>
/// <remarks>
/// A group has four lanes of fighters beside strength, for four rows in turn: where four neighbouring rows are of one group they are
/// added together, and else the next row need not wait for the one before. The second lane lies behind the third, where the
/// processor puts it when it pairs two columns. A row is dealt with only if it differs from what was counted. Runs of rows of one group, summed in registers, are too short for it in a
/// world that moves: five rows at 100,000 units after 200 days, with a wrong guess of the processor at every end. The strength of
/// a unit counts in whole 2^-20 of a fighter and, in a stochastic run, fighters are whole: every sum is exact, in whatever order
/// and parts it is made, and can follow a unit that changes.
/// </remarks>
internal sealed partial class GroupSums
{
    private const int Lanes = 4;
    private const int Stride = 2 * Lanes;

    /// <summary>Added and taken away again, it rounds a strength below 2^31 to a whole 2^-20.</summary>
    private const double Rounding = 1.5 * (1L << 32);

    private readonly World _world;
    private readonly double[] _lanes; // slot by slot, two groups of pairs of fighters and strength; the first slot is that of units that are nowhere
    private readonly int[] _first; // by group, of a faction at a location where somebody is, after nowhere: where its lanes begin
    private readonly int[] _free;
    private int _frees;
    private int _slots = 1;
    private readonly double[] _weights;
    private readonly int[] _members;
    private readonly ulong[] _taken; // bits of location * factions + faction
    private readonly ulong[] _changed; // the same, after a word of nowhere

    /// <summary>Makes room.</summary>
    /// <param name="world">The world.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="block">Most rows that are counted at a time.</param>
    public GroupSums(World world, int chunk, int block)
    {
        int rows = world.Chunks.First(chunk + 1) - world.Chunks.First(chunk);
        int groups = 2 * world.Locations.Count * world.Factions.Count;
        _world = world;
        int most = Math.Min(groups / 2, rows) + 1;
        (_lanes, _filled, _supplied) = (new double[most * 2 * Stride], new double[most * 4 * Lanes], new double[most]);
        (_first, _fill, _free) = (new int[groups + 1], new int[groups + 1], new int[most]);
        _weights = new double[block];
        _members = new int[groups];
        (_taken, _changed) = (new ulong[((groups / 2) + 63) / 64], new ulong[(((groups / 2) + 63) / 64) + 1]);
        Absent = new double[Array.Exists(world.Units.Absent, n => n > 0) ? groups : 0];
    }

    /// <summary>Effective strength of those who stand on paper, by group; empty where nobody does.</summary>
    public double[] Absent { get; }

    /// <summary>Bits of location * factions + faction: those with somebody there, in either posture.</summary>
    public ReadOnlySpan<ulong> Taken => _taken;

    /// <summary>Units of each group.</summary>
    public int[] Members => _members;

    /// <summary>Units that are somewhere.</summary>
    public int Units { get; private set; }

    /// <summary>Fighters and effective strength before morale of the massed units of a faction at a location, and of its cells.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<double> Total(int row)
    {
        if ((_taken[row >> 6] & (1UL << row)) == 0)
        {
            return default;
        }

        ref double lanes = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_lanes), First(2 * row));
        Vector256<double> massed = Vector256.LoadUnsafe(ref lanes) + Vector256.LoadUnsafe(ref lanes, Lanes);
        Vector256<double> cells = Vector256.LoadUnsafe(ref lanes, Stride) + Vector256.LoadUnsafe(ref lanes, Stride + Lanes);
        return Vector256.Create(massed.GetLower() + massed.GetUpper(), cells.GetLower() + cells.GetUpper());
    }

    /// <summary>
    /// Adds those whom somebody left or entered, or whose fighters or strength one who was followed has changed, since they were
    /// taken last. After a count of all rows everything may have changed.
    /// </summary>
    public void TakeChanged(ulong[] changed)
    {
        for (int word = 0; word < changed.Length; word++)
        {
            changed[word] |= _changed[word + 1];
        }

        Array.Clear(_changed);
    }

    /// <summary>A unit that is counted where it was has changed its group, and is counted there; -1 is nowhere.</summary>
    /// <param name="u">The unit.</param>
    /// <param name="from">Its group.</param>
    /// <param name="to">Its new one.</param>
    public void Carry(int u, int from, int to)
    {
        Units units = _world.Units;
        Vector128<double> counted = Vector128.Create(units.Fighters[u], Weight(units.Fighters[u], units.Supply[u], units.Quality[u]));
        Add(ref LaneOf(from, u), -counted);
        Move(from, to);
        Add(ref LaneOf(to, u), counted);
    }

    /// <summary>A unit has changed its group, -1 is nowhere. It is not yet counted in the new one, and no longer in the old.</summary>
    public void Move(int from, int to)
    {
        Units += (to >= 0 ? 1 : 0) - (from >= 0 ? 1 : 0);
        NoteChange(from);
        NoteChange(to);
        if (from >= 0 && --_members[from] == 0)
        {
            _lanes.AsSpan(First(from), Stride).Clear();
            ForgetAbsent(from);
            if (_members[from ^ 1] == 0)
            {
                _taken[from >> 7] &= ~Bit(from);
                _free[_frees++] = First(from) / (2 * Stride);
            }
        }

        if (to >= 0)
        {
            if ((_taken[to >> 7] & Bit(to)) == 0)
            {
                _taken[to >> 7] |= Bit(to);
                int first = 2 * Stride * (_frees > 0 ? _free[--_frees] : _slots++), massed = to & ~1;
                (_first[massed + 1], _first[massed + 2]) = (first, first + Stride);
                (_fill[massed + 1], _fill[massed + 2]) = (first, first + 1);
            }

            _members[to]++;
        }
    }

    /// <summary>Nobody is counted any more.</summary>
    public void Clear() => Array.Clear(_lanes, 0, _slots * 2 * Stride);

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
        return Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_first), group + 1);
    }

    private static ulong Bit(int group) => 1UL << (group >> 1);

    /// <summary>Counts rows that are not counted.</summary>
    public void Count(int first, int count)
    {
        ReadOnlySpan<double> fighters = _world.Units.Fighters.AsSpan(first, count);
        Weigh(fighters, _world.Units.Supply.AsSpan(first, count), _world.Units.Quality.AsSpan(first, count), _weights);
        Add(first, fighters, _weights.AsSpan(0, count));
    }

    /// <summary>Adds fighters and strength of rows to their groups, four at a time.</summary>
    private void Add(int first, ReadOnlySpan<double> fighters, ReadOnlySpan<double> weights)
    {
        int done = 0;
        ref double more = ref MemoryMarshal.GetReference(fighters), stronger = ref MemoryMarshal.GetReference(weights);
        ref int groups = ref _world.Tallies.Group[first];
        for (; Avx.IsSupported && done <= fighters.Length - Lanes; done += Lanes)
        {
            Vector256<double> n = Vector256.LoadUnsafe(ref more, (nuint)done), w = Vector256.LoadUnsafe(ref stronger, (nuint)done);
            Vector256<double> even = Avx.UnpackLow(n, w), odd = Avx.UnpackHigh(n, w);
            ref int group = ref Unsafe.Add(ref groups, done);
            Add(ref Lane(group, 0), even.GetLower());
            Add(ref Lane(Unsafe.Add(ref group, 1), 4), odd.GetLower());
            Add(ref Lane(Unsafe.Add(ref group, 2), 2), even.GetUpper());
            Add(ref Lane(Unsafe.Add(ref group, 3), 6), odd.GetUpper());
        }

        for (; done < fighters.Length; done++)
        {
            Add(ref LaneOf(Unsafe.Add(ref groups, done), first + done), Vector128.Create(fighters[done], weights[done]));
        }
    }

    /// <summary>Where the lane of a row lies: 0, 4, 2, 6 in turn.</summary>
    private static int LaneOf(int row) => ((row & 1) << 2) | (row & 2);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref double LaneOf(int group, int u) => ref Lane(group, LaneOf(u));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref double Lane(int group, int lane) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_lanes), First(group) + lane);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref double lane, Vector128<double> more) => (Vector128.LoadUnsafe(ref lane) + more).StoreUnsafe(ref lane);

    private static double Weight(double fighters, double supply, double quality) =>
        (fighters * (0.4 + (0.6 * supply)) * quality) + Rounding - Rounding;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Weight(Vector256<double> fighters, Vector256<double> supply, Vector256<double> quality) =>
        (fighters * (Vector256.Create(0.4) + (Vector256.Create(0.6) * supply)) * quality) + Vector256.Create(Rounding) - Vector256.Create(Rounding);

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
    private static void Weigh(ReadOnlySpan<double> fighters, ReadOnlySpan<double> supply, ReadOnlySpan<double> quality, double[] weights)
    {
        ref double n = ref MemoryMarshal.GetReference(fighters), s = ref MemoryMarshal.GetReference(supply), q = ref MemoryMarshal.GetReference(quality);
        ref double weight = ref MemoryMarshal.GetArrayDataReference(weights);
        int done = 0;
        for (; done <= fighters.Length - Vector256<double>.Count; done += Vector256<double>.Count)
        {
            nuint at = (nuint)done;
            Weight(Vector256.LoadUnsafe(ref n, at), Vector256.LoadUnsafe(ref s, at), Vector256.LoadUnsafe(ref q, at)).StoreUnsafe(ref weight, at);
        }

        for (; done < fighters.Length; done++)
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
