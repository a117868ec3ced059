using ControlSim.Randomness;

namespace ControlSim.Processes;

/// <summary>
/// Sizes of attacks: whole parts of a power law of exponent alpha from 1, truncated at n, so that P(X >= k) falls as
/// k^-(alpha - 1) and the tail of a log-log figure is straight from its first point. alpha below 3 has no variance, hence the
/// truncation.
/// </summary>
internal sealed class AttackSizes
{
    private const int Table = 1024;

    private readonly double _exponent;
    private readonly double[] _sum = new double[Table + 1];

    public AttackSizes(double exponent)
    {
        _exponent = exponent;
        for (int k = 1; k <= Table; k++)
        {
            _sum[k] = _sum[k - 1] + DetMath.Pow(k, 1 - exponent);
        }
    }

    /// <summary>A size from 1 to n.</summary>
    public int Draw(int n, double u) => (int)Distributions.PowerLawTruncated(_exponent, 1, n, u);

    /// <summary>Mean size, at most n: the sum of P(X >= k) = (k^-b - n^-b)/(1 - n^-b), b = alpha - 1.</summary>
    public double Mean(int n)
    {
        if (n <= 1)
        {
            return n;
        }

        double last = DetMath.Pow(n, 1 - _exponent);
        return (Sum(n) - (n * last)) / (1 - last);
    }

    /// <summary>Sum of k^-b to n; beyond the table by the integral from k - 1/2, good to 1e-8.</summary>
    private double Sum(int n)
    {
        if (n <= Table)
        {
            return _sum[n];
        }

        double power = 2 - _exponent, from = Table + 0.5, to = n + 0.5;
        double tail = power == 0 ? DetMath.Log(to / from) : (DetMath.Pow(to, power) - DetMath.Pow(from, power)) / power;
        return _sum[Table] + tail;
    }
}
