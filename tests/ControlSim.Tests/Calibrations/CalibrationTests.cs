using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.Calibrations;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Tests.ResultFiles;

namespace ControlSim.Tests.Calibrations;

/// <summary>Calibration against a distance whose best point is known; no model runs.</summary>
public sealed class CalibrationTests
{
    private static readonly ImmutableArray<UncertainParameter> Priors =
        [Prior("parameters.combat.attrition=0.1..0.2"), Prior("parameters.commander.margin=1..3:log")];

    /// <summary>Distance (x - 0.7)² and implausibility 20 |x - 0.7|: x is found, y, which does not matter, keeps its prior.</summary>
    [Fact]
    public void What_the_record_tells_is_found_and_what_it_does_not_tell_stays_wide()
    {
        CalibrationResult result = Made(50, 2, 0.4).Run(Try);
        Assert.Equal(100, result.Points.Length);
        Assert.True(result.IsPlausible);

        // Implausibility 3 is 0.15 away; the box is the hull of points in slices of 0.02, half a slice wider.
        Assert.InRange(result.Boxes[0][0].Low, 0.53, 0.58);
        Assert.InRange(result.Boxes[0][0].High, 0.82, 0.87);
        Assert.InRange(result.Plausible[0], 13, 17);
        Assert.InRange(result.Plausible[1], 44, 50);
        Assert.All(result.Posterior, p => Assert.InRange(p.Shares[0], 0.6, 0.8));
        Assert.InRange(result.Posterior.Average(p => p.Shares[1]), 0.3, 0.7);
        Assert.InRange(result.Posterior.Max(p => p.Shares[1]) - result.Posterior.Min(p => p.Shares[1]), 0.6, 1);
        Assert.Equal(result.Posterior.Select(p => p.Fit.Distance).Order(), result.Posterior.Select(p => p.Fit.Distance));
        Assert.Equal((int)Math.Round(0.4 * result.Candidates.Length), result.Posterior.Length);
        Assert.Equal(0.01, result.Noise, 12);
    }

    /// <summary>
    /// A linear model with normal noise of known variance, accepted within a distance: the exact posterior under a flat prior is flat on
    /// |x - 0.7| below the bound, with standard deviation bound / sqrt 3.
    /// </summary>
    [Fact]
    public void The_accepted_points_have_the_spread_of_the_exact_posterior()
    {
        CalibrationResult result = Made(2000, 1, 0.5).Run(Try);
        double[] x = [.. result.Posterior.Select(p => p.Shares[0])];
        double bound = Math.Sqrt(result.Posterior[^1].Fit.Distance), mean = x.Average();
        Assert.Equal(0.7, mean, 0.01);
        Assert.Equal(bound / Math.Sqrt(3), Math.Sqrt(x.Average(v => (v - mean) * (v - mean))), 0.005);
        Assert.Equal(0.075, bound, 0.005);
    }

    [Fact]
    public void Where_nothing_is_plausible_the_result_says_so_and_keeps_the_least_implausible_quarter()
    {
        CalibrationResult result = Made(20, 1, 1).Run((n, s) => Try(n, s) with { Implausibility = 5 + s[0] });
        Assert.False(result.IsPlausible);
        Assert.Equal([0], result.Plausible);
        Assert.Equal(0, result.Boxes[0][0].Low, 0.05);
        Assert.Equal(0.25, result.Boxes[0][0].High, 0.03);
    }

    [Fact]
    public void Each_wave_has_one_point_in_each_slice_and_depends_on_the_seed_alone()
    {
        CalibrationResult one = Made(20, 2, 1).Run(Try), again = Made(20, 2, 1).Run((n, s) => Try(n, s) with { Noise = 5 });
        Assert.Equal(Enumerable.Range(0, 20), one.Points.Take(20).Select(p => (int)(p.Shares[0] * 20)).Order());
        Assert.Equal(one.Points.Select(p => p.Shares[1]), again.Points.Select(p => p.Shares[1]));
        var other = new Calibration(Priors, 20, 2, 1, 8).Run(Try);
        Assert.NotEqual(one.Points[0].Shares[0], other.Points[0].Shares[0]);
    }

    [Fact]
    public void A_stopped_calibration_goes_on_where_it_was_and_ends_the_same()
    {
        using var folder = new TemporaryFolder();
        string path = folder.In("c");
        CalibrationResult whole = Made(10, 2, 0.5).Run(Try);
        int tried = 0;
        CalibrationResult Into(CalibrationFolder into, int stop) => Made(10, 2, 0.5).Run((n, s) =>
            n == stop ? throw new OperationCanceledException() : into.Get(n, [], () =>
            {
                tried++;
                return Try(n, s);
            }));
        Assert.Throws<OperationCanceledException>(() => Into(Opened(path), 13));

        // Killed inside a write.
        File.AppendAllText(Path.Combine(path, "points.csv"), "13,0.5,0.");
        CalibrationFolder again = Opened(path);
        Assert.Equal(13, again.Count);
        CalibrationResult result = Into(again, -1);
        Assert.Equal(20, tried);
        Assert.Equal(Posterior.Csv(Priors, whole.Posterior), Posterior.Csv(Priors, result.Posterior));
        Assert.Equal(whole.Boxes[1], result.Boxes[1]);
        Assert.Equal(21, File.ReadAllLines(Path.Combine(path, "points.csv")).Length);
        Assert.Throws<OutputFolderException>(() => new CalibrationFolder(path, "another", []));
        Assert.Throws<OutputFolderException>(() => new CalibrationFolder(Path.GetDirectoryName(path)!, "{}", []));
    }

    [Fact]
    public void The_posterior_is_a_table_that_a_scenario_draws_whole_lines_from()
    {
        ImmutableArray<CalibrationPoint> posterior = [Point(4, 0, 1), Point(9, 1, 0)];
        Assert.Equal(
            "point,distance,implausibility,parameters.combat.attrition,parameters.commander.margin\n4,0.1,1,0.1,3\n9,0.1,1,0.2,1\n",
            Posterior.Csv(Priors, posterior));
        Scenario scenario = Posterior.With(TestWorlds.Brawl(1).Scenario(), Posterior.Lists(Priors, posterior));
        Assert.Equal(
            [(0.1, 3.0), (0.2, 1.0)],
            Enumerable.Range(0, 30).Select(k => UncertainDraws.Drawn(scenario, (ulong)k).Parameters).Select(p => (p.Combat.Attrition, p.Commander.Margin)).Distinct().Order());
        Assert.Equal(0.15, Posterior.At(scenario, Priors, [0.15, 2]).Parameters.Combat.Attrition);
        Assert.Empty(Posterior.At(scenario, Priors, [0.15, 2]).Uncertain);
    }

    [Theory]
    [InlineData("parameters.combat.attrition=0.01..0.03", "")]
    [InlineData("parameters.combat.attrition=0.01..0.03:log", "")]
    [InlineData("parameters.combat.attrition=0.03..0.01", "must rise")]
    [InlineData("parameters.combat.attrition=0.01..900", "must rise, and lie from 0 to")]
    [InlineData("parameters.combat.attrition=0..0.1:log", "above 0")]
    [InlineData("locations.mosul.population=1..2", "never values of single towns")]
    [InlineData("parameters.combat.attrition=0.01", "write parameters.PROCESS.NAME")]
    public void Only_a_global_parameter_with_a_range_is_fitted(string text, string problem)
    {
        (UncertainParameter? prior, string told) = CalibrationPriors.Parse(text);
        Assert.Equal(problem.Length == 0, prior is not null);
        Assert.Contains(problem, told, StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_priors_can_be_read() =>
        Assert.All(CalibrationPriors.Default, t => Assert.NotNull(CalibrationPriors.Parse(t).Prior));

    private static Calibration Made(int points, int waves, double accepted) => new(Priors, points, waves, accepted, 3);

    private static CalibrationFolder Opened(string path) => new(path, "{}", [.. Priors.Select(ParameterPath.Of)]);

    private static UncertainParameter Prior(string text) => CalibrationPriors.Parse(text).Prior!;

    private static CalibrationPoint Point(int number, double first, double second) => new(number, 1, [first, second], new FitResult(0.1, 0.01, 1));

    private static FitResult Try(int number, ImmutableArray<double> shares)
    {
        double off = shares[0] - 0.7;
        return new FitResult(off * off, 0.01, 20 * Math.Abs(off));
    }
}
