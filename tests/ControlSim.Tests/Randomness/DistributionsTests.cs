using ControlSim.Randomness;

namespace ControlSim.Tests.Randomness;

public class DistributionsTests
{
    [Fact]
    public void Normal_quantiles_are_those_of_the_tables()
    {
        Assert.Equal(0, Distributions.Normal(0.5));
        Assert.Equal(-1.959963984540054, Distributions.Normal(0.025), 1e-15);
        Assert.Equal(1.2815515655446004, Distributions.Normal(0.9), 1e-15);
        Assert.Equal(3.090232306167814, Distributions.Normal(0.999), 1e-13);
        Assert.Equal(-6.361340902404056, Distributions.Normal(1e-10), 1e-14);
        Assert.Equal(-8.209536151601387, Distributions.Normal(Math.Pow(2, -53)), 1e-13);
        Assert.Equal(-8.29, Distributions.Normal(0), 0.01);
        foreach (double u in CountDistributionsTests.Grid().Skip(2).SkipLast(1))
            Assert.Equal(MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, u), Distributions.Normal(u), 1e-9);
    }

    [Fact]
    public void Normals_have_their_moments()
    {
        CountDistributionsTests.AssertMoments(Distributions.Normal, 0, 1, 0);
        CountDistributionsTests.AssertMoments(u => Math.Log(Distributions.LogNormal(0.2, 0.5, u)), 0.2, 0.25, 0);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 9)] // mean 1/4
    [InlineData(7, 13)] // mean .35
    [InlineData(50, 2)]
    [InlineData(400, 600)]
    public void A_Beta_is_the_inverse_of_its_distribution_function(int a, int b)
    {
        foreach (double u in CountDistributionsTests.Grid())
        {
            double x = Distributions.Beta(a, b, u);
            Assert.InRange(x, 0, 1);
            Assert.Equal(u, MathNet.Numerics.SpecialFunctions.BetaRegularized(a, b, x), 1e-12);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 17)]
    [InlineData(5, 15)]
    [InlineData(18, 2)]
    [InlineData(300, 500)]
    public void A_Beta_is_bit_for_bit_where_halving_alone_leads(int a, int b)
    {
        for (int i = 0; i < 3000; i++)
        {
            double u = i < 60 ? Math.ScaleB(1, -i) - (i == 0 ? Math.ScaleB(1, -53) : 0) : (i + 0.37) / 3000;
            double low = 0, high = 1, middle;
            while ((middle = 0.5 * (low + high)) > low && middle < high && high - low >= 1e-18)
            {
                (low, high) = Distributions.BetaProbability(a, b, middle) <= u ? (middle, high) : (low, middle);
            }

            Assert.Equal(BitConverter.DoubleToUInt64Bits(middle), BitConverter.DoubleToUInt64Bits(Distributions.Beta(a, b, u)));
            double near = Math.Clamp(middle + (0.1 * ((0.618 * i % 1) - 0.5)), 0.001, 0.999);
            Assert.Equal(BitConverter.DoubleToUInt64Bits(middle), BitConverter.DoubleToUInt64Bits(Distributions.Beta(a, b, u, near)));
        }
    }

    [Theory]
    [InlineData(1, 19)]
    [InlineData(7, 13)]
    [InlineData(18, 2)]
    public void A_Beta_between_two_known_variates_is_that_Beta(int a, int b)
    {
        const int Parts = 1024;
        for (int i = 1; i < 5000; i++)
        {
            double u = i / 5000.0;
            int part = (int)(u * Parts);
            double low = part == 0 ? 1e-200 : Distributions.Beta(a, b, (double)part / Parts);
            double high = part + 1 == Parts ? 1 - 1e-16 : Distributions.Beta(a, b, (part + 1.0) / Parts);
            Assert.Equal(Distributions.Beta(a, b, u), Distributions.BetaBetween(a, b, u, low, high), 2e-13);
        }
    }

    [Fact]
    public void A_Beta_has_its_moments()
    {
        (double a, double b) = (3, 9);
        double variance = a * b / ((a + b) * (a + b) * (a + b + 1));
        double kurtosis = 6 * (((a - b) * (a - b) * (a + b + 1)) - (a * b * (a + b + 2))) / (a * b * (a + b + 2) * (a + b + 3));
        CountDistributionsTests.AssertMoments(u => Distributions.Beta(3, 9, u), a / (a + b), variance, kurtosis);
    }

    [Fact]
    public void Continuous_variates_never_decrease_in_u()
    {
        var random = new Random(41);
        double[] us = [.. Enumerable.Range(0, 3000).Select(_ => random.NextDouble()).Concat(CountDistributionsTests.Grid()).Order()];
        Func<double, double>[] draws =
        [
            Distributions.Normal,
            u => Distributions.LogNormal(0, 1, u),
            u => Distributions.Beta(3, 9, u),
        ];
        foreach (Func<double, double> draw in draws)
            Assert.Equal(us.Select(draw).Order(), us.Select(draw));
    }

    [Fact]
    public void Impossible_parameters_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Distributions.Beta(0, 1, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Distributions.Beta(600, 600, 0.5));
    }
}
