using ControlSim.Networks;

namespace ControlSim.Tests.Networks;

public class BetweennessTests
{
    [Fact]
    public void On_a_chain_a_link_carries_the_pairs_that_it_parts()
    {
        var load = new double[3];
        new Betweenness(new Adjacency(4, [0, 1, 2], [1, 2, 3])).Solve([1, 5, 2], [], [], load);
        Assert.Equal([3, 4, 3], load);
        new Betweenness(new Adjacency(4, [0, 1, 2], [1, 2, 3])).Solve([1, 5, 2], [], [2, 0, 0, 3], load);
        Assert.Equal([6, 6, 6], load);
    }

    [Fact]
    public void Equal_ways_share_the_traffic()
    {
        var load = new double[4];
        new Betweenness(new Adjacency(4, [0, 0, 1, 2], [1, 2, 3, 3])).Solve([0.1, 0.3, 0.3, 0.1], [], [1, 0, 0, 1], load);
        Assert.Equal([0.5, 0.5, 0.5, 0.5], load);
    }

    [Fact]
    public void The_load_is_that_of_counting_all_shortest_ways()
    {
        var random = new Random(16);
        for (int round = 0; round < 100; round++)
        {
            TestNetwork network = TestNetwork.Random(random, 8, 14);
            double[] km = [.. Enumerable.Range(0, 14).Select(_ => (double)random.Next(1, 4))];
            bool[] usable = [.. network.Capacity.Select(capacity => capacity > 0)];
            double[] weight = [.. Enumerable.Range(0, 8).Select(_ => (double)random.Next(0, 4))];
            var load = new double[14];
            new Betweenness(new Adjacency(8, network.From, network.To)).Solve(km, usable, weight, load);
            double[] expected = ByCounting(network, km, usable, weight);
            for (int link = 0; link < 14; link++)
                Assert.Equal(expected[link], load[link], 1e-9);
        }
    }

    /// <summary>Walks every shortest way of every pair, one by one.</summary>
    private static double[] ByCounting(TestNetwork network, double[] km, bool[] usable, double[] weight)
    {
        double[,] distance = ShortestPathsTests.FloydWarshall(network, km, usable);
        var load = new double[km.Length];
        for (int a = 0; a < network.Nodes; a++)
        {
            for (int b = a + 1; b < network.Nodes; b++)
            {
                if (!double.IsFinite(distance[a, b]))
                    continue;
                List<int[]> ways = [];
                Walk(a, b, []);
                foreach (int link in ways.SelectMany(way => way))
                    load[link] += weight[a] * weight[b] / ways.Count;

                void Walk(int node, int end, int[] taken)
                {
                    if (node == end)
                        ways.Add(taken);
                    for (int link = 0; link < km.Length; link++)
                    {
                        if (!usable[link] || (network.From[link] != node && network.To[link] != node))
                            continue;
                        int other = network.From[link] == node ? network.To[link] : network.From[link];
                        if (km[link] + distance[other, end] == distance[node, end])
                            Walk(other, end, [.. taken, link]);
                    }
                }
            }
        }

        return load;
    }
}
