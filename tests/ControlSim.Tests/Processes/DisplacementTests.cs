using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

public sealed class DisplacementTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void People_balance_every_tick_and_are_whole(bool deterministic)
    {
        var (world, schedule, _) = TestWorlds.Brawl(4, deterministic).Open();
        double start = world.Locations.Population.Sum();
        var random = new Random(3);
        for (int day = 0; day < 120; day++)
        {
            schedule.Tick();
            for (int l = 0; l < world.Locations.Count; l++)
            {
                world.Society.Attacks[l] = random.Next(0, 3);
                world.Society.Collateral[l] = random.Next(0, 8) / 7.0;
            }

            double now = world.Locations.Population.Sum() + world.Society.Displaced.Sum() + world.Ledger.CiviliansKilled.Sum();
            Assert.Equal(start, now, deterministic ? 1e-6 : 0);
            Assert.All([.. world.Locations.Population, .. world.Society.Displaced], n => Assert.True(n >= 0 && (deterministic || n == Math.Floor(n))));
        }

        Assert.True(world.Society.Displaced.Sum() > 0 && world.Ledger.CiviliansKilled.Sum() > 0);
    }

    [Fact]
    public void Flight_from_an_assault_follows_the_closed_form_and_goes_to_the_nearest_place()
    {
        var (world, schedule, _) = Assault(wayOut: true).Open();
        int town = world.Order.LocationRow["town"], days = 0;
        for (int day = 0; day < 20; day++)
        {
            schedule.Tick();
            days += world.Locations.BattleDays[town] > 0 ? 1 : 0;
            Assert.Equal(20_000 * Math.Pow(1 - 0.01, days), world.Locations.Population[town], 1e-6);
        }

        Assert.True(days > 10);
        Assert.Equal(world.Order.LocationRow["near"], world.Society.DisplacedAt[town * Society.GroupsOfDisplaced]);
        Assert.Equal(20_000 - world.Locations.Population[town], world.Society.Displaced.Sum(), 1e-6);
    }

    [Fact]
    public void A_besieged_place_lets_nobody_out()
    {
        var (world, schedule, _) = Assault(wayOut: false).Open();
        for (int day = 0; day < 20; day++)
        {
            schedule.Tick();
        }

        int town = world.Order.LocationRow["town"];
        Assert.True(world.Locations.BattleDays[town] > 0);
        Assert.Equal(20_000, world.Locations.Population[town]);
        Assert.Equal(20_000, world.Society.Besieged[town]);
    }

    [Fact]
    public void A_shut_gate_lets_nobody_out()
    {
        var (world, schedule, _) = Assault(wayOut: true, gateOpen: false).Open();
        for (int day = 0; day < 20; day++)
        {
            schedule.Tick();
        }

        Assert.Equal(0, world.Society.Displaced.Sum());
    }

    [Fact]
    public void The_displaced_go_home_when_it_is_quiet()
    {
        var (world, schedule, _) = new SmallWorld { Deterministic = true }.Faction("a").Location("home", 900, owner: "a")
            .Location("host", 500, owner: "a").Corridor("home", "host").Open();
        int home = world.Order.LocationRow["home"], group = home * Society.GroupsOfDisplaced;
        world.Society.DisplacedAt[group] = world.Order.LocationRow["host"];
        world.Society.Displaced[group] = 100;
        for (int t = 1; t <= 100; t++)
        {
            schedule.Tick();
            Assert.Equal(100 * Math.Pow(1 - 0.002, t), world.Society.Displaced[group], 1e-9);
        }

        Assert.Equal(1000, world.Locations.Population[home] + world.Society.Displaced[group], 1e-9);
    }

    [Fact]
    public void Fear_drives_people_out_and_civilian_casualties_are_counted()
    {
        var (world, schedule, _) = new SmallWorld().Faction("a").Location("town", 10_000, owner: "a")
            .Location("next", 500, owner: "a").Corridor("town", "next").Open();
        int town = world.Order.LocationRow["town"];
        world.Society.Attacks[town] = 4;
        world.Society.Collateral[town] = 7;
        schedule.Tick();
        Assert.Equal(7, world.Ledger.CiviliansKilled[town]);
        Assert.True(world.Society.Displaced.Sum() > 0);
        Assert.Equal(10_000, world.Locations.Population[town] + world.Society.Displaced.Sum() + 7);
    }

    /// <summary>The attacker stands in the town; behind it lie a near place and a far one, or hostile places all around.</summary>
    private static SmallWorld Assault(bool wayOut, bool gateOpen = true) => new SmallWorld { Days = 30, Deterministic = true }
        .Faction("attacker").Faction("defender").Hostile("attacker", "defender")
        .Location("base", 100, owner: "attacker").Location("town", 20_000, owner: "defender")
        .Location("near", 300, owner: wayOut ? "defender" : "attacker").Location("far", 900, owner: wayOut ? "defender" : "attacker")
        .Crossing("gate", gateOpen)
        .Corridor("base", "town", 10).Corridor("town", "near", 30, crossing: "gate").Corridor("near", "far", 30)
        .Unit("attacker", "base", 500, copies: 4).Unit("defender", "town", 200, hold: true, copies: 3)
        .Order("go", "attacker", OrderVerb.Advance, 0, ["base"], ["town"])
        .With(p => p with { Combat = p.Combat with { Attrition = 0 }, Break = p.Break with { LeastMorale = 0 } });
}
