using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

public sealed class MovementTests
{
    [Theory]
    [InlineData(80, CorridorClass.Highway, 1)]
    [InlineData(81, CorridorClass.Highway, 2)]
    [InlineData(200, CorridorClass.Secondary, 4)]
    [InlineData(201, CorridorClass.Secondary, 5)]
    public void A_unit_arrives_after_the_length_over_the_speed_rounded_up(double km, CorridorClass road, int days)
    {
        var (world, schedule, _) = Redeployed(km, road).Open();
        for (int day = 1; day <= days; day++)
        {
            Assert.NotEqual(world.Order.LocationRow["b"], world.Units.Location[0]);
            schedule.Tick();
        }

        Assert.Equal(world.Order.LocationRow["b"], world.Units.Location[0]);
        Assert.Equal(-1, world.Units.Corridor[0]);
    }

    [Fact]
    public void Air_threat_slows_massed_units()
    {
        var (world, schedule, _) = Redeployed(80, CorridorClass.Highway, airThreat: 1).Open();
        schedule.Tick();
        Assert.Equal(40, world.Units.WayKm[0]);
        schedule.Tick();
        Assert.Equal(world.Order.LocationRow["b"], world.Units.Location[0]);
    }

    [Fact]
    public void Massed_units_do_not_pass_a_shut_gate()
    {
        var (world, schedule, _) = Gate(Posture.Massed, 0).Open();
        for (int day = 0; day < 50; day++)
        {
            schedule.Tick();
        }

        Assert.Equal(world.Order.LocationRow["a"], world.Units.Location[0]);
    }

    [Fact]
    public void Cells_wait_at_a_shut_gate_geometrically()
    {
        const int units = 4000;
        var (world, schedule, _) = Gate(Posture.Cells, units).Open();
        double waited = 0;
        for (int day = 1; day <= 200; day++)
        {
            int before = Waiting(world);
            waited += before;
            schedule.Tick();
        }

        // Mean 1/p = 10 days with deviation sqrt(1 - p)/p = 9.49.
        Assert.Equal(0, Waiting(world));
        Assert.Equal(10, waited / units, 4 * 9.49 / Math.Sqrt(units));
    }

    [Fact]
    public void A_massed_unit_stops_before_a_stronger_enemy_and_passes_a_weak_one()
    {
        Assert.Equal("middle", EndOf(enemy: 400));
        Assert.Equal("end", EndOf(enemy: 30));

        static string EndOf(double enemy)
        {
            var small = new SmallWorld { Days = 40 }
                .With(p => p with { Combat = p.Combat with { Attrition = 0 } })
                .Faction("a").Faction("b").Hostile("a", "b")
                .Location("start", owner: "a").Location("middle", owner: "b", population: 100_000).Location("end")
                .Corridor("start", "middle").Corridor("middle", "end")
                .Unit("a", "start", 1000).Unit("b", "middle", enemy, hold: true)
                .Order("go", "a", OrderVerb.Redeploy, 1, ["start"], ["end"]);
            var (world, schedule, _) = small.Open();
            for (int day = 0; day < 40; day++)
            {
                schedule.Tick();
            }

            int unit = Array.IndexOf(world.Units.Faction, (byte)world.Order.FactionRow["a"]);
            return small.Scenario().Locations[world.Order.Locations[world.Units.Location[unit]]].Id;
        }
    }

    [Fact]
    public void Nobody_teleports_and_nobody_is_lost_on_the_road()
    {
        var (world, schedule, _) = TestWorlds.Brawl(5).Without(ProcessKind.Morale, ProcessKind.HostConsent)
            .With(p => p with { Combat = p.Combat with { Attrition = 0 } }).Open();
        for (int day = 0; day < 120; day++)
        {
            int[] before = [.. world.Units.Location];
            bool[] raised = [.. world.Units.Fighters.Select(n => n == 0)];
            schedule.Tick();
            Assert.Equal(Enumerable.Range(0, world.Factions.Count).Sum(world.Ledger.Due), world.Units.Fighters.Sum());
            for (int u = 0; u < world.Units.Count; u++)
            {
                Assert.True(raised[u] || before[u] == world.Units.Location[u] || AreNeighbours(world, before[u], world.Units.Location[u]));
            }
        }
    }

    private static bool AreNeighbours(World world, int a, int b)
    {
        for (int arc = world.Corridors.ArcStart[a]; arc < world.Corridors.ArcStart[a + 1]; arc++)
        {
            if (world.Corridors.ArcTo[arc] == b)
            {
                return true;
            }
        }

        return false;
    }

    private static int Waiting(World world)
    {
        int count = 0;
        for (int u = 0; u < world.Units.Count; u++)
        {
            count += world.Units.Location[u] == world.Order.LocationRow["a"] && world.Units.Corridor[u] < 0 ? 1 : 0;
        }

        return count;
    }

    private static SmallWorld Redeployed(double km, CorridorClass road, double airThreat = 0) => new SmallWorld()
        .Faction("x", airThreat: airThreat).Location("a", owner: "x").Location("b", owner: "x").Corridor("a", "b", km, road)
        .Unit("x", "a", 100).Order("go", "x", OrderVerb.Redeploy, 0, ["a"], ["b"]);

    private static SmallWorld Gate(Posture posture, int units)
    {
        var small = new SmallWorld { Days = 200 }.Faction("x", canDisperse: true)
            .With(p => p with { Posture = p.Posture with { Rate = 0 } })
            .Location("a", owner: "x").Location("b", owner: "x").Crossing("gate", open: false).Corridor("a", "b", 10, crossing: "gate")
            .Unit("x", "a", 10, posture, copies: Math.Max(1, units));
        return small.Order("go", "x", OrderVerb.Redeploy, 0, ["a"], ["b"]);
    }
}
