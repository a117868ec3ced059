using ControlSim.Processes;
using ControlSim.Runs;
using ControlSim.Scenarios;

namespace ControlSim.Tests.Processes;

/// <summary>What a commander reckons with: what the road feeds, how long a battle takes, what is still free, how soon he must decide.</summary>
public sealed class CommanderPriceTests
{
    /// <summary>A desert track carries 200 man-days; with 0.05 found on the spot it brings 0.3 of their need to 800 fighters.</summary>
    [Theory]
    [InlineData(CorridorClass.Highway, 4000)]
    [InlineData(CorridorClass.DesertTrack, 800)]
    public void No_more_are_sent_than_the_road_feeds(CorridorClass road, double fighters)
    {
        RunResult run = Army(1, "town", 5000, 100, road).Run();
        Assert.Equal(fighters, run.Events.First(e => e.Kind == RunEventKind.OperationLaunched).Fighters);
    }

    /// <summary>
    /// 800 in a village are found by seven shots of ten and broken in days, in a city of two millions by one of twenty: that takes everybody
    /// whom the guard of the start, up to 600 against 800 beside it, leaves.
    /// </summary>
    [Theory]
    [InlineData(1000, 3000, 3000)]
    [InlineData(2_000_000, 3400, 4000)]
    public void A_city_takes_all_who_are_free_and_a_village_a_brigade(long people, double least, double most)
    {
        RunResult run = Army(2, "place", people, 800, CorridorClass.Highway).Run();
        Assert.InRange(run.Events.First(e => e.Kind == RunEventKind.OperationLaunched).Fighters, least, most);
    }

    /// <summary>Against the fighting itself: 4,000 attack 400; the defenders see their break at 35 % lost within a quarter of the days foretold.</summary>
    [Theory]
    [InlineData(30_000)]
    [InlineData(100_000)]
    public void The_days_that_a_commander_expects_are_those_that_the_fighting_takes(long people)
    {
        var (world, schedule, _) = new SmallWorld { Days = 400, Deterministic = true }.Without(ProcessKind.Break).Without(ProcessKind.Desertion)
            .Faction("army").Faction("foe").Hostile("army", "foe")
            .Location("home", owner: "army").Location("town", owner: "foe", population: people).Corridor("home", "town", 1)
            .Depot("army", "home", 9000).Depot("foe", "town", 9000).Unit("army", "home", 100, copies: 40).Unit("foe", "town", 400, hold: true)
            .Order("go", "army", OrderVerb.Advance, 1, ["home"], ["town"]).Open();
        for (int day = 0; day < 3; day++)
        {
            schedule.Tick();
        }

        int town = world.Order.LocationRow["town"], foe = world.Order.FactionRow["foe"], army = world.Order.FactionRow["army"];
        int at = (town * world.Factions.Count) + foe;
        Parameters parameters = SmallWorld.Defaults<Parameters>();
        double strength = world.Tallies.StrengthMassed[(town * world.Factions.Count) + army];
        double expected = new BattleSurvey(world, parameters).Days(town, world.Factions.Bloc[army], world.Tallies.Massed[at], strength);
        int days = 0;
        for (; days < 399 && world.Tallies.Massed[at] > 0.65 * 400; days++)
        {
            schedule.Tick();
        }

        Assert.InRange(days, 0.75 * expected, (1.25 * expected) + 2);
    }

    /// <summary>Half stays at home however often he decides: whoever is left behind is the reserve.</summary>
    [Fact]
    public void The_reserve_is_not_shared_out_anew_at_each_decision()
    {
        var (world, schedule, _) = new SmallWorld { Days = 90 }
            .Faction("army", reserve: 0.5, doctrine: d => d with { Initiative = 1, MaxOperations = 4 }).Faction("foe").Hostile("army", "foe")
            .Location("home", owner: "army").Location("a", owner: "foe", population: 500_000).Location("b", owner: "foe", population: 5000)
            .Location("c", owner: "foe", population: 5000).Corridor("home", "a", 40).Corridor("home", "b", 40).Corridor("home", "c", 40)
            .Depot("army", "home", 9000).Unit("army", "home", 100, copies: 40)
            .Unit("foe", "a", 300, hold: true).Unit("foe", "b", 100, hold: true).Unit("foe", "c", 100, hold: true).Open();
        double most = 0;
        for (int day = 0; day < 80; day++)
        {
            schedule.Tick();
            double sent = 0;
            for (int u = 0; u < world.Units.Count; u++)
            {
                sent += world.Units.Operation[u] >= 0 ? world.Units.Fighters[u] : 0;
            }

            most = Math.Max(most, sent);
        }

        Assert.InRange(most, 1900, 2000);
    }

    /// <summary>
    /// The garrison leaves on the day of enmity; whatever the day of the week, what the army had begun to prepare goes within three.
    /// </summary>
    [Theory]
    [InlineData(30)]
    [InlineData(32)]
    [InlineData(34)]
    [InlineData(36)]
    public void A_commander_decides_daily_while_an_enmity_is_new(int hostileFrom)
    {
        RunResult run = new SmallWorld { Days = 60 }
            .Faction("guards", requiredRatio: 3, doctrine: d => d with { Initiative = 1, MaxOperations = 0 })
            .Faction("army", doctrine: d => d with { Initiative = 1, MaxOperations = 1 })
            .Relation("guards", "army", RelationKind.Hostile, fromDay: hostileFrom)
            .Location("camp", owner: "army").Location("town", owner: "guards", population: 5000).Location("city", owner: "guards", population: 50_000)
            .Corridor("camp", "town", 60).Corridor("town", "city", 60).Depot("army", "camp", 9000).Depot("guards", "city", 9000)
            .Unit("army", "camp", 100, copies: 40).Unit("guards", "town", 100, copies: 2).Unit("guards", "city", 100, copies: 18)
            .With(p => p with { Commander = p.Commander with { ThreatRatio = 100 } }).Run();
        RunEvent launched = run.Events.First(e => e.Kind == RunEventKind.OperationLaunched);
        Assert.Equal("town", run.Scenario.Locations[launched.Location].Id);
        Assert.InRange(launched.Tick, hostileFrom, hostileFrom + 3);
    }

    private static SmallWorld Army(int operations, string place, long people, double garrison, CorridorClass road) => new SmallWorld { Days = 60 }
        .Faction("army", doctrine: d => d with { Initiative = 1, MaxOperations = operations }).Faction("foe").Hostile("army", "foe")
        .Location("home", owner: "army").Location(place, owner: "foe", population: people).Corridor("home", place, 40, road)
        .Depot("army", "home", 9000).Unit("army", "home", 100, copies: 40).Unit("foe", place, garrison, hold: true)
        .With(p => p with { Commander = p.Commander with { PerceptionNoise = 0 } });
}
