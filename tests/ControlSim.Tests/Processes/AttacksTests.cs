using ControlSim.Processes;
using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Statistics;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

public sealed class AttacksTests
{
    private static readonly AttackParameters Defaults = SmallWorld.Defaults<AttackParameters>();

    [Fact]
    public void The_sampler_has_the_exponent_by_maximum_likelihood()
    {
        const int n = 40_000;
        var random = new RandomStreams(5);
        var drawn = new AttackSizes(2.5);
        var law = DiscretePowerLaw.Fit(Enumerable.Range(0, n).Select(i => (double)drawn.Draw(1_000_000, random.Uniform(ProcessId.Attacks, 1, (ulong)i, 0))))!;
        Assert.Equal(2.5, law.Exponent, 3 * law.Error);
        Assert.True(law.Error < 0.02, $"{law}");
    }

    [Fact]
    public void Sizes_are_whole_truncated_and_of_the_mean_that_is_expected()
    {
        var sizes = new AttackSizes(2.5);
        const int draws = 20_000;
        foreach (int n in new[] { 1, 2, 30, 3000 })
        {
            double sum = 0, squares = 0;
            for (int i = 0; i < draws; i++)
            {
                int size = sizes.Draw(n, (i + 0.5) / draws);
                Assert.InRange(size, 1, n);
                sum += size;
                squares += (double)size * size;
            }

            Assert.Equal(sizes.Mean(n), sum / draws, 0.02);
        }

        Assert.Equal(1, sizes.Mean(1));
        Assert.True(sizes.Mean(3000) > sizes.Mean(30));
        Assert.Equal(2.61238 / 1.34149, sizes.Mean(100_000_000), 2e-3); // zeta(1.5) / zeta(2.5)
        Assert.All(Enumerable.Range(1, 4), k => Assert.Equal(Math.Pow(k, -2.5) / 1.34149, (Edge(sizes, k + 1) - Edge(sizes, k)), 1e-4));

        // The uniform variate at which sizes reach k.
        static double Edge(AttackSizes sizes, int k)
        {
            double low = 0, high = 1;
            for (int i = 0; i < 40; i++)
            {
                double u = (low + high) / 2;
                (low, high) = sizes.Draw(1_000_000, u) >= k ? (low, u) : (u, high);
            }

            return low;
        }
    }

    [Fact]
    public void Logged_sizes_of_a_run_have_the_exponent()
    {
        // Twenty bands of 2000 against more than they can kill.
        double[] sizes = [.. Open(2000, copies: 20, target: 1e7, days: 120).Log.Where(e => e.Kind == RunEventKind.Attack).Select(e => e.Fighters)];
        Assert.True(sizes.Length > 2000);
        var law = DiscretePowerLaw.Fit(sizes)!;
        Assert.Equal(2.5, law.Exponent, 3 * law.Error);
        Assert.True(law.Error < 0.05);
    }

    [Fact]
    public void Attacks_come_at_the_rate_and_are_counted_where_they_happen()
    {
        var (world, log) = Open(100, copies: 40, target: 1e6, days: 100, adjust: 0);
        int attacks = log.Count(e => e.Kind == RunEventKind.Attack);
        double mean = Defaults.Rate * 2 * (0.3 + 0.7) * (1 - 0.03) * 40 * 100;

        // Own losses and truncation take a little off.
        Assert.InRange(attacks, 0.85 * mean, mean + (4 * Math.Sqrt(mean)));
        int last = log.Count(e => e.Kind == RunEventKind.Attack && e.Tick == world.Tick);
        Assert.Equal(last, world.Society.AttacksBefore[world.Order.LocationRow["town"]]);
        double killed = log.Where(e => e.Kind == RunEventKind.Attack).Sum(e => e.Fighters);
        Assert.Equal(killed, world.Ledger.Killed[world.Order.FactionRow["army"]]);
        Assert.InRange(world.Ledger.Killed[world.Order.FactionRow["cells"]] / killed, 0.08, 0.12);
    }

    [Fact]
    public void Rate_falls_with_hunger_and_visibility()
    {
        var (world, attacks, _) = Single(p => p);
        double rate = attacks.Rate(Cells(world));
        Assert.True(rate > 0);
        world.Units.Supply[Cells(world)] = 0;
        Assert.Equal(0.3 * rate, attacks.Rate(Cells(world)), 1e-12);
        var (open, visible, _) = Single(p => p with { Combat = p.Combat with { VisibilityCells = 0.5 } });
        Assert.Equal(rate * 0.5 / 0.97, visible.Rate(Cells(open)), 1e-12);
        var (seen, watched, _) = Single(p => p with { Combat = p.Combat with { VisibilityCells = 0.5 } });
        seen.AirActors.Seen[seen.Order.FactionRow["army"]] = 0.5;
        Assert.Equal(rate * 0.25 / 0.97, watched.Rate(Cells(seen)), 1e-12);
    }

    [Fact]
    public void Nobody_attacks_without_a_massed_enemy_within_reach()
    {
        var small = Base().Location("next").Corridor("town", "next").Unit("cells", "town", 2000, Posture.Cells, copies: 5)
            .Unit("army", "next", 5000).Unit("army", "town", 5000, Posture.Cells);
        var (world, schedule, log) = small.Open();
        for (int day = 0; day < 30; day++)
        {
            schedule.Tick();
        }

        Assert.DoesNotContain(log.Events.ToArray(), e => e.Kind == RunEventKind.Attack);
        Assert.Equal(0, world.Ledger.Killed.Sum());
    }

    [Fact]
    public void Columns_that_pass_are_ambushed_from_the_end_of_the_road_and_weighted_up()
    {
        double passing = Killed(p => p), ignored = Killed(p => p with { Attacks = p.Attacks with { ColumnWeight = 0 } });
        Assert.True(passing > 0);
        Assert.Equal(0, ignored);

        static double Killed(Func<Parameters, Parameters> change)
        {
            var small = Base().With(change).Location("a", owner: "army").Location("b", owner: "army").Corridor("a", "town", 300).Corridor("town", "b", 300)
                .Unit("cells", "town", 1000, Posture.Cells, copies: 10).Unit("army", "a", 3000)
                .Order("go", "army", OrderVerb.Redeploy, 1, ["a"], ["b"]);
            var (world, schedule, _) = small.Open();
            int army = world.Order.FactionRow["army"];
            for (int day = 0; day < 30 && world.Ledger.Killed[army] == 0; day++)
            {
                schedule.Tick();
                if (world.Units.Location.Contains(world.Order.LocationRow["b"]))
                {
                    break;
                }

                for (int u = 0; u < world.Units.Count; u++)
                {
                    // Only on the road: stop before it rests beside the cells.
                    if (world.Units.Faction[u] == army && world.Units.Location[u] == world.Order.LocationRow["town"] && world.Units.Corridor[u] < 0)
                    {
                        return world.Ledger.Killed[army];
                    }
                }
            }

            return world.Ledger.Killed[army];
        }
    }

    [Fact]
    public void An_attack_cuts_a_road_for_a_day_and_supply_feels_it()
    {
        var (world, attacks, random) = Single(p => p with { Attacks = p.Attacks with { Rate = 10, CorridorCut = 0.4 } });
        int road = 0;
        attacks.Step();
        Assert.True(world.Society.Attacks.Sum() >= 3);
        Assert.Equal(1, world.Corridors.Cut[road]);
        world.Units.Fighters[Cells(world)] = 0;
        attacks.Step();
        Assert.Equal(0, world.Corridors.Cut[road]);
        Assert.Equal(1, Delivered(0), 1e-3);
        Assert.Equal(0.7, Delivered(0.3), 1e-3);

        static double Delivered(double cut)
        {
            var (world, schedule, _) = new SmallWorld()
                .With(p => p with { Supply = p.Supply with { LossDistanceKm = 5000 } }).Faction("a")
                .Location("depot", owner: "a").Location("front", owner: "a").Corridor("depot", "front", 1, CorridorClass.Secondary)
                .Unit("a", "front", 5000).Depot("a", "depot", 9000).Open();
            world.Corridors.Cut[0] = cut;
            schedule.Tick();
            return world.Ledger.Delivered[0] / 1000.0 / WorldBuilder.SupplyUnit;
        }
    }

    [Fact]
    public void A_deterministic_run_has_the_expectation()
    {
        double[] killed = new double[200];
        for (int i = 0; i < killed.Length; i++)
        {
            killed[i] = AfterADay(deterministic: false, i);
        }

        double mean = killed.Average(), error = Math.Sqrt(killed.Sum(k => (k - mean) * (k - mean))) / killed.Length;
        Assert.Equal(AfterADay(deterministic: true, 0), mean, 4 * error);

        static double AfterADay(bool deterministic, int replicate)
        {
            var small = Base(deterministic).Unit("cells", "town", 400, Posture.Cells, copies: 10).Unit("army", "town", 1e6);
            var (world, _, log) = small.Open();
            var attacks = new Attacks(world, small.Parameters.Attacks, small.Parameters.Combat, new RandomStreams((ulong)replicate), log);
            attacks.Step();
            return world.Ledger.Killed[world.Order.FactionRow["army"]];
        }
    }

    private static SmallWorld Base(bool deterministic = false) => new SmallWorld { Days = 200, Deterministic = deterministic }
        .With(p => p with { Combat = p.Combat with { Attrition = 0 }, Air = p.Air with { TipRate = 0 }, Posture = p.Posture with { Rate = 0 } })
        .Faction("cells", canDisperse: true).Faction("army").Hostile("cells", "army").Location("town", owner: "army");

    private static (World World, RunEvent[] Log) Open(double fighters, int copies, double target, int days, double adjust = 0.1)
    {
        var (world, schedule, log) = Base().With(p => p with { Supply = p.Supply with { Adjustment = adjust } })
            .Unit("cells", "town", fighters, Posture.Cells, copies: copies).Unit("army", "town", target, hold: true).Open();
        for (int day = 0; day < days; day++)
        {
            schedule.Tick();
        }

        return (world, log.Events.ToArray());
    }

    private static (World World, Attacks Attacks, RandomStreams Random) Single(Func<Parameters, Parameters> change)
    {
        var small = Base().With(change).Location("next").Corridor("town", "next").Unit("cells", "town", 50, Posture.Cells).Unit("army", "town", 1e6);
        var (world, _, log) = small.Open();
        var random = new RandomStreams(3);
        return (world, new Attacks(world, small.Parameters.Attacks, small.Parameters.Combat, random, log), random);
    }

    private static int Cells(World world) => Array.IndexOf(world.Units.Posture, Posture.Cells);
}
