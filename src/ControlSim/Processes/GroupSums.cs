using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Fighters and strength of one chunk of units by group, see <see cref="Tallies.Group"/>. Most groups are empty: those that are
/// not are listed, by the changes alone (of 5,004 at Al-Qa'im some 400 are taken).
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
    private const int Lanes = 4;
    private const int Stride = 2 * Lanes;

    /// <summary>Added and taken away again, it rounds a strength below 2^31 to a whole 2^-20.</summary>
    private const double Rounding = 1.5 * (1L << 32);

    private readonly World _world;
    private readonly double[] _lanes; // group g begins at (g + 1) * Stride, fighters before strength; the first are those that are nowhere
    private readonly double[] _weights;
    private readonly int _firstRow;
    private readonly double[] _heads; // by row of the chunk: fighters as they are counted
    private readonly double[] _strengths; // and strength
    private readonly int[] _members;
    private readonly int[] _place; // in the list of groups
    private readonly int[] _taken;
    private readonly int[] _changed;
    private readonly bool[] _hasChanged;
    private int _count;
    private int _changes;
    private bool _areMost; // of the rows of the block before differed so many that all are better dealt with

    /// <summary>Makes room.</summary>
    /// <param name="world">The world.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="block">Most rows that are counted at a time.</param>
    public GroupSums(World world, int chunk, int block)
    {
        _firstRow = world.Chunks.First(chunk);
        _heads = new double[world.Chunks.First(chunk + 1) - _firstRow];
        _strengths = new double[_heads.Length];
        int groups = 2 * world.Locations.Count * world.Factions.Count;
        _world = world;
        _lanes = new double[(groups + 1) * Stride];
        _weights = new double[block];
        (_members, _place, _taken) = (new int[groups], new int[groups], new int[groups]);
        (_changed, _hasChanged) = (new int[groups], new bool[groups]);
        Absent = new double[Array.Exists(world.Units.Absent, n => n > 0) ? groups : 0];
    }

    /// <summary>Effective strength of those who stand on paper, by group; empty where nobody does.</summary>
    public double[] Absent { get; }

    /// <summary>Groups with somebody in them.</summary>
    public ReadOnlySpan<int> Taken => _taken.AsSpan(0, _count);

    /// <summary>Groups that somebody left or entered, or whose fighters have changed one by one, since that was forgotten.</summary>
    public ReadOnlySpan<int> Changed => _changed.AsSpan(0, _changes);

    /// <summary>Units of each group.</summary>
    public int[] Members => _members;

    /// <summary>Fighters of a group.</summary>
    public double Heads(int group) => Total(group)[0];

    /// <summary>Fighters of a group, and their effective strength before morale.</summary>
    public Vector128<double> Total(int group)
    {
        ReadOnlySpan<double> lanes = _lanes.AsSpan((group + 1) * Stride, Stride);
        return Vector128.Create((lanes[0] + lanes[1]) + (lanes[2] + lanes[3]), (lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
    }

    public void ForgetChanged()
    {
        foreach (int group in Changed)
        {
            _hasChanged[group] = false;
        }

        _changes = 0;
    }

    /// <summary>A unit has changed its group; -1 is nowhere.</summary>
    public void Move(int u, int from, int to)
    {
        int row = u - _firstRow, at = ((from + 1) * Stride) + (row % Lanes);
        _lanes[at] -= _heads[row];
        _lanes[at + Lanes] -= _strengths[row];
        (_heads[row], _strengths[row]) = (0, 0);
        NoteChange(from);
        NoteChange(to);
        if (from >= 0 && --_members[from] == 0)
        {
            int last = _taken[--_count];
            (_taken[_place[from]], _place[last]) = (last, _place[from]);
            _lanes.AsSpan((from + 1) * Stride, Stride).Clear();
            ForgetAbsent(from);
        }

        if (to >= 0 && _members[to]++ == 0)
        {
            _place[to] = _count;
            _taken[_count++] = to;
        }
    }

    /// <summary>Nobody is counted any more.</summary>
    public void Clear()
    {
        Array.Clear(_heads);
        Array.Clear(_strengths);
        foreach (int group in Taken)
        {
            Vector512<double>.Zero.StoreUnsafe(ref _lanes[(group + 1) * Stride]);
        }
    }

    public void ClearAbsent()
    {
        foreach (int group in Absent.Length > 0 ? Taken : [])
        {
            ForgetAbsent(group);
        }
    }

    /// <summary>
    /// Counts rows, of which only those have to be dealt with that have other fighters or another strength than when they were counted
    /// last. When supply has changed that is everybody, and dealing with all costs a third of picking them.
    /// </summary>
    public void Count(int first, int count)
    {
        Weigh(first, count);
        int differing = _areMost ? CountAll(first, count) : CountSome(first, count);
        _areMost = 4 * differing > count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int CountSome(int first, int count)
    {
        int done = 0, row = first - _firstRow, differing = 0;
        ref double fighters = ref _world.Units.Fighters[first], weight = ref MemoryMarshal.GetArrayDataReference(_weights);
        ref double heads = ref _heads[row], strength = ref _strengths[row];
        ref int groups = ref _world.Tallies.Group[first];
        for (; done <= count - Lanes; done += Lanes)
        {
            nuint at = (nuint)done;
            Vector256<double> n = Vector256.LoadUnsafe(ref fighters, at), w = Vector256.LoadUnsafe(ref weight, at);
            Vector256<double> n0 = Vector256.LoadUnsafe(ref heads, at), w0 = Vector256.LoadUnsafe(ref strength, at);
            Vector256<double> same = Vector256.Equals(n, n0) & Vector256.Equals(w, w0);
            int group = Unsafe.Add(ref groups, done);
            if (Vector128.EqualsAll(Vector128.LoadUnsafe(ref groups, at), Vector128.Create(group)))
            {
                if (same.ExtractMostSignificantBits() != 0xF)
                {
                    ref double lanes = ref _lanes[(group + 1) * Stride];
                    (Vector256.LoadUnsafe(ref lanes) + (n - n0)).StoreUnsafe(ref lanes);
                    (Vector256.LoadUnsafe(ref lanes, Lanes) + (w - w0)).StoreUnsafe(ref lanes, Lanes);
                    n.StoreUnsafe(ref heads, at);
                    w.StoreUnsafe(ref strength, at);
                    NoteChange(group);
                }

                continue;
            }

            for (uint bits = ~same.ExtractMostSignificantBits() & 0xF; bits != 0; bits &= bits - 1)
            {
                int i = done + BitOperations.TrailingZeroCount(bits);
                Count(row + i, Unsafe.Add(ref fighters, i), Unsafe.Add(ref weight, i));
                differing++;
            }
        }

        for (; done < count; done++)
        {
            Count(row + done, Unsafe.Add(ref fighters, done), Unsafe.Add(ref weight, done));
        }

        return differing;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int CountAll(int first, int count)
    {
        int row = first - _firstRow, differing = 0, done = 0;
        ref double fighters = ref _world.Units.Fighters[first], weight = ref MemoryMarshal.GetArrayDataReference(_weights);
        ref double heads = ref _heads[row], strength = ref _strengths[row], pairs = ref MemoryMarshal.GetArrayDataReference(_pairs);
        ref int group = ref _world.Tallies.Group[first];
        for (; done <= count - Vector256<double>.Count; done += Vector256<double>.Count)
        {
            nuint at = (nuint)done;
            Vector256<double> now = Vector256.LoadUnsafe(ref fighters, at), weighs = Vector256.LoadUnsafe(ref weight, at);
            Vector256<double> more = now - Vector256.LoadUnsafe(ref heads, at), stronger = weighs - Vector256.LoadUnsafe(ref strength, at);
            Vector256<double> same = Vector256.Equals(more, Vector256<double>.Zero) & Vector256.Equals(stronger, Vector256<double>.Zero);
            differing += 4 - BitOperations.PopCount(same.ExtractMostSignificantBits());
            now.StoreUnsafe(ref heads, at);
            weighs.StoreUnsafe(ref strength, at);
            ref int of = ref Unsafe.Add(ref group, done);
            AddTo(ref pairs, of, 0, more[0], stronger[0]);
            AddTo(ref pairs, Unsafe.Add(ref of, 1), 1, more[1], stronger[1]);
            AddTo(ref pairs, Unsafe.Add(ref of, 2), 2, more[2], stronger[2]);
            AddTo(ref pairs, Unsafe.Add(ref of, 3), 3, more[3], stronger[3]);
        }

        for (; done < count; done++)
        {
            Count(row + done, Unsafe.Add(ref fighters, done), Unsafe.Add(ref weight, done));
        }

        return differing;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddTo(ref double pairs, int group, int lane, double more, double stronger)
    {
        ref double pair = ref Unsafe.Add(ref pairs, ((group + 1) * Stride) + (2 * lane));
        (Vector128.LoadUnsafe(ref pair) + Vector128.Create(more, stronger)).StoreUnsafe(ref pair);
        NoteChange(group);
    }

    /// <summary>Counts a unit in its group as it is now.</summary>
    public void Count(int u)
    {
        Units units = _world.Units;
        double fighters = units.Fighters[u];
        Count(u - _firstRow, fighters, Weight(fighters, units.Supply[u], units.Quality[u]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Count(int row, double fighters, double strength)
    {
        int group = _world.Tallies.Group[_firstRow + row];
        int at = ((group + 1) * Stride) + (row % Lanes);
        _lanes[at] += fighters - _heads[row];
        _lanes[at + Lanes] += strength - _strengths[row];
        (_heads[row], _strengths[row]) = (fighters, strength);
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

    private void NoteChange(int group)
    {
        if (group >= 0 && !_hasChanged[group])
        {
            _hasChanged[group] = true;
            _changed[_changes++] = group;
        }
    }
}
