using ControlSim.Study.Statistics;

namespace ControlSim.Tests.Statistics;

public sealed class SensitivityTests
{
    private static readonly Bootstrap Few = new(Resamples: 20);

    [Fact]
    public void Exact_Morris_effects_on_Ishigami()
    {
        List<double[]> points = KnownFunctions.AllTrajectories();
        double[] responses = [.. points.Select(u => KnownFunctions.Ishigami([.. u.Select(v => -Math.PI + (2 * Math.PI * v))]))];
        var effects = MorrisEffects.Of(points, responses, Few);
        for (int j = 0; j < 3; j++)
        {
            Assert.Equal(KnownFunctions.IshigamiMuStar[j], effects[j].MeanAbsolute, 1e-5);

            // The closed form divides by n, the sample by n - 1; n = 384.
            Assert.Equal(KnownFunctions.IshigamiSigma[j], effects[j].Deviation * Math.Sqrt(383.0 / 384), 1e-5);
            Assert.Equal(384, effects[j].Effects);
        }
    }

    [Fact]
    public void A_row_that_changes_two_factors_is_no_trajectory()
    {
        List<double[]> points = KnownFunctions.AllTrajectories();
        points[2] = [0.9, 0.9, 0.9];
        var error = Assert.Throws<ArgumentException>(() => MorrisEffects.Of(points, new double[points.Count], Few));
        Assert.Contains("row 3 ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_constant_response_has_no_indices()
    {
        double[] one = [1, 1, 1, 1];
        var indices = SobolIndices.Of(one, one, [one], Few);
        Assert.True(double.IsNaN(indices.Factors[0].First));
        Assert.False(indices.Variance > 0);
    }

    [Fact]
    public void The_split_of_variance_finds_what_was_planted()
    {
        var luck = new KeyedUniform(3, "split");
        double[][] values =
        [
            .. Enumerable.Range(0, 200).Select(i => Enumerable.Range(0, 100).Select(r =>
                (3 * Normal(luck, 1, i)) + (2 * Normal(luck, 2, r)) + Normal(luck, 3 + i, r)).ToArray()),
        ];
        VarianceSplit crossed = VarianceSplit.Of(values, crossed: true)!;
        Assert.Equal(9, crossed.Factors, 1.5);
        Assert.Equal(4, crossed.Replicate, 1.2);
        Assert.Equal(1, crossed.Interaction, 0.05);
        VarianceSplit oneWay = VarianceSplit.Of(values, crossed: false)!;
        Assert.Equal(5, oneWay.Interaction, 1.2);
        Assert.True(double.IsNaN(oneWay.Replicate));
        Assert.Null(VarianceSplit.Of([[1, 2]], crossed: true));
    }

    [Fact]
    public void A_tornado_pairs_by_replicate_and_keeps_ends_apart()
    {
        double[][] points = [[1, 5], [0, 5], [2, 5], [1, 9]];
        double[][] responses = [[10, 20], [11, 21], [8, 18], [10, 26]];
        var bars = Tornado.Of(points, responses);
        Assert.Equal(1, bars[0].AtLow);
        Assert.Equal(-2, bars[0].AtHigh);
        Assert.Equal(3, bars[0].Swing);
        Assert.Equal(1, bars[0].LowInterval.Low);
        Assert.True(double.IsNaN(bars[1].AtLow));
        Assert.Equal(3, bars[1].AtHigh);
        Assert.Throws<ArgumentException>(() => Tornado.Of([[0, 0], [1, 1]], [[1], [2]]));
    }

    [Theory]
    [InlineData(1, 0.375, 0.166667)]
    [InlineData(5, 2.875, 2.666667)]
    public void Crps_of_four_members(double observed, double score, double fair)
    {
        Assert.Equal(score, Crps.Of([3, 0, 2, 1], observed), 1e-9);
        Assert.Equal(fair, Crps.FairOf([3, 0, 2, 1], observed), 1e-6);
    }

    [Fact]
    public void Crps_of_one_member_is_its_absolute_error()
    {
        Assert.Equal(3, Crps.Of([2], 5));
        Assert.True(double.IsNaN(Crps.FairOf([2], 5)));
    }

    [Fact]
    public void The_bootstrap_covers_a_mean_and_repeats_itself()
    {
        var luck = new KeyedUniform(5, "bootstrap test");
        int covered = 0;
        for (int trial = 0; trial < 200; trial++)
        {
            double[] values = [.. Enumerable.Range(0, 40).Select(i => Normal(luck, trial, i))];
            Interval interval = new Bootstrap(200).OfMean(values);
            covered += interval.Low <= 0 && interval.High >= 0 ? 1 : 0;
            Assert.Equal(interval, new Bootstrap(200).OfMean(values));
        }

        Assert.InRange(covered, 175, 200);
        Assert.True(double.IsNaN(new Bootstrap().OfMean([1]).Low));
    }

    [Fact]
    public void Discrepancy_of_the_centre_and_of_better_and_worse_samples()
    {
        Assert.Equal(Math.Sqrt(1.0 / 12), Discrepancy.Centred([[0.5]]), 1e-12);
        double[][] grid = [.. Enumerable.Range(0, 16).Select(i => new[] { ((i % 4) + 0.5) / 4, ((i / 4) + 0.5) / 4 })];
        double[][] corner = [.. grid.Select(p => new[] { p[0] / 2, p[1] / 2 })];
        Assert.True(Discrepancy.Centred(grid) < Discrepancy.Centred(corner) / 3);
    }

    private static double Normal(KeyedUniform luck, int a, int b) =>
        Enumerable.Range(0, 12).Sum(k => luck.At((a * 12) + k, b)) - 6;
}
