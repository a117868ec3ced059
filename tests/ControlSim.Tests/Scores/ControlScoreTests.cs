using ControlSim.Scenarios;
using ControlSim.Study.Scores;

namespace ControlSim.Tests.Scores;

/// <summary>Scores and baselines of a world that is small enough to be worked out by hand.</summary>
public sealed class ControlScoreTests
{
    // Ends of months: 31 January (30), 28 February (58), and the last day (59).
    private static readonly int[] Ends = [30, 58, 59];

    /// <summary>
    /// Twelve cells. Two runs take c on day 40 and never: on the two days after the observed fall the forecast of c is half and half
    /// (0.25 each), on 31 January it is right, everything else too.
    /// </summary>
    [Fact]
    public void The_brier_score_is_over_towns_and_ends_of_months()
    {
        var score = ControlScore.Of(ScoreWorld.Runs([40, double.PositiveInfinity]), ScoreWorld.Observed());
        Assert.Equal(12, score.Observations);
        Assert.Equal(4, score.Towns);
        Assert.Equal(0.5 / 12, score.Brier.Value, 12);
        Assert.Equal(2.0 / 12, Baseline(score, "persistence"), 12);
        Assert.Equal(0.75, score.Skill("persistence"), 12);
        Assert.Equal("c", score.Scenario.Locations[score.ByTown[0].Town.Location].Id);
    }

    /// <summary>
    /// Of 2016: Red holds b for three months and loses it, c and d for twelve; 1 of 27. Within 50 km of Green: b three months, c nine
    /// after b has fallen; 1 of 12. Squared errors 1 (no front), 11/12 (50 km), 23/24 (100 km), 26/27 (150 km): 50 km is best.
    /// </summary>
    [Fact]
    public void The_hazards_are_those_of_2016()
    {
        ObservedControl observed = ScoreWorld.Observed();
        var fit = HazardFit.Of(observed, new RoadDistances(observed.Scenario));
        Assert.Equal(new HazardFit(ScoreWorld.Red, 1, 27, 1.0 / 27, 50, 1.0 / 12), fit);
    }

    [Fact]
    public void The_hazard_gives_the_losers_towns_to_the_nearest_other_holder()
    {
        var (cells, baselines) = Baselines(ScoreWorld.Observed());
        double[] shares = baselines.Hazard();
        foreach (int tick in Ends)
        {
            double kept = Math.Pow(26.0 / 27, tick / (365.25 / 12));
            foreach (int town in new[] { 2, 3 })
            {
                Assert.Equal(kept, Share(cells, shares, town, tick, ScoreWorld.Red), 12);
                Assert.Equal(1 - kept, Share(cells, shares, town, tick, ScoreWorld.Green), 12);
            }

            Assert.Equal(1, Share(cells, shares, 0, tick, ScoreWorld.Green), 12);
        }
    }

    /// <summary>c is at the front from the first day, d only as far as c has fallen: after a month with 1/12.</summary>
    [Fact]
    public void The_front_moves_with_what_has_fallen()
    {
        var (cells, baselines) = Baselines(ScoreWorld.Observed());
        double[] shares = baselines.Front();
        double months = 58 / (365.25 / 12);
        Assert.Equal(Math.Pow(11.0 / 12, 30 / (365.25 / 12)), Share(cells, shares, 2, 30, ScoreWorld.Red), 12);
        Assert.Equal(1, Share(cells, shares, 3, 30, ScoreWorld.Red), 12);
        Assert.Equal(Math.Pow(143.0 / 144, months - 1), Share(cells, shares, 3, 58, ScoreWorld.Red), 12);
    }

    [Fact]
    public void The_script_alone_gives_each_target_on_the_first_day_of_its_order()
    {
        Scenario scenario = ScoreWorld.Small().Order("go", "green", OrderVerb.Advance, 40, ["b"], ["c"]).Order("stay", "red", OrderVerb.Redeploy, 1, ["c"], ["d", "a"]).Scenario();
        var (cells, baselines) = Baselines(ScoreWorld.Observed(ScoreWorld.Table, scenario));
        double[] shares = baselines.ScriptOnly();
        Assert.Equal([1.0, 0, 0], Ends.Select(t => Share(cells, shares, 2, t, ScoreWorld.Red)));
        Assert.Equal([0.0, 1, 1], Ends.Select(t => Share(cells, shares, 2, t, ScoreWorld.Green)));
        Assert.All(Ends, t => Assert.Equal(1, Share(cells, shares, 0, t, ScoreWorld.Green)));
    }

    [Fact]
    public void Without_losses_in_2016_the_hazards_are_persistence()
    {
        string table = ScoreWorld.Table.Replace("b,2016-03-15,Green,Red,,change\n", "", StringComparison.Ordinal);
        var score = ControlScore.Of(ScoreWorld.Runs([40, double.PositiveInfinity]), ScoreWorld.Observed(table));
        Assert.Equal(-1, score.Fit.Loser);
        Assert.Equal(Baseline(score, "persistence"), Baseline(score, "hazard"));
        Assert.Equal(Baseline(score, "persistence"), Baseline(score, "front"));
    }

    [Fact]
    public void Dates_and_places_that_fall_in_a_run_alone()
    {
        FallScores falls = ControlScore.Of(ScoreWorld.Runs([40, 46, double.PositiveInfinity]), ScoreWorld.Observed()).Falls;
        FallScore fall = Assert.Single(falls.Falls);
        Assert.Equal((50, ScoreWorld.Green), (fall.Fall.Tick, fall.Fall.Bloc));
        Assert.Equal((4.0, false), (falls.MedianError, falls.IsAtLeast));
        Assert.Equal(-4, falls.MedianLag);
        Assert.Equal(1, falls.Coverage50);
        Assert.Equal(0, falls.FalseFalls);
        Assert.Equal(1, falls.Histogram.Sum());
        string kept = ScoreWorld.Table.Replace("c,2017-02-20,Green,Red,,change\n", "", StringComparison.Ordinal);
        falls = ControlScore.Of(ScoreWorld.Runs([40, 46, double.PositiveInfinity]), ScoreWorld.Observed(kept)).Falls;
        Assert.Empty(falls.Falls);
        Assert.True(double.IsNaN(falls.MedianError));
        Assert.Equal(2.0 / 3, falls.FalseFalls, 12);
    }

    [Fact]
    public void An_error_that_the_runs_do_not_reach_is_at_least_the_days_left()
    {
        FallScores falls = ControlScore.Of(ScoreWorld.Runs([double.PositiveInfinity]), ScoreWorld.Observed()).Falls;
        Assert.Equal((9.0, true), (falls.MedianError, falls.IsAtLeast));
        Assert.Equal(0, falls.Coverage90);
    }

    /// <summary>A contested place is half each, in the record and in a run; the observed zone is 3, and 0.6 against 0.3 is zone 2.</summary>
    [Fact]
    public void Contested_is_shared_and_no_fall()
    {
        string table = ScoreWorld.Table.Replace("c,2017-02-20,Green,Red,,change", "c,2017-02-20,contested,Red,Green;Red,change", StringComparison.Ordinal);
        var score = ControlScore.Of(ScoreWorld.Runs([double.PositiveInfinity], 58, 59), ScoreWorld.Observed(table));
        Assert.Equal(0, score.Brier.Value);
        Assert.Equal(0.25 * 2 / 12, Baseline(score, "persistence"), 12);
        Assert.Equal((0.25, 2), (score.Ranked, score.RankedObservations));
        Assert.Empty(score.Falls.Falls);
        Assert.Equal([58, 59], ControlScore.Options(ScoreWorld.Observed(table)).FlowTicks);
    }

    [Fact]
    public void A_town_that_changed_hands_on_an_unknown_day_is_not_scored_between()
    {
        string table = ScoreWorld.Table.Replace("d,2015-06-01,Red,,,start", "d,2017-01-01,Red,,,snapshot\nd,2017-02-28,Green,,,snapshot", StringComparison.Ordinal);
        ObservedControl observed = ScoreWorld.Observed(table);
        ScoredCells cells = ScoredCells.Of(observed);
        Assert.Equal([58, 59], cells.Cells.Where(c => c.Town == 3).Select(c => c.Tick));
        Assert.Null(observed.Towns[3].Fall(59, observed.Holders));
    }

    [Fact]
    public void Parts_are_scored_apart()
    {
        var ensemble = ScoreWorld.Runs([40, double.PositiveInfinity]);
        var early = ControlScore.Of(ensemble, ScoreWorld.Observed(), (_, tick) => tick <= 30);
        var late = ControlScore.Of(ensemble, ScoreWorld.Observed(), (_, tick) => tick > 30);
        Assert.Equal((4, 8), (early.Observations, late.Observations));
        Assert.Equal(0, early.Brier.Value);
        Assert.Equal(0.5 / 8, late.Brier.Value, 12);
        Assert.Empty(early.Falls.Falls);
        Assert.Single(late.Falls.Falls);
    }

    private static double Baseline(ControlScore score, string name) => score.Baselines.First(b => b.Name == name).Brier.Value;

    private static (ScoredCells Cells, Baselines Baselines) Baselines(ObservedControl observed)
    {
        var roads = new RoadDistances(observed.Scenario);
        var cells = ScoredCells.Of(observed);
        return (cells, new Baselines(cells, roads, HazardFit.Of(observed, roads)));
    }

    private static double Share(ScoredCells cells, double[] shares, int town, int tick, int holder) =>
        cells.Of(shares, cells.Cells.IndexOf(new ScoredCell(town, tick)))[holder];
}
