using ControlSim.Processes;
using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

public sealed class AirStrikesTests
{
    private static readonly AirParameters Defaults = SmallWorld.Defaults<AirParameters>();

    [Fact]
    public void The_budget_is_fixed_and_split_in_proportion_to_what_is_visible()
    {
        var small = Enemy(deterministic: true).Location("other", owner: "red").Unit("red", "other", 300).Unit("red", "other", 900, Posture.Cells)
            .Air("sky", a => Fighters(a, 7) with { Diversion = 0.25 }).Air("sky", a => Fighters(a, 2));
        var (world, air) = Open(small);
        double[] before = [.. world.Units.Fighters];
        air.Step();
        Assert.Equal((7 * 0.75) + 2, air.Flown, 1e-12);
        Assert.Equal(air.Flown, air.StrikesOn.Sum(), 1e-12);

        // The first actor sees them as they were: two of equal posture share by size, cells by their lower visibility.
        var one = Open(Enemy(deterministic: true).Location("other", owner: "red").Unit("red", "other", 300)
            .Unit("red", "other", 900, Posture.Cells).Air("sky", a => Fighters(a, 7)));
        one.Air.Step();
        double massed = 0.8 * 1300, cells = 0.03 * 900;
        for (int u = 0; u < before.Length; u++)
        {
            double visible = one.World.Units.Posture[u] == Posture.Massed ? 0.8 * before[u] : 0.03 * before[u];
            Assert.Equal(7 * visible / (massed + cells), one.Air.StrikesOn[u], 1e-12);
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    public void Without_a_budget_nobody_is_killed(double diversion)
    {
        var (world, air) = Open(Enemy().Air("sky", a => Fighters(a, diversion * 50) with { Diversion = diversion, Isr = 3 }));
        air.Step();
        Assert.Equal(0, world.Ledger.Killed.Sum());
        Assert.Equal(0, air.Flown);
    }

    /// <summary>Two garrisons alike; before one stand friends of the actor, who asks for five times the strikes on those he fights.</summary>
    [Fact]
    public void Fighters_in_contact_with_friends_draw_more_strikes()
    {
        var (world, air) = Open(Enemy(deterministic: true).Location("other", owner: "red").Unit("red", "other", 1000)
            .Faction("friends").Relation("sky", "friends", RelationKind.Cobelligerent).Hostile("red", "friends").Unit("friends", "other", 50)
            .Air("sky", a => Fighters(a, 12)).With(p => p with { Air = p.Air with { ContactWeight = 5 } }));
        air.Step();
        double[] struck = [.. Enumerable.Range(0, world.Units.Count).Where(u => air.StrikesOn[u] > 0).Select(u => air.StrikesOn[u]).Order()];
        Assert.Equal([2.0, 10.0], struck, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    /// <summary>The third side is hostile to the sky as red is, and stands where red does.</summary>
    [Fact]
    public void An_actor_strikes_and_threatens_only_those_it_is_kept_for()
    {
        var small = Enemy().Faction("third").Hostile("sky", "third").Unit("third", "town", 500).Air("sky", a => Fighters(a, 20)).Bound(["third"], []);
        var (world, air) = Open(small);
        air.Step();
        int red = world.Order.FactionRow["red"], third = world.Order.FactionRow["third"];
        Assert.Equal(0, world.Ledger.Killed[red]);
        Assert.True(world.Ledger.Killed[third] > 0);
        Assert.Equal(0, world.Factions.AirPower[red * world.Countries]);
        Assert.True(world.Factions.AirPower[third * world.Countries] > 0);
    }

    [Fact]
    public void Strikes_that_are_bound_to_a_place_fall_there_and_nowhere_else()
    {
        var small = Enemy(deterministic: true).Location("other", owner: "red").Unit("red", "other", 300).Air("sky", a => Fighters(a, 20)).Bound([], ["other"]);
        var (world, air) = Open(small);
        air.Step();
        int other = world.Order.LocationRow["other"];
        Assert.Equal(20, air.StrikesOn.Sum(), 1e-12);
        Assert.All(Enumerable.Range(0, world.Units.Count), u => Assert.Equal(world.Units.Location[u] == other ? 20 : 0, air.StrikesOn[u], 1e-12));
    }

    [Fact]
    public void What_is_neither_seen_nor_betrayed_is_not_killed()
    {
        var small = Enemy().Unit("red", "town", 500, Posture.Cells)
            .With(p => p with { Combat = p.Combat with { VisibilityMassed = 0, VisibilityCells = 0 }, Air = p.Air with { TipRate = 0 } });
        var (world, air) = Open(small.Air("sky", a => Fighters(a, 100)));
        air.Step();
        Assert.Equal(0, world.Ledger.Killed.Sum());
        (world, air) = Open(small.Air("sky", a => Fighters(a, 100) with { Isr = 5 }));
        air.Step();
        Assert.True(world.Ledger.Killed.Sum() > 0);
    }

    [Fact]
    public void Kills_never_fall_with_visibility_and_never_exceed_who_is_there()
    {
        double last = -1;
        for (int i = 0; i <= 10; i++)
        {
            var (world, air) = Open(Enemy().With(p => p with { Combat = p.Combat with { VisibilityMassed = i / 10.0 } })
                .Air("sky", a => Fighters(a, 30)));
            air.Step();
            Assert.True(world.Ledger.Killed.Sum() >= last);
            last = world.Ledger.Killed.Sum();
        }

        Assert.InRange(last, 10, 60);
        var (all, many) = Open(Enemy().Air("sky", a => Fighters(a, 1000)).With(p => p with { Air = p.Air with { KillsPerStrike = 100 } }));
        many.Step();
        Assert.Equal(1000, all.Ledger.Killed.Sum());
        Assert.Equal(0, all.Units.Fighters.Sum());
    }

    [Fact]
    public void Full_diversion_is_the_actor_gone_and_no_diversion_changes_nothing()
    {
        Scenario scenario = TestWorlds.Brawl(3).Scenario();
        scenario = scenario with
        {
            Events = [.. scenario.Events.Where(e => e.Effect.Kind != EventKind.AirDiversion)],
            Orders = [.. scenario.Orders.Where(o => o.Verb != OrderVerb.StrikeWeight)],
        };
        RunResult gone = Run(scenario with { AirActors = [] });
        RunResult diverted = Run(scenario with { AirActors = [.. scenario.AirActors.Select(a => a with { Inputs = a.Inputs with { Diversion = 1 } })] });
        RunResult plain = Run(scenario);
        Assert.Equal(gone.Series.Massed, diverted.Series.Massed);
        Assert.Equal(gone.Series.Cells, diverted.Series.Cells);
        Assert.Equal(gone.Series.Owner, diverted.Series.Owner);
        Assert.Equal(gone.Series.Supply, diverted.Series.Supply);
        Assert.Equal(gone.Events, diverted.Events);
        Assert.NotEqual(gone.Series.Massed, plain.Series.Massed);
        var none = new DatedEvent("none", scenario.Start.AddDays(9), 1, SmallWorld.Then(EventKind.AirDiversion, "sky-land", 0));
        Assert.Equal(plain.TickHashes, Run(scenario with { Events = scenario.Events.Add(none) }).TickHashes);

        static RunResult Run(Scenario s) => Simulation.Run(s, 5, RecorderOptions.DailyHashes, CancellationToken.None);
    }

    [Fact]
    public void Only_enemies_in_the_country_are_struck()
    {
        var small = Enemy().Faction("green").Location("abroad", owner: "red", country: "Other").Unit("red", "abroad", 500).Unit("green", "town", 500)
            .Air("sky", a => Fighters(a, 20));
        var (world, air) = Open(small);
        air.Step();
        for (int u = 0; u < world.Units.Count; u++)
        {
            bool enemy = world.Units.Faction[u] == world.Order.FactionRow["red"] && world.Units.Location[u] == world.Order.LocationRow["town"];
            Assert.Equal(enemy, air.StrikesOn[u] > 0);
        }
    }

    [Fact]
    public void The_best_go_first_when_massed_and_those_in_cells_keep_what_they_are()
    {
        var (world, air) = Open(Enemy(deterministic: true).Unit("red", "town", 100_000, Posture.Cells).Air("sky", a => Fighters(a, 100)));
        double[] before = [.. world.Units.Fighters];
        air.Step();
        for (int u = 0; u < world.Units.Count; u++)
        {
            double share = 1 - (world.Units.Fighters[u] / before[u]);
            Assert.True(share > 0);
            double lost = world.Units.Posture[u] == Posture.Massed ? Defaults.QualityLoss * share : 0;
            Assert.Equal(1 - lost, world.Units.Quality[u], 1e-12);
            Assert.True(world.Units.Posture[u] == Posture.Cells || lost > share);
        }
    }

    [Fact]
    public void Rules_of_engagement_spare_places_with_too_many_civilians()
    {
        // A tenth of the people is near: 9000 against 1000 fighters is a share of 0.9.
        var city = Enemy().Location("city", population: 90_000, owner: "red").Unit("red", "city", 1000);
        var (world, air) = Open(city.Air("sky", a => Fighters(a, 10) with { RoeCap = 0.89 }));
        air.Step();
        int there = Array.IndexOf(world.Units.Location, world.Order.LocationRow["city"]);
        Assert.Equal(0, air.StrikesOn[there]);
        Assert.Equal(10, air.StrikesOn[1 - there], 1e-12);
        (world, air) = Open(city.Air("sky", a => Fighters(a, 10) with { RoeCap = 0.91 }));
        air.Step();
        Assert.True(air.StrikesOn[there] > 0);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void Civilian_casualties_follow_the_formula_and_precision_spares_people(double precision)
    {
        var (world, air) = Open(new SmallWorld { Deterministic = true }.Faction("red").Bloc("sky", owns: false).Faction("sky", "sky").Hostile("red", "sky")
            .Location("city", population: 90_000, hidingGround: 1e6, owner: "red").Unit("red", "city", 1000)
            .With(p => p with { Air = p.Air with { TipRate = 0 } }).Air("sky", a => Fighters(a, 10) with { Precision = precision }));
        air.Step();
        double rho = (Defaults.CollateralImprecise * (1 - precision)) + (Defaults.CollateralPrecise * precision);
        Assert.Equal(10 * 0.2 * 0.9 * rho, world.Society.Collateral[0], 1e-9);
        world.Society.EndDay();
        world.AirActors.Strikes[0] = 0;
        air.Step();
        Assert.Equal(0, world.Society.Collateral[0]);
    }

    /// <summary>M9: what kills in the desert is to march massed in the open, not to be there.</summary>
    [Fact]
    public void Columns_in_the_open_desert_are_destroyed_and_small_groups_in_it_survive()
    {
        double column = Left(Posture.Massed, CorridorClass.DesertTrack, marches: true);
        double road = Left(Posture.Massed, CorridorClass.Highway, marches: true);
        double camp = Left(Posture.Massed, CorridorClass.DesertTrack, marches: false);
        double cells = Left(Posture.Cells, CorridorClass.DesertTrack, marches: true);
        double hidden = Left(Posture.Cells, CorridorClass.DesertTrack, marches: false);
        Assert.True(column < 0.2, $"column {column}");
        Assert.True(cells > 0.95 && hidden > 0.95, $"cells {cells} {hidden}");
        Assert.True(column < road && road < camp && camp < cells, $"{column} {road} {camp} {cells}");

        static double Left(Posture posture, CorridorClass road, bool marches)
        {
            var small = new SmallWorld { Days = 20, Deterministic = true }
                .With(p => p with { Movement = p.Movement with { SpeedDesertTrack = 40, SpeedHighway = 40, SpeedCells = 40, AirSlowing = 0 } })
                .Faction("red").Bloc("sky", owns: false).Faction("sky", "sky").Hostile("red", "sky")
                .Location("a", refuge: true, owner: "red").Location("b", refuge: true, owner: "red").Corridor("a", "b", 800, road)
                .Unit("red", "a", 500, posture).Air("sky", a => Fighters(a, 25));
            var (world, schedule, _) = small.Open();
            world.Units.Target[0] = marches ? world.Order.LocationRow["b"] : -1;
            for (int day = 0; day < 20; day++)
            {
                schedule.Tick();
            }

            return world.Units.Fighters[0] / 500;
        }
    }

    private static AirInputs Fighters(AirInputs a, double strikes) =>
        a with { Strikes = strikes, WeightDepots = 0, WeightOil = 0, WeightRoads = 0 };

    private static SmallWorld Enemy(bool deterministic = false) => new SmallWorld { Deterministic = deterministic }
        .Faction("red").Bloc("sky", owns: false).Faction("sky", "sky").Hostile("red", "sky").Location("town", owner: "red").Unit("red", "town", 1000);

    private static (World World, AirStrikes Air) Open(SmallWorld small)
    {
        var (world, _, log) = small.Open();
        Parameters p = small.Parameters;
        return (world, new AirStrikes(world, p.Air, p.Combat, p.Supply, new RandomStreams(3), log) { StrikesOn = new double[world.Units.Count] });
    }
}
