using ControlSim.Networks;

namespace ControlSim.Tests.Networks;

public class ShortestPathsTests
{
    [Fact]
    public void Distances_are_those_of_Floyd_and_Warshall()
    {
        var random = new Random(12);
        for (int round = 0; round < 200; round++)
        {
            TestNetwork network = TestNetwork.Random(random, 12, 20);
            double[] lengths = [.. Enumerable.Range(0, 20).Select(_ => (double)random.Next(0, 9))];
            bool[] usable = [.. Enumerable.Range(0, 20).Select(_ => random.Next(5) > 0)];
            double[,] expected = FloydWarshall(network, lengths, usable);
            int[] sources = [random.Next(12), random.Next(12)];
            var paths = new ShortestPaths(new Adjacency(12, network.From, network.To));
            paths.Solve(sources, lengths, usable);
            for (int node = 0; node < 12; node++)
                Assert.Equal(sources.Min(source => expected[source, node]), paths.Distances[node]);
            AssertTree(network, paths, lengths, usable);
        }
    }

    [Fact]
    public void Of_equally_short_ways_the_one_over_the_lower_node_is_kept_in_any_order_of_links()
    {
        var random = new Random(13);
        for (int round = 0; round < 100; round++)
        {
            TestNetwork network = TestNetwork.Random(random, 12, 26);
            double[] lengths = [.. Enumerable.Range(0, 26).Select(_ => (double)random.Next(1, 4))];
            (TestNetwork shuffled, int[] order) = network.Shuffled(random);
            var first = new ShortestPaths(new Adjacency(12, network.From, network.To));
            var second = new ShortestPaths(new Adjacency(12, shuffled.From, shuffled.To));
            first.Solve(0, lengths, []);
            second.Solve(0, [.. order.Select(link => lengths[link])], []);
            Assert.Equal(first.PreviousNodes.ToArray(), second.PreviousNodes.ToArray());
            Assert.Equal(first.Order.ToArray(), second.Order.ToArray());
            foreach (int node in first.Order[1..])
            {
                IEnumerable<int> last = Enumerable.Range(0, 26)
                    .Where(link => network.From[link] == node || network.To[link] == node)
                    .Select(link => (Link: link, Before: network.From[link] ^ network.To[link] ^ node))
                    .Where(way => first.Distances[way.Before] + lengths[way.Link] == first.Distances[node])
                    .Select(way => way.Before);
                Assert.Equal(last.Min(), first.PreviousNodes[node]);
            }
        }
    }

    [Fact]
    public void Roads_that_come_and_go_leave_what_a_search_from_scratch_finds()
    {
        var random = new Random(14);
        for (int round = 0; round < 200; round++)
        {
            int nodes = random.Next(4, 40), links = random.Next(4, 90);
            TestNetwork network = TestNetwork.Random(random, nodes, links);
            double[] lengths = [.. Enumerable.Range(0, links).Select(_ => (double)random.Next(1, round % 2 == 0 ? 4 : 1000))];
            bool[] usable = [.. Enumerable.Range(0, links).Select(_ => random.Next(3) > 0)];
            int[] sources = [random.Next(nodes), random.Next(nodes)];
            var graph = new Adjacency(nodes, network.From, network.To);
            var (again, fresh) = (new ShortestPaths(graph), new ShortestPaths(graph));
            again.Solve(sources, lengths, usable);
            for (int day = 0; day < 12; day++)
            {
                int[] changed = [.. Enumerable.Range(0, links).Where(_ => random.Next(links) < day)];
                foreach (int link in changed)
                    usable[link] ^= true;
                again.SolveAgain(changed, lengths, usable);
                fresh.Solve(sources, lengths, usable);
                Assert.Equal(fresh.Distances.ToArray(), again.Distances.ToArray());
                Assert.Equal(fresh.PreviousNodes.ToArray(), again.PreviousNodes.ToArray());
                Assert.Equal(fresh.PreviousLinks.ToArray(), again.PreviousLinks.ToArray());
                Assert.Equal(fresh.Order.ToArray(), again.Order.ToArray());
            }
        }
    }

    [Fact]
    public void A_diamond_goes_over_its_lower_corner()
    {
        var paths = new ShortestPaths(new Adjacency(4, [3, 3, 0, 0], [2, 1, 2, 1]));
        paths.Solve(0, [1, 1, 1, 1], []);
        Assert.Equal(1, paths.PreviousNodes[3]);
        Assert.Equal(1, paths.PreviousLinks[3]);
        Assert.Equal([0, 1, 2, 3], paths.Order.ToArray());
    }

    [Fact]
    public void Searching_again_allocates_nothing()
    {
        TestNetwork network = TestNetwork.Random(new Random(14), 50, 120);
        double[] lengths = [.. network.Capacity.Select(c => (double)c + 1)];
        var paths = new ShortestPaths(new Adjacency(50, network.From, network.To));
        int[] sources = [1, 2];
        paths.Solve(0, lengths, []);
        long before = GC.GetAllocatedBytesForCurrentThread();
        paths.Solve(sources, lengths, []);
        paths.Solve(7, lengths, []);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    internal static double[,] FloydWarshall(TestNetwork network, double[] lengths, bool[] usable)
    {
        int nodes = network.Nodes;
        var distance = new double[nodes, nodes];
        for (int a = 0; a < nodes; a++)
        {
            for (int b = 0; b < nodes; b++)
                distance[a, b] = a == b ? 0 : double.PositiveInfinity;
        }

        for (int link = 0; link < lengths.Length; link++)
        {
            if (!usable[link])
                continue;
            (int a, int b) = (network.From[link], network.To[link]);
            distance[a, b] = distance[b, a] = Math.Min(distance[a, b], lengths[link]);
        }

        for (int via = 0; via < nodes; via++)
        {
            for (int a = 0; a < nodes; a++)
            {
                for (int b = 0; b < nodes; b++)
                    distance[a, b] = Math.Min(distance[a, b], distance[a, via] + distance[via, b]);
            }
        }

        return distance;
    }

    private static void AssertTree(TestNetwork network, ShortestPaths paths, double[] lengths, bool[] usable)
    {
        for (int node = 0; node < network.Nodes; node++)
        {
            int link = paths.PreviousLinks[node];
            if (link < 0)
            {
                Assert.Equal(-1, paths.PreviousNodes[node]);
                continue;
            }

            Assert.True(usable[link]);
            Assert.Equal(node ^ paths.PreviousNodes[node], network.From[link] ^ network.To[link]);
            Assert.Equal(paths.Distances[node], paths.Distances[paths.PreviousNodes[node]] + lengths[link]);
        }
    }
}
