namespace ControlSim.Randomness;

/// <content>
/// Counts. Binomial and Poisson have a ratio of neighbouring probabilities of the form (c - r k) / k (Panjer 1981). The
/// distribution function is stepped from 0 where the mean is at most 64, otherwise from the mode: every u walks along the same
/// rounded values, so the result never decreases in u. Cost: mean steps, or about 9 standard deviations.
/// </content>
internal static partial class Distributions
{
    private const double SteppedMean = 64; // e^-64 and 0.5^128 are far from underflow; beyond, the mode is cheaper too

    /// <summary>Successes in n trials: the least k with P(X &lt;= k) above u.</summary>
    /// <param name="n">Trials, at least 0 (tried to 1e6; the cost grows with the root).</param>
    /// <param name="p">Chance of each, in [0, 1].</param>
    /// <param name="u">Uniform in [0, 1).</param>
    public static int Binomial(int n, double p, double u) => Binomial(n, p, double.NaN, u);

    /// <summary>The same where many variates share a chance.</summary>
    /// <param name="n">Trials, at least 0.</param>
    /// <param name="p">Chance of each, in [0, 1].</param>
    /// <param name="logNone"><see cref="LogNone"/> of the chance, or not a number: it is found if it is asked for.</param>
    /// <param name="u">Uniform in [0, 1).</param>
    public static int Binomial(int n, double p, double logNone, double u)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (!(p >= 0 && p <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A chance lies in [0, 1].");
        if (n <= 1)
            return n == 0 || u < 1 - p ? 0 : 1;
        return p <= 0.5 ? BinomialLow(n, p, logNone, u) : n - BinomialLow(n, 1 - p, double.NaN, 1 - u);
    }

    /// <summary>ln(1 - p), the logarithm of the chance that a trial fails.</summary>
    public static double LogNone(double p) => DetMath.Log1p(-p);

    /// <summary>Events of a Poisson process: the least k with P(X &lt;= k) above u.</summary>
    /// <param name="mean">Mean, in [0, 1e9].</param>
    /// <param name="u">Uniform in [0, 1).</param>
    public static int Poisson(double mean, double u)
    {
        if (!(mean >= 0 && mean <= 1e9))
            throw new ArgumentOutOfRangeException(nameof(mean), mean, "A mean of events lies in [0, 1e9].");
        if (IsSmall(mean, u, out int few))
            return few;
        if (mean <= SteppedMean)
            return Step(0, DetMath.Exp(-mean), 0, mean, 0, u);
        int mode = (int)mean;
        const double Tau = 6.283185307179586;
        double top = DetMath.Exp(-Stirling(mode) - Deviance(mode, mean)) / Math.Sqrt(Tau * mode);
        return StepFromMode(mode, top, mean, 0, u);
    }

    /// <summary>Trials up to and including the first success: 1, 2, ..., with mean 1 / p.</summary>
    /// <param name="p">Chance of each trial, in (0, 1].</param>
    /// <param name="u">Uniform in [0, 1).</param>
    public static int Geometric(double p, double u)
    {
        if (!(p > 0 && p <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "The chance of a trial lies in (0, 1].");
        if (p == 1)
            return 1;
        double failures = DetMath.Log1p(-u) / DetMath.Log1p(-p);
        return failures < int.MaxValue ? 1 + (int)failures : int.MaxValue;
    }

    /// <summary>x rounded up with a chance equal to its fraction, otherwise down; the mean is x.</summary>
    /// <param name="x">A number whose whole part fits into 64 bits.</param>
    /// <param name="u">Uniform in [0, 1).</param>
    public static long StochasticRound(double x, double u)
    {
        double whole = Math.Floor(x);
        return (long)whole + (u < 1 - (x - whole) ? 0 : 1);
    }

    /// <summary>
    /// Is u where a Binomial or Poisson variate of this mean m is surely 0 or 1? By Bonferroni 1 - m &lt;= P(X = 0) &lt;= 1 - m + m^2/2 and
    /// P(X &lt;= 1) >= 1 - m^2/2. For small means it nearly always is, and the exponential is saved.
    /// </summary>
    private static bool IsSmall(double mean, double u, out int variate)
    {
        double pairs = 0.5 * mean * mean, none = 1 - mean;
        variate = u < none ? 0 : 1;
        return u < none || (u >= none + pairs && u < 1 - pairs);
    }

    private static int BinomialLow(int n, double p, double logNone, double u)
    {
        double q = 1 - p;
        double odds = p / q;
        double lift = (n + 1.0) * odds;
        double mean = n * p;
        if (IsSmall(mean, u, out int few))
            return few;
        if (mean <= SteppedMean)
            return Step(0, DetMath.Exp(n * (double.IsNaN(logNone) ? LogNone(p) : logNone)), 0, lift, odds, u);
        int mode = (int)((n + 1.0) * p);
        int rest = n - mode;
        const double Tau = 6.283185307179586;
        double exponent = Stirling(n) - Stirling(mode) - Stirling(rest) - Deviance(mode, mean) - Deviance(rest, n * q);
        double top = DetMath.Exp(exponent) * Math.Sqrt(n / (Tau * mode * rest));
        return StepFromMode(mode, top, lift, odds, u);
    }

    private static int StepFromMode(int mode, double top, double lift, double odds, double u)
    {
        double below = 0;
        double term = top;
        for (int k = mode; k > 0; k--)
        {
            term *= k / (lift - (odds * k));
            if (below + term <= below)
                break;
            below += term;
        }

        if (u >= below)
            return Step(mode, top, below, lift, odds, u);
        term = top;
        for (int k = mode; k > 1; k--)
        {
            term *= k / (lift - (odds * k));
            double next = below - term;
            if (u >= next || next >= below)
                return k - 1;
            below = next;
        }

        return 0;
    }

    /// <summary>Upwards from k with probability <paramref name="term"/> and <paramref name="below"/> = P(X &lt; k).</summary>
    /// <remarks>Ends where a further term no longer changes the sum: u above it is a matter of rounding.</remarks>
    private static int Step(int k, double term, double below, double lift, double odds, double u)
    {
        double sum = below + term;
        while (sum <= u)
        {
            term *= (lift - (odds * (k + 1))) / (k + 1);
            if (sum + term <= sum)
                break;
            sum += term;
            k++;
        }

        return k;
    }

    /// <summary>ln n! less Stirling's leading terms, by his series; good to 1e-18 from n = 64 on.</summary>
    private static double Stirling(double n)
    {
        double n2 = n * n;
        return ((1.0 / 12) - (((1.0 / 360) - (((1.0 / 1260) - (1.0 / 1680 / n2)) / n2)) / n2)) / n;
    }

    /// <summary>
    /// x ln(x / m) + m - x for x within 1 of m >= 64, by the series of Loader 2000 ("Fast and accurate computation of binomial
    /// probabilities"), which does not cancel.
    /// </summary>
    private static double Deviance(double x, double m)
    {
        double v = (x - m) / (x + m);
        double v2 = v * v;
        return ((x - m) * v) + (2 * x * v * v2 * ((1.0 / 3) + (v2 * ((1.0 / 5) + (v2 * (1.0 / 7))))));
    }
}
