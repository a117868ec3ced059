using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

public sealed class CommandTests
{
    [Fact]
    public void A_campaign_takes_its_objectives_in_order()
    {
        RunResult run = Campaign(["b", "c", "d"]).Run();
        Assert.Equal(["b", "c", "d"], run.Captures.Select(c => run.Scenario.Locations[c.Location].Id));
        Assert.True(run.Captures[0].Tick < run.Captures[1].Tick && run.Captures[1].Tick < run.Captures[2].Tick);
    }

    [Fact]
    public void No_attack_begins_before_the_launch()
    {
        RunResult run = Campaign(["b"], day: 25).Run();
        Assert.All(run.Events.Where(e => e.Kind == RunEventKind.OperationLaunched), e => Assert.True(e.Tick >= 25));
        Assert.All(run.Captures, c => Assert.True(c.Tick > 25));
        Assert.NotEmpty(run.Captures);
    }

    [Fact]
    public void No_attack_begins_below_the_required_ratio()
    {
        RunResult run = Campaign(["b"], requiredRatio: 50).With(p => p with { Command = p.Command with { OrderRatio = 50 } }).Run();
        Assert.DoesNotContain(run.Events, e => e.Kind == RunEventKind.OperationLaunched);
        Assert.Empty(run.Captures);
        Assert.Empty(Campaign(["b"], garrison: 9000).Run().Captures);

        // Even odds are enough for an order of a faction that would require fifty to one for an operation of its own.
        Assert.Contains(Campaign(["b"], requiredRatio: 50).Run().Events, e => e.Kind == RunEventKind.OperationLaunched);
    }

    [Fact]
    public void With_everything_in_reserve_nothing_attacks()
    {
        RunResult run = Campaign(["b"], reserve: 1).Run();
        Assert.DoesNotContain(run.Events, e => e.Kind == RunEventKind.OperationLaunched);
    }

    [Fact]
    public void A_near_neighbour_is_exploited_at_once_and_a_far_one_after_regrouping()
    {
        int near = Gap(Campaign(["b", "c"], spacing: 25, regroupDays: 20).Run());
        int far = Gap(Campaign(["b", "c"], spacing: 35, regroupDays: 20).Run());
        Assert.True(far >= near + 18, $"near {near}, far {far}");

        static int Gap(RunResult run)
        {
            int[] launches = [.. run.Events.Where(e => e.Kind == RunEventKind.OperationLaunched).Select(e => e.Tick)];
            int won = run.Events.First(e => e.Kind == RunEventKind.OperationWon).Tick;
            return launches[1] - won;
        }
    }

    [Fact]
    public void An_operation_past_its_loss_limit_is_broken_off_and_tried_again()
    {
        RunResult run = Campaign(["b"], lossLimit: 0.05, garrison: 900, requiredRatio: 0.5).Run();
        int aborted = run.Events.First(e => e.Kind == RunEventKind.OperationAborted).Tick;
        int again = run.Events.First(e => e.Kind == RunEventKind.OperationLaunched && e.Tick > aborted).Tick;
        Assert.InRange(again, aborted + run.Scenario.Parameters.Command.RetryDays, run.Scenario.Ticks);
    }

    [Fact]
    public void An_order_whose_start_is_not_held_waits_and_lapses()
    {
        RunResult run = Campaign(["b"], from: "d", days: 100).Run();
        RunEvent lapsed = Assert.Single(run.Events, e => e.Kind == RunEventKind.OrderLapsed);
        Assert.Equal(1 + 60 + 1, lapsed.Tick);
        Assert.Empty(run.Captures);
    }

    [Fact]
    public void A_place_held_by_a_friend_is_skipped_not_attacked()
    {
        RunResult run = Campaign(["x", "b"]).Run();
        Assert.Equal(["b"], run.Captures.Select(c => run.Scenario.Locations[c.Location].Id));
        Assert.DoesNotContain(run.Events, e => e.Kind == RunEventKind.OperationLaunched && run.Scenario.Locations[e.Location].Id == "x");
    }

    [Fact]
    public void Withdrawn_units_leave_and_dispersed_units_go_to_cells()
    {
        var (world, schedule, _) = new SmallWorld { Days = 20 }
            .Faction("a", canDisperse: true).Faction("b").Hostile("a", "b")
            .Location("town", owner: "a", population: 50_000).Location("rear", owner: "a").Location("wadi", refuge: true)
            .Corridor("town", "rear", 30).Corridor("town", "wadi", 30, CorridorClass.OffRoad)
            .Unit("a", "town", 100, hold: true, copies: 4)
            .Unit("b", "town", 900)
            .With(p => p with { Combat = p.Combat with { Attrition = 0 }, Posture = p.Posture with { Rate = 0 } })
            .Order("back", "a", OrderVerb.Withdraw, 2, ["town"], ["rear"], 200)
            .Order("down", "a", OrderVerb.Disperse, 3, ["town"], ["wadi"]).Open();
        for (int day = 0; day < 15; day++)
        {
            schedule.Tick();
        }

        Assert.Equal(200, At(world, "rear", Posture.Massed));
        Assert.Equal(200, At(world, "wadi", Posture.Cells));
    }

    [Fact]
    public void A_raid_masses_cells_at_the_objective_and_takes_it()
    {
        RunResult run = new SmallWorld { Days = 60 }
            .Faction("a", canDisperse: true).Faction("b").Hostile("a", "b")
            .Location("wadi", refuge: true).Location("town", owner: "b", population: 500).Corridor("wadi", "town", 30, CorridorClass.OffRoad)
            .Unit("a", "wadi", 50, Posture.Cells, copies: 8).Unit("b", "town", 60, hold: true)
            .Order("raid", "a", OrderVerb.Raid, 5, ["wadi"], ["town"], 400).Run();
        Assert.Contains(run.Captures, c => run.Scenario.Blocs[c.Bloc].Id == "a");
        Assert.Contains(run.Events, e => e.Kind == RunEventKind.UnitsMassed && e.Tick >= 5);
    }

    [Fact]
    public void A_siege_kills_more_slowly_than_an_assault()
    {
        double assault = Killed(OrderVerb.Advance), siege = Killed(OrderVerb.Siege);
        Assert.True(siege > 0);
        Assert.True(assault > 5 * siege, $"assault {assault}, siege {siege}");

        static double Killed(OrderVerb verb)
        {
            var (world, schedule, _) = Campaign(["b"], verb: verb, garrison: 900).Open();
            for (int day = 0; day < 10; day++)
            {
                schedule.Tick();
            }

            return world.Ledger.Killed.Sum();
        }
    }

    [Fact]
    public void A_gate_is_shut_by_the_bloc_that_holds_its_post()
    {
        Assert.False(AfterOrder("a"));
        Assert.True(AfterOrder("b"));

        static bool AfterOrder(string faction)
        {
            var (world, schedule, _) = new SmallWorld().Faction("a").Faction("b").Hostile("a", "b")
                .Location("gate", owner: "a").Location("far", owner: "b").Crossing("gate").Corridor("gate", "far", crossing: "gate")
                .Order("shut", faction, OrderVerb.Close, 3, [], ["gate"]).Open();
            for (int day = 0; day < 5; day++)
            {
                schedule.Tick();
            }

            return world.Crossings.OpenToSupply[0];
        }
    }

    private static double At(World world, string location, Posture posture)
    {
        double sum = 0;
        for (int u = 0; u < world.Units.Count; u++)
        {
            bool there = world.Units.Location[u] == world.Order.LocationRow[location] && world.Units.Corridor[u] < 0;
            sum += there && world.Units.Posture[u] == posture ? world.Units.Fighters[u] : 0;
        }

        return sum;
    }

    /// <summary>A line x - a - b - c - d: the army holds x and a, the enemy the rest.</summary>
    private static SmallWorld Campaign(
        string[] objectives, int day = 1, double requiredRatio = 2, double reserve = 0, double spacing = 40, int regroupDays = 7,
        double lossLimit = 1, double garrison = 150, string from = "a", int days = 120, OrderVerb verb = OrderVerb.Advance)
    {
        var small = new SmallWorld { Days = days }
            .Faction("army", requiredRatio: requiredRatio, reserve: reserve, lossLimit: lossLimit).Faction("enemy").Hostile("army", "enemy")
            .Location("x", owner: "army").Location("a", owner: "army");
        foreach (string id in new[] { "b", "c", "d" })
        {
            small.Location(id, population: 3000, owner: "enemy").Unit("enemy", id, garrison / 3, hold: true, copies: 3);
        }

        return small.Corridor("x", "a", spacing).Corridor("a", "b", spacing).Corridor("b", "c", spacing).Corridor("c", "d", spacing)
            .Unit("army", "x", 200, copies: 5).Unit("army", "a", 200, copies: 5)
            .Depot("army", "a", 6000).Depot("enemy", "d", 3000)
            .Order("go", "army", verb, day, [from], objectives, regroupDays: regroupDays);
    }
}
