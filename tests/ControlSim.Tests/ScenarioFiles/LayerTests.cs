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
    public void Of_several_layers_the_later_lies_over_the_earlier_and_the_file_over_both()
    {
        folder.Write("base.yaml", ScenarioFolder.World);
        folder.Write("a.yaml", "format: 1\ncorridors: {alpha--wadi: {length_km: 71}, alpha--bravo: {length_km: 72}}\ndepots: {army-bravo: {income: 1}}\n");
        folder.Write("b.yaml", "format: 1\nextends: a.yaml\ncorridors: {alpha--bravo: {length_km: 73}}\ndepots: {army-bravo: {income: 2}}\n");
        Scenario scenario = folder.Read("format: 1\nextends: [base.yaml, a.yaml, b.yaml]\ndepots: {army-bravo: {income: 3}}\n").Scenario!;
        Assert.Equal([73, 71], new[] { "alpha--bravo", "alpha--wadi" }.Select(id => scenario.Corridors.Single(c => c.Id == id).LengthKm));
        Assert.Equal(3, scenario.Depots.Single(d => d.Id == "army-bravo").Income);
    }

    [Fact]
    public void Two_layers_may_rest_on_a_third_but_none_on_itself()
    {
        folder.Write("base.yaml", ScenarioFolder.World);
        folder.Write("a.yaml", "format: 1\nextends: base.yaml\ndepots: {army-bravo: {income: 1}}\n");
        folder.Write("b.yaml", "format: 1\nextends: base.yaml\n");
        Assert.Equal(1, folder.Read("format: 1\nextends: [a.yaml, b.yaml]\n").Scenario!.Depots.Single(d => d.Id == "army-bravo").Income);
        folder.Write("b.yaml", "format: 1\nextends: [base.yaml, world.yaml]\n");
        Assert.Contains("in turn", ScenarioFolder.OnlyError(folder.Read("format: 1\nextends: [a.yaml, b.yaml]\n")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_shared_events_a_run_takes_what_its_dates_reach_and_the_state_before_its_start()
    {
        folder.Write("base.yaml", ScenarioFolder.World);
        folder.Write("layer.yaml", """
            format: 1
            events:
              first: {date: 2016-01-01, kind: air-strikes, target: helpers-iraq, value: 1}
              second: {date: 2017-08-01, kind: air-strikes, target: helpers-iraq, value: 2}
              other: {date: 2016-01-01, kind: morale, target: army, country: Iraq, value: 0.9}
              third: {date: 2017-12-31, kind: air-strikes, target: helpers-iraq, value: 3}
              late: {date: 2018-01-01, kind: air-strikes, target: helpers-iraq, value: 4}
            orders:
              over: {faction: army, verb: advance, date: 2017-08-01, until: 2017-08-31, from: [alpha], objectives: [charlie]}
              open: {faction: army, verb: advance, date: 2017-08-01, until: 2017-09-01, from: [alpha], objectives: [charlie]}
              late: {faction: army, verb: advance, date: 2018-01-01, from: [alpha], objectives: [charlie]}
            """);
        ScenarioReading reading = folder.Read("format: 1\nextends: [base.yaml, layer.yaml]\nname: x\n");
        Scenario scenario = reading.Scenario!;
        Assert.Equal(["inward", "other", "second", "shut", "third", "tired"], scenario.Events.Select(e => e.Id));
        Assert.Equal(["march", "open", "shut"], scenario.Orders.Select(o => o.Id));
        Assert.Equal(scenario.Start, scenario.Orders[1].Date);
        Assert.Equal("2 events before the start set its first day, 2 other events and 2 orders of its layers lie outside the run", reading.Info.WindowNote);
        Scenario again = folder.Read(reading.Info.LockText).Scenario!;
        Assert.Equal(scenario.Events, again.Events);
    }

    [Fact]
    public void What_a_scenario_writes_itself_may_not_lie_after_its_end()
    {
        Assert.Contains("lies outside the run", ScenarioFolder.OnlyError(folder.Read(ScenarioFolder.World.Replace("date: 2017-10-05", "date: 2018-10-05", StringComparison.Ordinal))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expectation_names_an_outcome_and_a_direction()
    {
        string With(string expects) => ScenarioFolder.World.Replace("expect: nothing falls", $"expects: {{{expects}}}", StringComparison.Ordinal);
        WhatIfInfo whatIf = folder.Read(With("red-supply: falls, charlie-falls: rises")).Info.WhatIfs.Single(w => w.Id == "calm");
        Assert.Equal([new Expectation("red-supply", false), new Expectation("charlie-falls", true)], whatIf.Expectations);
        Assert.Equal("what_ifs.calm.expects.red-suply", ScenarioFolder.OnlyError(folder.Read(With("red-suply: falls"))).Path);
        Assert.Equal("what_ifs.calm.expects.red-supply", ScenarioFolder.OnlyError(folder.Read(With("red-supply: sinks"))).Path);
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
