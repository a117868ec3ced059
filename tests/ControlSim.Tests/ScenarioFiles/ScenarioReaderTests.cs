using ControlSim.Scenarios;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Tests.ScenarioFiles;

public sealed class ScenarioReaderTests : IDisposable
{
    private readonly ScenarioFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_whole_world_reads_without_a_problem()
    {
        ScenarioReading reading = folder.Read(ScenarioFolder.World);
        Assert.Empty(reading.Problems);
        Scenario scenario = reading.Scenario!;
        Assert.Equal("border-war", scenario.Name);
        Assert.Equal("border-war", scenario.Title);
        Assert.Equal(ulong.MaxValue, scenario.Seed);
        Assert.Equal(121, scenario.Ticks);
        Assert.Equal(["blue", "helpers", "red"], scenario.Blocs.Select(bloc => bloc.Id));
        Assert.Equal(["alpha", "bravo", "charlie", "wadi"], scenario.Locations.Select(location => location.Id));
        Assert.Equal(1200, scenario.Locations[0].AreaKm2);
        Assert.True(scenario.Locations[3].IsRefuge);
        Assert.Equal(CorridorClass.OffRoad, scenario.Corridors[2].Class);
        Assert.Equal(double.PositiveInfinity, scenario.Crossings[0].Throughput);
        Assert.Equal(500, scenario.Crossings[1].Throughput);
        Assert.Equal(["blue", "red"], scenario.Crossings[0].UsableBy);
    }

    [Fact]
    public void What_the_file_leaves_out_gets_the_published_default()
    {
        Scenario scenario = folder.Read(ScenarioFolder.World).Scenario!;
        Assert.Equal(0.03, scenario.Parameters.Combat.Attrition);
        Assert.Equal(0.8, scenario.Parameters.Combat.VisibilityMassed);
        Assert.Equal(60, scenario.Parameters.Command.LapseDays);
        Assert.Equal("bravo", scenario.Locations[1].Name);
        Assert.Equal(new InitialControl("alpha", "blue", [], 0.5) with { ContestedBy = scenario.Control[0].ContestedBy }, scenario.Control[0]);
        Assert.Equal(0.8, scenario.Control[1].Consolidation);
        Assert.Equal(new InitialControl("wadi", "", [], 0) with { ContestedBy = scenario.Control[3].ContestedBy }, scenario.Control[3]);
        Order march = scenario.Orders[0];
        Assert.Equal(march.Date, march.Until);
        Assert.Equal(double.PositiveInfinity, scenario.Orders[1].Forces);
        Assert.Equal((scenario.Start, scenario.End), (scenario.Outcomes[0].From, scenario.Outcomes[0].To));
        Assert.Equal(["charlie"], scenario.Outcomes[0].Locations);
        Assert.Equal(30, scenario.Depots[0].StockDays);
    }

    [Fact]
    public void A_countrys_stance_takes_missing_keys_from_the_default()
    {
        Faction rebels = folder.Read(ScenarioFolder.World).Scenario!.Factions[2];
        Assert.Equal(
            [new CountryStance("", 0.7, 0.3, 0, 0.1, 0.1, ""), new CountryStance("Syria", 0.7, 0.3, 0.5, 0.1, 0.1, "charlie")], rebels.Stances);
    }

    [Fact]
    public void Factions_of_one_bloc_are_cobelligerent_on_the_days_that_no_row_names()
    {
        Scenario scenario = folder.Read(ScenarioFolder.World).Scenario!;
        DateOnly start = scenario.Start;
        Assert.Equal(
            [
                new Relation("army", "guard", RelationKind.Cobelligerent, start, new DateOnly(2017, 9, 30), ""),
                new Relation("army", "guard", RelationKind.Neutral, new DateOnly(2017, 10, 1), new DateOnly(2017, 10, 10), ""),
                new Relation("army", "guard", RelationKind.Cobelligerent, new DateOnly(2017, 10, 11), scenario.End, ""),
                new Relation("army", "rebels", RelationKind.Hostile, start, scenario.End, ""),
            ],
            scenario.Relations);
    }

    [Fact]
    public void The_information_for_people_is_complete()
    {
        ScenarioInfo info = folder.Read(ScenarioFolder.World, ["calm"]).Info!;
        Assert.Equal(new DateOnly(2017, 12, 31), info.MapDate);
        Assert.Equal(["calm", "no-order"], info.WhatIfs.Select(whatIf => whatIf.Id));
        Assert.Equal("nothing falls", info.WhatIfs[0].Expect);
        Assert.Equal(["calm"], info.AppliedWhatIfs);
        Assert.Equal("#112233", info.BlocColours["blue"]);
        Assert.Matches("^#[0-9a-f]{6}$", info.BlocColours["red"]);
        Assert.Equal(new PlaceInfo("charlie", 40.5, 34, "town", "census, 2004", ""), info.Locations["charlie"]);
        Assert.Equal("", info.TheatreFolder);
        Assert.Equal([folder.Path("world.yaml")], info.Files);
    }

    [Fact]
    public void A_missing_file_is_an_exception_for_the_program_to_name()
    {
        Assert.Throws<FileNotFoundException>(() => ScenarioReader.Read(folder.Path("none.yaml"), [], []));
        Assert.Throws<FileNotFoundException>(() => ScenarioReader.Read(folder.Path("none/none.yaml"), [], []));
        Assert.Throws<IOException>(() => ScenarioReader.Read(folder.Path("."), [], []));
    }

    [Fact]
    public void A_deterministic_scenario_may_have_parts_of_fighters()
    {
        string text = ScenarioFolder.World.Replace("fighters: 120", "fighters: 120.5", StringComparison.Ordinal);
        Assert.Contains("deterministic scenarios", ScenarioFolder.OnlyError(folder.Read(text)).Text, StringComparison.Ordinal);
        Scenario scenario = folder.Read("deterministic: true\n" + text).Scenario!;
        UnitStart[] units = [.. scenario.Units.Where(unit => unit.Location == "charlie")];
        Assert.Equal(3, units.Length);
        Assert.All(units, unit => Assert.Equal(120.5 / 3, unit.Fighters));
    }

    [Fact]
    public void A_hollow_force_is_cut_into_who_is_there_and_who_is_not()
    {
        Scenario scenario = folder.ReadWith("fighters: 120, at: charlie", "fighters: 120, present: 0.4, at: charlie").Scenario!;
        UnitStart[] units = [.. scenario.Units.Where(u => u.Location == "charlie" && u.Faction == "rebels")];
        Assert.Equal((48, 72), (units.Sum(u => u.Fighters), units.Sum(u => u.Absent)));
        Assert.All(units, u => Assert.Equal(Math.Floor(u.Fighters), u.Fighters));
        Assert.Equal(40, units.Max(u => u.Fighters + u.Absent));
        Assert.All(scenario.Units.Where(u => u.Faction == "army"), u => Assert.Equal(0, u.Absent));
    }

    [Fact]
    public void Orders_on_call_and_weights_of_strikes_are_read()
    {
        Scenario scenario = folder.ReadWith(
            "shut: {faction: army, verb: close, date: 2017-10-01, until: 2017-10-03, objectives: [gate]}",
            "shut: {faction: army, verb: strike-weight, date: 2017-10-01, objectives: [helpers-iraq], weights: {oil: 0.5, roads: 0.25}, on_call: true}").Scenario!;
        Order order = scenario.Orders.Single(o => o.Id == "shut");
        Assert.True(order.OnCall);
        Assert.Equal([0, 0, 0.5, 0.25], order.Weights);
        Assert.Empty(scenario.Orders.Single(o => o.Id == "march").Weights);
    }

    [Fact]
    public void An_order_on_call_that_nothing_launches_is_a_warning()
    {
        Problem problem = Assert.Single(folder.ReadWith("with: [guard], forces: 500", "forces: 500, on_call: true").Problems);
        Assert.True(problem.IsWarning);
        Assert.Contains("nothing launches 'march'; add an event or a trigger of the kind launch", problem.Text, StringComparison.Ordinal);
    }
}
