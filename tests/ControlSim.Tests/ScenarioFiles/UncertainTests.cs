using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Tests.ScenarioFiles;

/// <summary>Parameters that each run draws anew: distributions, layers, files, mistakes.</summary>
public sealed class UncertainTests : IDisposable
{
    private const string Attrition = "parameters.combat.attrition";
    private readonly ScenarioFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("range: [0.01, 0.03]", 0.0101, 0.02, 0.0299)]
    [InlineData("distribution: log-uniform, range: [0.01, 0.04]", 0.0101, 0.02, 0.0396)]
    [InlineData("distribution: normal, median: 0.02, spread: 0.005", 0.00867, 0.02, 0.03133)] // 0.02 ± 2.266 x 0.005
    [InlineData("distribution: log-normal, median: 0.02, spread: 0.5", 0.00644, 0.02, 0.0621)]
    [InlineData("distribution: normal, median: 0.02, spread: 0.005, range: [0.02, 0.5]", 0.02, 0.02337, 0.0326)] // half a normal: its median is 0.6745 deviations
    public void Draws_have_the_distribution_that_is_written(string row, double low, double median, double high)
    {
        Scenario scenario = Read($"uncertain: {{a: {{path: {Attrition}, {row}}}}}").Scenario!;
        double[] draws = [.. Enumerable.Range(0, 4001).Select(r => UncertainDraws.Drawn(scenario, StableId.RunKey(1, 0, r)).Parameters.Combat.Attrition).Order()];
        Assert.InRange(draws[2000], median * 0.97, median * 1.03);

        // 1.17 % and 98.83 % of the draws lie below these; of 4001 draws that is 47 ± 7.
        Assert.InRange(draws.Count(d => d < low), row.Contains("[0.02", StringComparison.Ordinal) ? 0 : 0, 75);
        Assert.InRange(draws.Count(d => d > high), 0, 75);
        Assert.All(draws, d => Assert.InRange(d, 1e-9, 1));
    }

    [Fact]
    public void A_whole_number_is_drawn_as_one_with_both_ends()
    {
        Scenario scenario = Read("uncertain: {a: {path: parameters.command.retry_days, range: [3, 6]}, b: {path: parameters.command.lapse_days, distribution: normal, median: 30, spread: 4}}").Scenario!;
        Parameters[] draws = [.. Enumerable.Range(0, 400).Select(r => UncertainDraws.Drawn(scenario, StableId.RunKey(1, 0, r)).Parameters)];
        Assert.Equal([3, 4, 5, 6], draws.Select(p => p.Command.RetryDays).Distinct().Order());
        Assert.All(draws.GroupBy(p => p.Command.RetryDays), g => Assert.InRange(g.Count(), 70, 130));
        Assert.InRange(draws.Average(p => p.Command.LapseDays), 29.3, 30.7); // 30 within 3.5 standard errors
        ScenarioFolder.OnlyError(Read("uncertain: {a: {path: parameters.command.retry_days, range: [3, 6.5]}}"));
    }

    [Fact]
    public void A_draw_belongs_to_the_run_and_the_parameter_and_to_nothing_else()
    {
        Scenario one = Read($"uncertain: {{a: {{path: {Attrition}, range: [0.01, 0.03]}}}}").Scenario!;
        Scenario two = Read($"uncertain: {{a-before: {{path: parameters.commander.margin, range: [1, 2]}}, z: {{path: {Attrition}, range: [0.01, 0.03]}}}}").Scenario!;
        Scenario whatIf = Read($"uncertain: {{a: {{path: {Attrition}, range: [0.01, 0.03]}}}}", "no-order").Scenario!;
        double Of(Scenario s, int replicate) => UncertainDraws.Drawn(s, StableId.RunKey(s.Seed, 0, replicate)).Parameters.Combat.Attrition;
        Assert.Equal(Of(one, 3), Of(two, 3));
        Assert.Equal(Of(one, 3), Of(whatIf, 3));
        Assert.NotEqual(Of(one, 3), Of(one, 4));
    }

    [Fact]
    public void A_run_is_the_run_of_the_values_that_it_draws()
    {
        Scenario uncertain = Read($"uncertain: {{a: {{path: {Attrition}, range: [0.01, 0.09]}}}}").Scenario!;
        ulong key = StableId.RunKey(uncertain.Seed, 0, 2);
        Scenario drawn = UncertainDraws.Drawn(uncertain, key);
        Assert.Empty(drawn.Uncertain);
        RunResult Run(Scenario s) => Simulation.Run(s, key, RecorderOptions.DailyHashes, CancellationToken.None);
        RunResult whole = Run(uncertain);
        Assert.Equal(Run(drawn).TickHashes, whole.TickHashes);
        Assert.NotEqual(Run(Read("").Scenario!).StateHash, whole.StateHash);

        // The saved state of a run goes on with the values that it began with.
        Snapshot saved = Simulation.RunTo(uncertain, key, 40, RecorderOptions.DailyHashes, CancellationToken.None);
        Assert.Equal(whole.TickHashes, Simulation.Resume(uncertain, saved, RecorderOptions.DailyHashes, CancellationToken.None).TickHashes);
        Assert.Equal(
            Ensemble(uncertain, 1).StateHash,
            Ensemble(uncertain, 2).StateHash);
    }

    [Fact]
    public void A_posterior_gives_each_run_one_of_its_lines()
    {
        folder.Write("post/p.csv", $"point,distance,{Attrition},parameters.commander.margin\n4,0.1,0.01,1.1\n9,0.2,0.02,1.2\n7,0.2,0.03,1.3\n");
        Scenario scenario = Read("posterior: post/p.csv").Scenario!;
        var pairs = Enumerable.Range(0, 60).Select(r => UncertainDraws.Drawn(scenario, StableId.RunKey(5, 0, r)).Parameters)
            .Select(p => (p.Combat.Attrition, p.Commander.Margin)).Distinct().Order();
        Assert.Equal([(0.01, 1.1), (0.02, 1.2), (0.03, 1.3)], pairs);
    }

    [Fact]
    public void The_last_word_counts()
    {
        folder.Write("p.csv", $"{Attrition},parameters.commander.margin\n0.01,1.1\n0.02,1.2\n");
        const string Both = "posterior: p.csv";
        Assert.Equal(2, Read(Both).Scenario!.Uncertain.Length);

        // The what-if calm sets the attrition to 0.
        Scenario calm = Read(Both, "calm").Scenario!;
        Assert.Equal(["Margin"], calm.Uncertain.Select(u => u.Parameter));
        Assert.Equal(0, UncertainDraws.Drawn(calm, 1).Parameters.Combat.Attrition);
        Scenario set = folder.Read(ScenarioFolder.World + Both + "\n", null, "parameters.combat.attrition=0.5").Scenario!;
        Assert.Equal(0.5, UncertainDraws.Drawn(set, 1).Parameters.Combat.Attrition);

        // A row of the same file stands instead of the posterior's column, and one of a higher layer instead of a lower one's.
        Scenario own = Read($"{Both}\nuncertain: {{mine: {{path: {Attrition}, range: [0.3, 0.4]}}}}").Scenario!;
        Assert.Equal([UncertainDistribution.Listed, UncertainDistribution.Uniform], own.Uncertain.Select(u => u.Distribution));
        folder.Write("base.yaml", ScenarioFolder.World + Both + "\n");
        Scenario above = folder.Read($"format: 1\nextends: base.yaml\nname: above\nuncertain: {{x: {{path: {Attrition}, range: [0.3, 0.4]}}, commander-margin: null}}\n").Scenario!;
        Assert.Equal(0.3, Assert.Single(above.Uncertain).Low);
    }

    [Fact]
    public void The_lock_holds_the_values_and_reads_back_to_the_same_runs()
    {
        folder.Write("p.csv", $"{Attrition},parameters.movement.day_march_km\n0.01,20\n0.02,25\n0.02,30\n".Replace("parameters.movement.day_march_km", "parameters.commander.margin", StringComparison.Ordinal).Replace(",20", ",1.2", StringComparison.Ordinal).Replace(",25", ",1.25", StringComparison.Ordinal).Replace(",30", ",1.3", StringComparison.Ordinal));
        ScenarioReading reading = Read("posterior: p.csv");
        File.Delete(folder.Path("p.csv"));
        ScenarioReading locked = folder.Read(reading.Info.LockText);
        Assert.Equal(reading.Scenario!.Uncertain.Select(u => (u.Parameter, string.Join(' ', u.Values), u.Together)), locked.Scenario!.Uncertain.Select(u => (u.Parameter, string.Join(' ', u.Values), u.Together)));
        Assert.Equal(reading.Info.LockText, locked.Info.LockText);
    }

    [Theory]
    [InlineData("{path: parameters.combat.atrition, range: [0, 1]}", "path", "did you mean 'parameters.combat.attrition'")]
    [InlineData("{path: locations.alpha.population, range: [0, 1]}", "path", "write the path of a parameter")]
    [InlineData("{path: parameters.combat.attrition, range: [0.1, 0.05]}", "range", "a range is [least, greatest]")]
    [InlineData("{path: parameters.combat.attrition, range: [0.1]}", "range", "a range is [least, greatest]")]
    [InlineData("{path: parameters.combat.attrition, range: [0.1, 700]}", "range[1]", "out of range")]
    [InlineData("{path: parameters.combat.attrition}", "", "needs `range`")]
    [InlineData("{path: parameters.combat.attrition, distribution: log-uniform, range: [0, 0.1]}", "range", "above 0")]
    [InlineData("{path: parameters.combat.attrition, distribution: normal, spread: 0.1}", "", "needs `median`")]
    [InlineData("{path: parameters.combat.attrition, distribution: log-normal, median: 0, spread: 0.1}", "median", "above 0")]
    [InlineData("{path: parameters.combat.attrition, distribution: normal, median: 0.02, spread: 0.001, range: [0.05, 0.06]}", "median", "only 0.0 %")]
    [InlineData("{path: parameters.combat.attrition, range: [0.1, 0.2], values: [0.1]}", "values", "distribution: listed")]
    [InlineData("{path: parameters.combat.attrition, distribution: listed, values: [0.1, many]}", "values[1]", "number")]
    [InlineData("{path: parameters.combat.attrition, range: [0.1, 0.2], together: x}", "together", "only lists of values")]
    public void A_wrong_row_is_told_with_its_place(string row, string key, string text)
    {
        ScenarioReading reading = Read($"uncertain:\n  a: {row}");
        Problem problem = ScenarioFolder.OnlyError(reading);
        Assert.Equal(key.Length == 0 ? "uncertain.a" : $"uncertain.a.{key}", problem.Path);
        Assert.Contains(text, problem.Text, StringComparison.Ordinal);
        Assert.Equal(ScenarioFolder.World.Count(c => c == '\n') + 2, problem.Line);
    }

    [Fact]
    public void Two_rows_of_one_parameter_and_lists_of_unlike_length_are_errors()
    {
        string text = Assert.Single(Read($"uncertain: {{a: {{path: {Attrition}, range: [0, 1]}}, b: {{path: {Attrition}, range: [0, 1]}}}}").Problems).Text;
        Assert.Contains("'a' has the same parameter", text, StringComparison.Ordinal);
        text = Assert.Single(Read($"uncertain: {{a: {{path: {Attrition}, distribution: listed, values: [0.1, 0.1], together: t}}, b: {{path: parameters.commander.margin, distribution: listed, values: [1], together: t}}}}").Problems).Text;
        Assert.Contains("1 values, and 'a'", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("point,x\n1,2\n", 1, 1, "no column begins with `parameters.`")]
    [InlineData("parameters.combat.attrition\n", 1, 1, "no line below the header")]
    [InlineData("point,parameters.combat.attrition\n1,0.02\n2,700\n", 3, 3, "out of range")]
    [InlineData("point,parameters.combat.attrition\n1,0.02\n2\n", 3, 1, "1 cells, and the header has 2")]
    [InlineData("point,parameters.combat.speed\n1,0.02\n", 1, 7, "there is no parameter")]
    public void A_wrong_posterior_is_told_with_line_and_column_of_its_own(string csv, int line, int column, string text)
    {
        folder.Write("p.csv", csv);
        Problem problem = ScenarioFolder.OnlyError(Read("posterior: p.csv"));
        Assert.Equal((folder.Path("p.csv"), line, column), (problem.File, problem.Line, problem.Column));
        Assert.Contains(text, problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_posterior_is_a_problem_of_the_line_that_names_it()
    {
        Problem problem = ScenarioFolder.OnlyError(Read("posterior: p.csv"));
        Assert.Equal((folder.Path("world.yaml"), "posterior"), (problem.File, problem.Path));
        Assert.Contains("there is no such file", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deterministic_run_draws_nothing_and_check_says_so()
    {
        ScenarioReading reading = Read($"deterministic: true\nuncertain: {{a: {{path: {Attrition}, range: [0.1, 0.2]}}}}");
        Assert.Contains(reading.Problems, p => p.IsWarning && p.Path == "deterministic");
        Assert.Equal(0.03, UncertainDraws.Drawn(reading.Scenario!, 1).Parameters.Combat.Attrition);
    }

    private static Ensemble Ensemble(Scenario scenario, int jobs) =>
        Replicates.Run(scenario, 4, jobs, RecorderOptions.DailyHashes, null, CancellationToken.None);

    private ScenarioReading Read(string further, params string[] whatIfs) => folder.Read(ScenarioFolder.World + further + "\n", whatIfs);
}
