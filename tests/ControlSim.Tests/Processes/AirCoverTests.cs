using ControlSim.Processes;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

public sealed class AirCoverTests
{
    private static readonly AirParameters Parameters = SmallWorld.Defaults<AirParameters>();

    [Fact]
    public void Visibility_joins_posture_surveillance_and_tips()
    {
        var small = Watched(a => a with { Isr = 2, Intelligence = 1.5, Diversion = 0.25 });
        var (world, _, _) = small.Open();
        int town = world.Order.LocationRow["town"], army = world.Order.FactionRow["army"];
        world.Society.Fear[town] = 0.4;
        world.Locations.Consolidation[town] = 0.6;
        double isr = 1 - Math.Exp(-Parameters.IsrRate * 2 * 0.75);
        double tips = 1 - Math.Exp(-Parameters.TipRate * (1 + (1.5 * 0.75)) * (1 * 0.5 * 0.6 * 0.8));
        double sight = Visibility.Sight(world, town, army);
        Assert.Equal(1 - ((1 - isr) * (1 - tips)), sight, 1e-12);
        Assert.Equal(1 - ((1 - 0.03) * (1 - isr) * (1 - tips)), Visibility.Of(0.03, sight), 1e-12);

        // The flyer holds nothing itself: its allies tell it what they are told.
        Assert.Equal(sight, Visibility.Sight(world, town, world.Order.FactionRow["flyer"]));
    }

    [Fact]
    public void Tips_rise_with_control_legitimacy_and_consolidation_and_fall_with_fear()
    {
        var (world, _, _) = Watched(a => a).Open();
        int town = world.Order.LocationRow["town"], army = world.Order.FactionRow["army"];
        double Sight() => Visibility.Sight(world, town, army);
        double before = Sight();
        world.Locations.Consolidation[town] = 0.5;
        Assert.True(Sight() > before);
        before = Sight();
        world.Society.Fear[town] = 0.5;
        Assert.True(Sight() < before);
        before = Sight();
        world.Locations.Control[(town * world.Blocs.Count) + world.Order.BlocRow["army"]] = 0.5;
        Assert.True(Sight() < before);
        before = Sight();
        world.Society.Legitimacy[(town * world.Factions.Count) + army] = 0.9;
        Assert.True(Sight() > before);
    }

    [Fact]
    public void Only_those_who_are_supported_profit_and_only_in_the_country()
    {
        var (world, _, _) = Watched(a => a with { Isr = 1, Transport = 1 }).Open();
        Assert.True(Seen(world, "army", "Land") > 0 && Seen(world, "flyer", "Land") > 0);
        Assert.Equal(0, Seen(world, "red", "Land"));
        Assert.Equal(0, Seen(world, "army", "Other"));
        var (named, _, _) = Watched(a => a with { Isr = 1 }, "neutral").Open();
        Assert.Equal(0, Seen(named, "army", "Land"));
        Assert.True(Seen(named, "neutral", "Land") > 0);

        static double Seen(World world, string faction, string country) =>
            world.AirActors.Seen[(world.Order.FactionRow[faction] * world.Countries) + Array.IndexOf(world.Order.Countries, country)];
    }

    [Fact]
    public void Air_power_is_the_budget_under_massed_visibility_over_the_reference()
    {
        var (world, _, _) = Watched(a => a with { Strikes = 5, Diversion = 0.2 }).Open();
        double expected = 5 * 0.8 * 0.8 / Parameters.ReferenceStrikes;
        int land = Array.IndexOf(world.Order.Countries, "Land");
        Assert.Equal(expected, world.Factions.AirPower[(world.Order.FactionRow["red"] * world.Countries) + land], 1e-12);
        Assert.Equal(0, world.Factions.AirPower[(world.Order.FactionRow["army"] * world.Countries) + land]);
        Assert.Equal(expected, world.Factions.AirPower.Sum(), 1e-12);
    }

    [Fact]
    public void Air_power_moves_posture_and_speed_as_the_same_air_threat_does()
    {
        double power = 20 * 0.8 / Parameters.ReferenceStrikes;
        var actor = Plain(0).Air("sky", a => a with { Strikes = 20 }).Run();
        var threat = Plain(power).Run();
        Assert.Equal(threat.Series.Cells, actor.Series.Cells);
        Assert.Equal(threat.Series.Owner, actor.Series.Owner);
        Assert.NotEqual(Plain(0).Run().Series.Cells, actor.Series.Cells);

        // Harmless strikes, so that only the threat differs.
        static SmallWorld Plain(double airThreat) => new SmallWorld { Days = 60 }
            .With(p => p with { Air = p.Air with { KillsPerStrike = 0 } })
            .Faction("red", canDisperse: true, morale: 0.6, airThreat: airThreat).Bloc("sky", owns: false).Faction("sky", "sky").Hostile("red", "sky")
            .Location("a", owner: "red").Location("b").Corridor("a", "b", 300).Unit("red", "a", 50, copies: 80)
            .Order("go", "red", OrderVerb.Advance, 2, ["a"], ["b"], 1000);
    }

    [Theory]
    [InlineData(0, 0, 3)]
    [InlineData(1, 0, 2)]
    [InlineData(1, 1, 3)]
    public void Transport_carries_massed_units_faster_unless_it_is_diverted(double transport, double diversion, int days)
    {
        var (world, schedule, _) = new SmallWorld()
            .Faction("army").Location("a", owner: "army").Location("b", owner: "army").Corridor("a", "b", 240).Unit("army", "a", 100)
            .Order("go", "army", OrderVerb.Redeploy, 0, ["a"], ["b"])
            .Air("army", a => a with { Transport = transport, Diversion = diversion }).Open();
        int left = -1;
        for (int day = 1; day <= 20 && world.Units.Location[0] != world.Order.LocationRow["b"]; day++)
        {
            schedule.Tick();
            left = left < 0 && world.Units.MarchedOn[0] >= 0 ? day : left;
        }

        Assert.Equal(days, world.Tick - left + 1);
    }

    private static SmallWorld Watched(Func<AirInputs, AirInputs> inputs, params string[] supports) => new SmallWorld()
        .Faction("army").Faction("red").Faction("neutral").Bloc("sky", owns: false).Faction("flyer", "sky")
        .Relation("flyer", "army", RelationKind.Cobelligerent).Hostile("red", "army").Hostile("red", "flyer")
        .Location("town", population: 1000, owner: "army").Location("far", owner: "red", country: "Other")
        .Unit("army", "town", 100).Air("flyer", inputs, supports: supports);
}
