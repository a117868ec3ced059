using System.Runtime.Intrinsics;
using ControlSim.Randomness;

namespace ControlSim.Tests.Randomness;

/// <summary>Four numbers at a time are, to the bit, those of one at a time, which are compared with other programs elsewhere.</summary>
public class LanesTests
{
    private static readonly double[] Edges =
    [
        0, -0.0, double.Epsilon, -double.Epsilon, 2.2250738585072014e-308, 2.225073858507201e-308, 1e-310, 1, -1, 0.5, 2, Math.BitDecrement(1), Math.BitIncrement(1),
        699.9999, 700, -699.9999, -700, 709.78, 709.79, -745.13, -745.14, -708.4, 1e308, -1e308, double.MaxValue, double.MinValue,
        double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1.4142135623730951, 0.7071067811865475, 0.7071067811865476, 1e-17, -1e-17, 1e-300, -1e-300,
    ];

    [Fact]
    public void Exponentials_and_logarithms_are_those_of_one_at_a_time()
    {
        var random = new Random(7);
        AssertSame(Edges);
        for (int i = 0; i < 1_000_000; i++)
        {
            double digits = random.NextDouble();
            // Numbers of the range of exponents, numbers of all magnitudes, any pattern of bits, and one of the edges among others.
            AssertSame(
            [
                (digits - 0.5) * 1500, BitConverter.Int64BitsToDouble(random.NextInt64()), Math.ScaleB(1 + digits, random.Next(-1080, 1030)),
                i % 3 == 0 ? Edges[random.Next(Edges.Length)] : -digits * 0.75,
            ]);
        }
    }

    [Theory]
    [InlineData(64)]
    [InlineData(63)]
    [InlineData(7)]
    [InlineData(3)]
    [InlineData(0)]
    public void Binomials_are_those_of_one_at_a_time(int count)
    {
        var random = new Random(count);
        double[] trials = new double[count], chance = new double[count], logNone = new double[count], draws = new double[count];
        double[] some = new double[count], withLogarithms = new double[count];
        for (int time = 0; time < 5_000; time++)
        {
            for (int i = 0; i < count; i++)
            {
                trials[i] = random.Next(4) switch { 0 => random.Next(4), 1 => random.Next(3000), _ => random.Next(200) } + (random.Next(3) == 0 ? 0.75 : 0);
                chance[i] = random.Next(5) switch { 0 => random.NextDouble(), 1 => 0, 2 => 0.5 * random.NextDouble(), _ => Math.Pow(10, -1 - (5 * random.NextDouble())) };
                logNone[i] = chance[i] <= 0.5 ? Distributions.LogNone(chance[i]) : double.NaN;
                double draw = Math.Floor(random.NextDouble() * (1L << 53)) / (1L << 53);
                draws[i] = random.Next(6) switch { 0 => 0, 1 => Math.BitDecrement(1), 2 => Math.Max(0, 1 - ((int)trials[i] * chance[i])), _ => draw };
            }

            draws.CopyTo(some, 0);
            draws.CopyTo(withLogarithms, 0);
            Distributions.Binomials(trials, chance, [], some);
            Distributions.Binomials(trials, chance, logNone, withLogarithms);
            for (int i = 0; i < count; i++)
            {
                Assert.Equal(Distributions.Binomial((int)trials[i], chance[i], draws[i]), some[i]);
                Assert.Equal(Distributions.Binomial((int)trials[i], chance[i], logNone[i], draws[i]), withLogarithms[i]);
            }
        }
    }

    [Fact]
    public void Ids_are_combined_as_one_at_a_time()
    {
        var random = new Random(3);
        for (int count = 0; count < 70; count++)
        {
            ulong[] first = [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64() << 1)], combined = [.. first];
            ulong mixed = StableId.MixSecond((ulong)random.NextInt64());
            StableId.CombineMixed(combined, mixed, combined);
            Assert.Equal(first.Select(id => StableId.CombineMixed(id, mixed)), combined);
        }
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void Impossible_chances_are_refused(double chance)
    {
        double[] trials = [9, 9, 9, 9, 9], chances = [0.1, 0.1, chance, 0.1, 0.1], draws = [0.5, 0.5, 0.5, 0.5, 0.5];
        Assert.Throws<ArgumentOutOfRangeException>(() => Distributions.Binomials(trials, chances, [], draws));
    }

    private static void AssertSame(double[] values)
    {
        for (int first = 0; first < values.Length; first += 4)
        {
            Vector256<double> x = Vector256.LoadUnsafe(ref values[first]), exp = DetMath.Exp(x), log = DetMath.Log(x), log1p = DetMath.Log1p(x);
            for (int lane = 0; lane < 4; lane++)
            {
                AssertBits(DetMath.Exp(x[lane]), exp[lane], x[lane]);
                AssertBits(DetMath.Log(x[lane]), log[lane], x[lane]);
                AssertBits(DetMath.Log1p(x[lane]), log1p[lane], x[lane]);
            }
        }
    }

    private static void AssertBits(double expected, double actual, double x)
    {
        if (BitConverter.DoubleToInt64Bits(expected) != BitConverter.DoubleToInt64Bits(actual) && !(double.IsNaN(expected) && double.IsNaN(actual)))
            Assert.Fail($"{expected:R} and {actual:R} of {x:R}");
    }
}
