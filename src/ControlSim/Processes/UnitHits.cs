using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Finds the units to which something may happen today: those whose draw u is 1 - b or more, b a bound of the chance that
/// follows from the unit's group and, for most processes, its fighters. The first 16 bits of a draw (<see cref="UnitWords"/>)
/// rule out nearly all rows; the rest of the digits is drawn for those that are left, which are listed with their draws, in
/// their order, and the process deals with these few. Chunk by chunk, so that threads can share the rows. In a deterministic
/// run everybody with a chance is listed, with a draw of 1/2.
/// </summary>
internal sealed partial class UnitHits
{
    /// <summary>Value of a word's unit, a little less: what rounding might rule out is listed.</summary>
    private const double Digit = (1 - 1e-9) / UnitWords.Range;

    /// <summary>
    /// From this word on, a sixteenth of them, rows are listed by their words and bounds looked at of those alone; with every tenth it took half as much
    /// longer at a million units, whose columns are read faster as a whole.
    /// </summary>
    private const int LeastFew = UnitWords.Range - (UnitWords.Range / 16);

    private readonly World _world;
    private readonly RandomStreams _random;
    private readonly ProcessId _process;
    private readonly int _draw;
    private readonly int[] _found;
    private readonly ulong[] _entities; // by chunk
    private readonly ushort[] _further; // by chunk, word by word
    private readonly Action<int> _findIn;
    private UnitWords? _words;
    private double[] _chance = [];
    private double _unsupplied;
    private ulong _other;
    private int _word;
    private int _leastWord;
    private Bound _bound;
    private Outcome? _outcome;

    /// <summary>Makes the room that it needs.</summary>
    /// <param name="world">The world.</param>
    /// <param name="random">Draws.</param>
    /// <param name="process">Whose draws.</param>
    /// <param name="draw">Number of the draw that gives the further digits.</param>
    public UnitHits(World world, RandomStreams random, ProcessId process, int draw = 0)
    {
        (_world, _random, _process, _draw) = (world, random, process, draw);
        _found = new int[world.Chunks.Count];
        _entities = new ulong[world.Chunks.Count * Piece];
        _further = new ushort[world.Chunks.Count * Piece * UnitWords.Count];
        _findIn = FindIn;
    }

    /// <summary>
    /// What happens to some units, at most <see cref="Piece"/>: in place of its draw, from which a draw may differ by less than the width
    /// upwards, each is given the fighters that it loses, 0 if nothing happens to it, or not a number where the width matters. Follows
    /// from the tables alone and changes nothing.
    /// </summary>
    public delegate void Outcome(ReadOnlySpan<int> rows, Span<double> draws, double width);

    private enum Bound
    {
        /// <summary>The chance of the group.</summary>
        OfUnit,

        /// <summary>Fighters times the chance of each.</summary>
        OfFighters,

        /// <summary>The same, the chance growing with what they lack.</summary>
        OfUnsupplied,
    }

    /// <summary>Bits of the factions whose chances may be above 0: the rows of the others are passed over.</summary>
    public ulong Factions { get; set; } = ulong.MaxValue;

    /// <summary>The largest chance of a group, or a bound of it, where the process knows it; not a number: it is looked for.</summary>
    public double MostChance { get; set; } = double.NaN;

    /// <summary>Chunks whose rows are listed apart.</summary>
    public int Chunks => _found.Length;

    /// <summary>Rows of a chunk that were found last, by this or by another process.</summary>
    public ReadOnlySpan<int> Rows(int chunk) => _world.Chunks.Listed(chunk)[.._found[chunk]];

    /// <summary>What happens to these rows, or their draws where no outcome was asked for.</summary>
    public Span<double> Draws(int chunk) => _world.Chunks.Values(chunk)[.._found[chunk]];

    /// <summary>Finds units by the chance of a unit.</summary>
    /// <param name="words">First digits.</param>
    /// <param name="word">Which of them.</param>
    /// <param name="chance">By group, after that of units that are nowhere; 0 or less: nothing happens.</param>
    /// <param name="outcome">What happens; who is left as he was is not listed.</param>
    public void FindUnits(UnitWords words, int word, double[] chance, Outcome? outcome = null) => Find(words, word, chance, Bound.OfUnit, outcome);

    /// <summary>Finds units by the chance of each of their fighters, n times which bounds that of the unit.</summary>
    /// <param name="words">First digits.</param>
    /// <param name="word">Which of them.</param>
    /// <param name="chance">By group, after that of units that are nowhere.</param>
    /// <param name="outcome">What happens; who is left as he was is not listed.</param>
    /// <param name="other">Mixed id of what the units meet, or 0 if the draws are theirs alone.</param>
    public void FindFighters(UnitWords words, int word, double[] chance, Outcome? outcome = null, ulong other = 0) =>
        Find(words, word, chance, Bound.OfFighters, outcome, other);

    /// <summary>Finds units by the chance of each of their fighters, to which what supply they lack adds.</summary>
    /// <param name="words">First digits.</param>
    /// <param name="word">Which of them.</param>
    /// <param name="chance">By group, after that of units that are nowhere, with full supply.</param>
    /// <param name="unsupplied">What is added without supply.</param>
    /// <param name="outcome">What happens; who is left as he was is not listed.</param>
    public void FindFighters(UnitWords words, int word, double[] chance, double unsupplied, Outcome? outcome = null)
    {
        _unsupplied = unsupplied;
        Find(words, word, chance, Bound.OfUnsupplied, outcome);
    }

    private void Find(UnitWords words, int word, double[] chance, Bound bound, Outcome? outcome = null, ulong other = 0)
    {
        (_words, _word, _chance, _bound, _outcome, _other) = (words, word, chance, bound, outcome, other);
        _leastWord = (int)Math.Clamp(ushort.MaxValue - (LargestBound() / Digit), 0, ushort.MaxValue);
        _world.Chunks.Run(_findIn);
    }

    private double LargestBound()
    {
        double largest = double.IsNaN(MostChance) ? 0 : MostChance;
        for (int l = 0, n = _world.Factions.Count; l < _world.Locations.Count && double.IsNaN(MostChance); l++)
        {
            for (ulong rest = _world.Tallies.Present[l] & Factions; rest != 0; rest &= rest - 1)
            {
                int at = 2 * ((l * n) + BitOperations.TrailingZeroCount(rest));
                largest = Math.Max(largest, Math.Max(_chance[at + 1], _chance[at + 2]));
            }
        }

        return _bound switch
        {
            Bound.OfUnit => largest,
            Bound.OfFighters => largest * _world.Tallies.UsualUnit,
            _ => (largest + _unsupplied) * _world.Tallies.UsualUnit,
        };
    }

    private void FindIn(int chunk)
    {
        ReadOnlySpan<ushort> words = _words!.Of(chunk, _word, Factions);
        Span<int> rows = _world.Chunks.Listed(chunk);
        int found = Scan(chunk, words, rows);
        found = IsListedByWords ? KeepBounds(_world.Chunks.First(chunk), words, rows[..found]) : found;
        _found[chunk] = Settle(chunk, words, rows[..found], _world.Chunks.Values(chunk)[..found]);
    }

    /// <summary>Lists the rows of a chunk that are left, stretch by stretch of the factions asked for.</summary>
    private int Scan(int chunk, ReadOnlySpan<ushort> words, Span<int> rows)
    {
        int first = _world.Chunks.First(chunk), found = 0, from = 0, to = 0;
        if (words.IsEmpty || Factions == ulong.MaxValue)
        {
            return Scan(first, 0, words.Length, words, rows, 0);
        }

        foreach (FactionRows.Stretch stretch in _world.FactionRows.All)
        {
            int begin = Math.Max(0, stretch.First - first), end = Math.Min(words.Length, stretch.Last - first);
            if (begin >= end || (Factions >> stretch.Faction & 1) == 0)
            {
                continue;
            }

            if (begin != to)
            {
                found = Scan(first, from, to, words, rows, found);
                from = begin;
            }

            to = end;
        }

        return Scan(first, from, to, words, rows, found);
    }

    private int Scan(int first, int from, int to, ReadOnlySpan<ushort> words, Span<int> rows, int found) => from >= to ? found : _bound switch
    {
        _ when IsListedByWords => ListByWords(first, from, to, words, rows, found),
        Bound.OfFighters => ScanFighters(first, from, to, words, rows, found),
        _ => ScanUnsupplied(first, from, to, words, rows, found),
    };

    private int Test(int first, int i, ReadOnlySpan<ushort> words, Span<int> rows, int found)
    {
        rows[found] = first + i;
        return found + (BoundOf(first + i) > (ushort.MaxValue - words[i]) * Digit ? 1 : 0);
    }

    private double BoundOf(int u)
    {
        double each = _chance[_world.Tallies.Group[u] + 1];
        return _bound switch
        {
            Bound.OfUnit => each,
            Bound.OfFighters => each * _world.Units.Fighters[u],
            _ => (each + (_unsupplied * (1 - _world.Units.Supply[u]))) * _world.Units.Fighters[u],
        };
    }

    /// <summary>Four rows at a time, and without a guess: one in ten may stay. Elementwise, so the bits are those of one at a time.</summary>
    private int ScanFighters(int first, int from, int to, ReadOnlySpan<ushort> words, Span<int> rows, int found)
    {
        ref int group = ref _world.Tallies.Group[first], row = ref MemoryMarshal.GetReference(rows);
        ref double chance = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_chance), 1), fighters = ref _world.Units.Fighters[first];
        ref ushort word = ref MemoryMarshal.GetReference(words);
        int done = from;
        for (; done <= to - Vector256<double>.Count; done += Vector256<double>.Count)
        {
            Vector256<double> bound = Four(ref chance, ref Unsafe.Add(ref group, done)) * Vector256.LoadUnsafe(ref fighters, (nuint)done);
            uint bits = Vector256.GreaterThan(bound, LeastOf(ref Unsafe.Add(ref word, done))).ExtractMostSignificantBits();
            found = RowScan.Append(ref row, found, first + done, bits);
        }

        for (; done < to; done++)
        {
            found = Test(first, done, words, rows, found);
        }

        return found;
    }

    private int ScanUnsupplied(int first, int from, int to, ReadOnlySpan<ushort> words, Span<int> rows, int found)
    {
        ref int group = ref _world.Tallies.Group[first], row = ref MemoryMarshal.GetReference(rows);
        ref double chance = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_chance), 1), fighters = ref _world.Units.Fighters[first];
        ref double supply = ref _world.Units.Supply[first];
        ref ushort word = ref MemoryMarshal.GetReference(words);
        Vector256<double> unsupplied = Vector256.Create(_unsupplied);
        int done = from;
        for (; done <= to - Vector256<double>.Count; done += Vector256<double>.Count)
        {
            nuint at = (nuint)done;
            Vector256<double> each = Four(ref chance, ref Unsafe.Add(ref group, done))
                + (unsupplied * (Vector256<double>.One - Vector256.LoadUnsafe(ref supply, at)));
            Vector256<double> bound = each * Vector256.LoadUnsafe(ref fighters, at);
            uint bits = Vector256.GreaterThan(bound, LeastOf(ref Unsafe.Add(ref word, done))).ExtractMostSignificantBits();
            found = RowScan.Append(ref row, found, first + done, bits);
        }

        for (; done < to; done++)
        {
            found = Test(first, done, words, rows, found);
        }

        return found;
    }

    /// <summary>Values of a table by group for four rows.</summary>
    /// <param name="table">The value of group 0; before it stands that of units that are nowhere.</param>
    /// <param name="group">Group of the first row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Four(ref double table, ref int group) => Vector256.Create(
        Unsafe.Add(ref table, (nint)group), Unsafe.Add(ref table, (nint)Unsafe.Add(ref group, 1)),
        Unsafe.Add(ref table, (nint)Unsafe.Add(ref group, 2)), Unsafe.Add(ref table, (nint)Unsafe.Add(ref group, 3)));

    /// <summary>Bounds above which the words of four rows are not ruled out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> LeastOf(ref ushort word)
    {
        const double Whole = 1L << 52;
        Vector128<ushort> four = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref word))).AsUInt16();
        Vector256<ulong> complement = Vector256.WidenLower(Vector128.WidenLower(~four).ToVector256Unsafe());
        return ((complement | Vector256.Create(Whole).AsUInt64()).AsDouble() - Vector256.Create(Whole)) * Vector256.Create(Digit);
    }
}
