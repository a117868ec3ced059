using ControlSim.Processes;
using ControlSim.Scenarios;

namespace ControlSim.Tests.Processes;

public sealed class RoutesTests
{
    /// <summary>Ways are asked for while owners change: what is told without a look is what a look finds, and mostly it is told.</summary>
    [Fact]
    public void A_corridor_that_is_known_is_the_one_that_is_looked_for()
    {
        var (world, schedule, _) = TestWorlds.Brawl(3).Open();
        var random = new Random(3);
        Routes routes = schedule.Routes;
        int known = 0, asked = 0;
        for (int day = 0; day < 300; day++)
        {
            if (random.Next(2) == 0)
            {
                world.Locations.Owner[random.Next(world.Locations.Count)] = random.Next(world.Blocs.Count);
                world.Topology++;
            }

            routes.Renew();
            int slot = 0;
            for (int time = 0; time < 20; time++)
            {
                int bloc = random.Next(world.Blocs.Count), target = random.Next(world.Locations.Count), at = random.Next(world.Locations.Count);
                var posture = (Posture)random.Next(2);
                bool isKnown = routes.TryNextCorridor(bloc, posture, target, at, ref slot, out int corridor);
                int found = routes.NextCorridor(bloc, posture, target, at);
                (known, asked) = (known + (isKnown ? 1 : 0), asked + 1);
                Assert.True(!isKnown || corridor == found);
            }
        }

        Assert.InRange(known, asked / 5, asked - 1);
    }
}
