using ControlSim.Scenarios;

namespace ControlSim.Tests.Processes;

/// <summary>Civilians whom ground combat kills.</summary>
public sealed class CollateralTests
{
    /// <summary>rho k W (1 - mu) H/(n + H), H the people's part, for the one group among people.</summary>
    [Fact]
    public void A_day_of_assault_kills_what_the_formula_says()
    {
        SmallWorld small = Assault(population: 60_000, hidingGround: 2000, deterministic: true).Without(ProcessKind.Interdiction);
        var (world, schedule, _) = small.Open();
        int town = world.Order.LocationRow["town"], army = world.Order.FactionRow["army"], garrison = world.Order.FactionRow["garrison"];
        Until(() => world.Ledger.CiviliansKilled[town] > 0, schedule.Tick);
        double before = 60_000, killed = world.Ledger.CiviliansKilled[town];
        double n = 400, people = 0.1 * before, hiding = people + 2000;
        double d = 0.05 + (0.95 * n / (n + hiding)), open = 0.8 + (0.2 * 3000 / (3000 + hiding));
        double missed = (world.Ledger.Killed[garrison] * (1 - d) / d) + (world.Ledger.Killed[army] * (1 - open) / open);
        Assert.Equal(0.1 * missed * people / hiding, killed, 1e-6 * killed);
        Assert.Equal(before, world.Locations.Population[town] + killed, 1e-6);
    }

    [Fact]
    public void Books_of_people_balance_to_a_head_every_day()
    {
        var (world, schedule, _) = Assault(population: 60_000).Open();
        double start = world.Locations.Population.Sum();
        for (int day = 0; day < 60; day++)
        {
            schedule.Tick();
            Assert.Equal(start, world.Locations.Population.Sum() + world.Society.Displaced.Sum() + world.Ledger.CiviliansKilled.Sum());
            Assert.All(world.Ledger.CiviliansKilled, dead => Assert.Equal(Math.Floor(dead), dead));
        }

        Assert.True(world.Ledger.CiviliansKilled.Sum() > 50);
    }

    [Theory]
    [InlineData(0, 2000)]
    [InlineData(0, 0)]
    public void Open_ground_hides_fighters_but_is_nobody_to_harm(long population, double hidingGround)
    {
        var (world, schedule, _) = Assault(population, hidingGround).Open();
        for (int day = 0; day < 30; day++)
        {
            schedule.Tick();
        }

        Assert.True(world.Ledger.Killed.Sum() > 0);
        Assert.Equal(0, world.Ledger.CiviliansKilled.Sum());
    }

    [Fact]
    public void Civilian_casualties_of_the_ground_feed_grievance()
    {
        Assert.True(Grievance(0.1) > Grievance(0));

        static double Grievance(double collateral)
        {
            var (world, schedule, _) = Assault(population: 60_000)
                .With(p => p with { Combat = p.Combat with { Collateral = collateral } }).Open();
            for (int day = 0; day < 30; day++)
            {
                schedule.Tick();
            }

            return world.Society.Grievance[world.Order.LocationRow["town"]];
        }
    }

    private static SmallWorld Assault(long population, double hidingGround = 0, bool deterministic = false) =>
        new SmallWorld { Days = 90, Deterministic = deterministic }
            .With(p => p with
            {
                Displacement = p.Displacement with { Base = 0, Assault = 0, Fear = 0 },
                Combat = p.Combat with { PaceSpread = 0 },
                Air = p.Air with { TipRate = 0 },
            })
            .Faction("army").Faction("garrison").Hostile("army", "garrison")
            .Location("camp", owner: "army").Location("town", population, hidingGround: hidingGround, owner: "garrison")
            .Corridor("camp", "town", 20).Depot("army", "camp", 9000).Depot("garrison", "town", 900)
            .Unit("army", "camp", 300, copies: 10).Unit("garrison", "town", 100, hold: true, copies: 4)
            .Order("go", "army", OrderVerb.Advance, 0, ["camp"], ["town"]);

    private static void Until(Func<bool> done, Action step)
    {
        for (int day = 0; day < 30 && !done(); day++)
        {
            step();
        }

        Assert.True(done());
    }
}
