using ControlSim.Scenarios;

namespace ControlSim.Tests.Processes;

public sealed class AggregationTests
{
    /// <summary>W = n (0.4 + 0.6 s)(0.5 + 0.5 m) e, summed by hand over the units that stand at a place after a day of everything.</summary>
    [Fact]
    public void Tallies_are_the_sums_over_the_units_that_stand_there()
    {
        var (world, schedule, _) = TestWorlds.Brawl(3).Open();
        int marching = 0;
        for (int day = 0; day < 60; day++)
        {
            schedule.Tick();
            new ControlSim.Processes.Aggregation(world).Step();
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
                Assert.Equal(strength[at], world.Tallies.StrengthMassed[at], 1e-9 * Math.Max(1, strength[at]));
                Assert.Equal(massed[at] > 0, (world.Tallies.MassedPresent[at / n] >> (at % n) & 1) == 1);
            }
        }

        Assert.True(marching > 0);
    }
}
