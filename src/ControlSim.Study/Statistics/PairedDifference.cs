using MathNet.Numerics.Distributions;

namespace ControlSim.Study.Statistics;

/// <summary>
/// What a what-if changes, judged over pairs of runs that share their random numbers: the differences what-if minus base.
/// </summary>
/// <param name="Pairs">Pairs in which both values exist.</param>
/// <param name="Missing">Pairs left out because a value does not exist.</param>
/// <param name="Mean">Mean difference; NaN without pairs.</param>
/// <param name="StandardDeviation">Sample standard deviation of the differences; NaN below two pairs.</param>
/// <param name="Low">Lower end of the interval of the mean; NaN below two pairs.</param>
/// <param name="High">Upper end of the interval of the mean; NaN below two pairs.</param>
/// <param name="SharePositive">Share of pairs in which the what-if has the greater value.</param>
/// <param name="ShareNegative">Share of pairs in which the base has the greater value.</param>
/// <param name="ShareTies">Share of pairs with equal values.</param>
public sealed record PairedDifference(
    int Pairs,
    int Missing,
    double Mean,
    double StandardDeviation,
    double Low,
    double High,
    double SharePositive,
    double ShareNegative,
    double ShareTies)
{
    /// <summary>Differences of paired values.</summary>
    /// <param name="baseline">Values of the base, one a pair; NaN where missing.</param>
    /// <param name="whatIf">Values of the what-if, in the same order.</param>
    /// <param name="confidence">Confidence of the interval (Student's t), between 0 and 1.</param>
    /// <exception cref="ArgumentException">The two have different lengths.</exception>
    public static PairedDifference Of(
        ReadOnlySpan<double> baseline, ReadOnlySpan<double> whatIf, double confidence = 0.99)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(confidence);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(confidence, 1);
        double[] differences = Differences(baseline, whatIf);
        int n = differences.Length;
        double mean = n == 0 ? double.NaN : differences.Sum() / n;
        double deviation = double.NaN;
        double half = double.NaN;
        if (n >= 2)
        {
            deviation = Math.Sqrt(differences.Sum(d => (d - mean) * (d - mean)) / (n - 1));
            half = StudentT.InvCDF(0, 1, n - 1, 0.5 + (confidence / 2)) * deviation / Math.Sqrt(n);
        }

        return new PairedDifference(
            n,
            baseline.Length - n,
            mean,
            deviation,
            mean - half,
            mean + half,
            Share(differences, 1),
            Share(differences, -1),
            Share(differences, 0));
    }

    private static double[] Differences(ReadOnlySpan<double> baseline, ReadOnlySpan<double> whatIf)
    {
        if (baseline.Length != whatIf.Length)
        {
            throw new ArgumentException($"{baseline.Length} values of the base, {whatIf.Length} of the what-if.", nameof(whatIf));
        }

        var differences = new List<double>(baseline.Length);
        for (int i = 0; i < baseline.Length; i++)
        {
            double difference = whatIf[i] - baseline[i];
            if (!double.IsNaN(difference))
            {
                differences.Add(difference);
            }
        }

        return [.. differences];
    }

    private static double Share(double[] differences, int sign) =>
        differences.Length == 0 ? double.NaN : (double)differences.Count(d => Math.Sign(d) == sign) / differences.Length;
}
