namespace ControlSim.Randomness;

/// <summary>64-bit ids that do not depend on the order of rows: a hash of the id written in the file (FNV-1a, mixed).</summary>
public static class StableId
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

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

    /// <summary>Key of one run: the root seed, the design row's id and the replicate, never a position in a list.</summary>
    /// <param name="seed">Root seed.</param>
    /// <param name="designRow">Id of the design row; 0 for a plain run. What-ifs share their base's.</param>
    /// <param name="replicate">Number of the replicate, from 0.</param>
    public static ulong RunKey(ulong seed, ulong designRow, int replicate) =>
        Combine(Combine(seed, designRow), (ulong)replicate);

    /// <summary>Finalizer of SplitMix64 (Steele, Lea, Flood 2014).</summary>
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
