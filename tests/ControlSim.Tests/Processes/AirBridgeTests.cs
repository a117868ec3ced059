using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

public sealed class AirBridgeTests
{
    [Fact]
    public void A_cut_off_garrison_gets_what_flies_less_the_loss_and_the_books_balance()
    {
        var small = Pocket(1000, loss: 0.2);
        var (world, schedule, _) = small.Open();
        for (int day = 0; day < 100; day++)
        {
            long stock = world.Depots.Stock.Sum();
            schedule.Tick();
            Assert.Equal(world.Ledger.Issued.Sum(), world.Ledger.Delivered.Sum() + world.Ledger.Lost.Sum());
            Assert.Equal(Math.Min(90_000_000, stock + 3_000_000) - world.Ledger.Issued.Sum(), world.Depots.Stock.Sum());
        }

        Assert.Equal(800_000, world.Ledger.Delivered.Sum());
        Assert.Equal(200_000, world.Ledger.Lost.Sum());
        Assert.Equal(0, world.Ledger.FlownIn.Sum());

        // 800 of 2000 man-days and a forage of 0.05.
        Assert.Equal(0.45, SupplyAt(world, "pocket"), 1e-3);
    }

    [Fact]
    public void It_loads_no_more_than_is_needed_or_in_store_and_rests_while_a_road_is_open()
    {
        var (rich, schedule, _) = Pocket(1e6, loss: 0.5).Open();
        schedule.Tick();
        Assert.Equal(2_000_000, rich.Ledger.Delivered.Sum());
        Assert.Equal(2_000_000, rich.Ledger.Lost.Sum());
        var (poor, next, _) = Pocket(1e6, loss: 0, income: 150, stockDays: 1).Open();
        next.Tick();
        next.Tick();
        Assert.Equal(150_000, poor.Ledger.Delivered.Sum());
        var (open, last, _) = Pocket(1e6, loss: 0.5, owner: "gov").Open();
        last.Tick();
        Assert.Equal(1, open.Ledger.Delivered.Sum() / 2_000_000.0 / Math.Exp(-40.0 / 600), 1e-3);
    }

    [Fact]
    public void From_outside_the_map_no_depot_is_touched_and_the_supply_is_counted()
    {
        var (world, schedule, _) = Pocket(500, loss: 0, from: "").Open();
        long stock = world.Depots.Stock.Sum();
        schedule.Tick();
        Assert.Equal(stock, world.Depots.Stock.Sum());
        Assert.Equal(500_000, world.Ledger.FlownIn.Sum());
        Assert.Equal(500_000, world.Ledger.Delivered.Sum());
    }

    [Fact]
    public void It_flies_on_the_share_of_days_that_it_can_and_loads_what_an_event_says()
    {
        var (world, schedule, _) = Pocket(1000, loss: 0, flying: 0.3).Event(200, EventKind.AirliftLoad, "l0", 0).Open();
        int flown = 0;
        for (int day = 1; day < 300; day++)
        {
            schedule.Tick();
            flown += world.Ledger.Delivered.Sum() > 0 ? 1 : 0;
            Assert.True(day < 200 || world.Ledger.Delivered.Sum() == 0);
        }

        Assert.Equal(0.3, flown / 199.0, 4 * Math.Sqrt(0.3 * 0.7 / 199));
        var (expected, tick, _) = Pocket(1000, loss: 0, flying: 0.3, deterministic: true).Open();
        tick.Tick();
        Assert.Equal(300_000, expected.Ledger.Delivered.Sum());
    }

    /// <summary>M7, Deir ez-Zor: years of division on what helicopters bring, and no break-out; without them it starves.</summary>
    [Fact]
    public void A_divided_city_lives_for_years_by_air_but_cannot_break_out_and_without_air_it_starves()
    {
        var (fed, fedLog) = Divided(airlift: 2500, storm: false);
        Assert.True(StillDivided(fed));
        Assert.InRange(SupplyAt(fed, "dez"), 0.4, 0.9);
        Assert.InRange(Fighters(fed, "gov"), 2800, 2999);
        Assert.DoesNotContain(fedLog, e => e.Kind is RunEventKind.Capture or RunEventKind.OperationLaunched);
        Assert.True(SupplyAt(Divided(airlift: 0, storm: false).World, "dez") < 0.06);
    }

    [Fact]
    public void The_same_storm_fails_against_those_who_are_fed_and_takes_the_city_of_those_who_starve()
    {
        var (fed, fedLog) = Divided(airlift: 2500, storm: true);
        var (starved, starvedLog) = Divided(airlift: 0, storm: true);
        Assert.Contains(fedLog, e => e.Kind == RunEventKind.OperationLaunched && e.Subject == "storm");
        Assert.True(Fighters(fed, "gov") > 0);
        Assert.DoesNotContain(fedLog, e => e.Kind == RunEventKind.Capture && e.Bloc == fed.Order.BlocRow["is"]);
        Assert.False(StillDivided(starved));
        Assert.Contains(starvedLog, e => e.Kind == RunEventKind.Capture && e.Location == starved.Order.LocationRow["dez"]
            && e.Bloc == starved.Order.BlocRow["is"]);
    }

    private static bool StillDivided(World world)
    {
        int dez = world.Order.LocationRow["dez"], blocs = world.Blocs.Count;
        return world.Locations.Owner[dez] < 0 && world.Locations.Holdout[(dez * blocs) + world.Order.BlocRow["gov"]] == 1
            && world.Locations.Holdout[(dez * blocs) + world.Order.BlocRow["is"]] == 1;
    }

    private static double Fighters(World world, string faction)
    {
        double sum = 0;
        for (int u = 0; u < world.Units.Count; u++)
        {
            bool there = world.Units.Location[u] == world.Order.LocationRow["dez"];
            sum += there && world.Units.Faction[u] == world.Order.FactionRow[faction] ? world.Units.Fighters[u] : 0;
        }

        return sum;
    }

    /// <summary>A city of which both hold parts: the besieged are told to break out on day 300, the besiegers perhaps to storm on day 700.</summary>
    private static (World World, RunEvent[] Log) Divided(double airlift, bool storm)
    {
        const int days = 1000;
        var small = new SmallWorld { Days = days, Seed = 3 }
            .Faction("gov", morale: 0.6, requiredRatio: 1.2).Faction("is", morale: 0.6, requiredRatio: 2).Hostile("gov", "is")
            .Location("base", owner: "gov").Location("sukhna", owner: "is").Location("dez", population: 100_000).Location("mayadin", owner: "is")
            .Contested("dez", "gov", "is")
            .Corridor("base", "sukhna", 120).Corridor("sukhna", "dez", 120).Corridor("dez", "mayadin", 45)
            .Unit("gov", "dez", 150, hold: true, copies: 20).Unit("is", "dez", 150, copies: 10, hold: true)
            .Unit("is", "mayadin", 150, copies: 26).Unit("is", "sukhna", 150, hold: true, copies: 4).Unit("gov", "base", 500, hold: true)
            .Depot("gov", "base", 9000).Depot("is", "mayadin", 9000);
        if (airlift > 0)
        {
            small.Airlift("gov", "base", "dez", airlift, loss: 0.1, flying: 0.8);
        }

        small.Order("out", "gov", OrderVerb.Advance, 300, ["dez"], ["mayadin"], 2500);
        if (storm)
        {
            small.Order("storm", "is", OrderVerb.Advance, 700, ["mayadin"], ["dez"], 3900);
        }

        var (world, schedule, log) = small.Open();
        for (int day = 0; day < days; day++)
        {
            schedule.Tick();
        }

        return (world, log.Events.ToArray());
    }

    private static SmallWorld Pocket(
        double manDays, double loss, string from = "rear", double flying = 1, double income = 3000, double stockDays = 30, string owner = "is",
        bool deterministic = false) => new SmallWorld { Days = 400, Deterministic = deterministic }
        .Faction("gov").Faction("is").Location("rear", owner: "gov").Location("between", owner: owner).Location("pocket", owner: "gov")
        .Corridor("rear", "between", 20).Corridor("between", "pocket", 20).Unit("gov", "pocket", 2000, hold: true)
        .Depot("gov", "rear", income, stockDays: stockDays).Airlift("gov", from, "pocket", manDays, loss, flying);

    private static double SupplyAt(World world, string location, string faction = "gov")
    {
        for (int u = 0; u < world.Units.Count; u++)
        {
            if (world.Units.Location[u] == world.Order.LocationRow[location] && world.Units.Faction[u] == world.Order.FactionRow[faction])
            {
                return world.Units.Supply[u];
            }
        }

        return double.NaN;
    }
}
