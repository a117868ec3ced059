using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ControlSim.Randomness;

/// <summary>64-bit ids that do not depend on the order of rows: a hash of the id written in the file (FNV-1a, mixed).</summary>
public static class StableId
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const ulong FirstFactor = 0xBF58476D1CE4E5B9;
    private const ulong SecondFactor = 0x94D049BB133111EB;

    /// <summary>Stable id of a written id.</summary>
    public static ulong Of(string id)
    {
        ulong hash = Offset;
        foreach (char c in id)
        {
            hash = (hash ^ (byte)c) * Prime;
            hash = (hash ^ (byte)(c >> 8)) * Prime;
        }

        return Mix(hash);
    }

    /// <summary>Combines two 64-bit values into a third; not symmetric.</summary>
    public static ulong Combine(ulong a, ulong b) => CombineMixed(a, MixSecond(b));

    /// <summary>The second value as it enters <see cref="Combine"/>, for many first ones.</summary>
    internal static ulong MixSecond(ulong b) => Mix(b + 0x9E3779B97F4A7C15);

    /// <summary><see cref="Combine"/> with a second value that <see cref="MixSecond"/> made.</summary>
    internal static ulong CombineMixed(ulong a, ulong mixed) => Mix(a ^ mixed);

    /// <summary>The same of many first values.</summary>
    /// <param name="first">First values.</param>
    /// <param name="mixed">What <see cref="MixSecond"/> made of the second.</param>
    /// <param name="combined">Where the values go, maybe the first ones' own place.</param>
    internal static void CombineMixed(ReadOnlySpan<ulong> first, ulong mixed, Span<ulong> combined)
    {
        int done = 0;
        ref ulong from = ref MemoryMarshal.GetReference(first), to = ref MemoryMarshal.GetReference(combined[..first.Length]);
        for (; done <= first.Length - Vector256<ulong>.Count; done += Vector256<ulong>.Count)
        {
            Vector256<ulong> z = Vector256.LoadUnsafe(ref from, (nuint)done) ^ Vector256.Create(mixed);
            z = (z ^ (z >>> 30)) * Vector256.Create(FirstFactor);
            z = (z ^ (z >>> 27)) * Vector256.Create(SecondFactor);
            (z ^ (z >>> 31)).StoreUnsafe(ref to, (nuint)done);
        }

        for (; done < first.Length; done++)
        {
            combined[done] = CombineMixed(first[done], mixed);
        }
    }

    /// <summary>Key of one run: the root seed, the design row's id and the replicate, never a position in a list.</summary>
    /// <param name="seed">Root seed.</param>
    /// <param name="designRow">Id of the design row; 0 for a plain run. What-ifs share their base's.</param>
    /// <param name="replicate">Number of the replicate, from 0.</param>
    public static ulong RunKey(ulong seed, ulong designRow, int replicate) =>
        Combine(Combine(seed, designRow), (ulong)replicate);

    /// <summary>Finalizer of SplitMix64 (Steele, Lea, Flood 2014).</summary>
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * FirstFactor;
        z = (z ^ (z >> 27)) * SecondFactor;
        return z ^ (z >> 31);
    }
}
