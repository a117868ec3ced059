using ControlSim.Randomness;

namespace ControlSim.Study.Statistics;

/// <summary>
/// Uniform numbers for designs and bootstraps, addressed by what they are for: the same address gives the same number on any
/// machine and in any order of calls, so a design of 100 rows begins like one of 200.
/// </summary>
/// <param name="seed">Root seed.</param>
/// <param name="purpose">What they are for; two purposes share no number.</param>
internal readonly struct KeyedUniform(ulong seed, string purpose)
{
    private const double Step = 1.0 / (1L << 53);
    private readonly ulong key = StableId.Combine(seed, StableId.Of(purpose));

    /// <summary>64 random bits.</summary>
    public ulong Bits(int a, int b) => StableId.Combine(StableId.Combine(key, (ulong)(uint)a), (ulong)(uint)b);

    /// <summary>A number in [0, 1).</summary>
    public double At(int a, int b) => (Bits(a, b) >> 11) * Step;

    /// <summary>A whole number from 0 to <paramref name="count"/> - 1; its bias is below count / 2^64.</summary>
    public int Below(int count, int a, int b) => (int)Math.BigMul(Bits(a, b), (ulong)count, out _);

    /// <summary>The numbers 0 to <paramref name="count"/> - 1 in random order (Fisher and Yates).</summary>
    public int[] Permutation(int count, int a)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        for (int i = count - 1; i > 0; i--)
        {
            int j = Below(i + 1, a, i);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}
