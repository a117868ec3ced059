using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

/// <summary>Orders to train and to weigh strikes, and orders on call.</summary>
public sealed class OrderVerbTests
{
    /// <summary>e_t - (e_t - e)(1 - r)^days from the first day to the last.</summary>
    [Fact]
    public void Training_follows_its_closed_form_and_ends_on_its_last_day()
    {
        var (world, schedule, _) = Camp().Order("school", "army", OrderVerb.Train, 10, ["camp"], [], window: 29).Open();
        Days(schedule, 60);
        Assert.Equal(1.25 - (0.75 * Math.Pow(0.99, 30)), Quality(world, "camp"), 12);
        Assert.Equal(0.5, Quality(world, "front"));
    }

    [Fact]
    public void Nobody_trains_under_fire_and_the_trained_do_not_forget()
    {
        var (world, schedule, _) = Camp().Unit("foe", "camp", 50).Unit("army", "front", 100, quality: 2)
            .Order("school", "army", OrderVerb.Train, 1, ["camp", "front"], [], window: 20)
            .With(p => p with { Combat = p.Combat with { Attrition = 0 } }).Open();
        Days(schedule, 30);
        Assert.Equal(0.5, Quality(world, "camp"));
        Assert.Contains(2.0, world.Units.Quality);
    }

    [Fact]
    public void Training_wins_what_was_lost_without_it()
    {
        Assert.True(Losses(trains: true) < 0.8 * Losses(trains: false));

        static double Losses(bool trains)
        {
            SmallWorld small = Camp().Unit("foe", "town", 100, hold: true, copies: 4)
                .Order("go", "army", OrderVerb.Advance, 120, ["camp"], ["town"]);
            small = trains ? small.Order("school", "army", OrderVerb.Train, 1, ["camp"], [], window: 100) : small;
            var (world, schedule, _) = small.Open();
            Days(schedule, 200);
            return world.Ledger.Killed[world.Order.FactionRow["army"]];
        }
    }

    [Fact]
    public void Strikes_go_where_the_order_weighs_them()
    {
        SmallWorld small = Camp().Unit("foe", "town", 400, hold: true).Depot("foe", "town", 5000)
            .Air("army", a => a with { Strikes = 20, WeightFighters = 1, WeightDepots = 0, WeightOil = 0, WeightRoads = 0 }, "jets")
            .Order("depots-only", "army", OrderVerb.StrikeWeight, 5, [], ["jets"], weights: [0, 1, 0, 0]);
        var (world, schedule, _) = small.Open();
        int foe = world.Order.FactionRow["foe"];
        Days(schedule, 4);
        double killed = world.Ledger.Killed[foe];
        Assert.True(killed > 0);
        Assert.Equal(0, world.Depots.Damage.Sum());
        Days(schedule, 10);
        Assert.Equal(killed, world.Ledger.Killed[foe]);
        Assert.True(world.Depots.Damage.Sum() > 0);
    }

    [Fact]
    public void An_order_on_call_waits_for_its_trigger_and_then_goes_as_if_it_had_been_dated()
    {
        RunResult never = Called(null).Run();
        Assert.DoesNotContain(never.Events, e => e.Subject == "counter");
        RunResult called = Called(SmallWorld.Then(EventKind.Launch, "counter", 0)).Run();
        RunEvent fired = called.Events.Single(e => e.Kind == RunEventKind.TriggerActed);
        RunEvent launched = called.Events.First(e => e.Kind == RunEventKind.OperationLaunched && e.Subject == "counter");
        Assert.InRange(launched.Tick, fired.Tick, fired.Tick + 15);
        Assert.Contains(called.Captures, c => c.Tick > launched.Tick && called.Scenario.Blocs[c.Bloc].Id == "army");

        static SmallWorld Called(Effect? effect)
        {
            SmallWorld small = Camp().Unit("foe", "town", 100, hold: true)
                .Order("counter", "army", OrderVerb.Advance, 0, ["camp"], ["town"], onCall: true);
            return effect is null ? small : small.Trigger(
                "provoked", [SmallWorld.When(Quantity.HeldPopulation, bloc: "foe", above: 100)], [effect], forDays: 20);
        }
    }

    [Fact]
    public void An_order_called_by_an_event_of_its_day_is_the_dated_order()
    {
        SmallWorld dated = Camp().Unit("foe", "town", 100, hold: true)
            .Order("go", "army", OrderVerb.Hold, 30, ["camp"], []);
        SmallWorld called = Camp().Unit("foe", "town", 100, hold: true)
            .Order("go", "army", OrderVerb.Hold, 30, ["camp"], [], onCall: true).Event(30, EventKind.Launch, "go", 0);
        Assert.Equal(dated.Run().StateHash, called.Run().StateHash);
    }

    /// <summary>S0-10, S4-26: without its leaders a faction needs longer from one objective to the next.</summary>
    [Fact]
    public void Regrouping_takes_longer_without_coordination()
    {
        Assert.True(Second(coordination: 0.2) > Second(coordination: 1) + 10);

        static int Second(double coordination) => Camp().Location("beyond", 3000, owner: "foe").Corridor("town", "beyond", 60)
            .With(p => p with { Coalitions = p.Coalitions with { CoordinationRecovery = 0 }, Command = p.Command with { RegroupSpread = 0 } })
            .Event(1, EventKind.Coordination, "army", coordination)
            .Order("go", "army", OrderVerb.Advance, 3, ["camp"], ["town", "beyond"], regroupDays: 5).Run()
            .Captures.First(c => c.Location == 3).Tick;
    }

    private static SmallWorld Camp() => new SmallWorld { Days = 200 }
        .Faction("army").Faction("foe").Hostile("army", "foe")
        .Location("camp", owner: "army").Location("front", owner: "army").Location("town", 3000, owner: "foe")
        .Corridor("camp", "town", 30).Corridor("camp", "front", 90).Depot("army", "camp", 9000)
        .Unit("army", "camp", 100, quality: 0.5, copies: 10).Unit("army", "front", 100, quality: 0.5);

    private static double Quality(World world, string location) => Enumerable.Range(0, world.Units.Count)
        .First(u => world.Units.Location[u] == world.Order.LocationRow[location] && world.Units.Faction[u] == world.Order.FactionRow["army"]) is var row
        ? world.Units.Quality[row] : 0;

    private static void Days(Schedule schedule, int days)
    {
        for (int day = 0; day < days; day++)
        {
            schedule.Tick();
        }
    }
}
