using ControlSim.Randomness;

namespace ControlSim.Tests.Randomness;

public class CountDistributionsTests
{
    private static readonly RandomStreams Streams = new(2017);

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(2, 0.5)]
    [InlineData(20, 0.02)]
    [InlineData(20, 0.97)]
    [InlineData(100, 0.5)]
    [InlineData(130, 0.51)]
    [InlineData(1000, 0.3)]
    [InlineData(1000, 0.7)]
    [InlineData(5000, 0.013)]
    [InlineData(1_000_000, 1e-5)]
    [InlineData(1_000_000, 0.4)]
    [InlineData(1_000_000, 0.9999)]
    public void A_binomial_is_the_inverse_of_its_distribution_function(int n, double p)
    {
        var exact = new MathNet.Numerics.Distributions.Binomial(p, n);
        foreach (double u in Grid())
        {
            int k = Distributions.Binomial(n, p, u);
            // MathNet's incomplete beta function is good to about 1e-11 at n = 1e6.
            Assert.InRange(u, Cdf(k - 1) - 1e-10, Cdf(k) + 1e-10);
        }

        double Cdf(int k) => k < 0 ? 0 : k == n ? 1 : exact.CumulativeDistribution(k);
    }

    [Fact]
    public void A_binomial_has_the_probabilities_of_Pascals_triangle()
    {
        // n = 12, p = 1/4: probabilities are C(12, k) 3^(12-k) / 4^12, so the steps are exact in binary.
        double[] choose = [1, 12, 66, 220, 495, 792, 924, 792, 495, 220, 66, 12, 1];
        double below = 0;
        for (int k = 0; k <= 12; k++)
        {
            double probability = choose[k] * Math.Pow(3, 12 - k) / Math.Pow(4, 12);
            Assert.Equal(k, Distributions.Binomial(12, 0.25, below + (probability * 1e-6)));
            Assert.Equal(k, Distributions.Binomial(12, 0.25, below + (probability * (1 - 1e-6))));
            Assert.Equal(12 - k, Distributions.Binomial(12, 0.75, 1 - (below + (probability * 1e-6))));
            below += probability;
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(2.5)]
    [InlineData(64)]
    [InlineData(64.5)]
    [InlineData(1000)]
    [InlineData(123_456.7)]
    public void A_Poisson_is_the_inverse_of_its_distribution_function(double mean)
    {
        foreach (double u in Grid())
        {
            int k = Distributions.Poisson(mean, u);
            double below = k == 0 ? 0 : Cdf(k - 1);
            Assert.InRange(u, below - 1e-10, Cdf(k) + 1e-10);
        }

        double Cdf(int k) => mean == 0 ? 1 : new MathNet.Numerics.Distributions.Poisson(mean).CumulativeDistribution(k);
    }

    [Fact]
    public void Counts_never_decrease_in_u()
    {
        var random = new Random(31);
        double[] us = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextDouble()).Concat(Grid()).Order()];
        foreach ((int n, double p) in new[] { (3, 0.5), (100, 0.02), (200, 0.45), (200, 0.55), (3000, 0.3), (100_000, 0.999) })
            AssertRising(us, u => Distributions.Binomial(n, p, u), 0, n);
        foreach (double mean in new[] { 0.3, 63.9, 64.1, 5000 })
            AssertRising(us, u => Distributions.Poisson(mean, u), 0, int.MaxValue);
        AssertRising(us, u => Distributions.Geometric(0.05, u), 1, int.MaxValue);
        AssertRising(us, u => (int)Distributions.StochasticRound(17.3, u), 17, 18);
    }

    [Theory]
    [InlineData(50, 0.04)]
    [InlineData(400, 0.25)]
    [InlineData(1000, 0.93)]
    public void A_binomial_has_its_mean_and_variance(int n, double p) =>
        AssertMoments(u => Distributions.Binomial(n, p, u), n * p, n * p * (1 - p), (1 - (6 * p * (1 - p))) / (n * p * (1 - p)));

    [Theory]
    [InlineData(0.7)]
    [InlineData(200)]
    public void A_Poisson_has_its_mean_and_variance(double mean) => AssertMoments(u => Distributions.Poisson(mean, u), mean, mean, 1 / mean);

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.6)]
    public void Waiting_for_a_success_takes_one_over_p_trials(double p) =>
        AssertMoments(u => Distributions.Geometric(p, u), 1 / p, (1 - p) / (p * p), 6 + (p * p / (1 - p)));

    [Fact]
    public void Rounding_keeps_the_mean()
    {
        AssertMoments(u => Distributions.StochasticRound(2.3, u), 2.3, 0.21, (1 - (6 * 0.21)) / 0.21);
        AssertMoments(u => Distributions.StochasticRound(-2.3, u), -2.3, 0.21, (1 - (6 * 0.21)) / 0.21);
        Assert.Equal(5, Distributions.StochasticRound(5, 0));
        Assert.Equal(5, Distributions.StochasticRound(5, 1 - Math.Pow(2, -53)));
    }

    [Fact]
    public void Certain_things_are_certain()
    {
        foreach (double u in Grid())
        {
            Assert.Equal(0, Distributions.Binomial(0, 0.3, u));
            Assert.Equal(0, Distributions.Binomial(70, 0, u));
            Assert.Equal(70, Distributions.Binomial(70, 1, u));
            Assert.Equal(1, Distributions.Geometric(1, u));
        }
    }

    [Fact]
    public void Impossible_parameters_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Distributions.Binomial(-1, 0.5, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Distributions.Binomial(5, 1.01, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Distributions.Binomial(5, double.NaN, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Distributions.Poisson(-1, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Distributions.Geometric(0, 0.5));
    }

    /// <summary>The ends, both tails, and the middle.</summary>
    internal static double[] Grid() =>
    [
        0, Math.Pow(2, -53), 1e-12, 1e-9, 1e-6, 1e-4,
        .. Enumerable.Range(0, 60).Select(i => (i + 0.5) / 60),
        1 - 1e-4, 1 - 1e-6, 1 - 1e-9, 1 - 1e-12, 1 - Math.Pow(2, -53),
    ];

    /// <summary>Mean and variance of 20,000 keyed draws within four standard errors.</summary>
    internal static void AssertMoments(Func<double, double> draw, double mean, double variance, double excessKurtosis)
    {
        const int N = 20_000;
        double sum = 0, squares = 0;
        for (int i = 0; i < N; i++)
        {
            double d = draw(Streams.Uniform(ProcessId.Combat, i % 365, (ulong)(i / 365), 0)) - mean;
            sum += d;
            squares += d * d;
        }

        Assert.InRange(sum / N / Math.Sqrt(variance / N), -4, 4);
        Assert.InRange(((squares / N) - variance) / (variance * Math.Sqrt((excessKurtosis + 2) / N)), -4, 4);
    }

    private static void AssertRising(double[] us, Func<double, int> draw, int least, int most)
    {
        int before = least;
        foreach (double u in us)
        {
            int k = draw(u);
            Assert.InRange(k, before, most);
            before = k;
        }
    }
}
