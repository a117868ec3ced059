using ControlSim.Processes;

namespace ControlSim.Tests.Processes;

public sealed class FreeForcesTests
{
    /// <summary>Commanders decide one after another and give orders to their own units; one of them leads a guest, who has a commander too.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Forces_counted_before_anybody_decides_are_those_counted_for_each_in_turn(bool reversed)
    {
        var (world, schedule, _) = TestWorlds.Brawl(3).Open();
        var parameters = SmallWorld.Defaults<CommandParameters>();
        var random = new Random(7);
        int led = 0;
        for (int day = 0; day < 20; day++)
        {
            var shared = new FreeForces(world, schedule.Routes, parameters);
            shared.Begin(ulong.MaxValue >> (64 - world.Factions.Count));
            foreach (int f in reversed ? Enumerable.Range(0, world.Factions.Count).Reverse() : Enumerable.Range(0, world.Factions.Count))
            {
                shared.Survey(f);
                var alone = new FreeForces(world, schedule.Routes, parameters);
                alone.Survey(f);
                Assert.Equal(alone.All, shared.All);
                for (int l = 0; l < world.Locations.Count; l++)
                {
                    Assert.Equal(alone.At(l), shared.At(l));
                    Assert.Equal(alone.Gather(l), shared.Gather(l));
                }

                led += Presence.Following(world, f) == 1UL << f ? 0 : 1;
                foreach (int u in Enumerable.Range(0, world.Units.Count).Where(u => world.Units.Faction[u] == f))
                {
                    world.Units.Hold[u] = random.Next(3) == 0;
                    world.Units.Target[u] = random.Next(3) == 0 ? random.Next(world.Locations.Count) : -1;
                }
            }
        }

        Assert.True(led > 0);
    }
}
