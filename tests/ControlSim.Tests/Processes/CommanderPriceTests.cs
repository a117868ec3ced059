using ControlSim.Processes;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

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

    /// <summary>
    /// Against the fighting itself: 4,000 attack 400; the defenders see their break at 35 % lost within a quarter of the days foretold, by the
    /// square law and by Helmbold's exponent of 0.75. Nobody is overrun.
    /// </summary>
    [Theory]
    [InlineData(30_000, 1)]
    [InlineData(100_000, 1)]
    [InlineData(30_000, 0.75)]
    [InlineData(100_000, 0.75)]
    public void The_days_that_a_commander_expects_are_those_that_the_fighting_takes(long people, double exponent)
    {
        var (world, schedule, expected) = Assault(people, 40, 400, exponent, 1000);
        int foe = world.Order.FactionRow["foe"], town = world.Order.LocationRow["town"];
        int at = (town * world.Factions.Count) + foe, days = 0;
        for (; days < 399 && world.Tallies.Massed[at] > 0.65 * 400; days++)
        {
            schedule.Tick();
        }

        Assert.InRange(days, 0.75 * expected, (1.25 * expected) + 2);
    }

    /// <summary>
    /// Against the rule itself, with nobody who breaks: 4,000 overrun 400 at once and clear the town; 2,700 fight until 340 are left, and clear
    /// it then. The town is theirs within a quarter of the days foretold.
    /// </summary>
    [Theory]
    [InlineData(5000, 40)]
    [InlineData(30_000, 40)]
    [InlineData(60_000, 40)]
    [InlineData(60_000, 27)]
    public void A_commander_expects_to_overrun_a_garrison_in_the_days_that_it_takes(long people, int hundreds)
    {
        var (world, schedule, expected) = Assault(people, hundreds, 400, 1, 8);
        int town = world.Order.LocationRow["town"], army = world.Factions.Bloc[world.Order.FactionRow["army"]], days = 0;
        for (; days < 399 && world.Locations.Owner[town] != army; days++)
        {
            schedule.Tick();
        }

        // The first two of three days have been fought before they are counted.
        Assert.InRange(days, (0.75 * expected) - 2, (1.25 * expected) + 2);
    }

    /// <summary>
    /// What he asks for is what decides it in the days for which he plans, 56: foretold for that strength are those days, or fewer where
    /// the garrison is overrun.
    /// </summary>
    [Theory]
    [InlineData(30_000, 400, 8)]
    [InlineData(100_000, 400, 8)]
    [InlineData(100_000, 400, 1000)]
    [InlineData(1_000_000, 1000, 8)]
    public void The_strength_asked_for_decides_the_battle_in_the_days_that_are_planned(long people, double garrison, double overrunRatio)
    {
        var (world, _, _) = Assault(people, 40, garrison, 0.75, overrunRatio);
        int town = world.Order.LocationRow["town"], army = world.Factions.Bloc[world.Order.FactionRow["army"]];
        var survey = new BattleSurvey(world, Values(0.75, overrunRatio));
        double strength = survey.StrengthFor(town, army, garrison);
        Assert.Equal(56, survey.Days(town, army, garrison, strength), 1.0);
        Assert.True(overrunRatio > 100 || strength <= 8 * garrison || people >= 1_000_000, $"{strength}");
    }

    /// <summary>Who takes a town by overrunning it fights for fewer days, so he loses less.</summary>
    [Fact]
    public void Overrunning_costs_the_attacker_less()
    {
        var (world, _, _) = Assault(30_000, 40, 400, 1, 8);
        int town = world.Order.LocationRow["town"], army = world.Factions.Bloc[world.Order.FactionRow["army"]];
        double fought = new BattleSurvey(world, Values(1, 1000)).Loss(town, army, 400, 4000);
        double overrun = new BattleSurvey(world, Values(1, 8)).Loss(town, army, 400, 4000);
        Assert.InRange(overrun, 1, 0.9 * fought);

        // Without overrunning it is theta D W_D mu_M/(W_A d_D).
        double detected = 0.05 + (0.95 * 400 / (400 + (0.1 * world.Locations.Population[town])));
        Assert.Equal(0.35 * 400 * 0.8 / (10 * detected), fought, 9);
    }

    private static Parameters Values(double exponent, double overrunRatio)
    {
        Parameters p = SmallWorld.Defaults<Parameters>();
        return p with
        {
            Combat = p.Combat with { RatioExponent = exponent },
            Control = p.Control with { OverrunRatio = overrunRatio },
        };
    }

    /// <summary>An assault on a town on its third day, when all have arrived, and the days that its commander expects.</summary>
    private static (World World, Schedule Schedule, double Expected) Assault(
        long people, int hundreds, double garrison, double exponent, double overrunRatio)
    {
        Parameters values = Values(exponent, overrunRatio);
        var (world, schedule, _) = new SmallWorld { Days = 400, Deterministic = true }.Without(ProcessKind.Break).Without(ProcessKind.Desertion)
            .Faction("army").Faction("foe").Hostile("army", "foe")
            .Location("home", owner: "army").Location("town", owner: "foe", population: people).Corridor("home", "town", 1)
            .Depot("army", "home", 9000).Depot("foe", "town", 9000).Unit("army", "home", 100, copies: hundreds).Unit("foe", "town", garrison, hold: true)
            .Order("go", "army", OrderVerb.Advance, 1, ["home"], ["town"])
            .With(p => p with { Combat = values.Combat, Control = values.Control }).Open();
        for (int day = 0; day < 3; day++)
        {
            schedule.Tick();
        }

        int town = world.Order.LocationRow["town"], foe = world.Order.FactionRow["foe"], army = world.Order.FactionRow["army"];
        double strength = world.Tallies.StrengthMassed[(town * world.Factions.Count) + army];
        double enemy = world.Tallies.Massed[(town * world.Factions.Count) + foe];
        return (world, schedule, new BattleSurvey(world, values).Days(town, world.Factions.Bloc[army], enemy, strength));
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
