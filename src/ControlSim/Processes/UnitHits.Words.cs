using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ControlSim.Processes;

/// <content>
/// Where words rule out most rows, those that are left are listed by their words alone, sixteen at a time, and then those of them are kept whose bound
/// is not ruled out, four at a time and without a guess: columns of the others are not read.
/// </content>
internal sealed partial class UnitHits
{
    private bool IsListedByWords => _leastWord >= LeastFew || _bound == Bound.OfUnit;

    /// <summary>Lists rows whose word is not ruled out by the largest bound of a unit of usual size, and those that are larger.</summary>
    private int ListByWords(int first, int from, int to, ReadOnlySpan<ushort> words, Span<int> rows, int found)
    {
        var least = Vector256.Create((ushort)_leastWord);
        ref ushort word = ref MemoryMarshal.GetReference(words);
        ref int row = ref MemoryMarshal.GetReference(rows);
        ReadOnlySpan<int> large = _bound == Bound.OfUnit ? [] : _world.Tallies.Large.Rows;
        int done = from, next = large.BinarySearch(first + from);
        next = next < 0 ? ~next : next;
        for (; done <= to - Vector256<ushort>.Count; done += Vector256<ushort>.Count)
        {
            uint few = Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref word, (nuint)done), least).ExtractMostSignificantBits();
            for (; next < large.Length && large[next] < first + done + Vector256<ushort>.Count; next++)
            {
                few |= 1U << (large[next] - first - done);
            }

            found = RowScan.AppendSixteen(ref row, found, first + done, few);
        }

        for (; done < to; done++)
        {
            bool isLarge = next < large.Length && large[next] == first + done;
            next += isLarge ? 1 : 0;
            rows[found] = first + done;
            found += isLarge || words[done] >= _leastWord ? 1 : 0;
        }

        return found;
    }

    /// <summary>Keeps the rows of a list whose bound is not ruled out by their word.</summary>
    private int KeepBounds(int first, ReadOnlySpan<ushort> words, Span<int> rows)
    {
        int done = 0, kept = 0;
        for (; Avx.IsSupported && done <= rows.Length - Vector256<double>.Count; done += Vector256<double>.Count)
        {
            ref int four = ref rows[done];
            (int a, int b, int c, int d) = (four, Unsafe.Add(ref four, 1), Unsafe.Add(ref four, 2), Unsafe.Add(ref four, 3));
            Vector128<int> word = Vector128.Create(words[a - first], words[b - first], words[c - first], words[d - first]);
            Vector256<double> least = Avx.ConvertToVector256Double(Vector128.Create((int)ushort.MaxValue) - word) * Vector256.Create(Digit);
            uint bits = Vector256.GreaterThan(BoundsOf(ref four), least).ExtractMostSignificantBits();
            ref int keep = ref rows[kept];
            keep = a;
            keep = ref Unsafe.Add(ref keep, bits & 1);
            keep = b;
            keep = ref Unsafe.Add(ref keep, bits >> 1 & 1);
            keep = c;
            Unsafe.Add(ref keep, bits >> 2 & 1) = d;
            kept += BitOperations.PopCount(bits);
        }

        for (; done < rows.Length; done++)
        {
            int u = rows[done];
            rows[kept] = u;
            kept += BoundOf(u) > (ushort.MaxValue - words[u - first]) * Digit ? 1 : 0;
        }

        return kept;
    }

    /// <summary>Bounds of four rows of a list: elementwise, so the bits are those of one at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<double> BoundsOf(ref int four)
    {
        ref int groups = ref MemoryMarshal.GetArrayDataReference(_world.Tallies.Group);
        Vector128<int> group = Vector128.Create(
            Unsafe.Add(ref groups, four), Unsafe.Add(ref groups, Unsafe.Add(ref four, 1)),
            Unsafe.Add(ref groups, Unsafe.Add(ref four, 2)), Unsafe.Add(ref groups, Unsafe.Add(ref four, 3)));
        ref double chance = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_chance), 1);
        Vector256<double> each = Vector256.Create(
            Unsafe.Add(ref chance, group[0]), Unsafe.Add(ref chance, group[1]), Unsafe.Add(ref chance, group[2]), Unsafe.Add(ref chance, group[3]));
        if (_bound == Bound.OfUnit)
        {
            return each;
        }

        Vector256<double> fighters = Four(ref MemoryMarshal.GetArrayDataReference(_world.Units.Fighters), ref four);
        if (_bound == Bound.OfUnsupplied)
        {
            Vector256<double> supply = Four(ref MemoryMarshal.GetArrayDataReference(_world.Units.Supply), ref four);
            each += Vector256.Create(_unsupplied) * (Vector256<double>.One - supply);
        }

        return each * fighters;
    }
}
