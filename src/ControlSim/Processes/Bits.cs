using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ControlSim.Processes;

/// <summary>Comparisons of up to 64 neighbours in four lanes; what comes out are bits, the same for any width.</summary>
internal static class Bits
{
    /// <summary>Bit i: the i-th value is at least a limit.</summary>
    public static ulong AtLeast(ReadOnlySpan<double> values, double limit)
    {
        var least = Vector256.Create(limit);
        ref double first = ref MemoryMarshal.GetReference(values);
        ulong bits = 0;
        int done = 0;
        for (; done <= values.Length - Vector256<double>.Count; done += Vector256<double>.Count)
        {
            var some = Vector256.LoadUnsafe(ref first, (nuint)done);
            bits |= (ulong)Vector256.GreaterThanOrEqual(some, least).ExtractMostSignificantBits() << done;
        }

        for (; done < values.Length; done++)
        {
            bits |= (values[done] >= limit ? 1UL : 0) << done;
        }

        return bits;
    }

    /// <summary>The same for two limits, in one look.</summary>
    public static (ulong Low, ulong High) AtLeast(ReadOnlySpan<double> values, double low, double high)
    {
        Vector256<double> least = Vector256.Create(low), most = Vector256.Create(high);
        ref double first = ref MemoryMarshal.GetReference(values);
        ulong lows = 0, highs = 0;
        int done = 0;
        for (; done <= values.Length - Vector256<double>.Count; done += Vector256<double>.Count)
        {
            var some = Vector256.LoadUnsafe(ref first, (nuint)done);
            lows |= (ulong)Vector256.GreaterThanOrEqual(some, least).ExtractMostSignificantBits() << done;
            highs |= (ulong)Vector256.GreaterThanOrEqual(some, most).ExtractMostSignificantBits() << done;
        }

        for (; done < values.Length; done++)
        {
            lows |= (values[done] >= low ? 1UL : 0) << done;
            highs |= (values[done] >= high ? 1UL : 0) << done;
        }

        return (lows, highs);
    }

    /// <summary>Bit i: the i-th value is above a limit.</summary>
    public static ulong Above(ReadOnlySpan<double> values, double limit)
    {
        var most = Vector256.Create(limit);
        ref double first = ref MemoryMarshal.GetReference(values);
        ulong bits = 0;
        int done = 0;
        for (; done <= values.Length - Vector256<double>.Count; done += Vector256<double>.Count)
        {
            bits |= (ulong)Vector256.GreaterThan(Vector256.LoadUnsafe(ref first, (nuint)done), most).ExtractMostSignificantBits() << done;
        }

        for (; done < values.Length; done++)
        {
            bits |= (values[done] > limit ? 1UL : 0) << done;
        }

        return bits;
    }

    /// <summary>Bit i: the i-th value is above 0.</summary>
    public static ulong Positive(ReadOnlySpan<long> values)
    {
        ref long first = ref MemoryMarshal.GetReference(values);
        ulong bits = 0;
        int done = 0;
        for (; done <= values.Length - Vector256<long>.Count; done += Vector256<long>.Count)
        {
            bits |= (ulong)Vector256.GreaterThan(Vector256.LoadUnsafe(ref first, (nuint)done), default).ExtractMostSignificantBits() << done;
        }

        for (; done < values.Length; done++)
        {
            bits |= (values[done] > 0 ? 1UL : 0) << done;
        }

        return bits;
    }

    /// <summary>Bit i: the i-th set has a member of another set.</summary>
    public static ulong WithAny(ReadOnlySpan<ulong> sets, ulong others)
    {
        var wanted = Vector256.Create(others);
        ref ulong first = ref MemoryMarshal.GetReference(sets);
        ulong bits = 0;
        int done = 0;
        for (; done <= sets.Length - Vector256<ulong>.Count; done += Vector256<ulong>.Count)
        {
            Vector256<ulong> common = Vector256.LoadUnsafe(ref first, (nuint)done) & wanted;
            bits |= (ulong)(~Vector256.Equals(common, Vector256<ulong>.Zero)).ExtractMostSignificantBits() << done;
        }

        for (; done < sets.Length; done++)
        {
            bits |= ((sets[done] & others) != 0 ? 1UL : 0) << done;
        }

        return bits;
    }
}
