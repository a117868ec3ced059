using System.Collections.Immutable;

namespace ControlSim.Study.Statistics;

/// <summary>
/// A smooth density of a sample: Epanechnikov's kernel (1969), which needs no exponentials, with Silverman's rule for its
/// width (1986, 3.31): 2.34 times the lesser of deviation and interquartile range / 1.34, times n to the power -1/5.
/// </summary>
public static class KernelDensity
{
    /// <summary>The kernel's half width against that of a normal kernel.</summary>
    private const double EpanechnikovFactor = 2.34;

    /// <summary>Width of the kernel to either side, in the unit of the sample; at least <paramref name="least"/>.</summary>
    /// <param name="sample">Numbers, at least one.</param>
    /// <param name="least">Least width: half the resolution of the data, above 0.</param>
    public static double Bandwidth(double[] sample, double least)
    {
        ArgumentNullException.ThrowIfNull(sample);
        double mean = sample.Average();
        double deviation = sample.Length < 2 ? 0 : Math.Sqrt(sample.Sum(v => (v - mean) * (v - mean)) / (sample.Length - 1));
        double middle = (Quantiles.Of(sample, 0.75) - Quantiles.Of(sample, 0.25)) / 1.34;
        double spread = middle > 0 ? Math.Min(deviation, middle) : deviation;
        return Math.Max(least, EpanechnikovFactor * spread * Math.Pow(sample.Length, -0.2));
    }

    /// <summary>The density at some points; its integral over all numbers is 1.</summary>
    /// <param name="sample">Numbers, at least one.</param>
    /// <param name="bandwidth">Width of the kernel to either side, above 0.</param>
    /// <param name="points">Where it is wanted.</param>
    public static ImmutableArray<double> At(double[] sample, double bandwidth, IEnumerable<double> points)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bandwidth);
        return
        [
            .. points.Select(p => sample.Sum(v =>
            {
                double u = (p - v) / bandwidth;
                return u * u < 1 ? 0.75 * (1 - (u * u)) : 0;
            }) / (sample.Length * bandwidth)),
        ];
    }
}
