using ControlSim.Randomness;

namespace ControlSim.Processes;

/// <summary>
/// Sizes of attacks: the discrete power law, P(X = k) as k^-alpha for k from 1 to n, which is what the studies of sizes of
/// insurgent events fit (Clauset, Shalizi, Newman 2009; Bohorquez et al. 2009). Whole parts of the continuous law look like an
/// exponent of 2.2 to their estimator when alpha is 2.5. alpha below 3 has no variance, hence the truncation.
/// </summary>
internal sealed class AttackSizes
{
    private const int Table = 1024;

    private readonly double _exponent;
    private readonly double[] _upTo = new double[Table + 1]; // sum of j^-alpha to k
    private readonly double[] _heads = new double[Table + 1]; // sum of j j^-alpha to k

    public AttackSizes(double exponent)
    {
        _exponent = exponent;
        for (int k = 1; k <= Table; k++)
        {
            _upTo[k] = _upTo[k - 1] + DetMath.Pow(k, -exponent);
            _heads[k] = _heads[k - 1] + DetMath.Pow(k, 1 - exponent);
        }
    }

    /// <summary>A size from 1 to n: the least k of which the share up to k exceeds u.</summary>
    public int Draw(int n, double u)
    {
        double wanted = u * UpTo(n);
        if (wanted >= _upTo[Table])
        {
            return Math.Clamp(Beyond(wanted - _upTo[Table]), Table + 1, n);
        }

        int low = 1, high = Math.Min(n, Table);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _upTo[middle] > wanted ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>Mean size, at most n.</summary>
    public double Mean(int n) => n <= 1 ? n : (n <= Table ? _heads[n] : _heads[Table] + Tail(2 - _exponent, n)) / UpTo(n);

    private double UpTo(int n) => n <= Table ? _upTo[n] : _upTo[Table] + Tail(1 - _exponent, n);

    /// <summary>Sum of k^(power - 1) beyond the table by the integral from k - 1/2, good to 1e-8.</summary>
    private static double Tail(double power, int n)
    {
        double from = Table + 0.5, to = n + 0.5;
        return power == 0 ? DetMath.Log(to / from) : (DetMath.Pow(to, power) - DetMath.Pow(from, power)) / power;
    }

    /// <summary>The size up to which the sum beyond the table is what is given.</summary>
    private int Beyond(double sum)
    {
        double power = 1 - _exponent, from = Table + 0.5;
        return (int)Math.Min(int.MaxValue, DetMath.Pow(DetMath.Pow(from, power) + (sum * power), 1 / power) + 0.5);
    }
}
