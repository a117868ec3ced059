using ControlSim.Processes;

namespace ControlSim.Tests.Processes;

/// <summary>Rows come as the framework's sort leaves them, those with equal keys too, however far they are asked for.</summary>
public sealed class IncrementalSortTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public void It_sorts_as_the_framework_does(int keysAtMost)
    {
        var random = new Random(keysAtMost);
        foreach (int count in (int[])[0, 1, 2, 3, 4, 15, 16, 17, 18, 33, 100, 1000, 5000])
        {
            double[] keys = [.. Enumerable.Range(0, count).Select(_ => random.Next(keysAtMost) / 7.0)];
            AssertSame(keys);
            Array.Sort(keys, 0, count / 2);
            AssertSame(keys);
        }
    }

    /// <summary>Keys that defeat the median of three, so that parts are sorted by a heap: found by playing against the sort (McIlroy 1999).</summary>
    [Theory]
    [InlineData(100)]
    [InlineData(5000)]
    public void It_sorts_what_defeats_the_median_of_three(int count)
    {
        double[] keys = Killer(count);
        AssertSame(keys);
        AssertSame([.. keys.Select(key => Math.Floor(key / 3))]);
    }

    private static void AssertSame(double[] keys)
    {
        double[] expectedKeys = [.. keys], actualKeys = [.. keys];
        int[] expected = [.. Enumerable.Range(0, keys.Length)], actual = [.. expected];
        Array.Sort(expectedKeys, expected, 0, keys.Length);
        var sort = new IncrementalSort();
        sort.Begin(actualKeys, actual, keys.Length);
        for (int i = 0; i < keys.Length; i++)
        {
            if (i == sort.Sorted)
            {
                sort.Next();
            }

            Assert.True(sort.Sorted > i, $"{i} of {keys.Length}");
            Assert.Equal((expectedKeys[i], expected[i]), (actualKeys[i], actual[i]));
        }
    }

    /// <summary>Keys that are decided only when the sort compares them, each time so that the pivot is among the least.</summary>
    private static double[] Killer(int count)
    {
        double gas = count, solid = 0;
        double[] keys = Enumerable.Repeat(gas, count).ToArray();
        int[] rows = [.. Enumerable.Range(0, count)];
        int candidate = 0;
        Array.Sort(rows, (a, b) =>
        {
            if (keys[a] == gas && keys[b] == gas)
            {
                keys[a == candidate ? a : b] = solid++;
            }

            candidate = keys[a] == gas ? a : keys[b] == gas ? b : candidate;
            return keys[a].CompareTo(keys[b]);
        });
        return keys;
    }
}
