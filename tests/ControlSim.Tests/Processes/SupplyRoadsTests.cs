using ControlSim.Processes;
using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;

namespace ControlSim.Tests.Processes;

/// <summary>Which roads carry supply, and how much of it.</summary>
public sealed class SupplyRoadsTests
{
    [Fact]
    public void No_road_carries_more_than_its_class_on_any_day()
    {
        Scenario scenario = TestWorlds.Brawl(5).Scenario();
        SupplyNumbers numbers = Flows(scenario);
        Assert.True(numbers.Days > 100 && numbers.Full > 0, $"{numbers}");
        Assert.InRange(numbers.MostOverCapacity, double.NegativeInfinity, 1e-9);
    }

    /// <summary>Both ends held to 0.35; or one of them, and own massed units at the other.</summary>
    [Theory]
    [InlineData(0.36, false, true)]
    [InlineData(0.34, false, false)]
    [InlineData(0.34, true, true)]
    [InlineData(0, true, true)]
    public void A_road_needs_a_share_of_control_or_own_units_at_its_end(double share, bool massed, bool carries)
    {
        var small = new SmallWorld { Days = 60 }.Faction("a").Faction("watch").Hostile("a", "watch")
            .Location("depot", owner: "a").Location("half").Location("front", owner: "a")
            .Corridor("depot", "half", 10).Corridor("half", "front", 10).Unit("a", "front", 500).Depot("a", "depot", 5000)
            .With(p => p with { Control = p.Control with { Adjustment = 0, TakeAt = 1 } });
        small = massed ? small.Unit("a", "half", 50) : small;
        var (world, schedule, _) = small.Open();
        int half = world.Order.LocationRow["half"];
        world.Locations.Control[(half * world.Blocs.Count) + world.Order.BlocRow["a"]] = share;
        for (int day = 0; day < 60; day++)
        {
            schedule.Tick();
        }

        int front = Array.IndexOf(world.Units.Location, world.Order.LocationRow["front"]);
        Assert.Equal(carries, world.Units.Supply[front] > 0.9);
    }

    /// <summary>Whoever was in need or supplied through in a state that was put into the tables is not so on the next day unless he is.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Supply_goes_on_from_tables_that_were_filled(bool needs)
    {
        var small = new SmallWorld { Days = 60 }.Faction("a").Location("depot", owner: "a").Location("front", owner: "a").Location("side", owner: "a")
            .Corridor("depot", "front", 10).Corridor("depot", "side", 10).Unit("a", "front", 500).Depot("a", "depot", 5000);
        double[][] seen = [.. new[] { false, true }.Select(isFilled =>
        {
            var (world, schedule, _) = small.Open();
            world.Units.Fighters[0] = needs ? 500 : 0;
            if (isFilled)
            {
                world.Tallies.SupplyFill.AsSpan().Fill(0.5);
                world.Tallies.Criticality.AsSpan().Fill(0.5);
            }

            schedule.Resume();
            schedule.Aggregation.Step();
            schedule.Supply.Step();
            return (double[])[.. world.Tallies.SupplyFill, .. world.Tallies.Criticality];
        })];
        Assert.Equal(seen[0], seen[1]);
        Assert.Equal(needs, Array.Exists(seen[0], value => value > 0));
    }

    /// <summary>A bridge that strikes have half destroyed and an ambush has cut by a fifth carries 0.5 x 0.8 of its class.</summary>
    [Fact]
    public void Damage_and_cuts_take_their_share_of_the_capacity()
    {
        var small = new SmallWorld { Days = 60 }.Faction("a").Location("depot", owner: "a").Location("front", owner: "a")
            .Corridor("depot", "front", 1, CorridorClass.DesertTrack).Unit("a", "front", 1000).Depot("a", "depot", 5000)
            .With(p => p with { Supply = p.Supply with { LossDistanceKm = 5000, ForageMassed = 0 } });
        var (world, schedule, _) = small.Open();
        for (int day = 0; day < 300; day++)
        {
            world.Corridors.Damage[0] = 0.5;
            world.Corridors.Cut[0] = 0.2;
            schedule.Supply.Step();
        }

        Assert.Equal(200.0 * 0.5 * 0.8 / 1000 * Math.Exp(-1.0 / 5000), world.Units.Supply[0], 1e-4);
    }

    [Fact]
    public void A_look_at_all_roads_finds_none_other_than_those_that_were_looked_at()
    {
        SmallWorld small = TestWorlds.Brawl(5);
        var (world, schedule, _) = small.Open();
        int others = 0;
        for (int day = 0; day < 100; day++)
        {
            ulong[] before = [.. world.SupplyPlans.RoadUsableBy];
            schedule.Tick();
            schedule.Supply.Step();
            long[] capacity = [.. world.SupplyPlans.RoadCapacity];
            ulong[] users = [.. world.SupplyPlans.RoadUsableBy];
            new SupplyRoads(world, small.Scenario().Parameters.Supply).Step();
            Assert.Equal(capacity, world.SupplyPlans.RoadCapacity);
            Assert.Equal(users, world.SupplyPlans.RoadUsableBy);
            others += before.AsSpan().SequenceEqual(users) ? 0 : 1;
        }

        Assert.True(others > 20, $"{others}");
    }

    private static SupplyNumbers Flows(Scenario scenario)
    {
        RunResult run = Simulation.Run(
            scenario, StableId.RunKey(scenario.Seed, 0, 0), new RecorderOptions([.. Enumerable.Range(0, scenario.Ticks + 1)]), CancellationToken.None);
        double[] capacity = [.. scenario.Corridors.Select(c => c.Class switch
        {
            CorridorClass.Highway => scenario.Parameters.Supply.CapacityHighway,
            CorridorClass.Primary => scenario.Parameters.Supply.CapacityPrimary,
            CorridorClass.Secondary => scenario.Parameters.Supply.CapacitySecondary,
            CorridorClass.DesertTrack => scenario.Parameters.Supply.CapacityDesertTrack,
            _ => scenario.Parameters.Supply.CapacityOffRoad,
        })];
        int blocs = scenario.Blocs.Length, corridors = capacity.Length, days = 0, full = 0;
        double over = double.NegativeInfinity;
        for (int k = 0; k < run.Series.FlowTicks.Length; k++)
        {
            bool any = false;
            for (int c = 0; c < corridors; c++)
            {
                double carried = Enumerable.Range(0, blocs).Sum(b => Math.Abs(run.Series.Flow[(((k * blocs) + b) * corridors) + c]));
                over = Math.Max(over, carried - capacity[c]);
                full += carried > 0.99 * capacity[c] ? 1 : 0;
                any |= carried > 0;
            }

            days += any ? 1 : 0;
        }

        return new SupplyNumbers(days, full, over);
    }

    /// <param name="Days">Days on which something is carried.</param>
    /// <param name="Full">Roads and days at their limit.</param>
    /// <param name="MostOverCapacity">Most that a road carries above its class, man-days.</param>
    private sealed record SupplyNumbers(int Days, int Full, double MostOverCapacity);
}
