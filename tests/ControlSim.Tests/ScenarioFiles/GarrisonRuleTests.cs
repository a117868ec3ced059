using ControlSim.Scenarios;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Tests.ScenarioFiles;

public sealed class GarrisonRuleTests : IDisposable
{
    private readonly ScenarioFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>
    /// alpha: sqrt(8000 + 1000) = 94.868, doubled for the corridor to charlie = 189.737; bravo: sqrt(1000) = 31.623.
    /// 1000 * 6/7 = 857.14 and 1000 / 7 = 142.86: the larger remainder is bravo's.
    /// </summary>
    [Fact]
    public void A_garrison_follows_the_root_of_the_population_and_doubles_at_the_front()
    {
        Assert.Equal([("alpha", 857.0), ("bravo", 143.0)], Garrison(ScenarioFolder.World));
    }

    [Fact]
    public void Units_of_a_place_differ_by_one_fighter_at_most()
    {
        UnitStart[] units = [.. folder.Read(ScenarioFolder.World).Scenario!.Units.Where(unit => unit.Id.StartsWith("army-garrison@alpha#", StringComparison.Ordinal))];
        Assert.Equal(9, units.Length);
        Assert.Equal([96, 96, 95, 95, 95, 95, 95, 95, 95], units.Select(unit => unit.Fighters));
        Assert.All(units, unit => Assert.Equal(("army", Posture.Massed, true, 1.0, 1.0), (unit.Faction, unit.Posture, unit.Hold, unit.Quality, unit.Supply)));
    }

    /// <summary>Without the war nothing is doubled: 94.868 and 31.623 share as 3 to 1.</summary>
    [Fact]
    public void Without_a_hostile_bloc_nothing_is_doubled()
    {
        Assert.Equal([("alpha", 750.0), ("bravo", 250.0)], Garrison(ScenarioFolder.World.Replace("kind: hostile", "kind: neutral", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_war_that_begins_later_does_not_count()
    {
        Assert.Equal([("alpha", 750.0), ("bravo", 250.0)], Garrison(ScenarioFolder.World.Replace("kind: hostile", "kind: hostile, from: 2017-09-02", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_factor_multiplies_one_place_and_leaves_the_others()
    {
        Assert.Equal([("alpha", 857.0), ("bravo", 286.0)], Garrison(ScenarioFolder.World.Replace("spread: garrison", "spread: garrison, factor: {bravo: 2}", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("except: [alpha]", "bravo")]
    [InlineData("only: [alpha]", "alpha")]
    public void A_spread_can_be_restricted(string restriction, string place)
    {
        Assert.Equal([(place, 1000.0)], Garrison(ScenarioFolder.World.Replace("spread: garrison", $"spread: garrison, {restriction}", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_contested_place_and_a_country_count()
    {
        string text = ScenarioFolder.World.Replace("charlie: {owner: red}", "charlie: {contested_by: [red, blue]}", StringComparison.Ordinal);
        Assert.Equal(["alpha", "bravo", "charlie"], Garrison(text).Select(row => row.Location));
        text = text.Replace("spread: garrison", "spread: garrison, countries: [Syria]", StringComparison.Ordinal);
        Assert.Equal([("charlie", 1000.0)], Garrison(text));
    }

    [Fact]
    public void A_spread_without_a_place_is_an_error()
    {
        Problem problem = ScenarioFolder.OnlyError(folder.ReadWith("spread: garrison", "spread: garrison, countries: [Syria]"));
        Assert.Contains("owns and contests no place where this force could stand", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Ties_of_remainders_go_to_the_first()
    {
        Assert.Equal([4, 3, 3], GarrisonRule.Apportion(10, [1, 1, 1]));
        Assert.Equal([1, 1, 0, 0], GarrisonRule.Apportion(2, [5, 5, 5, 5]));
        Assert.Equal([0, 0], GarrisonRule.Apportion(0, [1, 2]));
    }

    private List<(string Location, double Fighters)> Garrison(string text)
    {
        ScenarioReading reading = folder.Read(text);
        Assert.NotNull(reading.Scenario);
        return
        [
            .. reading.Scenario.Units.Where(unit => unit.Id.StartsWith("army-garrison@", StringComparison.Ordinal))
                .GroupBy(unit => unit.Location).Select(group => (group.Key, group.Sum(unit => unit.Fighters))),
        ];
    }
}
