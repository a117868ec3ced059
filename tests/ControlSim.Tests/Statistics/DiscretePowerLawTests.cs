using ControlSim.Study.Statistics;

namespace ControlSim.Tests.Statistics;

public sealed class DiscretePowerLawTests
{
    [Theory]
    [InlineData(2, 1, 1.6449340668482264)] // pi squared / 6
    [InlineData(4, 1, 1.0823232337111382)] // pi to the fourth / 90
    [InlineData(3, 1, 1.2020569031595943)] // Apery's constant
    [InlineData(2, 2, 0.6449340668482264)] // the first without its first term
    [InlineData(2, 0.5, 4.934802200544679)] // pi squared / 2
    public void Zeta_has_its_known_values(double s, double q, double value) => Assert.Equal(value, DiscretePowerLaw.Zeta(s, q), 1e-8);

    [Theory]
    [InlineData(2.5, 1)]
    [InlineData(2.3, 3)]
    [InlineData(2.8, 2)]
    public void The_exponent_of_exact_quantiles_is_found(double exponent, int least)
    {
        var law = DiscretePowerLaw.Fit(Quantiles(exponent, least, 4000))!;
        Assert.Equal(least, law.Least);
        Assert.Equal(exponent, law.Exponent, 0.02);
        Assert.InRange(law.Error, 0.005, 0.05);
    }

    [Fact]
    public void The_law_for_real_numbers_is_wrong_on_such_counts()
    {
        double[] sizes = [.. Quantiles(2.5, 1, 400)];
        Assert.Equal(2.5, DiscretePowerLaw.Fit(sizes)!.Exponent, 0.06);
        Assert.True(Math.Abs(PowerLaw.Fit(sizes)!.Exponent - 2.5) > 0.2);
    }

    [Fact]
    public void Too_few_or_equal_sizes_give_no_law()
    {
        Assert.Null(DiscretePowerLaw.Fit(Enumerable.Range(1, 30).Select(i => (double)i)));
        Assert.Null(DiscretePowerLaw.Fit(Enumerable.Repeat(5.0, 100)));
    }

    /// <summary>Whole numbers at even shares of the law.</summary>
    private static IEnumerable<double> Quantiles(double exponent, int least, int count)
    {
        double whole = DiscretePowerLaw.Zeta(exponent, least), below = 0;
        int x = least;
        for (int i = 0; i < count; i++)
        {
            while (below + (Math.Pow(x, -exponent) / whole) <= (i + 0.5) / count) below += Math.Pow(x++, -exponent) / whole;
            yield return x;
        }
    }
}
