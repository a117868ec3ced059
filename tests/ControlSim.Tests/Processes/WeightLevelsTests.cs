using ControlSim.Processes;

namespace ControlSim.Tests.Processes;

public sealed class WeightLevelsTests
{
    [Fact]
    public void A_draw_chooses_what_a_walk_through_all_weights_chooses_while_they_become_less()
    {
        var random = new Random(3);
        int[] counts = [1, 15, 16, 17, 255, 256, 257, 3000];
        var levels = new WeightLevels(counts.Sum(), counts.Length);
        int first = 0;
        foreach (int count in counts)
        {
            Span<double> weights = levels.Of(first, count);
            for (int i = 0; i < count; i++)
            {
                weights[i] = random.Next(3) == 0 ? 0 : random.Next(1, 90);
            }

            weights[count / 2] = 7;
            double all = levels.Sum(first, count);
            for (int draw = 0; draw < 3000 && all > 0; draw++)
            {
                double left = random.NextDouble() * all;
                int place = levels.Choose(first, count, left);
                Assert.Equal(Walk(levels.Of(first, count), left), place);
                double less = random.Next(1, (int)levels.Of(first, count)[place] + 1);
                levels.Lose(first, count, place, less);
                all -= less;
            }

            first += WeightLevels.RoomOf(count);
        }
    }

    private static int Walk(ReadOnlySpan<double> weights, double left)
    {
        int place = 0;
        while (left >= weights[place])
        {
            left -= weights[place++];
        }

        return place;
    }
}
