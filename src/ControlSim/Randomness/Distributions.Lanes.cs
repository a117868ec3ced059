using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ControlSim.Randomness;

/// <content>Binomial variates of many units: the numbers of one at a time, of which most are told by the bounds of small means.</content>
internal static partial class Distributions
{
    /// <summary>Variates at a time at most.</summary>
    public const int MostBinomials = 64;

    /// <summary><see cref="Binomial(int, double, double, double)"/> of each.</summary>
    /// <param name="trials">Trials, of which the whole part counts; below 2^31.</param>
    /// <param name="chance">Chances of each trial.</param>
    /// <param name="logNone">Logarithms, where they are known, or none at all.</param>
    /// <param name="draws">Uniforms, at most <see cref="MostBinomials"/>, in place of which the variates are put.</param>
    public static void Binomials(ReadOnlySpan<double> trials, ReadOnlySpan<double> chance, ReadOnlySpan<double> logNone, Span<double> draws) =>
        StepFew(TellSmall(trials, chance, draws, 0), trials, chance, logNone, draws);

    /// <summary>Binomial variates where the first digits of a uniform tell them.</summary>
    /// <param name="trials">Trials, of which the whole part counts; below 2^31.</param>
    /// <param name="chance">Chances of each trial.</param>
    /// <param name="draws">Least uniforms, at most <see cref="MostBinomials"/>, in place of which the variates are put, or not a number where they are not told.</param>
    /// <param name="width">By how much the uniforms may be larger.</param>
    public static void TellBinomials(ReadOnlySpan<double> trials, ReadOnlySpan<double> chance, Span<double> draws, double width)
    {
        for (ulong left = TellSmall(trials, chance, draws, width); left != 0; left &= left - 1)
        {
            draws[BitOperations.TrailingZeroCount(left)] = double.NaN;
        }
    }

    /// <summary>A Binomial or Poisson variate of a small mean where the first digits of a uniform tell it by the bounds of <see cref="IsSmall"/>, or not a number.</summary>
    /// <param name="mean">Mean, at least 0.</param>
    /// <param name="u">Least uniform.</param>
    /// <param name="width">By how much it may be larger.</param>
    public static double TellSmall(double mean, double u, double width)
    {
        double pairs = 0.5 * mean * mean, none = 1 - mean, most = u + width;
        return most < none ? 0 : u >= none + pairs && most < 1 - pairs ? 1 : double.NaN;
    }

    /// <summary>Tells the variates of small means.</summary>
    /// <returns>Bits of those that it does not tell, whose uniforms stay.</returns>
    private static ulong TellSmall(ReadOnlySpan<double> trials, ReadOnlySpan<double> chance, Span<double> draws, double width)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(draws.Length, MostBinomials);
        ArgumentOutOfRangeException.ThrowIfNotEqual(trials.Length, draws.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(chance.Length, draws.Length);
        ref double n = ref MemoryMarshal.GetReference(trials), p = ref MemoryMarshal.GetReference(chance), u = ref MemoryMarshal.GetReference(draws);
        ulong left = 0;
        int done = 0;
        for (; done <= draws.Length - Vector256<double>.Count; done += Vector256<double>.Count)
        {
            nuint at = (nuint)done;
            Vector256<double> whole = Vector256.Truncate(Vector256.LoadUnsafe(ref n, at));
            uint bits = TellSmall(whole, Vector256.LoadUnsafe(ref p, at), ref Unsafe.Add(ref u, done), width);
            left |= (ulong)bits << done;
        }

        for (; done < draws.Length; done++)
        {
            double whole = Math.Truncate(trials[done]), each = chance[done];
            double variate = whole > 1 && each is >= 0 and <= 0.5 ? TellSmall(whole * each, draws[done], width) : double.NaN;
            draws[done] = double.IsNaN(variate) ? draws[done] : variate;
            left |= (double.IsNaN(variate) ? 1UL : 0) << done;
        }

        return left;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint TellSmall(Vector256<double> n, Vector256<double> p, ref double draws, double width)
    {
        Vector256<double> one = Vector256<double>.One, u = Vector256.LoadUnsafe(ref draws), most = u + Vector256.Create(width);
        Vector256<double> mean = n * p, pairs = Vector256.Create(0.5) * mean * mean, none = one - mean;
        Vector256<double> isNone = Vector256.LessThan(most, none);
        Vector256<double> isOne = Vector256.GreaterThanOrEqual(u, none + pairs) & Vector256.LessThan(most, one - pairs);
        Vector256<double> isLow = Vector256.LessThanOrEqual(p, Vector256.Create(0.5)) & Vector256.GreaterThanOrEqual(p, default);
        Vector256<double> told = (isNone | isOne) & isLow & Vector256.GreaterThan(n, one);
        Vector256<double> variate = Vector256.ConditionalSelect(isNone, default, one);
        Vector256.ConditionalSelect(told, variate, u).StoreUnsafe(ref draws);
        return ~told.ExtractMostSignificantBits() & 0xF;
    }

    /// <summary>The variates that are left: four together where they are stepped from 0, the last of them more than once if need be.</summary>
    private static void StepFew(ulong left, ReadOnlySpan<double> trials, ReadOnlySpan<double> chance, ReadOnlySpan<double> logNone, Span<double> draws)
    {
        Span<int> few = stackalloc int[Vector256<double>.Count];
        int count = 0;
        for (; left != 0; left &= left - 1)
        {
            int i = BitOperations.TrailingZeroCount(left);
            double n = Math.Truncate(trials[i]);
            if (n > 1 && chance[i] is >= 0 and <= 0.5 && n * chance[i] <= SteppedMean)
            {
                few[count++] = i;
            }
            else
            {
                draws[i] = Binomial((int)n, chance[i], logNone.IsEmpty ? double.NaN : logNone[i], draws[i]);
            }

            if (count == few.Length)
            {
                Step(few, trials, chance, logNone, draws);
                count = 0;
            }
        }

        if (count > 0)
        {
            few[count..].Fill(few[0]);
            Step(few, trials, chance, logNone, draws);
        }
    }

    private static void Step(ReadOnlySpan<int> few, ReadOnlySpan<double> trials, ReadOnlySpan<double> chance, ReadOnlySpan<double> logNone, Span<double> draws)
    {
        Vector256<double> p = Four(chance, few);
        Vector256<double> log = logNone.IsEmpty ? DetMath.Log1p(-p) : Four(logNone, few);
        Vector256<double> variates = Step(Vector256.Truncate(Four(trials, few)), p, log, Four(draws, few));
        for (int lane = 0; lane < few.Length; lane++)
        {
            draws[few[lane]] = variates[lane];
        }
    }

    /// <summary>Steps the distribution functions from 0, each lane until it has passed its draw.</summary>
    private static Vector256<double> Step(Vector256<double> n, Vector256<double> p, Vector256<double> logNone, Vector256<double> u)
    {
        Vector256<double> one = Vector256<double>.One, odds = p / (one - p), lift = (n + one) * odds;
        Vector256<double> term = DetMath.Exp(n * logNone), sum = term, k = default;
        Vector256<double> goesOn = Vector256.LessThanOrEqual(sum, u);
        while (goesOn.ExtractMostSignificantBits() != 0)
        {
            Vector256<double> next = k + one;
            term *= (lift - (odds * next)) / next;
            Vector256<double> further = sum + term;
            goesOn &= Vector256.GreaterThan(further, sum);
            k = Vector256.ConditionalSelect(goesOn, next, k);
            sum = Vector256.ConditionalSelect(goesOn, further, sum);
            goesOn &= Vector256.LessThanOrEqual(sum, u);
        }

        return k;
    }

    private static Vector256<double> Four(ReadOnlySpan<double> values, ReadOnlySpan<int> at) =>
        Vector256.Create(values[at[0]], values[at[1]], values[at[2]], values[at[3]]);
}
