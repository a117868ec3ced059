using ControlSim.Study.Statistics;

namespace ControlSim.Tests.Statistics;

public sealed class PairedDifferenceTests
{
    // Student's sleep data (1908): extra hours of sleep under two drugs; R's t.test(paired, conf.level = 0.99) gives
    // mean 1.58, interval 0.3160398 to 2.8439602.
    private static readonly double[] First = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    private static readonly double[] Second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

    [Fact]
    public void Agrees_with_the_published_answer_for_the_sleep_data()
    {
        var difference = PairedDifference.Of(First, Second);
        Assert.Equal(1.58, difference.Mean, 10);
        Assert.Equal(1.229995, difference.StandardDeviation, 5);
        Assert.Equal(0.3160, difference.Low, 3);
        Assert.Equal(2.8440, difference.High, 3);
        Assert.Equal(0.9, difference.SharePositive);
        Assert.Equal(0.1, difference.ShareTies);
        Assert.Equal(0, difference.ShareNegative);
    }

    [Fact]
    public void A_pair_with_a_missing_value_is_left_out_and_counted()
    {
        var difference = PairedDifference.Of([1, double.NaN, 3], [2, 2, double.NaN]);
        Assert.Equal((1, 2, 1.0), (difference.Pairs, difference.Missing, difference.Mean));
        Assert.True(double.IsNaN(difference.Low));
    }

    [Fact]
    public void Equal_pairs_have_a_difference_of_exactly_zero()
    {
        var difference = PairedDifference.Of([1, 2, 3], [1, 2, 3]);
        Assert.Equal((0.0, 0.0, 0.0, 1.0), (difference.Mean, difference.Low, difference.High, difference.ShareTies));
    }

    [Fact]
    public void Different_lengths_are_refused() => Assert.Throws<ArgumentException>(() => PairedDifference.Of([1], [1, 2]));
}
