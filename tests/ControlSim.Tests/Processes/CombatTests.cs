using ControlSim.Processes;
using ControlSim.Randomness;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

/// <summary>Combat as the tick runs it, from units at a place to their losses; the exchange alone is in <see cref="BattleFieldTests"/>.</summary>
public sealed class CombatTests
{
    /// <summary>1000 against 800 at k = 0.01, without an owner and without people: mu = 1, nobody hides, W = n.</summary>
    [Fact]
    public void The_square_law_comes_out_of_whole_ticks()
    {
        var (world, schedule, _) = Field(RelationKind.Hostile, 0.01).Open();
        for (int day = 0; day < 10; day++)
        {
            schedule.Tick();
        }

        Assert.Equal(924.870768, Of(world, "a"), 924.870768e-6);
        Assert.Equal(703.836584, Of(world, "b"), 703.836584e-6);
        Assert.Equal(1800, Of(world, "a") + Of(world, "b") + world.Ledger.Killed.Sum(), 1e-9);
    }

    [Theory]
    [InlineData(RelationKind.Hostile, true)]
    [InlineData(RelationKind.Deconflict, false)]
    [InlineData(RelationKind.Neutral, false)]
    [InlineData(RelationKind.Cobelligerent, false)]
    public void The_relation_decides_who_fights(RelationKind relation, bool fights)
    {
        var (world, schedule, _) = Field(relation, 0.1).Open();
        for (int day = 0; day < 20; day++)
        {
            schedule.Tick();
        }

        Assert.Equal(fights, world.Ledger.Killed.Sum() > 0);
    }

    /// <summary>The defenders of a solid hold are (1 + chi K) times as strong: so many more of the attackers fall in a short time.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 1.25)]
    [InlineData(1, 1.5)]
    public void A_solid_hold_makes_its_defenders_stronger(double consolidation, double times)
    {
        Assert.Equal(times, LossOfAttackers(consolidation) / LossOfAttackers(0), 1e-4);

        static double LossOfAttackers(double consolidation)
        {
            var small = Field(RelationKind.Hostile, 1e-6, owner: "b");
            var (world, _, _) = small.Open();
            world.Locations.Consolidation[0] = consolidation;
            new Combat(world, small.Parameters.Combat, new RandomStreams(1)).Step();
            return world.Ledger.Killed[world.Order.FactionRow["a"]];
        }
    }

    /// <summary>
    /// The tick of a day as an approximation: a battle of starving sides at rates of a whole day, of half and of a quarter, over the
    /// same time. What is left of both comes nearer by about half each time the step is halved.
    /// </summary>
    [Fact]
    public void Half_the_step_leaves_half_the_error()
    {
        (double A, double B, double Share) day = After(1), half = After(2), quarter = After(4), eighth = After(8);
        foreach (Func<(double A, double B, double Share), double> of in new Func<(double A, double B, double Share), double>[] { s => s.A, s => s.B, s => s.Share })
        {
            Assert.InRange((of(half) - of(quarter)) / (of(day) - of(half)), 0.4, 0.6);
            Assert.InRange((of(quarter) - of(eighth)) / (of(half) - of(quarter)), 0.4, 0.6);
            Assert.InRange(Math.Abs(of(day) / of(eighth) - 1), 0, 0.05);
        }

        static (double A, double B, double Share) After(int steps)
        {
            var (world, schedule, _) = Field(RelationKind.Hostile, 0.01 / steps).With(p => p with
            {
                Supply = p.Supply with { Adjustment = 0.1 / steps, ForageMassed = 0 },
                Control = p.Control with { Adjustment = 0.2 / steps, TakeAt = 1 },
            }).Open();
            for (int step = 0; step < 40 * steps; step++)
            {
                schedule.Tick();
            }

            return (Of(world, "a"), Of(world, "b"), world.Locations.Control[world.Order.BlocRow["a"]]);
        }
    }

    private static double Of(World world, string faction) => Enumerable.Range(0, world.Units.Count)
        .Where(u => world.Units.Faction[u] == world.Order.FactionRow[faction]).Sum(u => world.Units.Fighters[u]);

    private static SmallWorld Field(RelationKind relation, double attrition, string owner = "") => new SmallWorld { Days = 400, Deterministic = true }
        .Faction("a").Faction("b").Relation("a", "b", relation).Location("field", owner: owner)
        .Unit("a", "field", 1000, hold: true).Unit("b", "field", 800, hold: true)
        .Without(ProcessKind.Break, ProcessKind.Morale)
        .With(p => p with
        {
            Combat = p.Combat with { Attrition = attrition, VisibilityMassed = 1, LullIntensity = 1 },
            Supply = p.Supply with { Adjustment = 0 },
        });
}
