using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Calibrations;
using ControlSim.Study.Experiments;
using ControlSim.Study.Scores;
using ControlSim.Tests.Scores;

namespace ControlSim.Tests.Calibrations;

/// <summary>The distance from what may be fitted, by hand.</summary>
public sealed class FitMeasureTests
{
    /// <summary>
    /// Four towns at the ends of January, February and on 1 March: 12 observations. Red loses c on 20 February (tick 50). In two runs
    /// it falls on day 20 and never: half wrong at the end of January, half wrong twice later, so 3 x 1/4 of 12.
    /// </summary>
    [Fact]
    public void Distance_and_implausibility_are_those_counted_by_hand()
    {
        Scenario scenario = ScoreWorld.Small().Scenario();
        var window = new FitWindow(scenario.Locations[0].Country, scenario.End);
        var measure = new FitMeasure(scenario, ScoreWorld.Rows(ScoreWorld.Table), window);
        Assert.Equal((12, 4), (measure.Observations, measure.Towns));
        Ensemble runs = ScoreWorld.Runs([20, double.PositiveInfinity]);
        FitResult fit = measure.Of(runs);
        Assert.Equal(0.75 / 12, fit.Distance, 12);

        // One half is wrong at the end of January, the other at the two later ends: 1/12 and 2/12.
        Assert.Equal(1.0 / 24, fit.Noise, 12);

        // One town of 0 and 1: mean 0.5 of 0 or 1 on record, variance 0.5; allowed 1 town.
        Assert.Equal(0.5 / Math.Sqrt((0.5 * 1.5) + 1), fit.Implausibility, 12);
    }

    [Fact]
    public void Nothing_after_the_window_and_no_other_country_counts()
    {
        Scenario scenario = ScoreWorld.Small().Scenario();
        string country = scenario.Locations[0].Country;
        var january = new FitMeasure(scenario, ScoreWorld.Rows(ScoreWorld.Table), new FitWindow(country, new DateOnly(2017, 1, 31)));
        Assert.Equal(4, january.Observations);
        Assert.Equal(new DateOnly(2017, 1, 31), january.Scenario.End);
        Assert.Equal(0, new FitMeasure(scenario, ScoreWorld.Rows(ScoreWorld.Table), new FitWindow("Elsewhere", scenario.End)).Observations);
        Assert.Equal(0, new FitMeasure(scenario, ScoreWorld.Rows(ScoreWorld.Table), new FitWindow(country, new DateOnly(2016, 6, 30))).Observations);

        // The table's later rows can be anything: the result is the same.
        string later = ScoreWorld.Table.Replace("2017-02-20,Green", "2017-02-20,Red", StringComparison.Ordinal);
        RunResult[] runs = [.. Enumerable.Range(0, 2).Select(r => Simulation.Run(january.Scenario, (ulong)r, january.Options, CancellationToken.None))];
        var ensemble = new Ensemble { Scenario = january.Scenario, Replicates = 2, Results = [.. runs], Numbers = [0, 1], Failures = [] };
        var other = new FitMeasure(scenario, ScoreWorld.Rows(later), new FitWindow(country, new DateOnly(2017, 1, 31)));
        Assert.Equal(january.Of(ensemble), other.Of(ensemble));
    }
}
