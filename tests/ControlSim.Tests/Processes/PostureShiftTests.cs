using ControlSim.Processes;
using ControlSim.Scenarios;

namespace ControlSim.Tests.Processes;

public sealed class PostureShiftTests
{
    private static readonly PostureParameters Parameters = SmallWorld.Defaults<PostureParameters>();

    [Fact]
    public void Index_is_the_sum_of_its_terms()
    {
        double z = PostureShift.Index(Parameters, 950, 450, 0.8, 0.6, 0.5, 0);
        Assert.Equal(1 + Math.Log(1000.0 / 500) + (2 * 0.3) + (2 * 0.1) - 0.5, z, 1e-12);
    }

    [Fact]
    public void Supply_and_morale_keep_a_unit_massed_and_air_disperses_it()
    {
        double z = PostureShift.Index(Parameters, 100, 100, 0.5, 0.5, 0.5, 0);
        Assert.True(PostureShift.Index(Parameters, 100, 100, 0.6, 0.5, 0.5, 0) > z);
        Assert.True(PostureShift.Index(Parameters, 100, 100, 0.5, 0.6, 0.5, 0) > z);
        Assert.True(PostureShift.Index(Parameters, 100, 100, 0.5, 0.5, 0.6, 0) < z);
        Assert.True(PostureShift.Index(Parameters, 110, 100, 0.5, 0.5, 0.5, 0) > z);
        Assert.True(
            PostureShift.Probability(Parameters, Posture.Massed, z - 1) > PostureShift.Probability(Parameters, Posture.Massed, z));
        Assert.True(
            PostureShift.Probability(Parameters, Posture.Cells, z - 1) < PostureShift.Probability(Parameters, Posture.Cells, z));
    }

    [Fact]
    public void The_force_ratio_is_limited()
    {
        double far = PostureShift.Index(Parameters, 1e9, 0, 0.5, 0.5, 0, 0);
        Assert.Equal(Parameters.Intercept + (Parameters.ForceWeight * Parameters.ForceLimit), far, 1e-12);
    }

    [Fact]
    public void Without_hysteresis_and_at_rate_one_it_is_the_logistic()
    {
        var plain = Parameters with { Rate = 1, Hysteresis = 0 };
        Assert.Equal(1 / (1 + Math.Exp(0.7)), PostureShift.Probability(plain, Posture.Massed, 0.7), 1e-12);
        Assert.Equal(1 / (1 + Math.Exp(-0.7)), PostureShift.Probability(plain, Posture.Cells, 0.7), 1e-12);
        Assert.Equal(0, PostureShift.Probability(plain, Posture.Massed, 800), 1e-300);
        Assert.Equal(1, PostureShift.Probability(plain, Posture.Cells, 800), 1e-15);
    }

    [Fact]
    public void Share_in_cells_follows_the_two_state_chain()
    {
        // z is the same for all and for ever: no enemy, no supply change. p and q come from z; 20,000 units, 4 standard errors.
        const int units = 20_000, days = 30;
        var small = new SmallWorld { Days = days, Seed = 11 }
            .With(p => p with
            {
                Supply = p.Supply with { Adjustment = 0 },
                Posture = p.Posture with { Rate = 0.08, Hysteresis = 0, ForceWeight = 0, Intercept = -1, SupplyWeight = 0, MoraleWeight = 0 },
            })
            .Faction("a", canDisperse: true).Location("town", population: 100, owner: "a").Unit("a", "town", 10, copies: units);
        var (world, schedule, log) = small.Open();
        for (int day = 0; day < days; day++)
        {
            schedule.Tick();
        }

        double p = 0.08 / (1 + Math.Exp(-1)), q = 0.08 / (1 + Math.Exp(1));
        double expected = p / (p + q) * (1 - Math.Pow(1 - p - q, days));
        double share = world.Units.Posture.Count(posture => posture == Posture.Cells) / (double)units;
        Assert.Equal(expected, share, 4 * Math.Sqrt(expected * (1 - expected) / units));
        Assert.True(log.Count > 0);
        Assert.Equal(10.0 * units, world.Units.Fighters.Sum());
    }

    /// <summary>p = 0.04, q = 0.015: 0.594028 after 30 days, 0.727273 in the end; 20,000 units, 4 standard errors.</summary>
    [Theory]
    [InlineData(30, 0.594028)]
    [InlineData(400, 0.727273)]
    public void Share_in_cells_comes_out_to_the_published_values(int days, double expected)
    {
        const int units = 20_000;
        var (world, schedule, _) = new SmallWorld { Days = days, Seed = 5 }
            .With(p => p with
            {
                Supply = p.Supply with { Adjustment = 0 },
                Posture = p.Posture with { Rate = 0.055, Hysteresis = 0, ForceWeight = 0, Intercept = -Math.Log(0.04 / 0.015), SupplyWeight = 0, MoraleWeight = 0 },
            })
            .Faction("a", canDisperse: true).Location("town", population: 100, owner: "a").Unit("a", "town", 10, copies: units).Open();
        for (int day = 0; day < days; day++)
        {
            schedule.Tick();
        }

        double share = world.Units.Posture.Count(posture => posture == Posture.Cells) / (double)units;
        Assert.Equal(expected, share, 4 * Math.Sqrt(expected * (1 - expected) / units));
    }

    [Fact]
    public void Far_from_zero_the_index_decides_alone()
    {
        PostureParameters parameters = SmallWorld.Defaults<PostureParameters>() with { Rate = 1 };
        Assert.Equal(1, PostureShift.Probability(parameters, Posture.Massed, -60), 1e-15);
        Assert.Equal(0, PostureShift.Probability(parameters, Posture.Cells, -60), 1e-15);
        Assert.Equal(0, PostureShift.Probability(parameters, Posture.Massed, 60), 1e-15);
        Assert.Equal(1, PostureShift.Probability(parameters, Posture.Cells, 60), 1e-15);
    }

    /// <summary>An order about posture weighs on until another lifts it: bo 3 keeps units massed that would disperse.</summary>
    [Fact]
    public void Who_is_ordered_to_mass_or_disperse_stays_so_until_another_order()
    {
        Assert.True(InCells(OrderVerb.Mass, Posture.Cells, then: null) < 0.35 * InCells(null, Posture.Massed, then: null));
        Assert.True(InCells(OrderVerb.Mass, Posture.Cells, OrderVerb.Redeploy) > 1.5 * InCells(OrderVerb.Mass, Posture.Cells, then: null));
        Assert.True(InCells(OrderVerb.Disperse, Posture.Massed, then: null) > InCells(null, Posture.Cells, then: null));

        static double InCells(OrderVerb? verb, Posture posture, OrderVerb? then)
        {
            SmallWorld small = new SmallWorld { Days = 300 }
                .With(p => p with { Supply = p.Supply with { Adjustment = 0 }, Posture = p.Posture with { Rate = 0.1, Intercept = -1, Hysteresis = 0 } })
                .Faction("a", canDisperse: true, morale: 0.5).Location("town", population: 100, owner: "a").Unit("a", "town", 10, posture, supply: 0.5, copies: 400);
            small = verb is { } v ? small.Order("o1", "a", v, 1, ["town"], []) : small;
            small = then is { } t ? small.Order("o2", "a", t, 2, ["town"], ["town"]) : small;
            var (world, schedule, _) = small.Open();
            for (int day = 0; day < 60; day++)
            {
                schedule.Tick();
            }

            return world.Units.Posture.Count(p => p == Posture.Cells);
        }
    }

    [Fact]
    public void Units_told_to_hold_and_armies_do_not_switch()
    {
        var (world, schedule, _) = new SmallWorld { Days = 100 }
            .With(p => p with { Posture = p.Posture with { Rate = 1, Intercept = -10 } })
            .Faction("cells", canDisperse: true).Faction("army").Location("a", owner: "cells").Location("b", owner: "army")
            .Unit("cells", "a", 100, hold: true).Unit("cells", "a", 100).Unit("army", "b", 100).Open();
        schedule.Tick();
        schedule.Tick();
        var units = world.Units;
        for (int u = 0; u < units.Count; u++)
        {
            bool free = units.Faction[u] == world.Order.FactionRow["cells"] && !units.Hold[u];
            Assert.Equal(free ? Posture.Cells : Posture.Massed, units.Posture[u]);
        }
    }

    [Fact]
    public void Cells_mass_only_where_their_bloc_owns_the_place()
    {
        var (world, schedule, _) = new SmallWorld { Days = 100 }
            .With(p => p with { Posture = p.Posture with { Rate = 1, Intercept = 10, Hysteresis = 0 } })
            .Faction("cells", canDisperse: true).Faction("army").Location("own", owner: "cells").Location("other", owner: "army")
            .Unit("cells", "own", 100, Posture.Cells).Unit("cells", "other", 100, Posture.Cells).Open();
        schedule.Tick();
        schedule.Tick();
        for (int u = 0; u < world.Units.Count; u++)
        {
            bool own = world.Units.Location[u] == world.Order.LocationRow["own"];
            Assert.Equal(own ? Posture.Massed : Posture.Cells, world.Units.Posture[u]);
        }
    }
}
