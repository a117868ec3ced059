using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Finds the units to which something happens today. A process gives a bound of the chance of every row; rows whose draw lies
/// within it are listed with their draws, in their order, and the process deals with these few. Bounds and draws are made for
/// blocks of neighbouring rows, chunk by chunk, so that threads can share them; pieces of a block in which nothing can happen
/// are not drawn for. In a deterministic run everybody with a chance is listed, with a draw of 1/2.
/// </summary>
internal sealed class UnitHits
{
    /// <summary>Rows for which bounds are made together: they stay in the nearest cache.</summary>
    private const int Block = 512;

    /// <summary>Rows that are drawn for together.</summary>
    private const int Piece = 64;

    private readonly World _world;
    private readonly RandomStreams _random;
    private readonly ProcessId _process;
    private readonly bool _low;
    private readonly double[][] _bound;
    private readonly double[][] _uniform;
    private readonly ulong[][] _ids;
    private readonly int[] _found;
    private readonly Action<int> _findIn;
    private BoundMaker? _makeBounds;
    private ulong _other;
    private int _draw;

    /// <summary>Makes the room that it needs.</summary>
    /// <param name="world">The world.</param>
    /// <param name="random">Draws.</param>
    /// <param name="process">Whose draws.</param>
    /// <param name="low">Something happens where the draw is below the bound b; else where it is 1 - b or more.</param>
    public UnitHits(World world, RandomStreams random, ProcessId process, bool low = false)
    {
        (_world, _random, _process, _low) = (world, random, process, low);
        int chunks = world.Chunks.Count;
        _bound = [.. Enumerable.Range(0, chunks).Select(_ => new double[Block])];
        _uniform = [.. Enumerable.Range(0, chunks).Select(_ => new double[Piece])];
        _ids = [.. Enumerable.Range(0, chunks).Select(_ => new ulong[Piece])];
        _found = new int[chunks];
        _findIn = FindIn;
    }

    /// <summary>Gives bounds of the chances of the rows from the first on; 0 or less: nothing happens.</summary>
    public delegate void BoundMaker(int first, Span<double> bounds);

    /// <summary>Chunks whose rows are listed apart.</summary>
    public int Chunks => _found.Length;

    /// <summary>Rows of a chunk that were found last, by this or by another process.</summary>
    public ReadOnlySpan<int> Rows(int chunk) => _world.Chunks.Listed(chunk)[.._found[chunk]];

    /// <summary>The draws of these rows.</summary>
    public ReadOnlySpan<double> Draws(int chunk) => _world.Chunks.Values(chunk)[.._found[chunk]];

    /// <summary>Finds the units.</summary>
    /// <param name="draw">Number of the draw.</param>
    /// <param name="makeBounds">Bounds of the chances.</param>
    /// <param name="other">Mixed id of what the units meet, or 0 if the draws are theirs alone.</param>
    public void Find(int draw, BoundMaker makeBounds, ulong other = 0)
    {
        (_draw, _makeBounds, _other) = (draw, makeBounds, other);
        _world.Chunks.Run(_findIn);
    }

    /// <summary>Values of a table by group, for rows: the first is that of units that are nowhere, group g stands at g + 1.</summary>
    public static void Spread(ReadOnlySpan<int> groups, double[] byGroup, Span<double> values)
    {
        ref double table = ref MemoryMarshal.GetArrayDataReference(byGroup), value = ref MemoryMarshal.GetReference(values);
        ref int group = ref MemoryMarshal.GetReference(groups[..values.Length]);
        for (int i = 0; i < values.Length; i++)
        {
            Unsafe.Add(ref value, i) = Unsafe.Add(ref table, Unsafe.Add(ref group, i) + 1);
        }
    }

    /// <summary>The same, times a number of each row.</summary>
    public static void Spread(ReadOnlySpan<int> groups, double[] byGroup, ReadOnlySpan<double> factors, Span<double> values)
    {
        ref double table = ref MemoryMarshal.GetArrayDataReference(byGroup), value = ref MemoryMarshal.GetReference(values);
        ref int group = ref MemoryMarshal.GetReference(groups[..values.Length]);
        ref double factor = ref MemoryMarshal.GetReference(factors[..values.Length]);
        for (int i = 0; i < values.Length; i++)
        {
            Unsafe.Add(ref value, i) = Unsafe.Add(ref table, Unsafe.Add(ref group, i) + 1) * Unsafe.Add(ref factor, i);
        }
    }

    private void FindIn(int chunk)
    {
        Chunks chunks = _world.Chunks;
        int last = chunks.First(chunk + 1), found = 0;
        for (int first = chunks.First(chunk); first < last; first += Block)
        {
            Span<double> bounds = _bound[chunk].AsSpan(0, Math.Min(Block, last - first));
            _makeBounds!(first, bounds);
            for (int at = 0; at < bounds.Length; at += Piece)
            {
                ReadOnlySpan<double> piece = bounds[at..Math.Min(at + Piece, bounds.Length)];
                if (IsAny(piece))
                {
                    found = Test(chunk, first + at, piece, found);
                }
            }
        }

        _found[chunk] = found;
    }

    private static bool IsAny(ReadOnlySpan<double> bounds)
    {
        int done = 0;
        ref double bound = ref MemoryMarshal.GetReference(bounds);
        for (; done <= bounds.Length - (2 * Vector256<double>.Count); done += 2 * Vector256<double>.Count)
        {
            Vector256<double> some = Vector256.GreaterThan(Vector256.LoadUnsafe(ref bound, (nuint)done), Vector256<double>.Zero)
                | Vector256.GreaterThan(Vector256.LoadUnsafe(ref bound, (nuint)done + 4), Vector256<double>.Zero);
            if (some.ExtractMostSignificantBits() != 0)
            {
                return true;
            }
        }

        for (; done < bounds.Length; done++)
        {
            if (bounds[done] > 0)
            {
                return true;
            }
        }

        return false;
    }

    private int Test(int chunk, int first, ReadOnlySpan<double> bounds, int found)
    {
        Span<int> rows = _world.Chunks.Listed(chunk);
        Span<double> values = _world.Chunks.Values(chunk), draws = _uniform[chunk].AsSpan(0, bounds.Length);
        Draw(chunk, first, draws);
        bool all = _world.Deterministic;
        int done = 0;
        if (!all)
        {
            ref double uniform = ref MemoryMarshal.GetReference(draws), bound = ref MemoryMarshal.GetReference(bounds);
            for (; done <= bounds.Length - Vector256<double>.Count; done += Vector256<double>.Count)
            {
                Vector256<double> u = Vector256.LoadUnsafe(ref uniform, (nuint)done), b = Vector256.LoadUnsafe(ref bound, (nuint)done);
                Vector256<double> hit = _low ? Vector256.LessThan(u, b) : Vector256.GreaterThanOrEqual(u, Vector256<double>.One - b);
                for (uint bits = hit.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
                {
                    int i = done + System.Numerics.BitOperations.TrailingZeroCount(bits);
                    rows[found] = first + i;
                    values[found++] = draws[i];
                }
            }
        }

        for (; done < bounds.Length; done++)
        {
            if (all ? bounds[done] > 0 : _low ? draws[done] < bounds[done] : draws[done] >= 1 - bounds[done])
            {
                rows[found] = first + done;
                values[found++] = draws[done];
            }
        }

        return found;
    }

    private void Draw(int chunk, int first, Span<double> draws)
    {
        ReadOnlySpan<ulong> ids = _world.Units.StableIds.AsSpan(first, draws.Length);
        if (_world.Deterministic)
        {
            draws.Fill(0.5);
            return;
        }

        if (_other != 0)
        {
            Span<ulong> both = _ids[chunk].AsSpan(0, draws.Length);
            for (int i = 0; i < both.Length; i++)
            {
                both[i] = StableId.CombineMixed(ids[i], _other);
            }

            ids = both;
        }

        _random.Uniforms(_process, _world.Tick, ids, _draw, draws);
    }
}
