namespace ControlSim.Randomness;

/// <summary>
/// Random variates by inversion: each is a function of ONE uniform u in [0, 1) and never decreases in u, so that common and
/// antithetic random numbers work. Continuous ones here, counts in the other part.
/// </summary>
internal static partial class Distributions
{
    /// <summary>Standard normal: algorithm AS 241 (PPND16) of Wichura 1988, relative error about 1e-16.</summary>
    /// <remarks>u = 0 stands for the middle of the lowest cell of the uniforms, 2^-54, so that the result is finite (-8.3).</remarks>
    public static double Normal(double u)
    {
        double q = u - 0.5;
        if (Math.Abs(q) <= 0.425)
            return q * Ratio(0.180625 - (q * q), Centre);
        double tail = q < 0 ? Math.Max(u, 1.0 / (1L << 54)) : 1 - u;
        double r = Math.Sqrt(-DetMath.Log(tail));
        double z = r <= 5 ? Ratio(r - 1.6, Shoulder) : Ratio(r - 5, FarTail);
        return q < 0 ? -z : z;
    }

    /// <summary>Lognormal: e to a normal variate.</summary>
    /// <param name="logMean">Mean of the logarithm; e^logMean is the median.</param>
    /// <param name="logDeviation">Standard deviation of the logarithm, at least 0.</param>
    /// <param name="u">Uniform in [0, 1).</param>
    public static double LogNormal(double logMean, double logDeviation, double u) =>
        DetMath.Exp(logMean + (logDeviation * Normal(u)));

    /// <summary>Beta(a, b): the a-th smallest of a + b - 1 uniforms.</summary>
    /// <remarks>
    /// Bisection on P(X &lt;= x) = P(Binomial(a + b - 1, x) >= a). Two different u take the same path up to the first middle that
    /// parts them, so the result never decreases in u whatever the rounding. Some 20 sums of at most a + b terms.
    /// </remarks>
    /// <param name="a">First shape, at least 1; the mean is a / (a + b).</param>
    /// <param name="b">Second shape, at least 1; a + b at most 1000.</param>
    /// <param name="u">Uniform in [0, 1).</param>
    public static double Beta(int a, int b, double u) => Beta(a, b, u, a / (double)(a + b));

    /// <summary>The same where something near it is known, from which a third of the sums is saved.</summary>
    /// <param name="a">First shape, at least 1.</param>
    /// <param name="b">Second shape, at least 1; a + b at most 1000.</param>
    /// <param name="u">Uniform in [0, 1).</param>
    /// <param name="near">In (0, 1); the result is the same for all.</param>
    public static double Beta(int a, int b, double u, double near)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(a, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(b, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)a + b, 1000);
        double logChoose = LogChoose(a + b - 1, a);
        var (below, above) = Bracket(a, b, logChoose, u, near);
        double low = 0, high = 1;
        while (true)
        {
            double middle = 0.5 * (low + high);
            if (middle <= low || middle >= high || high - low < 1e-18)
                return middle;
            if (middle <= below || (middle < above && BetaCdf(a, b, logChoose, middle) <= u))
                low = middle;
            else
                high = middle;
        }
    }

    /// <summary>
    /// Two numbers between which the variate lies, by Newton's method: with them three middles in four need no sum. The probability
    /// at both is further from u than rounding moves it (some 1e-14), so the bisection decides as it would without them.
    /// </summary>
    private static (double Below, double Above) Bracket(int a, int b, double logChoose, double u, double near)
    {
        const double Clear = 1e-13;
        double below = 0, above = 1, x = near, away = 0;
        for (int step = 0; step < 12; step++)
        {
            double excess = BetaCdf(a, b, logChoose, x, out double term) - u;
            below = excess < -Clear ? x : below;
            above = excess > Clear ? x : above;
            double density = a / x * term;
            if (step > 0 && Math.Abs(excess) <= Clear)
            {
                away = 4 * Clear / density;
                break;
            }

            double next = x - (excess / density);
            x = next > below && next < above ? next : 0.5 * (below + above);
        }

        double under = x - away, over = x + away;
        below = away > 0 && under > below && BetaCdf(a, b, logChoose, under) - u < -Clear ? under : below;
        above = away > 0 && over < above && BetaCdf(a, b, logChoose, over) - u > Clear ? over : above;
        return (below, above);
    }

    /// <summary>
    /// Beta(a, b) between two variates that are known, by Newton's method: some three sums, to 1e-13. Unlike <see cref="Beta(int, int, double)"/> it may
    /// decrease in u by that much.
    /// </summary>
    /// <param name="a">First shape, at least 1.</param>
    /// <param name="b">Second shape, at least 1; a + b at most 1000.</param>
    /// <param name="u">Uniform in [0, 1).</param>
    /// <param name="low">Variate of a smaller u, above 0.</param>
    /// <param name="high">Variate of a larger one, below 1.</param>
    public static double BetaBetween(int a, int b, double u, double low, double high)
    {
        const double Near = 1e-14;
        double logChoose = LogChoose(a + b - 1, a), x = 0.5 * (low + high);
        for (int step = 0; step < 50; step++)
        {
            double excess = BetaCdf(a, b, logChoose, x, out double term) - u;
            (low, high) = excess < 0 ? (x, high) : (low, x);
            double next = x - (excess * x / (a * term));
            next = next >= low && next <= high ? next : 0.5 * (low + high);
            if (Math.Abs(next - x) <= Near)
                return next;
            x = next;
        }

        return x;
    }

    /// <summary>P(X &lt;= x) of Beta(a, b).</summary>
    /// <param name="a">First shape, at least 1.</param>
    /// <param name="b">Second shape, at least 1; a + b at most 1000.</param>
    /// <param name="x">In (0, 1).</param>
    public static double BetaProbability(int a, int b, double x) => BetaCdf(a, b, LogChoose(a + b - 1, a), x);

    /// <summary>P(Binomial(a + b - 1, x) >= a), summed from its largest term over the tail that the mean is not in.</summary>
    private static double BetaCdf(int a, int b, double logChoose, double x) => BetaCdf(a, b, logChoose, x, out _);

    /// <summary>The same, and its largest term P(Binomial = a), which the density is a / x times.</summary>
    private static double BetaCdf(int a, int b, double logChoose, double x, out double largest)
    {
        int n = a + b - 1;
        double odds = x / (1 - x);
        double term = largest = DetMath.Exp(logChoose + (a * DetMath.Log(x)) + ((b - 1) * DetMath.Log(1 - x)));
        double sum = 0;
        if (a > n * x)
        {
            for (int k = a; k <= n && sum + term > sum; k++)
            {
                sum += term;
                term *= odds * (n - k) / (k + 1);
            }

            return sum;
        }

        for (int k = a; k > 0; k--)
        {
            term *= k / (odds * (n - k + 1));
            if (sum + term <= sum)
                break;
            sum += term;
        }

        return 1 - sum;
    }

    /// <summary>ln of n over k; the product stays finite for n below 1000.</summary>
    private static double LogChoose(int n, int k)
    {
        double product = 1;
        for (int i = 1; i <= Math.Min(k, n - k); i++)
            product *= (double)(n + 1 - i) / i;
        return DetMath.Log(product);
    }

    /// <summary>A quotient of polynomials: eight coefficients above, then eight below, each from the constant upwards.</summary>
    private static double Ratio(double x, ReadOnlySpan<double> coefficients)
    {
        double above = coefficients[7], below = coefficients[15];
        for (int i = 6; i >= 0; i--)
        {
            above = (above * x) + coefficients[i];
            below = (below * x) + coefficients[i + 8];
        }

        return above / below;
    }

    /// <summary>AS 241, |u - 1/2| up to 0.425.</summary>
    private static ReadOnlySpan<double> Centre =>
    [
        3.3871328727963666080E0, 1.3314166789178437745E2, 1.9715909503065514427E3, 1.3731693765509461125E4,
        4.5921953931549871457E4, 6.7265770927008700853E4, 3.3430575583588128105E4, 2.5090809287301226727E3,
        1, 4.2313330701600911252E1, 6.8718700749205790830E2, 5.3941960214247511077E3,
        2.1213794301586595867E4, 3.9307895800092710610E4, 2.8729085735721942674E4, 5.2264952788528545610E3,
    ];

    /// <summary>AS 241, tails down to e^-25.</summary>
    private static ReadOnlySpan<double> Shoulder =>
    [
        1.42343711074968357734E0, 4.63033784615654529590E0, 5.76949722146069140550E0, 3.64784832476320460504E0,
        1.27045825245236838258E0, 2.41780725177450611770E-1, 2.27238449892691845833E-2, 7.74545014278341407640E-4,
        1, 2.05319162663775882187E0, 1.67638483018380384940E0, 6.89767334985100004550E-1,
        1.48103976427480074590E-1, 1.51986665636164571966E-2, 5.47593808499534494600E-4, 1.05075007164441684324E-9,
    ];

    /// <summary>AS 241, tails below e^-25.</summary>
    private static ReadOnlySpan<double> FarTail =>
    [
        6.65790464350110377720E0, 5.46378491116411436990E0, 1.78482653991729133580E0, 2.96560571828504891230E-1,
        2.65321895265761230930E-2, 1.24266094738807843860E-3, 2.71155556874348757815E-5, 2.01033439929228813265E-7,
        1, 5.99832206555887937690E-1, 1.36929880922735805310E-1, 1.48753612908506148525E-2,
        7.86869131145613259100E-4, 1.84631831751005468180E-5, 1.42151175831644588870E-7, 2.04426310338993978564E-15,
    ];
}
