using ControlSim.Processes;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

public sealed class OperationForcesTests
{
    /// <summary>Strengths that were asked for the day before are summed before they are asked for, and must not outlast what happens in between.</summary>
    [Fact]
    public void Strengths_are_those_of_the_moment_when_they_are_asked_for()
    {
        SmallWorld small = TestWorlds.Brawl(3);
        var (world, schedule, log) = small.Open();
        for (int day = 0; day < 12; day++)
        {
            schedule.Tick();
        }

        var forces = new OperationForces(world, small.Scenario().Parameters, schedule.Routes, log);
        forces.Sum();
        double[] before = Strengths(world, forces);
        int o = Array.FindIndex(before, strength => strength > 0);
        Assert.True(o >= 0);
        forces.Sum();
        for (int u = 0; u < world.Units.Count; u++)
        {
            world.Units.Quality[u] *= 0.5;
        }

        forces.ForgetStrengths();
        var others = new OperationForces(world, small.Scenario().Parameters, schedule.Routes, log);
        others.Sum();
        Assert.Equal(Strengths(world, others), Strengths(world, forces));
        Assert.NotEqual(before[o], forces.Strength(o));
        forces.Sum();
        forces.Release(o);
        Assert.Equal(0, forces.Strength(o));
    }

    private static double[] Strengths(World world, OperationForces forces) =>
        [.. Enumerable.Range(0, world.Operations.Count).Select(forces.Strength)];
}
