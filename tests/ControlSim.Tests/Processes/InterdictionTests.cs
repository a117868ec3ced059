using ControlSim.Processes;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

public sealed class InterdictionTests
{
    [Fact]
    public void A_column_loses_what_the_posts_at_both_ends_bring_to_bear()
    {
        var (world, schedule) = Road(deterministic: true, posts: 400, column: 2000);
        schedule.Tick();
        int u = Array.IndexOf(world.Units.Faction, (byte)world.Order.FactionRow["column"]);
        double strength = 400 * (0.4 + (0.6 * world.Units.Supply[Array.IndexOf(world.Units.Faction, (byte)world.Order.FactionRow["post"])]));

        // Half of the way is done: only the first end stands hostile massed, the far one is the column's own.
        double hazard = 0.02 * 0.1 * strength / 2000;
        Assert.Equal(2000 * Math.Exp(-hazard), world.Units.Fighters[u], 1e-9);
        Assert.Equal(2000, world.Units.Fighters[u] + world.Ledger.Killed[world.Order.FactionRow["column"]], 1e-9);
    }

    [Fact]
    public void The_fire_of_a_post_is_spread_over_all_who_pass()
    {
        var (one, first) = Road(deterministic: true, posts: 400, column: 2000);
        var (two, second) = Road(deterministic: true, posts: 400, column: 1000, copies: 2);
        first.Tick();
        second.Tick();
        Assert.Equal(one.Ledger.Killed.Sum(), two.Ledger.Killed.Sum(), 1e-9);
    }

    /// <summary>M4: reinforcements that are interdicted on the road arrive fewer, and the end of the road fights alone.</summary>
    [Fact]
    public void Posts_on_the_road_stop_reinforcements_and_more_posts_stop_more()
    {
        double[] arrived = [.. new double[] { 0, 1000, 4000 }.Select(Arrived)];
        Assert.Equal(1000, arrived[0]);
        Assert.True(arrived[1] < arrived[0] && arrived[2] < arrived[1] - 50, string.Join(' ', arrived));

        static double Arrived(double posts)
        {
            var (world, schedule) = Road(deterministic: false, posts, column: 100, copies: 10, intensity: 1);
            for (int day = 0; day < 15; day++)
            {
                schedule.Tick();
            }

            int home = world.Order.LocationRow["b"];
            double sum = 0;
            for (int u = 0; u < world.Units.Count; u++)
            {
                bool column = world.Units.Faction[u] == world.Order.FactionRow["column"];
                sum += column && world.Units.Location[u] == home ? world.Units.Fighters[u] : 0;
            }

            return sum;
        }
    }

    [Fact]
    public void Nothing_happens_to_those_who_stay_to_friends_or_without_attrition()
    {
        foreach (var (relation, attrition, marches) in new[]
        {
            (RelationKind.Hostile, 0.02, false), (RelationKind.Deconflict, 0.02, true), (RelationKind.Hostile, 0.0, true),
        })
        {
            var (world, schedule) = Road(deterministic: false, posts: 4000, column: 2000, relation: relation, attrition: attrition, marches: marches);
            for (int day = 0; day < 3; day++)
            {
                schedule.Tick();
            }

            Assert.Equal(0, world.Ledger.Killed.Sum());
        }
    }

    /// <summary>A column on the road from a to b, 40 km on, with hostile posts at a.</summary>
    private static (World World, Schedule Schedule) Road(
        bool deterministic, double posts, double column, int copies = 1, RelationKind relation = RelationKind.Hostile,
        double attrition = 0.02, bool marches = true, double intensity = 0.1)
    {
        var small = new SmallWorld { Deterministic = deterministic }
            .With(p => p with { Combat = p.Combat with { Attrition = attrition, LullIntensity = 0, PaceSpread = 0 }, Break = p.Break with { LeastMorale = 0 }, Interdiction = new InterdictionParameters { Intensity = intensity } })
            .Faction("post").Faction("column").Relation("post", "column", relation)
            .Location("start", owner: "column").Location("a", owner: "column").Location("b", owner: "column")
            .Corridor("start", "a", 40).Corridor("a", "b", 160).Unit("column", "start", column, copies: copies);
        if (posts > 0)
        {
            small.Unit("post", "a", posts, hold: true);
        }

        var (world, schedule, _) = small.Open();
        for (int u = 0; u < world.Units.Count; u++)
        {
            if (world.Units.Faction[u] == world.Order.FactionRow["column"] && marches)
            {
                // On the road from a to b already, 40 km on.
                world.Units.Location[u] = world.Order.LocationRow["a"];
                world.Units.Corridor[u] = 1;
                world.Units.WayKm[u] = 40;
                world.Units.Target[u] = world.Order.LocationRow["b"];
            }
        }

        return (world, schedule);
    }
}
