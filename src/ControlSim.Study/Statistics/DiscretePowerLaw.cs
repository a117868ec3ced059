namespace ControlSim.Study.Statistics;

/// <summary>
/// A power law fitted to the tail of whole numbers, such as people killed in an attack: probability proportional to x^-exponent from the
/// least size on. Maximum likelihood with the Hurwitz zeta function, the least size by the smallest Kolmogorov-Smirnov distance (Clauset,
/// Shalizi and Newman 2009, appendix B; what the studies of sizes of insurgent events use). The law for real numbers, on counts of a few,
/// takes the steps between them for a steep tail.
/// </summary>
/// <param name="Exponent">Exponent, 1 to 10.</param>
/// <param name="Error">Its standard error, from the curvature of the likelihood.</param>
/// <param name="Least">Size from which the law is fitted.</param>
/// <param name="Count">Sizes in the tail.</param>
/// <param name="Distance">Kolmogorov-Smirnov distance of the tail from the law, 0 to 1.</param>
public sealed record DiscretePowerLaw(double Exponent, double Error, int Least, int Count, double Distance)
{
    /// <summary>Fewest sizes in the tail: below some fifty the exponent of a discrete law says little (the paper's advice).</summary>
    public const int LeastCount = 50;

    private const double Steepest = 10;
    private const double Flattest = 1.01;

    /// <summary>Fits.</summary>
    /// <param name="sizes">Sizes, rounded to whole numbers; those below 1 are left out.</param>
    /// <returns>The law; null where no tail has <see cref="LeastCount"/> sizes of which two differ.</returns>
    public static DiscretePowerLaw? Fit(IEnumerable<double> sizes)
    {
        int[] sorted = [.. sizes.Where(double.IsFinite).Select(s => (int)Math.Round(s)).Where(s => s > 0).Order()];
        DiscretePowerLaw? best = null;
        for (int i = 0; i + LeastCount <= sorted.Length; i++)
        {
            if ((i > 0 && sorted[i] == sorted[i - 1]) || sorted[i] == sorted[^1]) continue;
            DiscretePowerLaw law = From(sorted.AsSpan(i));
            if (best is null || law.Distance < best.Distance) best = law;
        }

        return best;
    }

    /// <summary>Hurwitz' zeta function, the sum of (k + q)^-s over k from 0: ten terms, then Euler and Maclaurin's formula.</summary>
    /// <param name="s">Exponent, above 1.</param>
    /// <param name="q">First base, above 0.</param>
    public static double Zeta(double s, double q)
    {
        const int Terms = 10;
        double sum = 0;
        for (int k = 0; k < Terms; k++) sum += Math.Pow(q + k, -s);
        double a = q + Terms, power = Math.Pow(a, -s);
        return sum + (a * power / (s - 1)) + (power / 2) + (s * power / (12 * a)) - (s * (s + 1) * (s + 2) * power / (720 * a * a * a));
    }

    private static DiscretePowerLaw From(ReadOnlySpan<int> tail)
    {
        int least = tail[0], count = tail.Length;
        double logs = 0;
        foreach (int size in tail) logs += Math.Log(size);
        double Likelihood(double exponent) => (-count * Math.Log(Zeta(exponent, least))) - (exponent * logs);
        double exponent = Best(Likelihood);
        const double Step = 1e-3;
        double curvature = (Likelihood(exponent + Step) - (2 * Likelihood(exponent)) + Likelihood(exponent - Step)) / (Step * Step);
        return new DiscretePowerLaw(exponent, 1 / Math.Sqrt(Math.Max(1e-9, -curvature)), least, count, DistanceOf(tail, exponent));
    }

    /// <summary>Golden section: the likelihood of a discrete power law has one maximum.</summary>
    private static double Best(Func<double, double> likelihood)
    {
        double ratio = (Math.Sqrt(5) - 1) / 2, low = Flattest, high = Steepest;
        while (high - low > 1e-6)
        {
            double left = high - (ratio * (high - low)), right = low + (ratio * (high - low));
            if (likelihood(left) < likelihood(right)) low = left;
            else high = right;
        }

        return 0.5 * (low + high);
    }

    private static double DistanceOf(ReadOnlySpan<int> tail, double exponent)
    {
        double whole = Zeta(exponent, tail[0]), distance = 0;
        for (int i = 0; i < tail.Length; i++)
        {
            if (i + 1 < tail.Length && tail[i + 1] == tail[i]) continue;
            double upTo = 1 - (Zeta(exponent, tail[i] + 1) / whole);
            distance = Math.Max(distance, Math.Abs(((i + 1.0) / tail.Length) - upTo));
        }

        return distance;
    }
}
