using ControlSim.Randomness;

namespace ControlSim.Tests.Randomness;

public class DetMathTests
{
    [Fact]
    public void Exp_is_within_2_ulp_of_the_C_library()
    {
        var random = new Random(21);
        for (int i = 0; i < 400_000; i++)
        {
            double x = i % 2 == 0 ? (random.NextDouble() * 1416) - 708 : (random.NextDouble() - 0.5) * Math.Pow(10, -random.Next(0, 18));
            AssertUlps(2, Math.Exp(x), DetMath.Exp(x));
        }
    }

    [Fact]
    public void Log_is_within_2_ulp_of_the_C_library()
    {
        var random = new Random(22);
        for (int i = 0; i < 400_000; i++)
        {
            double x = (i % 3) switch
            {
                0 => BitConverter.Int64BitsToDouble(random.NextInt64(1, 0x7FF0000000000000)), // all magnitudes, subnormals too
                1 => 1 + ((random.NextDouble() - 0.5) * Math.Pow(10, -random.Next(0, 16))),
                _ => random.NextDouble() * 1000,
            };
            AssertUlps(2, Math.Log(x), DetMath.Log(x));
        }
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(1.5)]
    public void Pow_by_roots_is_the_power_of_the_C_library_within_4_ulp(double y)
    {
        var random = new Random(24);
        for (int i = 0; i < 100_000; i++)
        {
            double x = Math.Pow(10, (random.NextDouble() * 400) - 200);
            AssertUlps(4, Math.Pow(x, y), DetMath.Pow(x, y));
        }
    }

    [Fact]
    public void Pow_is_within_1e_minus_13()
    {
        var random = new Random(23);
        for (int i = 0; i < 400_000; i++)
        {
            double x = i % 2 == 0 ? random.NextDouble() * 10 : Math.Pow(10, (random.NextDouble() * 600) - 300);
            double y = i % 4 < 2 ? (random.NextDouble() - 0.5) * 20 : (random.NextDouble() - 0.5) * 1400 / Math.Max(1e-3, Math.Abs(Math.Log(x)));
            double expected = Math.Pow(x, y);
            if (double.IsNormal(expected))
                Assert.InRange(DetMath.Pow(x, y) / expected, 1 - 1e-13, 1 + 1e-13);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    public void Simple_powers_are_exact(double y)
    {
        foreach (double x in new[] { 0, 0.1, 0.3, 1, 7.7, 1e10 })
            Assert.Equal(y switch { 0 => 1, 0.5 => Math.Sqrt(x), 1 => x, _ => x * x }, DetMath.Pow(x, y));
    }

    [Fact]
    public void The_ends_of_the_ranges_are_right()
    {
        Assert.Equal(double.PositiveInfinity, DetMath.Exp(709.79));
        Assert.Equal(double.PositiveInfinity, DetMath.Exp(double.PositiveInfinity));
        Assert.Equal(0, DetMath.Exp(-745.2));
        Assert.Equal(0, DetMath.Exp(double.NegativeInfinity));
        Assert.Equal(double.NaN, DetMath.Exp(double.NaN));
        AssertUlps(2, Math.Exp(709.78), DetMath.Exp(709.78));
        AssertUlps(2, Math.Exp(709.782712893384), DetMath.Exp(709.782712893384));
        for (double x = -745; x < -708; x += 0.25)
            Assert.Equal(Math.Exp(x), DetMath.Exp(x), double.Epsilon * 2); // subnormal results
        Assert.Equal(1, DetMath.Exp(0));
        Assert.Equal(0, DetMath.Log(1));
        Assert.Equal(double.NegativeInfinity, DetMath.Log(0));
        Assert.Equal(double.NaN, DetMath.Log(-1));
        Assert.Equal(double.PositiveInfinity, DetMath.Log(double.PositiveInfinity));
        Assert.Equal(0, DetMath.Pow(0, 0.3));
        Assert.Equal(double.PositiveInfinity, DetMath.Pow(0, -0.3));
        Assert.Equal(1, DetMath.Pow(1, 1e300));
        Assert.Equal(0, DetMath.Pow(0.5, 1e300));
        Assert.Equal(double.PositiveInfinity, DetMath.Pow(10, 400));
        Assert.Equal(double.NaN, DetMath.Pow(-2, 0.7));
    }

    [Fact]
    public void Expm1_and_Log1p_keep_their_digits_near_zero()
    {
        var random = new Random(24);
        for (int i = 0; i < 100_000; i++)
        {
            double x = (random.NextDouble() - 0.5) * Math.Pow(10, -random.Next(0, 12));
            // Half the hyperbolic sine formula: e^x - 1 = 2 sinh(x/2) e^(x/2), which does not cancel.
            AssertClose(2 * Math.Sinh(x / 2) * Math.Exp(x / 2), DetMath.Expm1(x));
            AssertClose(2 * Math.Atanh(x / (2 + x)), DetMath.Log1p(x));
        }

        Assert.Equal(0, DetMath.Expm1(0));
        Assert.Equal(-1, DetMath.Expm1(-1000));
        Assert.Equal(double.NegativeInfinity, DetMath.Log1p(-1));
        AssertClose(Math.Log(1e9 + 1), DetMath.Log1p(1e9));

        static void AssertClose(double expected, double actual) =>
            Assert.InRange(actual, expected - (2e-15 * Math.Abs(expected)), expected + (2e-15 * Math.Abs(expected)));
    }

    [Fact]
    public void The_logistic_is_symmetric_and_its_inverse_takes_it_back()
    {
        for (double x = -30; x <= 30; x += 0.125)
        {
            Assert.Equal(1, DetMath.Sigmoid(x) + DetMath.Sigmoid(-x), 2.3e-16);
            Assert.Equal(1 / (1 + Math.Exp(-x)), DetMath.Sigmoid(x), 2.3e-16);
            if (Math.Abs(x) < 10)
                Assert.Equal(x, DetMath.Logit(DetMath.Sigmoid(x)), 1e-11);
        }

        Assert.Equal(0, DetMath.Sigmoid(-800));
        Assert.Equal(1, DetMath.Sigmoid(800));
        Assert.Equal(double.PositiveInfinity, DetMath.Logit(1));
        Assert.Equal(double.NegativeInfinity, DetMath.Logit(0));
    }

    private static void AssertUlps(double ulps, double expected, double actual) =>
        Assert.InRange(Math.Abs(actual - expected), 0, ulps * (Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected)));
}
