using ControlSim.Scenarios;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Tests.ScenarioFiles;

/// <summary>Layers: extended files, what-ifs, single values.</summary>
public sealed class LayerTests : IDisposable
{
    private readonly ScenarioFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_that_extends_another_changes_single_values_and_removes_rows()
    {
        folder.Write("base.yaml", ScenarioFolder.World);
        Scenario scenario = folder.Read("""
            format: 1
            extends: base.yaml
            name: quiet-border
            orders: {march: null}
            corridors: {alpha--wadi: {length_km: 70}}
            forces: {army-garrison: {only: [alpha]}}
            """).Scenario!;
        Assert.Equal("quiet-border", scenario.Name);
        Assert.Equal(["shut"], scenario.Orders.Select(order => order.Id));
        Assert.Equal(70, scenario.Corridors[2].LengthKm);
        Assert.Equal(CorridorClass.OffRoad, scenario.Corridors[2].Class);
        Assert.Equal(1000, scenario.Units.Where(unit => unit.Location == "alpha").Sum(unit => unit.Fighters));
    }

    [Fact]
    public void An_extended_file_keeps_its_own_places_in_messages()
    {
        folder.Write("sub/base.yaml", ScenarioFolder.World.Replace("length_km: 60", "length_km: 5", StringComparison.Ordinal));
        Problem problem = ScenarioFolder.OnlyError(folder.Read("format: 1\nextends: sub/base.yaml\nname: x\n"));
        Assert.Equal((folder.Path("sub/base.yaml"), 24), (problem.File, problem.Line));
    }

    [Fact]
    public void A_circle_of_extends_is_a_problem_at_the_line_that_closes_it()
    {
        folder.Write("other.yaml", "format: 1\nextends: world.yaml\n");
        Problem problem = ScenarioFolder.OnlyError(folder.Read("format: 1\nextends: other.yaml\n"));
        Assert.Equal((folder.Path("other.yaml"), 2, 10), (problem.File, problem.Line, problem.Column));
        Assert.Contains("extends this file in turn", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_or_theatre_that_a_file_names_is_a_problem_of_that_place()
    {
        Problem problem = ScenarioFolder.OnlyError(folder.Read("format: 1\nextends: none.yaml\n"));
        Assert.Equal((2, 10), (problem.Line, problem.Column));
        Assert.Contains("there is no such file", problem.Text, StringComparison.Ordinal);
        problem = ScenarioFolder.OnlyError(folder.Read("format: 1\ntheatre: none\n"));
        Assert.Equal((2, 10), (problem.Line, problem.Column));
        Assert.Contains("there is no folder", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Removing_what_is_not_there_is_a_warning()
    {
        folder.Write("base.yaml", ScenarioFolder.World);
        ScenarioReading reading = folder.Read("format: 1\nextends: base.yaml\norders: {marsh: null}\n");
        Assert.NotNull(reading.Scenario);
        Assert.Equal("orders.marsh", Assert.Single(reading.Problems).Path);
    }

    [Fact]
    public void What_ifs_are_laid_over_the_scenario_in_their_order()
    {
        Assert.Equal(0, folder.Read(ScenarioFolder.World, ["calm"]).Scenario!.Parameters.Combat.Attrition);
        Assert.Equal(["shut"], folder.Read(ScenarioFolder.World, ["calm", "no-order"]).Scenario!.Orders.Select(order => order.Id));
        string text = ScenarioFolder.World + "  fierce: {changes: {parameters: {combat: {attrition: 0.5}}}}\n";
        Assert.Equal(0.5, folder.Read(text, ["calm", "fierce"]).Scenario!.Parameters.Combat.Attrition);
        Assert.Equal(0, folder.Read(text, ["fierce", "calm"]).Scenario!.Parameters.Combat.Attrition);
    }

    [Fact]
    public void An_unknown_what_if_points_at_the_command_line()
    {
        Problem problem = ScenarioFolder.OnlyError(folder.Read(ScenarioFolder.World, ["clam"]));
        Assert.Equal("command line: what_ifs: there is no what-if 'clam'; did you mean 'calm'?", problem.ToString());
    }

    [Theory]
    [InlineData("parameters.combat.attrition=0.4")]
    [InlineData("parameters={combat: {attrition: 0.4}}")]
    public void A_value_from_the_command_line_wins_over_all(string set)
    {
        Assert.Equal(0.4, folder.Read(ScenarioFolder.World, ["calm"], set).Scenario!.Parameters.Combat.Attrition);
    }

    [Fact]
    public void The_command_line_sets_lists_and_removes_rows()
    {
        Scenario scenario = folder.Read(ScenarioFolder.World, null, "orders.march.objectives=[charlie, alpha]", "events.shut=null", "depots.rebels-port=").Scenario!;
        Assert.Equal(["charlie", "alpha"], scenario.Orders[0].Objectives);
        Assert.Equal(["inward", "tired"], scenario.Events.Select(row => row.Id));
        Assert.Equal(["army-bravo"], scenario.Depots.Select(row => row.Id));
    }

    [Theory]
    [InlineData("parameters.combat.attrition=5", "command line: parameters.combat.attrition: 5 is out of range; write a number from 0 to 1")]
    [InlineData("parameter.combat.attrition=1", "command line: parameter: there is no key 'parameter' here; did you mean 'parameters'?")]
    [InlineData("orders.march.objectives[0]=alpha", "command line: orders.march.objectives[0]: not a path; write keys with dots between")]
    [InlineData("orders..march=1", "command line: orders..march: not a path")]
    [InlineData("name=[a", "command line: name: not readable as YAML")]
    [InlineData("theatre=other", "command line: theatre: `theatre` cannot be set here")]
    public void A_wrong_value_on_the_command_line_is_named_as_such(string set, string expected)
    {
        Assert.StartsWith(expected, ScenarioFolder.OnlyError(folder.Read(ScenarioFolder.World, null, set)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_of_a_hundred_thousand_keys_does_no_harm()
    {
        Assert.Contains("not a path", ScenarioFolder.OnlyError(folder.Read(ScenarioFolder.World, null, string.Join('.', Enumerable.Repeat("a", 100_000)) + "=1")).Text, StringComparison.Ordinal);
    }
}
