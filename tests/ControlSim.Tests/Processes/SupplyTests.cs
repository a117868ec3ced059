using ControlSim.Randomness;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

public sealed class SupplyTests
{
    [Fact]
    public void A_sealed_pocket_without_forage_starves_as_the_closed_form_says()
    {
        var (world, schedule, _) = new SmallWorld { Days = 40 }
            .With(p => p with { Supply = p.Supply with { ForageMassed = 0 } })
            .Faction("a").Location("pocket", owner: "a").Unit("a", "pocket", 100).Open();
        for (int day = 0; day < 40; day++)
        {
            schedule.Tick();
        }

        Assert.Equal(Math.Pow(0.9, 40), world.Units.Supply[0], 1e-12);
    }

    [Fact]
    public void A_full_depot_next_door_fills_up_to_the_loss_on_the_way()
    {
        var (world, schedule, _) = Road(income: 5000).Open();
        for (int day = 0; day < 300; day++)
        {
            schedule.Tick();
        }

        // 120 km at lambda 600, forage 0.05.
        Assert.Equal(Math.Min(1, Math.Exp(-0.2) + 0.05), SupplyAt(world, "front"), 1e-6);
    }

    [Fact]
    public void The_books_balance_every_day()
    {
        var (world, schedule, _) = TestWorlds.Brawl(3).Open();
        for (int day = 0; day < 120; day++)
        {
            long stockBefore = world.Depots.Stock.Sum();
            schedule.Tick();
            for (int b = 0; b < world.Blocs.Count; b++)
            {
                Assert.Equal(world.Ledger.Issued[b], world.Ledger.Delivered[b] + world.Ledger.Lost[b]);
            }

            // What left the depots was issued: stock = before + paid - issued, and no more than a day's income is paid.
            long paid = world.Depots.Stock.Sum() - stockBefore + world.Ledger.Issued.Sum();
            Assert.True(paid <= world.Depots.Income.Sum());
            Assert.All(world.Depots.Stock, stock => Assert.True(stock >= 0));
        }
    }

    [Fact]
    public void Scarce_supply_is_shared_in_proportion_to_need()
    {
        var small = new SmallWorld { Days = 300 }
            .With(p => p with { Supply = p.Supply with { LossDistanceKm = 5000, ForageMassed = 0 } })
            .Faction("a").Location("depot", owner: "a").Location("near", owner: "a").Location("far", owner: "a")
            .Corridor("depot", "near", 1).Corridor("near", "far", 1)
            .Unit("a", "near", 1000).Unit("a", "far", 3000).Depot("a", "depot", 2000, stockDays: 1);
        var (world, schedule, _) = small.Open();
        for (int day = 0; day < 300; day++)
        {
            schedule.Tick();
        }

        Assert.Equal(0.5 * Math.Exp(-1.0 / 5000), SupplyAt(world, "near"), 1e-4);
        Assert.Equal(0.5 * Math.Exp(-2.0 / 5000), SupplyAt(world, "far"), 1e-4);
    }

    [Fact]
    public void The_road_class_is_the_limit()
    {
        var small = new SmallWorld { Days = 300 }
            .With(p => p with { Supply = p.Supply with { LossDistanceKm = 5000, ForageMassed = 0 } })
            .Faction("a").Location("depot", owner: "a").Location("front", owner: "a")
            .Corridor("depot", "front", 1, CorridorClass.DesertTrack).Unit("a", "front", 1000).Depot("a", "depot", 5000);
        var (world, schedule, _) = small.Open();
        for (int day = 0; day < 300; day++)
        {
            schedule.Tick();
        }

        Assert.Equal(0.2 * Math.Exp(-1.0 / 5000), SupplyAt(world, "front"), 1e-6);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_shut_gate_starves_what_lies_beyond_unless_the_bloc_has_the_use_of_it(bool privileged)
    {
        var small = new SmallWorld { Days = 100 }
            .Faction("a").Location("depot", owner: "a").Location("front", owner: "a")
            .Crossing("gate", open: false, usableBy: privileged ? ["a"] : [])
            .Corridor("depot", "front", 10, crossing: "gate").Unit("a", "front", 500).Depot("a", "depot", 5000);
        var (world, schedule, _) = small.Open();
        for (int day = 0; day < 100; day++)
        {
            schedule.Tick();
        }

        Assert.Equal(privileged, SupplyAt(world, "front") > 0.9);
    }

    [Fact]
    public void Closing_a_crossing_never_raises_the_total_delivered()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var (open, openSchedule, _) = TestWorlds.Brawl(seed).Open();
            var (shut, shutSchedule, _) = TestWorlds.Brawl(seed).Event(0, EventKind.Crossing, "gate", 0).Open();
            openSchedule.Tick();
            shutSchedule.Tick();
            Assert.True(shut.Ledger.Issued.Sum() <= open.Ledger.Issued.Sum());
        }
    }

    [Fact]
    public void A_local_depot_feeds_its_captor_and_a_patrons_does_not()
    {
        double local = AfterCapture(DepotSource.Local), patron = AfterCapture(DepotSource.Patron);
        Assert.True(local > 0.9);
        Assert.True(patron < 0.2);

        static double AfterCapture(DepotSource source)
        {
            var (world, schedule, _) = new SmallWorld { Days = 200 }
                .Faction("old").Faction("new").Hostile("old", "new")
                .Location("town", population: 1000, owner: "old").Unit("new", "town", 500).Depot("old", "town", 800, source).Open();
            for (int day = 0; day < 200; day++)
            {
                schedule.Tick();
            }

            return SupplyAt(world, "town");
        }
    }

    [Fact]
    public void In_a_city_that_nobody_owns_a_local_depot_feeds_who_alone_is_left()
    {
        Assert.True(After(DepotSource.Local, alone: true) > 0.9);
        Assert.True(After(DepotSource.Local, alone: false) < 0.2);
        Assert.True(After(DepotSource.Patron, alone: true) < 0.2);

        static double After(DepotSource source, bool alone)
        {
            // Five hundred are too few to own a city of three million, but its garrison has gone.
            SmallWorld city = new SmallWorld { Days = 200 }
                .Faction("old").Faction("new").Faction("third").Hostile("old", "new").Hostile("old", "third").Hostile("new", "third")
                .Location("city", 3_000_000, owner: "old").Unit("new", "city", 500).Depot("old", "city", 800, source)
                .With(p => p with { Combat = p.Combat with { Attrition = 0 }, Break = p.Break with { LeastMorale = 0 } });
            var (world, schedule, _) = (alone ? city : city.Unit("third", "city", 500)).Open();
            for (int day = 0; day < 200; day++)
            {
                schedule.Tick();
            }

            Assert.Equal(-1, world.Locations.Owner[0]);
            return world.Units.Supply[Array.FindIndex(world.Units.Faction, f => f == world.Order.FactionRow["new"])];
        }
    }

    [Fact]
    public void Access_falls_with_distance_by_the_exponential()
    {
        var (world, schedule, _) = Road(income: 5000).Open();
        schedule.Tick();
        int front = world.Order.LocationRow["front"];
        Assert.Equal(DetMath.Exp(-0.2), world.Tallies.SupplyAccess[front * world.Blocs.Count]);
    }

    private static SmallWorld Road(double income) => new SmallWorld { Days = 300 }
        .Faction("a").Location("depot", owner: "a").Location("half", owner: "a").Location("front", owner: "a")
        .Corridor("depot", "half", 60).Corridor("half", "front", 60).Unit("a", "front", 1000).Depot("a", "depot", income);

    private static double SupplyAt(World world, string location)
    {
        int row = Array.IndexOf(world.Units.Location, world.Order.LocationRow[location]);
        return world.Units.Supply[row];
    }
}
