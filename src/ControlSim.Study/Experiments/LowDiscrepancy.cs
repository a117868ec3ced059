using ControlSim.Randomness;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Experiments;

/// <summary>Points that fill the unit cube more evenly than random ones.</summary>
public static class LowDiscrepancy
{
    private const double Step = 1.0 / (1L << SobolDirections.Bits);

    /// <summary>Most dimensions of the Sobol' sequence.</summary>
    public static int MostSobolDimensions => SobolDirections.Most;

    /// <summary>The first points of the Sobol' sequence; even for a power of two of them.</summary>
    /// <param name="count">Number of points.</param>
    /// <param name="dimensions">Dimensions, at most <see cref="MostSobolDimensions"/>.</param>
    /// <param name="seed">
    /// Seed of the scrambling: nested uniform as Owen 1995 has it, every bit flipped or not by a hash of the bits before it; null
    /// for the plain sequence, which begins at the origin.
    /// </param>
    public static double[][] Sobol(int count, int dimensions, ulong? seed)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimensions, MostSobolDimensions);
        double[][] points = Empty(count, dimensions);
        for (int j = 0; j < dimensions; j++)
        {
            uint[] directions = SobolDirections.Of(j);
            uint state = 0;
            for (int i = 0; i < count; i++)
            {
                // Gray code order (Antonov and Saleev 1979): one exclusive or a point.
                state ^= i == 0 ? 0 : directions[System.Numerics.BitOperations.TrailingZeroCount(i)];
                points[i][j] = seed is ulong key ? (Scrambled(state, StableId.Combine(key, (ulong)j)) + 0.5) * Step : state * Step;
            }
        }

        return points;
    }

    /// <summary>The first points of the Halton sequence, bases the first primes.</summary>
    /// <param name="count">Number of points.</param>
    /// <param name="dimensions">Dimensions.</param>
    /// <param name="seed">Seed of the permutation of the digits at each place; null for the plain sequence, from its first point.</param>
    public static double[][] Halton(int count, int dimensions, ulong? seed)
    {
        double[][] points = Empty(count, dimensions);
        int prime = 1;
        for (int j = 0; j < dimensions; j++)
        {
            prime = NextPrime(prime);
            int[][] digits = Digits(prime, j, seed);
            for (int i = 0; i < count; i++)
            {
                points[i][j] = Radical(i + (seed is null ? 1 : 0), prime, digits);
            }
        }

        return points;
    }

    /// <summary>Latin hypercube (McKay, Beckman, Conover 1979): every one of <paramref name="count"/> slices of each factor once.</summary>
    public static double[][] LatinHypercube(int count, int dimensions, ulong seed)
    {
        double[][] points = Empty(count, dimensions);
        var uniform = new KeyedUniform(seed, "latin hypercube");
        for (int j = 0; j < dimensions; j++)
        {
            int[] slices = uniform.Permutation(count, 2 * j);
            for (int i = 0; i < count; i++)
            {
                points[i][j] = (slices[i] + uniform.At((2 * j) + 1, i)) / count;
            }
        }

        return points;
    }

    private static double[][] Empty(int count, int dimensions) =>
        [.. Enumerable.Range(0, count).Select(_ => new double[dimensions])];

    private static uint Scrambled(uint bits, ulong key)
    {
        uint result = 0;
        for (int i = 0; i < SobolDirections.Bits; i++)
        {
            // The marker bit before the prefix keeps prefixes of different lengths apart.
            ulong prefix = (1UL << i) | (i == 0 ? 0 : bits >> (SobolDirections.Bits - i));
            uint flip = (uint)StableId.Combine(key, prefix) & 1;
            result = (result << 1) | (((bits >> (SobolDirections.Bits - 1 - i)) & 1) ^ flip);
        }

        return result;
    }

    private static int[][] Digits(int prime, int dimension, ulong? seed)
    {
        int places = 1;
        for (double reach = prime; reach < 1L << 40; reach *= prime)
        {
            places++;
        }

        var uniform = new KeyedUniform(seed ?? 0, $"halton {dimension}");
        return
        [
            .. Enumerable.Range(0, places).Select(p => seed is null ? [.. Enumerable.Range(0, prime)] : uniform.Permutation(prime, p)),
        ];
    }

    private static double Radical(int index, int prime, int[][] digits)
    {
        double result = 0;
        double weight = 1.0 / prime;
        foreach (int[] place in digits)
        {
            result += place[index % prime] * weight;
            index /= prime;
            weight /= prime;
        }

        return Math.Min(result, 1 - Step);
    }

    private static int NextPrime(int after)
    {
        int n = after + 1;
        while (Enumerable.Range(2, Math.Max(0, (int)Math.Sqrt(n) - 1)).Any(d => n % d == 0))
        {
            n++;
        }

        return n;
    }
}
