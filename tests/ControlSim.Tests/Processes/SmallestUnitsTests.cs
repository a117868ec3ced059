using ControlSim.Processes;
using ControlSim.Tables;

namespace ControlSim.Tests.Processes;

public class SmallestUnitsTests
{
    /// <summary>Day after day units lose and gain fighters, die and move, most of them among those who were smallest the day before.</summary>
    [Fact]
    public void Two_smallest_of_every_place_are_those_that_a_look_at_all_finds()
    {
        World world = TestWorlds.Brawl(3).Open().World;
        int places = world.Locations.Count * world.Factions.Count, last = world.Units.Count - 3;
        var smallest = new SmallestUnits(world, last);
        var random = new Random(11);
        int several = 0;
        for (int day = 0; day < 300; day++)
        {
            smallest.Find();
            for (int at = 0; at < places; at++)
            {
                int[] expected =
                [
                    .. Enumerable.Range(0, last).Where(u => world.Tallies.Group[u] >> 1 == at && world.Units.Fighters[u] > 0)
                        .OrderBy(u => world.Units.Fighters[u]).ThenBy(u => u).Take(2),
                ];
                several += expected.Length == 2 ? 1 : 0;
                int[] found = [smallest.First(0)[at], smallest.Second(0)[at]];
                Assert.Equal(expected, found.Where(u => u >= 0));
            }

            for (int time = random.Next(6); time > 0; time--)
            {
                int known = smallest.First(0)[random.Next(places)], u = known >= 0 && random.Next(3) > 0 ? known : random.Next(last);
                world.Units.Fighters[u] = random.Next(4) switch { 0 => 0, 1 => random.Next(1, 5), _ => random.Next(1, 200) };
                world.Tallies.Group[u] = random.Next(5) == 0 && world.Tallies.Group[u] >= 0 ? world.Tallies.Group[random.Next(last)] : world.Tallies.Group[u];
            }
        }

        Assert.Equal(1, world.Chunks.Count);
        Assert.True(several > 300);
    }

    /// <summary>Losses are told in the order of rows after all have fallen, so that units are compared of which one has not been told yet.</summary>
    [Fact]
    public void Smallest_unit_after_losses_is_the_one_that_a_look_at_all_finds()
    {
        World world = TestWorlds.Brawl(3).Open().World;
        int n = world.Factions.Count;
        int[] rows = [.. Enumerable.Range(0, world.Units.Count).Where(u => world.Tallies.Group[u] >= 0)];
        int[] places = [.. rows.Select(u => world.Tallies.Group[u] >> 1).Distinct()];
        var random = new Random(5);
        int others = 0;
        for (int day = 0; day < 2000; day++)
        {
            var enlistment = new Enlistment(world, SmallWorld.Defaults<RecruitmentParameters>());
            enlistment.Begin();
            foreach (int u in rows)
            {
                world.Units.Fighters[u] = random.Next(10, 40);
            }

            int[] before = [.. places.Select(at => enlistment.SmallestUnit(at / n, at % n))];
            for (int time = 0; time < 3; time++)
            {
                int[] fallen = [.. rows.Where(u => world.Units.Fighters[u] > 0 && random.Next(3) > 0)];
                foreach (int u in fallen)
                {
                    world.Units.Fighters[u] = Math.Max(0, world.Units.Fighters[u] - random.Next(1, 20));
                }

                enlistment.Shrink(fallen);
                int[] expected = [.. places.Select(at => rows.Where(u => world.Tallies.Group[u] >> 1 == at && world.Units.Fighters[u] > 0)
                    .OrderBy(u => world.Units.Fighters[u]).ThenBy(u => u).FirstOrDefault(-1))];
                Assert.Equal(expected, places.Select(at => enlistment.SmallestUnit(at / n, at % n)));
                others += expected.SequenceEqual(before) ? 0 : 1;
            }
        }

        Assert.True(others > 1000);
    }
}
