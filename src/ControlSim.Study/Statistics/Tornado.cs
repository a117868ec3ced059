using System.Collections.Immutable;

namespace ControlSim.Study.Statistics;

/// <summary>What one factor does at its two ends while all others stay at the base.</summary>
/// <param name="Factor">Column of the factor in the design.</param>
/// <param name="AtLow">Mean difference to the base at its low end, paired by replicate; NaN without such a row.</param>
/// <param name="AtHigh">Mean difference to the base at its high end.</param>
/// <param name="LowInterval">Interval of <paramref name="AtLow"/>.</param>
/// <param name="HighInterval">Interval of <paramref name="AtHigh"/>.</param>
public sealed record TornadoBar(int Factor, double AtLow, double AtHigh, Interval LowInterval, Interval HighInterval)
{
    /// <summary>Greatest distance between its ends and the base: the length of the bar.</summary>
    public double Swing => Enumerable.Max([0, Above(AtLow), Above(AtHigh)]) - Enumerable.Min([0, Above(AtLow), Above(AtHigh)]);

    private static double Above(double value) => double.IsNaN(value) ? 0 : value;
}

/// <summary>One-at-a-time sensitivity: a base row and rows that differ from it in one factor.</summary>
public static class Tornado
{
    /// <summary>Bars in the order of the factors.</summary>
    /// <param name="points">Factor values by row; row 0 is the base.</param>
    /// <param name="responses">Responses by row and replicate, the replicates paired over rows; NaN where missing.</param>
    /// <param name="confidence">Confidence of the intervals (Student's t over the pairs).</param>
    /// <exception cref="ArgumentException">A row differs from the base in more or less than one factor.</exception>
    public static ImmutableArray<TornadoBar> Of(IReadOnlyList<double[]> points, IReadOnlyList<double[]> responses, double confidence = 0.95)
    {
        int factors = points[0].Length;
        var low = new PairedDifference?[factors];
        var high = new PairedDifference?[factors];
        double[] lowAt = new double[factors];
        double[] highAt = new double[factors];
        for (int i = 1; i < points.Count; i++)
        {
            int[] changed = [.. Enumerable.Range(0, factors).Where(j => points[i][j] != points[0][j])];
            if (changed.Length != 1)
            {
                throw new ArgumentException($"row {i + 1} of the design differs from the first in {changed.Length} factors, not in one.");
            }

            int f = changed[0];
            double value = points[i][f];
            PairedDifference difference = Difference(responses[0], responses[i], confidence);
            if (value < points[0][f] && (low[f] is null || value < lowAt[f]))
            {
                (low[f], lowAt[f]) = (difference, value);
            }
            else if (value > points[0][f] && (high[f] is null || value > highAt[f]))
            {
                (high[f], highAt[f]) = (difference, value);
            }
        }

        return
        [
            .. Enumerable.Range(0, factors).Select(f =>
                new TornadoBar(f, low[f]?.Mean ?? double.NaN, high[f]?.Mean ?? double.NaN, Ends(low[f]), Ends(high[f]))),
        ];
    }

    private static PairedDifference Difference(double[] baseline, double[] changed, double confidence)
    {
        int pairs = Math.Min(baseline.Length, changed.Length);
        return PairedDifference.Of(baseline.AsSpan(0, pairs), changed.AsSpan(0, pairs), confidence);
    }

    private static Interval Ends(PairedDifference? difference) =>
        difference is null ? Interval.None : new Interval(difference.Low, difference.High);
}
