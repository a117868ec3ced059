using ControlSim.Study.Scores;

namespace ControlSim.Tests.Scores;

/// <summary>Each score against answers worked out by hand or published.</summary>
public sealed class ScoreValuesTests
{
    [Fact]
    public void Half_brier_of_two_categories_is_the_usual_one()
    {
        Assert.Equal(0.09, BrierScore.Of([0.7, 0.3], [1, 0]), 12);
        Assert.Equal(1, BrierScore.Of([0, 1, 0], [1, 0, 0]), 12);
        Assert.Equal(0.25, BrierScore.Of([1, 0], [0.5, 0.5]), 12);
    }

    /// <summary>
    /// Four forecasts of 0.75, three of which come true, and two of 0 of which one does: value (4 * 0.1875 + 1) / 6; reliability
    /// 2/6 * 0.25; rate 4/6, so resolution 4/6 (3/4 - 2/3)² + 2/6 (1/2 - 2/3)²; uncertainty 2/3 * 1/3.
    /// </summary>
    [Fact]
    public void The_split_is_murphys()
    {
        double[] forecast = [.75, .25, .75, .25, .75, .25, .75, .25, 0, 1, 0, 1];
        double[] observed = [1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 1];
        var score = BrierScore.Of(forecast, observed, 2, [0, 1, 2, 3, 4, 5]);
        Assert.Equal((4 * 0.1875 + 1) / 6, score.Value, 12);
        Assert.Equal(0.25 / 3, score.Reliability, 12);
        Assert.Equal((4.0 / 6 / 144) + (2.0 / 6 / 36), score.Resolution, 12);
        Assert.Equal(2.0 / 9, score.Uncertainty, 12);
        Assert.Equal(0, score.Remainder, 12);
        Assert.Equal(0.1875, BrierScore.Of(forecast, observed, 2, [0, 1, 2, 3]).Value, 12);
    }

    [Theory]
    [InlineData(0, 0, 1, 0, 0, 0)]
    [InlineData(1, 0, 0, 0, 0, 0.5)]
    [InlineData(0, 1, 0, 0, 0, 0.25)]
    [InlineData(0.2, 0.2, 0.2, 0.2, 0.2, 0.1)]
    public void Ranked_score_knows_that_zones_have_an_order(double a, double b, double c, double d, double e, double score)
    {
        Assert.Equal(score, RankedScore.Of([a, b, c, d, e], 2), 12);
        Assert.Equal(score, RankedScore.Of([e, d, c, b, a], 2), 12);
    }

    [Theory]
    [InlineData(0.81, 0)]
    [InlineData(0.8, 1)]
    [InlineData(0.21, 1)]
    [InlineData(0, 2)]
    [InlineData(-0.2, 2)]
    [InlineData(-0.5, 3)]
    [InlineData(-0.9, 4)]
    public void Zones_are_those_of_the_difference(double difference, int zone) => Assert.Equal(zone, RankedScore.Zone(difference));

    /// <summary>The example with ties is that of SciPy's manual: kendalltau([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]).</summary>
    [Fact]
    public void Kendalls_tau_knows_ties()
    {
        Assert.Equal(-0.47140452079103173, Kendall.Tau([12, 2, 1, 12, 2], [1, 4, 7, 1, 0]), 12);
        Assert.Equal(1.0 / 3, Kendall.Tau([1, 2, 3], [1, 3, 2]), 12);
        Assert.Equal(1, Kendall.Tau([1, 2, double.PositiveInfinity], [5, 6, 7]), 12);
        Assert.True(double.IsNaN(Kendall.Tau([1], [1])));
        Assert.True(double.IsNaN(Kendall.Tau([4, 4, 4], [1, 2, 3])));
    }

    /// <summary>
    /// Dates 10, 20, 30 and never, observed on 20, seen until 40. CRPS of {10, 20, 30, 40}: mean distance 10, half the mean
    /// difference of two members 6.25.
    /// </summary>
    [Fact]
    public void A_date_is_scored_with_what_never_came_censored_at_the_end()
    {
        var score = FallScore.Of(Fall(20), [20, double.PositiveInfinity, 10, 30], 40);
        Assert.Equal(0.75, score.Probability);
        Assert.Equal(20, score.Median);
        Assert.Equal(25, score.Mean);
        Assert.Equal(3.75, score.Crps, 12);
        Assert.Equal((0, true), score.Error(40));
        Assert.Equal((0.25, 0.5), (score.Earlier, score.EarlierOrEqual));
        Assert.True(score.IsCovered(0.5));
    }

    [Fact]
    public void A_fall_that_half_the_runs_never_have_has_an_error_of_at_least_the_days_left()
    {
        var score = FallScore.Of(Fall(12), [20, double.PositiveInfinity, double.PositiveInfinity], 40);
        Assert.Null(score.Median);
        Assert.Equal((28, false), score.Error(40));
    }

    /// <summary>Of 20 runs on days 1 to 20 the central nine tenths begin on day 1 and end on day 20, the central half on days 5 and 16.</summary>
    [Theory]
    [InlineData(0, false, false)]
    [InlineData(1, false, true)]
    [InlineData(4, false, true)]
    [InlineData(5, true, true)]
    [InlineData(16, true, true)]
    [InlineData(17, false, true)]
    [InlineData(20, false, true)]
    [InlineData(21, false, false)]
    public void Intervals_are_central(int day, bool half, bool nineTenths)
    {
        var score = FallScore.Of(Fall(day), [.. Enumerable.Range(1, 20).Select(t => (double)t)], 40);
        Assert.Equal((half, nineTenths), (score.IsCovered(0.5), score.IsCovered(0.9)));
    }

    private static ObservedFall Fall(int tick) => new(new ObservedTown(0, [], [0]), 1, tick);
}
