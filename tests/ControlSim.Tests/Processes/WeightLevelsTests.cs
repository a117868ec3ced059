using ControlSim.Processes;

namespace ControlSim.Tests.Processes;

public sealed class WeightLevelsTests
{
    [Fact]
    public void A_draw_chooses_what_a_walk_through_all_weights_chooses_while_they_become_less()
    {
        var random = new Random(3);
        int[] counts = [1, 15, 16, 17, 255, 256, 257, 3000, 20_000];
        var levels = new WeightLevels(WeightLevels.RoomOf(counts.Sum(), counts.Length));
        int first = WeightLevels.First;
        foreach (int count in counts)
        {
            int[] weights = [.. Enumerable.Range(0, count).Select(i => i == count / 2 ? 7 : random.Next(3) == 0 ? 0 : random.Next(1, 90))];
            Fill(weights, levels.Of(first, count));
            int all = levels.Sum(first, count);
            Assert.Equal(weights.Sum(), all);
            for (int draw = 0; draw < 3000 && all > 0; draw++)
            {
                double left = random.NextDouble() * all;
                int place = levels.Choose(first, count, (int)left, out int weight);
                Assert.Equal(Walk(weights, left), place);
                Assert.Equal(weights[place], weight);
                int less = random.Next(1, weight + 1);
                levels.Lose(first, count, place, less);
                (weights[place], all) = (weight - less, all - less);
                Assert.Equal(Array.FindLastIndex(weights, w => w > 0), levels.Last(first, count, out _));
            }

            first += WeightLevels.RoomOf(count);
        }
    }

    [Fact]
    public void What_a_list_weighs_is_never_more_than_can_be_counted()
    {
        var levels = new WeightLevels(WeightLevels.RoomOf(40));
        Fill([.. Enumerable.Repeat(int.MaxValue / 30, 40)], levels.Of(WeightLevels.First, 40));
        Assert.Throws<OverflowException>(() => levels.Sum(WeightLevels.First, 40));
    }

    private static void Fill(int[] weights, Span<int> sums)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            sums[i] = weights[i] + (i % WeightLevels.Part == 0 ? 0 : sums[i - 1]);
        }
    }

    private static int Walk(ReadOnlySpan<int> weights, double left)
    {
        int place = 0;
        while (left >= weights[place])
        {
            left -= weights[place++];
        }

        return place;
    }
}
