using ControlSim.Processes;
using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

public class UnitDrawsTests
{
    [Theory]
    [InlineData(0UL)]
    [InlineData(12345UL)]
    public void Draws_of_many_together_are_those_of_each(ulong other)
    {
        World world = TestWorlds.Brawl(3).Open().World;
        world.Tick = 3;
        var random = new RandomStreams(7);
        var draws = new UnitDraws(world, random, ProcessId.Interdiction);
        foreach (int count in (int[])[0, 1, 17, UnitDraws.Most])
        {
            int[] rows = [.. Enumerable.Range(0, count).Select(i => (count - i) % world.Units.Count)];
            double[] together = draws.Of(rows, draw: 2, other).ToArray();
            for (int i = 0; i < count; i++)
            {
                ulong id = world.Units.StableIds[rows[i]];
                Assert.Equal(random.Uniform(ProcessId.Interdiction, 3, other == 0 ? id : StableId.CombineMixed(id, other), 2), together[i]);
                Assert.Equal(
                    random.Uniforms2(ProcessId.Interdiction, 3, other == 0 ? id : StableId.CombineMixed(id, other), 2), draws.Two(i));
            }
        }
    }
}
