using ControlSim.Processes;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

public sealed class CoalitionsTests
{
    private static readonly CoalitionsParameters Default = SmallWorld.Defaults<CoalitionsParameters>();

    [Fact]
    public void Relations_and_tension_are_symmetric_every_day()
    {
        var (world, schedule, _) = TestWorlds.Brawl(3).Open();
        int n = world.Factions.Count;
        for (int day = 0; day < 120; day++)
        {
            schedule.Tick();
            for (int a = 0; a < n; a++)
            {
                for (int b = 0; b < n; b++)
                {
                    Assert.Equal(world.Politics.Tension[(a * n) + b], world.Politics.Tension[(b * n) + a]);
                    for (int c = 0; c < world.Countries; c++)
                    {
                        Assert.Equal(world.Factions.Relation[(((c * n) + a) * n) + b], world.Factions.Relation[(((c * n) + b) * n) + a]);
                        Assert.Equal(world.Factions.AreHostile(c, a, b), world.Factions.AreHostile(c, b, a));
                    }
                }
            }
        }
    }

    [Fact]
    public void The_level_rises_as_the_common_enemy_fades_and_with_the_patrons()
    {
        Assert.True(Coalitions.Level(Default, 0, 0) > Coalitions.Level(Default, 0.3, 0));
        Assert.True(Coalitions.Level(Default, 0.3, 0) > Coalitions.Level(Default, 1, 0));
        Assert.True(Coalitions.Level(Default, 0.5, 0.8) > Coalitions.Level(Default, 0.5, 0.2));
        Assert.InRange(Coalitions.Level(Default, 0, 1), 0, 1);
    }

    [Fact]
    public void Tension_goes_to_its_level_at_its_rate()
    {
        var (world, schedule, _) = Pair(enemy: 0, tension: 0.2).Open();
        int at = At(world);
        double level = Coalitions.Level(Default, 0, 0);
        for (int day = 1; day <= 60; day++)
        {
            schedule.Tick();
            Assert.Equal(level + ((0.2 - level) * Math.Pow(1 - Default.Adjustment, day)), world.Politics.Tension[at], 9);
        }
    }

    /// <summary>The common enemy's share of strength to zero raises tension.</summary>
    [Fact]
    public void Without_the_common_enemy_tension_is_higher()
    {
        double last = -1;
        foreach (double enemy in new double[] { 5000, 1000, 200, 0 })
        {
            var (world, schedule, _) = Pair(enemy, tension: null).Open();
            Run(schedule, 2);
            Assert.True(world.Politics.Tension[At(world)] > last);
            last = world.Politics.Tension[At(world)];
        }
    }

    /// <summary>M35: a strong common enemy keeps tacit cooperation, a weak one brings hostility back, a new strong one ends it.</summary>
    [Fact]
    public void Rivals_cooperate_against_the_strong_and_turn_on_each_other_when_it_is_weak()
    {
        Assert.Equal(RelationKind.Deconflict, After(Pair(enemy: 5000, tension: null, patrons: 0.6), 300));
        Assert.Equal(RelationKind.Hostile, After(Pair(enemy: 50, tension: null, patrons: 0.6), 300));

        // Without a rivalry nobody turns, however high the tension.
        Assert.Equal(RelationKind.Deconflict, After(Pair(enemy: 50, tension: null, rivalry: false), 300));
        var (world, schedule, log) = Pair(enemy: 50, tension: null, patrons: 0.6).Open();
        Run(schedule, 100);
        Assert.Equal(RelationKind.Hostile, Of(world));
        world.Units.Fighters[Array.IndexOf(world.Units.Faction, (byte)world.Order.FactionRow["enemy"])] = 50_000;
        schedule.Aggregation.Forget();
        Run(schedule, 400);
        Assert.Equal(RelationKind.Deconflict, Of(world));
        RunEvent turned = Assert.Single(log.Events.ToArray(), e => e.Kind == RunEventKind.RivalsTurnHostile);
        Assert.Equal("us iran", turned.Subject.Length > 0 ? string.Join(' ', turned.Subject.Split(' ').OrderDescending()) : "");
        Assert.True(turned.Term("tension") > turned.Term("bound"));
        Assert.Single(log.Events.ToArray(), e => e.Kind == RunEventKind.RivalsDeconflict);
    }

    /// <summary>M36: cooperation in one country and hostility in the other at once; tension turns only where they cooperate.</summary>
    [Fact]
    public void Relations_differ_by_country_at_the_same_time()
    {
        var (world, schedule, _) = Pair(enemy: 50, tension: 0.1, patrons: 0.6, country: "Iraq").Location("s", country: "Syria")
            .Relation("us", "iran", RelationKind.Neutral, country: "Syria").Open();
        schedule.Tick();
        Assert.Equal((RelationKind.Deconflict, RelationKind.Neutral), (Of(world, "Iraq"), Of(world, "Syria")));
        Run(schedule, 300);
        Assert.Equal((RelationKind.Hostile, RelationKind.Neutral), (Of(world, "Iraq"), Of(world, "Syria")));
    }

    [Fact]
    public void Incidents_are_more_frequent_the_nearer_the_fronts_and_the_higher_the_tension()
    {
        int together = Count(1, 0.5), near = Count(10, 0.5), far = Count(60, 0.5), calm = Count(1, 0.05), apart = Count(null, 0.5);
        Assert.True(together > near && near > far && far > 0, $"{together} {near} {far}");
        Assert.True(together > calm && apart == 0, $"{together} {calm} {apart}");

        static int Count(double? km, double tension)
        {
            var small = new SmallWorld { Days = 2000 }.Faction("us").Faction("iran").Relation("us", "iran", RelationKind.Deconflict)
                .Location("x").Location("y").Location("z").Corridor("x", "y", km ?? 1).Corridor("y", "z", 100).Unit("us", "x", 50)
                .Unit("iran", km is null ? "z" : km == 1 ? "x" : "y", 50).Rivalry("us", "iran", tension)
                .With(p => p with { Coalitions = p.Coalitions with { IncidentRate = 0.3, IncidentTension = 0, Adjustment = 0, Limit = 2 } });
            return small.Run().Events.Count(e => e.Kind == RunEventKind.Incident);
        }
    }

    [Fact]
    public void An_incident_adds_to_the_tension_and_names_place_and_pair()
    {
        var (world, schedule, log) = Pair(enemy: 5000, tension: 0.3)
            .With(p => p with { Coalitions = p.Coalitions with { IncidentRate = 1, Adjustment = 0 } }).Open();
        while (log.Events.ToArray().All(e => e.Kind != RunEventKind.Incident))
        {
            schedule.Tick();
        }

        RunEvent incident = log.Events.ToArray().First(e => e.Kind == RunEventKind.Incident);
        Assert.Equal(0.3 + Default.IncidentTension, world.Politics.Tension[At(world)], 12);
        Assert.Equal(world.Order.LocationRow["x"], incident.Location);
        Assert.NotEqual(incident.Bloc, incident.Other);
    }

    [Fact]
    public void Tense_rivals_divert_effort_into_their_own_protection()
    {
        Assert.Equal(0, Diversion(0.4));
        Assert.Equal(Default.MostDiversion / 2, Diversion(0.65), 9);
        Assert.Equal(Default.MostDiversion, Diversion(0.8), 9);

        static double Diversion(double tension)
        {
            var (world, schedule, _) = Pair(enemy: 5000, tension: tension)
                .With(p => p with { Coalitions = p.Coalitions with { IncidentRate = 0, Adjustment = 0 } }).Open();
            schedule.Tick();
            return world.Politics.Diversion[world.Order.FactionRow["us"] * world.Countries];
        }
    }

    [Fact]
    public void Coordination_lost_with_a_leader_comes_back_slowly()
    {
        var (world, schedule, _) = Pair(enemy: 100, tension: 0.2).Event(1, EventKind.Coordination, "iran", 0.4).Open();
        int iran = world.Order.FactionRow["iran"];
        schedule.Tick();
        Assert.Equal(0.4 + (0.6 * Default.CoordinationRecovery), world.Politics.Coordination[iran], 12);
        Assert.Equal(1, world.Politics.Coordination[world.Order.FactionRow["us"]]);
        Run(schedule, 200);
        Assert.InRange(world.Politics.Coordination[iran], 0.7, 0.9);
    }

    /// <summary>Three sides at war; with nobody on the third side it is the war of two.</summary>
    [Fact]
    public void A_third_side_of_zero_fighters_leaves_the_law_of_two_sides()
    {
        Assert.Equal(Left(third: null), Left(third: 0));
        Assert.NotEqual(Left(third: null), Left(third: 300));

        static (double A, double B) Left(double? third)
        {
            var small = new SmallWorld { Days = 40, Deterministic = true }.Faction("a").Faction("b").Faction("c").Location("x")
                .Hostile("a", "b").Hostile("a", "c").Hostile("b", "c").Unit("a", "x", 1000, hold: true).Unit("b", "x", 800, hold: true)
                .Without(ProcessKind.Break);
            if (third is double fighters)
            {
                small.Unit("c", "x", fighters, hold: true);
            }

            var (world, schedule, _) = small.Open();
            Run(schedule, 30);
            return (FightersOf(world, "a"), FightersOf(world, "b"));
        }
    }

    private static double FightersOf(World world, string faction) => Enumerable.Range(0, world.Units.Count)
        .Where(u => world.Units.Faction[u] == world.Order.FactionRow[faction]).Sum(u => world.Units.Fighters[u]);

    private static SmallWorld Pair(double enemy, double? tension, double patrons = 0, bool rivalry = true, string country = "Land")
    {
        var small = new SmallWorld { Days = 500 }.Faction("us").Faction("iran").Faction("enemy").Hostile("us", "enemy").Hostile("iran", "enemy")
            .Relation("us", "iran", RelationKind.Deconflict, country: country).Location("x", population: 1000, country: country)
            .Location("far", country: country).Unit("us", "x", 500, hold: true).Unit("iran", "x", 500, hold: true)
            .Unit("enemy", "far", enemy, hold: true).Without(ProcessKind.Supply, ProcessKind.Morale, ProcessKind.Posture, ProcessKind.Combat, ProcessKind.Break)
            .With(p => p with { Coalitions = p.Coalitions with { IncidentRate = 0 } });
        return rivalry ? small.Rivalry("us", "iran", tension, patrons) : small;
    }

    private static int At(World world) => (world.Order.FactionRow["us"] * world.Factions.Count) + world.Order.FactionRow["iran"];

    private static RelationKind Of(World world, string country = "Land") =>
        world.Factions.Relation[(Array.IndexOf(world.Order.Countries, country) * world.Factions.Count * world.Factions.Count) + At(world)];

    private static RelationKind After(SmallWorld small, int days)
    {
        var (world, schedule, _) = small.Open();
        Run(schedule, days);
        return Of(world);
    }

    private static void Run(Schedule schedule, int days)
    {
        for (int day = 0; day < days; day++)
        {
            schedule.Tick();
        }
    }
}
