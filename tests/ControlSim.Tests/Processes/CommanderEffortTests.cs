using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

/// <summary>How much a commander sends, what he takes beside his main effort, when he goes on and when he leaves.</summary>
public sealed class CommanderEffortTests
{
    /// <summary>4,000 free fighters, of whom 3,000 would do: with one operation all of them march, with two those that it asks for.</summary>
    [Theory]
    [InlineData(1, 4000)]
    [InlineData(2, 3000)]
    public void Free_forces_are_shared_out_among_the_operations_that_can_still_begin(int mostOperations, double fighters)
    {
        RunResult run = new SmallWorld { Days = 60 }
            .Faction("army", doctrine: d => d with { Initiative = 1, MaxOperations = mostOperations }).Faction("foe").Hostile("army", "foe")
            .Location("home", owner: "army").Location("town", owner: "foe", population: 5000).Corridor("home", "town", 40)
            .Depot("army", "home", 9000).Unit("army", "home", 100, copies: 40).Unit("foe", "town", 100, hold: true).Run();
        Assert.Equal(fighters, run.Events.First(e => e.Kind == RunEventKind.OperationLaunched).Fighters);
    }

    /// <summary>The main effort is still being prepared when the empty town is walked into.</summary>
    [Fact]
    public void A_place_that_nobody_defends_is_taken_beside_the_main_effort_and_without_preparation()
    {
        RunResult run = new SmallWorld { Days = 20 }
            .Faction("army", doctrine: d => d with { Initiative = 1, MaxOperations = 1 }).Faction("foe").Hostile("army", "foe")
            .Location("home", owner: "army").Location("city", owner: "foe", population: 90_000).Location("empty", owner: "foe", population: 900)
            .Corridor("home", "city", 40).Corridor("home", "empty", 40)
            .Depot("army", "home", 9000).Unit("army", "home", 100, copies: 50).Unit("foe", "city", 100, hold: true)
            .With(p => p with { Commander = p.Commander with { TempoSpread = 0, PreparationSpread = 0 } }).Run();
        Capture taken = Assert.Single(run.Captures);
        Assert.Equal("empty", run.Scenario.Locations[taken.Location].Id);
        Assert.True(taken.Tick < 21, $"taken on day {taken.Tick}");
        Assert.DoesNotContain(run.Events, e => e.Kind == RunEventKind.OperationLaunched && run.Scenario.Locations[e.Location].Id == "city");
    }

    /// <summary>Nobody owns the town and nobody is in it: it is walked into, and by the many who keep it, not by the one unit that could.</summary>
    [Fact]
    public void A_place_without_owner_is_walked_into_with_who_keeps_it()
    {
        RunResult run = new SmallWorld { Days = 20 }
            .Faction("army", doctrine: d => d with { Initiative = 1 }).Faction("foe").Hostile("army", "foe")
            .Location("home", owner: "army").Location("town", population: 20_000).Location("lair", owner: "foe", population: 900)
            .Corridor("home", "town", 40).Corridor("town", "lair", 40)
            .Depot("army", "home", 9000).Unit("army", "home", 20, copies: 100).Unit("foe", "lair", 100, hold: true)
            .With(p => p with { Commander = p.Commander with { PreparationFactor = 10 } }).Run();
        Capture taken = Assert.Single(run.Captures);
        Assert.Equal("town", run.Scenario.Locations[taken.Location].Id);

        // Four times the thirty that 20,000 inhabitants count, and no more: most stay with the main effort.
        Assert.InRange(run.Events.First(e => e.Kind == RunEventKind.OperationLaunched).Fighters, 4 * 30, 500);
    }

    /// <summary>The rebels alone have two to one, which is not enough; with the guests who fight beside them they attack, and own what is won.</summary>
    [Theory]
    [InlineData(RelationKind.Cobelligerent, false, true)]
    [InlineData(RelationKind.Cobelligerent, true, false)]
    [InlineData(RelationKind.Deconflict, false, false)]
    public void Guests_that_own_no_ground_march_with_whom_they_fight_beside(RelationKind relation, bool hold, bool attacks)
    {
        RunResult run = new SmallWorld { Days = 90 }
            .Faction("rebels", requiredRatio: 3, doctrine: d => d with { Initiative = 1 }).Faction("foe")
            .Bloc("patron", owns: false).Faction("patron", "patron", doctrine: d => d with { Initiative = 0 })
            .Hostile("rebels", "foe").Hostile("patron", "foe").Relation("rebels", "patron", relation)
            .Location("home", owner: "rebels").Location("town", owner: "foe", population: 5000).Corridor("home", "town", 40)
            .Depot("rebels", "home", 9000).Depot("patron", "home", 9000).Depot("foe", "town", 9000)
            .Unit("rebels", "home", 100, copies: 12).Unit("patron", "home", 100, hold: hold, copies: 20).Unit("foe", "town", 100, hold: true, copies: 6)
            .With(p => p with { Commander = p.Commander with { PerceptionNoise = 0 } }).Run();
        Assert.Equal(attacks, run.Events.Any(e => e.Kind == RunEventKind.OperationLaunched));
        Assert.Equal(attacks, run.Captures.Any(c => run.Scenario.Blocs[c.Bloc].Id == "rebels"));
    }

    /// <summary>A town of many and a field of much oil, the second worth a little more to everybody: with a spread some runs go for one and some for the other.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    public void What_a_commander_is_after_is_drawn_for_a_run(double spread, int targets)
    {
        var first = Enumerable.Range(1, 20).Select(seed => new SmallWorld { Days = 120, Seed = (ulong)seed }
            .Faction("army", doctrine: d => d with { Initiative = 1, MaxOperations = 1, ValuePopulation = 1, ValueRevenue = 0.8 }).Faction("foe").Hostile("army", "foe")
            .Location("home", owner: "army").Location("city", owner: "foe", population: 20_000).Location("field", owner: "foe", population: 1000)
            .People("field", oil: 1000).Corridor("home", "city", 40).Corridor("home", "field", 40).Depot("army", "home", 9000)
            .Unit("army", "home", 100, copies: 60).Unit("foe", "city", 100, hold: true).Unit("foe", "field", 100, hold: true)
            .With(p => p with { Commander = p.Commander with { AimSpread = spread, PerceptionNoise = 0, TempoSpread = 0, PreparationSpread = 0 } }).Run()
            .Events.First(e => e.Kind == RunEventKind.OperationLaunched).Location).ToHashSet();
        Assert.Equal(targets, first.Count);
    }

    /// <summary>Who was a friend until day 30 has 4,000 in the field against 200 in the town, and 1,800 in the city; who attacks nobody is not feared.</summary>
    [Theory]
    [InlineData(30, 0.5, 1, 0)]
    [InlineData(30, 0.5, 0, 200)]
    [InlineData(0, 0.5, 1, 200)]
    [InlineData(30, 0, 1, 200)]
    public void A_garrison_leaves_unfought_whom_a_new_enemy_outmatches_but_not_an_old_one(int hostileFrom, double preserve, int attacks, double left)
    {
        var (world, schedule, _) = new SmallWorld { Days = 60 }
            .Faction("guards", requiredRatio: 3, doctrine: d => d with { Initiative = 1, MaxOperations = 0, Preserve = preserve })
            .Faction("army", doctrine: d => d with { MaxOperations = attacks })
            .Relation("guards", "army", RelationKind.Hostile, fromDay: hostileFrom)
            .Location("camp", owner: "army").Location("town", owner: "guards", population: 5000).Location("city", owner: "guards", population: 50_000)
            .Corridor("camp", "town", 60).Corridor("town", "city", 60)
            .Depot("army", "camp", 9000).Depot("guards", "city", 9000)
            .Unit("army", "camp", 100, copies: 40).Unit("guards", "town", 100, copies: 2).Unit("guards", "city", 100, copies: 18)
            .With(p => p with { Commander = p.Commander with { ThreatRatio = 100 } }).Open();
        for (int day = 0; day < 45; day++)
        {
            schedule.Tick();
        }

        int n = world.Factions.Count, guards = world.Order.FactionRow["guards"];
        Assert.Equal(left, world.Tallies.Massed[(world.Order.LocationRow["town"] * n) + guards]);
        Assert.Equal(2000 - left, world.Tallies.Massed[(world.Order.LocationRow["city"] * n) + guards]);
    }

    /// <summary>Six in ten lost: with 1,200 against 22 the attack goes on, with 1,200 against 600 it does not.</summary>
    [Theory]
    [InlineData(22, false)]
    [InlineData(600, true)]
    public void An_attack_that_is_all_but_won_is_not_broken_off(double garrison, bool brokenOff)
    {
        var (world, schedule, _) = new SmallWorld { Days = 30 }
            .Without(ProcessKind.Break).With(p => p with { Combat = p.Combat with { Attrition = 0 } })
            .Faction("army", lossLimit: 0.3).Faction("foe").Hostile("army", "foe")
            .Location("camp", owner: "army").Location("town", owner: "foe", population: 5000).Corridor("camp", "town", 40)
            .Depot("army", "camp", 9000).Unit("army", "camp", 100, copies: 30).Unit("foe", "town", garrison, hold: true)
            .Order("go", "army", OrderVerb.Advance, 1, ["camp"], ["town"]).Open();
        for (int day = 0; day < 20; day++)
        {
            for (int u = 0; u < world.Units.Count && day == 8; u++)
            {
                world.Units.Fighters[u] *= world.Units.Faction[u] == world.Order.FactionRow["army"] ? 0.4 : 1;
            }

            schedule.Tick();
        }

        Assert.Equal(brokenOff ? OperationState.Assembling : OperationState.Attacking, world.Operations.State[0]);
    }

    /// <summary>Outnumbered and under air threat, nobody leaves the main city or his part of a contested town by small groups; elsewhere they do.</summary>
    [Theory]
    [InlineData("main-city", false)]
    [InlineData("contested", false)]
    [InlineData("village", true)]
    public void Who_holds_a_main_city_or_a_part_of_a_contested_place_stays_massed(string where, bool leave)
    {
        SmallWorld small = new SmallWorld { Days = 60 }
            .With(p => p with { Combat = p.Combat with { Attrition = 0 }, Posture = p.Posture with { Rate = 0.2 } })
            .Faction("rebels", canDisperse: true, airThreat: 3, mainCity: "main-city").Faction("army").Hostile("rebels", "army")
            .Location("main-city", owner: "rebels").Location("village", owner: "rebels").Location("contested").Contested("contested", "rebels", "army")
            .Corridor("main-city", "village", 200).Corridor("village", "contested", 200)
            .Unit("rebels", where, 50, copies: 10).Unit("army", where, 500);
        RunResult run = small.Run();
        Assert.Equal(leave, run.Events.Any(e => e.Kind == RunEventKind.UnitsDispersed));
    }
}
