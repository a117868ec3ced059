using System.Collections.Immutable;

namespace ControlSim.Study.Statistics;

/// <summary>How much of a response's variance one factor explains.</summary>
/// <param name="First">First-order index: the factor by itself; estimates may be a little below 0.</param>
/// <param name="FirstInterval">Its bootstrap interval.</param>
/// <param name="Total">Total index: the factor with all its interactions.</param>
/// <param name="TotalInterval">Its bootstrap interval.</param>
public sealed record SobolIndex(double First, Interval FirstInterval, double Total, Interval TotalInterval);

/// <summary>
/// Variance-based sensitivity (Sobol' 1993): first-order indices by the estimator of Saltelli et al. 2010 (table 2, b), total
/// indices by that of Jansen 1999, from N (d + 2) responses.
/// </summary>
public sealed class SobolIndices
{
    private SobolIndices(double mean, double variance, ImmutableArray<SobolIndex> factors) =>
        (Mean, Variance, Factors) = (mean, variance, factors);

    /// <summary>Mean over the two base samples.</summary>
    public double Mean { get; }

    /// <summary>Variance over the two base samples; where it is 0 nothing can be explained and all indices are NaN.</summary>
    public double Variance { get; }

    /// <summary>The factors, in the order of the design.</summary>
    public ImmutableArray<SobolIndex> Factors { get; }

    /// <summary>Indices of one response.</summary>
    /// <param name="a">Responses of sample A.</param>
    /// <param name="b">Responses of sample B.</param>
    /// <param name="ab">For each factor the responses of A with that factor's column from B.</param>
    /// <param name="bootstrap">How intervals are made, by resampling the rows of the base samples.</param>
    /// <exception cref="ArgumentException">The samples have different lengths.</exception>
    public static SobolIndices Of(double[] a, double[] b, double[][] ab, Bootstrap bootstrap)
    {
        if (b.Length != a.Length || ab.Any(column => column.Length != a.Length))
        {
            throw new ArgumentException("The samples A, B and AB have different lengths.", nameof(ab));
        }

        // Centred: S1 multiplies by f(B), and a large mean would multiply the error of the differences.
        double mean = (a.Sum() + b.Sum()) / (2 * a.Length);
        double[] centredB = [.. b.Select(y => y - mean)];
        double[] centredA = [.. a.Select(y => y - mean)];
        int[] all = [.. Enumerable.Range(0, a.Length)];
        double[] values = Estimate(centredA, centredB, a, ab, all);
        Interval[] intervals = bootstrap.Of(a.Length, drawn => Estimate(centredA, centredB, a, ab, drawn));
        int factors = ab.Length;
        return new SobolIndices(
            mean,
            Variances(centredA, centredB, all),
            [
                .. Enumerable.Range(0, factors).Select(j =>
                    new SobolIndex(values[j], intervals[j], values[factors + j], intervals[factors + j])),
            ]);
    }

    /// <summary>First-order indices, then total indices.</summary>
    private static double[] Estimate(double[] centredA, double[] centredB, double[] a, double[][] ab, int[] rows)
    {
        double variance = Variances(centredA, centredB, rows);
        double[] result = new double[2 * ab.Length];
        for (int j = 0; j < ab.Length; j++)
        {
            double first = 0;
            double total = 0;
            foreach (int i in rows)
            {
                double step = ab[j][i] - a[i];
                first += centredB[i] * step;
                total += step * step;
            }

            result[j] = first / rows.Length / variance;
            result[ab.Length + j] = total / (2 * rows.Length) / variance;
        }

        return result;
    }

    private static double Variances(double[] a, double[] b, int[] rows)
    {
        double sum = 0;
        double squares = 0;
        foreach (int i in rows)
        {
            sum += a[i] + b[i];
            squares += (a[i] * a[i]) + (b[i] * b[i]);
        }

        int count = 2 * rows.Length;
        double variance = (squares - (sum * sum / count)) / (count - 1);
        return variance > 0 ? variance : double.NaN;
    }
}
