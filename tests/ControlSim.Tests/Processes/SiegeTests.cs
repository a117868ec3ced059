using ControlSim.Runs;
using ControlSim.Scenarios;

namespace ControlSim.Tests.Processes;

/// <summary>Commanders besiege what they cannot storm and can starve; a ring stops roads, people and retreats, but no aircraft.</summary>
public sealed class SiegeTests
{
    private const int Garrison = 600;

    [Fact]
    public void A_garrison_too_strong_to_storm_is_besieged_starved_and_then_stormed()
    {
        RunResult run = Town(Garrison).Run();
        RunEvent laid = run.Events.First(e => e.Kind == RunEventKind.SiegeLaid);
        RunEvent stormed = run.Events.First(e => e.Kind == RunEventKind.OperationLaunched && e.Tick > laid.Tick);
        RunEvent ended = run.Events.First(e => e.Kind == RunEventKind.SiegeEnds);
        Assert.Equal("town", run.Scenario.Locations[laid.Location].Id);
        Assert.True(laid.Term("own_strength") < 3 * laid.Term("enemy_strength"), "it could have been stormed at once");
        Assert.True(stormed.Term("own_strength") >= 3 * stormed.Term("enemy_strength"), "stormed below the required ratio");
        Assert.True(stormed.Tick < ended.Tick, "the ring opened before the storm was over");
        Assert.Equal(0, ended.Term("ending"));
        Assert.Contains(run.Captures, c => c.Tick > stormed.Tick && run.Scenario.Blocs[c.Bloc].Id == "army");
    }

    [Fact]
    public void Who_can_storm_does_not_besiege_and_who_is_weaker_does_neither()
    {
        Assert.DoesNotContain(Town(300).Run().Events, e => e.Kind == RunEventKind.SiegeLaid);
        Assert.NotEmpty(Town(300).Run().Captures);
        RunResult weak = Town(1400).Run();
        Assert.DoesNotContain(weak.Events, e => e.Kind is RunEventKind.SiegeLaid or RunEventKind.OperationLaunched);
    }

    [Fact]
    public void Nobody_besieges_who_is_fed_from_within()
    {
        RunResult run = Town(Garrison).Depot("foe", "town", 5000).Run();
        Assert.DoesNotContain(run.Events, e => e.Kind is RunEventKind.SiegeLaid or RunEventKind.OperationLaunched);
    }

    [Fact]
    public void A_place_that_is_cheap_to_wait_for_is_besieged_only_if_waiting_counts_for_something()
    {
        SmallWorld small = Town(Garrison).With(p => p with { Commander = p.Commander with { SiegeDiscount = 0 } });
        Assert.DoesNotContain(small.Run().Events, e => e.Kind == RunEventKind.SiegeLaid);
    }

    [Fact]
    public void A_ring_stops_the_roads_and_the_people_but_not_what_is_flown_in()
    {
        var (closed, people) = Besieged(besiegers: 1300, airlift: 0);
        Assert.Equal(20_000, people);
        Assert.True(closed < 0.1, $"supply {closed} in a closed ring");
        Assert.True(Besieged(besiegers: 400, airlift: 0).Supply > 0.9, "a ring too thin to stand cut the roads");
        Assert.True(Besieged(besiegers: 1300, airlift: 2000).Supply > 0.9, "aircraft did not feed the shut in");
    }

    /// <summary>Supply of the garrison and people shut in after two months of an ordered siege in which nobody is killed.</summary>
    private static (double Supply, double People) Besieged(int besiegers, double airlift)
    {
        SmallWorld small = Base(Garrison, besiegers / 100, initiative: 0)
            .With(p => p with { Combat = p.Combat with { Attrition = 0 } }).Depot("foe", "rear", 5000)
            .Order("ring", "army", OrderVerb.Siege, 1, ["camp"], ["town"]);
        small = airlift > 0 ? small.Airlift("foe", "rear", "town", airlift) : small;
        var (world, schedule, _) = small.Open();
        for (int day = 0; day < 60; day++)
        {
            schedule.Tick();
        }

        int town = world.Order.LocationRow["town"];
        int foe = world.Order.FactionRow["foe"];
        double supply = Enumerable.Range(0, world.Units.Count)
            .Where(u => world.Units.Faction[u] == foe && world.Units.Location[u] == town).Average(u => world.Units.Supply[u]);
        return (supply, world.Society.Besieged[town]);
    }

    private static SmallWorld Town(int garrison) => Base(garrison, 15, initiative: 1).Depot("foe", "rear", 5000);

    private static SmallWorld Base(int garrison, int besiegers, double initiative) => new SmallWorld { Days = 300 }
        .With(p => p with { Commander = p.Commander with { PerceptionNoise = 0 } })
        .Faction("army", requiredRatio: 3, doctrine: d => d with { Initiative = initiative, MaxOperations = 1 }).Faction("foe", requiredRatio: 9)
        .Hostile("army", "foe")
        .Location("camp", owner: "army").Location("town", owner: "foe", population: 20_000).Location("rear", owner: "foe")
        .Corridor("camp", "town", 30).Corridor("town", "rear", 30)
        .Depot("army", "camp", 5000).Unit("army", "camp", 100, copies: besiegers).Unit("foe", "town", 100, hold: true, copies: garrison / 100)
        .Unit("foe", "rear", 100, hold: true, copies: 9);
}
