using ControlSim.Networks;

namespace ControlSim.Tests.Networks;

public class MinCostRoutesTests
{
    [Fact]
    public void Goods_take_the_short_road_until_it_is_full()
    {
        long[] flow = Solve([0, 0, 1], [1, 2, 2], [10, 10, 10], [5, 20, 5], [15, 0, 0], [0, 0, 15]);
        Assert.Equal([10, 5, 10], flow);
    }

    [Fact]
    public void Of_two_equal_roads_the_lower_one_is_taken() =>
        Assert.Equal([3, 0], Solve([0, 0], [1, 1], [9, 9], [7, 7], [3, 0], [0, 3]));

    [Fact]
    public void What_is_granted_where_it_is_drawn_stays_there() => Assert.Equal([0], Solve([0], [1], [9], [7], [3, 4], [3, 4]));

    [Fact]
    public void Draws_that_cannot_arrive_are_an_error() =>
        Assert.Throws<InvalidOperationException>(() => Solve([0], [1], [2], [7], [3, 0], [0, 3]));

    [Fact]
    public void Routes_deliver_the_fair_grants_and_no_cycle_could_shorten_them()
    {
        var random = new Random(11);
        for (int round = 0; round < 200; round++)
        {
            TestNetwork network = TestNetwork.Random(random, 9, 18);
            long[] stock = [.. Enumerable.Range(0, 9).Select(_ => (long)random.Next(2) * random.Next(60))];
            long[] need = [.. Enumerable.Range(0, 9).Select(_ => (long)random.Next(40))];
            double[] km = [.. Enumerable.Range(0, 18).Select(_ => random.Next(1, 12) * 0.1)];
            var (grants, draws) = (new long[9], new long[9]);
            new FairFlow(9, network.From, network.To).Solve(network.Capacity, stock, need, grants, draws);
            long[] flow = Solve(network.From, network.To, network.Capacity, km, draws, grants);

            var net = new long[9];
            for (int link = 0; link < flow.Length; link++)
            {
                Assert.InRange(flow[link], -network.Capacity[link], network.Capacity[link]);
                net[network.From[link]] -= flow[link];
                net[network.To[link]] += flow[link];
            }

            Assert.Equal(grants.Zip(draws, (grant, draw) => grant - draw), net);
            Assert.False(HasShorteningCycle(network, flow, km));
        }
    }

    /// <summary>Solved twice: nothing of the first solution may be left in the second.</summary>
    private static long[] Solve(int[] from, int[] to, long[] capacity, double[] km, long[] draws, long[] grants)
    {
        var routes = new MinCostRoutes(from, to, km, draws.Length);
        long[] first = [.. routes.Solve(capacity, draws, grants)];
        Assert.Equal(first, routes.Solve(capacity, draws, grants));
        return first;
    }

    /// <summary>Floyd and Warshall over the residual network: a flow is cheapest exactly when no cycle has negative length.</summary>
    private static bool HasShorteningCycle(TestNetwork network, long[] flow, double[] km)
    {
        var length = new double[network.Nodes, network.Nodes];
        for (int a = 0; a < network.Nodes; a++)
        {
            for (int b = 0; b < network.Nodes; b++)
                length[a, b] = a == b ? 0 : double.PositiveInfinity;
        }

        for (int link = 0; link < flow.Length; link++)
        {
            Add(network.From[link], network.To[link], flow[link], network.Capacity[link], km[link]);
            Add(network.To[link], network.From[link], -flow[link], network.Capacity[link], km[link]);
        }

        for (int via = 0; via < network.Nodes; via++)
        {
            for (int a = 0; a < network.Nodes; a++)
            {
                for (int b = 0; b < network.Nodes; b++)
                    length[a, b] = Math.Min(length[a, b], length[a, via] + length[via, b]);
            }
        }

        return Enumerable.Range(0, network.Nodes).Any(node => length[node, node] < -1e-9);

        void Add(int from, int to, long carried, long limit, double cost)
        {
            if (carried < limit)
                length[from, to] = Math.Min(length[from, to], carried < 0 ? -cost : cost);
        }
    }
}
