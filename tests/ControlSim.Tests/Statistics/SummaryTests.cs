using ControlSim.Study.Statistics;
using ControlSim.Tests.Experiments;

namespace ControlSim.Tests.Statistics;

public sealed class SummaryTests
{
    [Fact]
    public void A_capture_date_is_censored_at_the_end_of_the_run()
    {
        var outcomes = OutcomeSummary.Of(SampleRuns.Ensemble(2, 3, 4, double.NaN));
        Assert.Equal((3.0, 2.0, null), (outcomes[0].Median, outcomes[0].P05, outcomes[0].P95));
        Assert.Equal((3, "day"), (outcomes[0].Present, outcomes[0].Unit));
        Assert.Null(outcomes[2].Median);
    }

    [Fact]
    public void Captures_tell_probability_and_dates_of_the_first_capture()
    {
        var captures = CaptureSummary.Of(SampleRuns.Ensemble(2, 3, 4, double.NaN));
        Assert.Equal(
            new CaptureSummary("east", "green", 0.75, new DateOnly(2017, 9, 3), new DateOnly(2017, 9, 4), null), captures[0]);
    }

    [Fact]
    public void A_capture_that_an_outcome_asks_for_is_listed_even_if_it_never_happens()
    {
        var captures = CaptureSummary.Of(SampleRuns.Ensemble(double.NaN, double.NaN));
        Assert.Equal(["east", "west"], captures.Select(c => c.Location));
        Assert.All(captures, c => Assert.Equal((0.0, null), (c.Probability, c.DateP05)));
    }

    [Fact]
    public void Owner_shares_count_replicates()
    {
        var shares = OwnerShares.Of(SampleRuns.Ensemble(2, 3, double.NaN));
        Assert.Equal(1.0, shares.Share(0, SampleRuns.East, SampleRuns.Red));
        Assert.Equal(1, shares.Count(2, SampleRuns.East, SampleRuns.Green));
        Assert.Equal(SampleRuns.Red, shares.MostLikely(2, SampleRuns.East));
        Assert.Equal(SampleRuns.Green, shares.MostLikely(3, SampleRuns.East));
        Assert.Equal(-1, shares.MostLikely(3, SampleRuns.West));
        Assert.True(shares.ChangesAt(3, SampleRuns.East));
        Assert.False(shares.ChangesAt(4, SampleRuns.East));
    }

    [Fact]
    public void Daily_quantiles_run_over_the_replicates_and_leave_out_what_is_missing()
    {
        var ensemble = SampleRuns.Ensemble(2, 3, 4);
        for (int i = 0; i < 3; i++)
        {
            ensemble.Results[i].Series.Massed[(2 * 2) + SampleRuns.Green] = i == 2 ? double.NaN : 10 * (i + 1);
        }

        var quantiles = DailyQuantiles.Of(ensemble, s => s.Massed);
        Assert.Equal(15, quantiles.At(2, SampleRuns.Green, 2));
        Assert.Equal(0, quantiles.At(2, SampleRuns.Red, 2));
        Assert.True(double.IsNaN(DailyQuantiles.Of(ensemble, s => s.Supply).At(0, 0, 2)));
    }
}
