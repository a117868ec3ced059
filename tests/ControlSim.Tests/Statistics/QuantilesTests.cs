using ControlSim.Study.Statistics;

namespace ControlSim.Tests.Statistics;

public sealed class QuantilesTests
{
    // R 4: quantile(c(15, 20, 35, 40, 50), c(.05, .3, .4, .5, 1), type = 7) gives 16 23 29 35 50.
    [Theory]
    [InlineData(0, 15)]
    [InlineData(0.05, 16)]
    [InlineData(0.3, 23)]
    [InlineData(0.4, 29)]
    [InlineData(0.5, 35)]
    [InlineData(1, 50)]
    public void Agrees_with_type_7_of_R(double q, double expected) =>
        Assert.Equal(expected, Quantiles.Of([50, 15, 40, 20, 35], q), 12);

    [Fact]
    public void The_median_of_an_even_number_lies_halfway() => Assert.Equal(2.5, Quantiles.Of([4, 1, 3, 2], 0.5));

    [Fact]
    public void One_value_is_every_quantile() => Assert.Equal(7, Quantiles.Of([7], 0.05));

    [Fact]
    public void A_missing_value_makes_the_strict_quantile_missing_and_is_left_out_of_the_other()
    {
        Assert.True(double.IsNaN(Quantiles.Of([1, double.NaN, 3], 0.5)));
        Assert.Equal(2, Quantiles.OfPresent([1, double.NaN, 3], 0.5));
    }

    [Fact]
    public void Nothing_has_no_quantile()
    {
        Assert.True(double.IsNaN(Quantiles.Of([], 0.5)));
        Assert.True(double.IsNaN(Quantiles.OfPresent([double.NaN], 0.5)));
    }

    [Fact]
    public void Infinite_neighbours_stay_infinite() =>
        Assert.Equal(double.PositiveInfinity, Quantiles.Of([1, double.PositiveInfinity, double.PositiveInfinity], 0.75));

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_level_outside_0_to_1_is_refused(double q) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Of([1], q));
}
