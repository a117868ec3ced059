namespace ControlSim.Study.Statistics;

/// <summary>
/// A power law fitted to the tail of some sizes: density proportional to x^-exponent from the least size on. Maximum
/// likelihood, the least size by the smallest Kolmogorov-Smirnov distance (Clauset, Shalizi and Newman 2009).
/// </summary>
/// <param name="Exponent">Exponent, above 1.</param>
/// <param name="Error">Its standard error, (exponent - 1) / sqrt(n).</param>
/// <param name="Least">Size from which the law is fitted.</param>
/// <param name="Count">Sizes in the tail.</param>
/// <param name="Distance">Kolmogorov-Smirnov distance of the tail from the law, 0 to 1.</param>
public sealed record PowerLaw(double Exponent, double Error, double Least, int Count, double Distance)
{
    /// <summary>Fewest sizes in the tail: below some twenty the exponent says little.</summary>
    public const int LeastCount = 20;

    /// <summary>Fits.</summary>
    /// <param name="sizes">Sizes above 0, in any order.</param>
    /// <returns>The law; null where no tail has <see cref="LeastCount"/> sizes of which two differ.</returns>
    public static PowerLaw? Fit(IEnumerable<double> sizes)
    {
        double[] sorted = [.. sizes.Where(s => s > 0 && double.IsFinite(s)).Order()];
        PowerLaw? best = null;
        for (int i = 0; i + LeastCount <= sorted.Length; i++)
        {
            if (i > 0 && sorted[i] == sorted[i - 1]) continue;
            if (From(sorted.AsSpan(i)) is { } law && (best is null || law.Distance < best.Distance)) best = law;
        }

        return best;
    }

    private static PowerLaw? From(ReadOnlySpan<double> tail)
    {
        double least = tail[0];
        double sum = 0;
        foreach (double size in tail) sum += Math.Log(size / least);
        if (sum <= 0) return null;
        double exponent = 1 + (tail.Length / sum);
        double distance = 0;
        for (int i = 0; i < tail.Length; i++)
        {
            double law = 1 - Math.Pow(tail[i] / least, 1 - exponent);
            distance = Math.Max(distance, Math.Max(Math.Abs(((i + 1.0) / tail.Length) - law), Math.Abs(((double)i / tail.Length) - law)));
        }

        return new PowerLaw(exponent, (exponent - 1) / Math.Sqrt(tail.Length), least, tail.Length, distance);
    }
}
