using ControlSim.Runs;
using ControlSim.Scenarios;

namespace ControlSim.Tests.Processes;

public sealed class CommanderTests
{
    [Fact]
    public void A_run_without_any_order_goes_on()
    {
        RunResult run = Two(leftGarrison: 60, rightGarrison: 60, requiredRatio: 6).Run();
        Assert.Contains(run.Events, e => e.Kind == RunEventKind.OperationLaunched);
        Assert.NotEmpty(run.Captures);
    }

    [Fact]
    public void With_equal_value_the_weaker_target_is_chosen_first()
    {
        Assert.Equal("left", FirstTarget(Two(leftGarrison: 60, rightGarrison: 300)));
        Assert.Equal("right", FirstTarget(Two(leftGarrison: 300, rightGarrison: 60)));
    }

    [Fact]
    public void With_equal_value_the_nearer_target_is_chosen_first()
    {
        Assert.Equal("left", FirstTarget(Two(100, 100, leftKm: 30, rightKm: 400)));
        Assert.Equal("right", FirstTarget(Two(100, 100, leftKm: 400, rightKm: 30)));
    }

    [Fact]
    public void Nobody_attacks_who_is_not_hostile()
    {
        RunResult run = Two(60, 60, relation: RelationKind.Deconflict).Run();
        Assert.DoesNotContain(run.Events, e => e.Kind == RunEventKind.OperationLaunched);
        Assert.Empty(run.Captures);
    }

    [Fact]
    public void A_target_that_cuts_the_enemys_supply_outranks_an_equal_one_if_that_is_valued()
    {
        Assert.Equal("left", FirstTarget(Cutting(d => d with { ValueCriticality = 5 }, "left")));
        Assert.Equal("right", FirstTarget(Cutting(d => d with { ValueCriticality = 5 }, "right")));
    }

    [Fact]
    public void With_everything_in_reserve_nothing_attacks()
    {
        RunResult run = Two(60, 60, reserve: 1).Run();
        Assert.DoesNotContain(run.Events, e => e.Kind == RunEventKind.OperationLaunched);
    }

    [Fact]
    public void Without_initiative_nothing_happens()
    {
        RunResult run = Two(60, 60, doctrine: d => d with { Initiative = 0 }).Run();
        Assert.DoesNotContain(run.Events, e => e.Kind == RunEventKind.OperationLaunched);
    }

    [Fact]
    public void With_perfect_information_no_attack_begins_below_the_required_ratio()
    {
        foreach (double garrison in new[] { 80.0, 150, 250, 400, 600 })
        {
            RunResult run = Two(garrison, garrison, requiredRatio: 3)
                .With(p => p with { Commander = p.Commander with { PerceptionNoise = 0 } }).Run();
            // 1000 fighters of the army can be gathered; the enemy's quality, morale and supply are the army's.
            bool launched = run.Events.Any(e => e.Kind == RunEventKind.OperationLaunched);
            Assert.Equal(garrison * 3 <= 1000, launched);
        }
    }

    [Fact]
    public void Orders_go_before_the_commanders_own_ideas()
    {
        SmallWorld small = Two(leftGarrison: 60, rightGarrison: 200)
            .Order("right-first", "army", OrderVerb.Advance, 2, ["home"], ["right"]);
        RunResult run = small.Run();
        RunEvent first = run.Events.First(e => e.Kind == RunEventKind.OperationLaunched);
        Assert.Equal("right-first", first.Subject);
    }

    [Theory]
    [InlineData(0.3, true)]
    [InlineData(0, false)]
    public void Cells_in_a_refuge_are_hunted_only_if_enemy_fighters_are_valued(double valueEnemy, bool hunted)
    {
        RunResult run = new SmallWorld { Days = 120 }
            .Faction("army", doctrine: d => d with { Initiative = 1, ValueEnemy = valueEnemy }).Faction("cells", canDisperse: true)
            .Hostile("army", "cells").Location("home", owner: "army", population: 5000)
            .Location("wadi", refuge: true, hidingGround: 1000).Corridor("home", "wadi", 30, CorridorClass.OffRoad)
            .Depot("army", "home", 5000).Unit("army", "home", 100, copies: 20).Unit("cells", "wadi", 50, Posture.Cells, copies: 6).Run();
        Assert.Equal(hunted, run.Events.Any(e => e.Kind == RunEventKind.OperationLaunched && e.Subject.StartsWith("army", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_hopeless_place_is_given_up_by_who_preserves_and_held_by_who_does_not()
    {
        Assert.True(LeftBehind(preserve: 1) < 50);
        Assert.True(LeftBehind(preserve: 0) > 250);

        // A city hides its garrison: the same seventeen to one are not hopeless there.
        Assert.True(LeftBehind(preserve: 1, people: 50000) > 250);

        static double LeftBehind(double preserve, int people = 500)
        {
            var (world, schedule, _) = new SmallWorld { Days = 40 }
                .With(p => p with { Combat = p.Combat with { Attrition = 0 } })
                .Faction("weak", doctrine: d => d with { Initiative = 1, Preserve = preserve }).Faction("strong").Hostile("weak", "strong")
                .Location("town", owner: "weak", population: people).Location("rear", owner: "weak").Corridor("town", "rear", 30)
                .Depot("weak", "rear", 3000).Unit("weak", "town", 100, copies: 3).Unit("strong", "town", 500, copies: 10).Open();
            for (int day = 0; day < 30; day++)
            {
                schedule.Tick();
            }

            return world.Tallies.Massed[(world.Order.LocationRow["town"] * 2) + world.Order.FactionRow["weak"]];
        }
    }

    [Fact]
    public void A_threatened_headquarters_moves_and_a_lost_one_costs_prestige_and_returns()
    {
        var moved = Headquarters(attackers: 900, holdRear: true);
        Assert.Contains(moved.Events, e => e.Kind == RunEventKind.HeadquartersMoved);
        var lost = Headquarters(attackers: 900, holdRear: false);
        Assert.Contains(lost.Events, e => e.Kind == RunEventKind.HeadquartersLost);

        static RunResult Headquarters(double attackers, bool holdRear)
        {
            SmallWorld small = new SmallWorld { Days = 60 }
                .With(p => p with { Combat = p.Combat with { Attrition = 0.3 } })
                .Faction("weak", headquarters: "town", doctrine: d => d with { Initiative = 1, Preserve = 0 }).Faction("strong")
                .Hostile("weak", "strong")
                .Location("base", owner: "strong").Location("town", owner: "weak", population: 100)
                .Location("rear", owner: holdRear ? "weak" : "").Corridor("base", "town", 30).Corridor("town", "rear", 30)
                .Depot("strong", "base", 5000).Unit("weak", "town", 50, hold: true, copies: 3).Unit("strong", "base", 100, copies: (int)attackers / 100)
                .Order("go", "strong", OrderVerb.Advance, 1, ["base"], ["town"]);
            return (holdRear ? small.Unit("weak", "rear", 50, hold: true) : small).Run();
        }
    }

    /// <summary>S1-45: it leaves before the storm, whether or not the commander has ideas of his own; in a quiet world it stays.</summary>
    [Theory]
    [InlineData(2000, true)]
    [InlineData(60, false)]
    public void A_headquarters_leaves_a_place_that_is_outnumbered_before_it_is_attacked(double besiders, bool leaves)
    {
        RunResult run = new SmallWorld { Days = 20 }
            .Faction("weak", headquarters: "town").Faction("strong").Hostile("weak", "strong")
            .Location("base", owner: "strong").Location("town", owner: "weak", population: 100).Location("rear", owner: "weak")
            .Corridor("base", "town", 30).Corridor("town", "rear", 30)
            .Unit("weak", "town", 50, hold: true, copies: 3).Unit("weak", "rear", 50, hold: true).Unit("strong", "base", besiders).Run();
        Assert.Equal(leaves, run.Events.Any(e => e.Kind == RunEventKind.HeadquartersMoved));
        Assert.DoesNotContain(run.Events, e => e.Kind is RunEventKind.BattleBegins or RunEventKind.HeadquartersLost);
    }

    private static string FirstTarget(SmallWorld small)
    {
        RunResult run = small.Run();
        Assert.True(run.Events.Length > 0, "nothing happened");
        Assert.True(run.Events.Any(e => e.Kind == RunEventKind.OperationLaunched), string.Join(", ", run.Events.Select(e => (e.Tick, e.Kind))));
        return run.Scenario.Locations[run.Events.First(e => e.Kind == RunEventKind.OperationLaunched).Location].Id;
    }

    /// <summary>Home between two enemy towns alike; the army has 1000 fighters.</summary>
    private static SmallWorld Two(
        double leftGarrison, double rightGarrison, double leftKm = 60, double rightKm = 60, double reserve = 0, double requiredRatio = 2,
        RelationKind relation = RelationKind.Hostile, Func<DoctrineInputs, DoctrineInputs>? doctrine = null) => new SmallWorld { Days = 150 }
        .Faction("army", requiredRatio: requiredRatio, reserve: reserve, doctrine: doctrine ?? (d => d with { Initiative = 1, MaxOperations = 1, ValueEnemy = 0, ValueCriticality = 0 }))
        .Faction("enemy").Relation("army", "enemy", relation)
        .Location("home", owner: "army", population: 1000).Location("left", owner: "enemy", population: 5000)
        .Location("right", owner: "enemy", population: 5000)
        .Corridor("home", "left", leftKm).Corridor("home", "right", rightKm)
        .Depot("army", "home", 9000).Depot("enemy", "left", 9000).Depot("enemy", "right", 9000)
        .With(p => p with { Supply = p.Supply with { Adjustment = 0 }, Combat = p.Combat with { Attrition = 0.1 } })
        .Unit("army", "home", 100, copies: 10)
        .Unit("enemy", "left", leftGarrison, hold: true).Unit("enemy", "right", rightGarrison, hold: true);

    /// <summary>Two towns alike, behind one of which a garrison hangs on the road through it.</summary>
    private static SmallWorld Cutting(Func<DoctrineInputs, DoctrineInputs> doctrine, string cut) =>
        Two(100, 100, doctrine: d => doctrine(d with { Initiative = 1, MaxOperations = 1 }))
            .Location("behind", owner: "enemy", population: 5000).Corridor(cut, "behind", 60).Unit("enemy", "behind", 900, hold: true);
}
