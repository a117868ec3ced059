using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

public sealed class AggregationTests
{
    /// <summary>W = n (0.4 + 0.6 s)(0.5 + 0.5 m) e, summed by hand over the units that stand at a place after a day of everything.</summary>
    [Fact]
    public void Tallies_are_the_sums_over_the_units_that_stand_there()
    {
        var (world, schedule, _) = TestWorlds.Brawl(3).Open();
        int marching = 0, embattled = 0;
        for (int day = 0; day < 60; day++)
        {
            schedule.Tick();
            schedule.Aggregation.Step();
            int n = world.Factions.Count;
            double[] strength = new double[world.Locations.Count * n], massed = new double[strength.Length], cells = new double[strength.Length];
            for (int u = 0; u < world.Units.Count; u++)
            {
                int l = world.Units.Location[u], f = world.Units.Faction[u];
                marching += world.Units.Corridor[u] >= 0 && world.Units.Fighters[u] > 0 ? 1 : 0;
                if (world.Units.Corridor[u] < 0 && world.Units.Fighters[u] > 0)
                {
                    double morale = world.Factions.Morale[(f * world.Countries) + world.Locations.Country[l]], fighters = world.Units.Fighters[u];
                    bool stands = world.Units.Posture[u] == Posture.Massed;
                    (stands ? massed : cells)[(l * n) + f] += fighters;
                    strength[(l * n) + f] += stands
                        ? fighters * (0.4 + (0.6 * world.Units.Supply[u])) * (0.5 + (0.5 * morale)) * world.Units.Quality[u] : 0;
                }
            }

            for (int at = 0; at < strength.Length; at++)
            {
                Assert.Equal((massed[at], cells[at]), (world.Tallies.Massed[at], world.Tallies.Cells[at]));
                Assert.Equal(strength[at], world.Tallies.StrengthMassed[at], world.Units.Count / (double)(1 << 20));
                Assert.Equal(massed[at] > 0, (world.Tallies.MassedPresent[at / n] >> (at % n) & 1) == 1);
                bool faced = Enumerable.Range(0, n).Any(g => massed[(at / n * n) + g] > 0
                    && world.Factions.Relation[(((world.Locations.Country[at / n] * n) + (at % n)) * n) + g] == RelationKind.Hostile);
                Assert.Equal(faced, (world.Tallies.Embattled[at / n] >> (at % n) & 1) == 1);
                embattled += faced ? 1 : 0;
            }
        }

        Assert.True(marching > 0 && embattled > 0);
    }

    /// <summary>Sums that follow who changed are those of a look at everybody, to the last bit, on every day.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(11)]
    public void Sums_follow_the_units_that_change_exactly(ulong seed)
    {
        var (world, schedule, _) = TestWorlds.Brawl(seed).Open();
        var (other, whole, _) = TestWorlds.Brawl(seed).Open();
        whole.Aggregation.IsWhole = true;
        for (int day = 0; day < 120; day++)
        {
            schedule.Tick();
            whole.Tick();
            Assert.Equal(StateHash.Of(other), StateHash.Of(world));
            Assert.Equal(other.Tallies.Group, world.Tallies.Group);
            Assert.Equal(other.Tallies.ContingentSums, world.Tallies.ContingentSums);
            Assert.Equal(other.Tallies.Contingents.ToArray(), world.Tallies.Contingents.ToArray());
            Assert.Equal(other.Tallies.StrengthAbsent, world.Tallies.StrengthAbsent);
            Assert.Equal(other.Tallies.Present, world.Tallies.Present);
            Assert.Equal(other.Tallies.OnRoads.Rows.ToArray(), world.Tallies.OnRoads.Rows.ToArray());
        }
    }
}
