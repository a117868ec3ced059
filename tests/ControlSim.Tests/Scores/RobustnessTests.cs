using ControlSim.Scenarios;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.Scores;
using ControlSim.Tests.ResultFiles;

namespace ControlSim.Tests.Scores;

/// <summary>Changes of ten per cent.</summary>
public sealed class RobustnessTests
{
    private static readonly Scenario Scenario = TestWorlds.Brawl(1).Scenario();

    [Fact]
    public void A_parameter_is_scaled_alone_and_within_its_range()
    {
        (Scenario changed, double value) = Robustness.Scaled(Scenario, "parameters.combat.attrition", 1.1)!.Value;
        Assert.Equal(Scenario.Parameters.Combat.Attrition * 1.1, changed.Parameters.Combat.Attrition, 15);
        Assert.Equal(value, changed.Parameters.Combat.Attrition);
        Assert.Equal(Scenario.Parameters, changed.Parameters with { Combat = Scenario.Parameters.Combat });

        // A whole number moves by one at least.
        Assert.Equal(
            Scenario.Parameters.Command.AssemblyPatienceDays + 1,
            Robustness.Scaled(Scenario, "parameters.command.assembly_patience_days", 1.1)!.Value.Scenario.Parameters.Command.AssemblyPatienceDays);

        // A share of 1 cannot rise.
        Scenario full = Scenario with { Parameters = ParameterValues.With(Scenario.Parameters, "Break", "ThresholdDefender", 1) };
        Assert.Null(Robustness.Scaled(full, "parameters.break.threshold_defender", 1.1));
        Assert.NotNull(Robustness.Scaled(full, "parameters.break.threshold_defender", 0.9));
    }

    [Fact]
    public void An_uncertain_parameter_is_scaled_in_all_its_values()
    {
        var uncertain = new UncertainParameter { Process = "Combat", Parameter = "Attrition", Distribution = UncertainDistribution.Uniform, Low = 0.01, High = 0.03 };
        (Scenario changed, double median) = Robustness.Scaled(Scenario with { Uncertain = [uncertain] }, "parameters.combat.attrition", 0.9)!.Value;
        Assert.Equal(0.009, changed.Uncertain[0].Low, 12);
        Assert.Equal(0.027, changed.Uncertain[0].High, 12);
        Assert.Equal(0.018, median, 12);
        Assert.Equal(Scenario.Parameters, changed.Parameters);
    }

    [Fact]
    public void What_changes_no_run_is_told()
    {
        Scenario scenario = ScoreWorld.Small().Scenario();
        var check = new Robustness(scenario, ScoreWorld.Observed(scenario: scenario), 2, 1);
        RobustnessRow asItIs = check.Base(CancellationToken.None);

        // There is no unit in this world, so no battle asks for the attrition.
        RobustnessRow attrition = check.Changed("parameters.combat.attrition", 1.1, CancellationToken.None)!;
        Assert.True(attrition.IsInert);
        Assert.Equal(asItIs.Brier, attrition.Brier);
        Assert.Contains("parameters.combat.attrition", check.Parameters);
    }

    [Fact]
    public void The_table_goes_on_after_a_line_that_was_cut()
    {
        using var folder = new TemporaryFolder();
        string path = folder.In("r.csv");
        var table = new RobustnessTable(path);
        var row = new RobustnessRow("parameters.combat.attrition", 1.1, 0.022, false, 0.125, 0.25, double.NaN);
        table.Add(new RobustnessRow("", 1, double.NaN, false, 0.1, 0.3, 0.2));
        table.Add(row);
        File.AppendAllText(path, "parameters.combat.att");
        var again = new RobustnessTable(path);
        Assert.Equal(row, again.Find("parameters.combat.attrition", 1.1));
        Assert.Equal(2, again.Rows.Count());
        Assert.Equal(3, File.ReadAllLines(path).Length);
        File.WriteAllText(path, "a,b\n1,2\n");
        Assert.Throws<CsvFormatException>(() => new RobustnessTable(path));
    }
}
