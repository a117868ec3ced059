using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ControlSim.Processes;

/// <summary>
/// Sorts rows by a key from the least on, as far as somebody asks: parts with greater keys are left as they lie until then. An
/// introspective sort (Musser 1997: median of three, short parts by insertion, a heap below a depth of twice the binary
/// logarithm), in the steps of the framework's, so that rows with equal keys come in the order in which
/// <see cref="Array.Sort{TKey,TValue}(TKey[],TValue[],int,int)"/> would leave them. Keys are numbers.
/// </summary>
internal sealed class IncrementalSort
{
    /// <summary>Longest part that is sorted by insertion.</summary>
    private const int Short = 16;

    /// <summary>Keys that are compared with a pivot together.</summary>
    private const int Block = 64;

    private readonly (int First, int Last, int Depth)[] _pending = new (int, int, int)[2 * 32]; // parts with greater keys, the nearest one last
    private double[] _keys = [];
    private int[] _rows = [];
    private int _count;

    /// <summary>How many are in place, from the first on.</summary>
    public int Sorted { get; private set; }

    /// <summary>Begins with the first keys of a table and the rows beside them.</summary>
    public void Begin(double[] keys, int[] rows, int count)
    {
        (_keys, _rows, Sorted, _count) = (keys, rows, 0, 1);
        _pending[0] = (0, count, count < 2 ? 0 : 2 * (BitOperations.Log2((uint)count) + 1));
    }

    /// <summary>Sorts on until one more is in place, of which there is one.</summary>
    public void Next()
    {
        var (first, last, depth) = _pending[--_count];
        while (last - first > Short && depth > 0)
        {
            depth--;
            int pivot = first + Divide(_keys.AsSpan(first, last - first), _rows.AsSpan(first, last - first));
            _pending[_count++] = (pivot + 1, last, depth);
            last = pivot;
        }

        Span<double> keys = _keys.AsSpan(first, last - first);
        Span<int> rows = _rows.AsSpan(first, last - first);
        if (keys.Length > Short)
        {
            SortByHeap(keys, rows);
        }
        else if (keys.Length == 3)
        {
            SortThree(keys, rows, 1);
        }
        else
        {
            Insert(keys, rows);
        }

        Sorted = _count > 0 ? last + 1 : last; // behind a part that is divided off lies its pivot
    }

    /// <summary>Puts what is less than the median of first, middle and last key before it, and what is greater behind it.</summary>
    /// <returns>Where it lies then.</returns>
    private static int Divide(Span<double> keys, Span<int> rows)
    {
        int last = keys.Length - 1, middle = last >> 1;
        SortThree(keys, rows, middle);
        double pivot = keys[middle];
        Swap(keys, rows, middle, last - 1);
        ref double key = ref MemoryMarshal.GetReference(keys);
        ref int row = ref MemoryMarshal.GetReference(rows);
        var (left, right) = DivideBlocks(ref key, ref row, last, pivot);
        while (left < right)
        {
            double low, high;
            do { low = Unsafe.Add(ref key, ++left); } while (left < last - 1 && low < pivot);
            do { high = Unsafe.Add(ref key, --right); } while (right > 0 && high > pivot);
            if (left >= right)
            {
                break;
            }

            (Unsafe.Add(ref key, left), Unsafe.Add(ref key, right)) = (high, low);
            (Unsafe.Add(ref row, left), Unsafe.Add(ref row, right)) = (Unsafe.Add(ref row, right), Unsafe.Add(ref row, left));
        }

        Swap(keys, rows, left, last - 1);
        return left;
    }

    /// <summary>
    /// Swaps the same pairs as one key after another would, while there are blocks on both sides: which of their keys lie on the wrong side is
    /// found without a guess.
    /// </summary>
    /// <returns>Where to go on from.</returns>
    private static (int Left, int Right) DivideBlocks(ref double key, ref int row, int last, double pivot)
    {
        int low = 1, high = last - 1;
        ulong lows = 0, highs = 0; // keys of the first and of the last block that are to be swapped
        while (high - low >= 2 * Block)
        {
            lows = lows != 0 ? lows : Bits.AtLeast(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref key, low), Block), pivot);
            highs = highs != 0 ? highs : ~Bits.Above(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref key, high - Block), Block), pivot);
            for (; lows != 0 && highs != 0; lows &= lows - 1)
            {
                int left = low + BitOperations.TrailingZeroCount(lows), right = high - 1 - BitOperations.LeadingZeroCount(highs);
                highs ^= 1UL << (right - (high - Block));
                (Unsafe.Add(ref key, left), Unsafe.Add(ref key, right)) = (Unsafe.Add(ref key, right), Unsafe.Add(ref key, left));
                (Unsafe.Add(ref row, left), Unsafe.Add(ref row, right)) = (Unsafe.Add(ref row, right), Unsafe.Add(ref row, left));
            }

            low += lows == 0 ? Block : 0;
            high -= highs == 0 ? Block : 0;
        }

        return (low - 1 + (lows == 0 ? 0 : BitOperations.TrailingZeroCount(lows)), high - (highs == 0 ? 0 : BitOperations.LeadingZeroCount(highs)));
    }

    /// <summary>Sorts the first, one in the middle and the last.</summary>
    private static void SortThree(Span<double> keys, Span<int> rows, int middle)
    {
        int last = keys.Length - 1;
        SwapIfGreater(keys, rows, 0, middle);
        SwapIfGreater(keys, rows, 0, last);
        SwapIfGreater(keys, rows, middle, last);
    }

    private static void Insert(Span<double> keys, Span<int> rows)
    {
        for (int i = 1; i < keys.Length; i++)
        {
            var (key, row) = (keys[i], rows[i]);
            int at = i;
            for (; at > 0 && key < keys[at - 1]; at--)
            {
                (keys[at], rows[at]) = (keys[at - 1], rows[at - 1]);
            }

            (keys[at], rows[at]) = (key, row);
        }
    }

    private static void SortByHeap(Span<double> keys, Span<int> rows)
    {
        for (int i = keys.Length / 2; i >= 1; i--)
        {
            Sink(keys, rows, i, keys.Length);
        }

        for (int left = keys.Length; left > 1; left--)
        {
            Swap(keys, rows, 0, left - 1);
            Sink(keys, rows, 1, left - 1);
        }
    }

    /// <summary>Moves one of a heap, which counts from 1, down to where it belongs.</summary>
    private static void Sink(Span<double> keys, Span<int> rows, int at, int count)
    {
        var (key, row) = (keys[at - 1], rows[at - 1]);
        while (2 * at <= count)
        {
            int child = 2 * at;
            child += child < count && keys[child - 1] < keys[child] ? 1 : 0;
            if (keys[child - 1] < key)
            {
                break;
            }

            (keys[at - 1], rows[at - 1]) = (keys[child - 1], rows[child - 1]);
            at = child;
        }

        (keys[at - 1], rows[at - 1]) = (key, row);
    }

    private static void SwapIfGreater(Span<double> keys, Span<int> rows, int i, int j)
    {
        if (keys[i] > keys[j])
        {
            Swap(keys, rows, i, j);
        }
    }

    private static void Swap(Span<double> keys, Span<int> rows, int i, int j)
    {
        (keys[i], keys[j]) = (keys[j], keys[i]);
        (rows[i], rows[j]) = (rows[j], rows[i]);
    }
}
