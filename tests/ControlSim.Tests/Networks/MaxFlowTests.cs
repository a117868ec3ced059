using ControlSim.Networks;
using FsCheck;
using FsCheck.Fluent;

namespace ControlSim.Tests.Networks;

public class MaxFlowTests
{
    [Fact]
    public void The_ten_places_of_the_Euphrates_carry_4500_from_Deir_ez_Zor_to_Rawa() => Assert.Equal(4500, Solve(TestNetwork.Euphrates, 1, 5));

    [Theory]
    [InlineData(4, .889)] // al-Qa'im - Rawa
    [InlineData(1, .867)] // Deir ez-Zor - Mayadin
    [InlineData(3, .822)] // Abu Kamal - al-Qa'im, the gate
    [InlineData(2, .689)] // Mayadin - Abu Kamal
    [InlineData(7, .111)] // the desert tracks
    [InlineData(8, .111)]
    [InlineData(10, .111)]
    [InlineData(0, 0)]
    public void The_loss_of_a_link_costs_what_is_known_of_the_Euphrates(int link, double criticality)
    {
        TestNetwork network = TestNetwork.Euphrates;
        var flow = new MaxFlow(network.Nodes, network.From, network.To);
        for (int i = 0; i < network.Capacity.Length; i++)
            flow.SetCapacity(i, i == link ? 0 : network.Capacity[i]);
        Assert.Equal(criticality, (4500 - flow.Solve(1, 5)) / 4500.0, 0.0005);
    }

    [Fact]
    public void The_value_is_that_of_Edmonds_and_Karp_and_of_the_cut_that_is_marked() =>
        Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            TestNetwork network = TestNetwork.Random(random, random.Next(2, 14), random.Next(0, 40));
            var flow = new MaxFlow(network.Nodes, network.From, network.To);
            for (int link = 0; link < network.Capacity.Length; link++)
                flow.SetCapacity(link, network.Capacity[link]);
            long value = flow.Solve(0, network.Nodes - 1);
            var side = new bool[network.Nodes];
            flow.SourceSide(side);
            long cut = network.Capacity.Where((_, link) => side[network.From[link]] != side[network.To[link]]).Sum();
            return side[0] && !side[^1] && value == cut && value == network.EdmondsKarp(0, network.Nodes - 1) && IsFlow(network, flow, value);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(1, 7));

    [Fact]
    public void One_way_links_carry_one_way()
    {
        var random = new Random(3);
        for (int round = 0; round < 200; round++)
        {
            TestNetwork network = TestNetwork.Random(random, 8, 20);
            var flow = new MaxFlow(8, network.From, network.To);
            var matrix = new long[8, 8];
            for (int link = 0; link < 20; link++)
            {
                long back = random.Next(3) * 5;
                flow.SetCapacity(link, network.Capacity[link], back);
                matrix[network.From[link], network.To[link]] += network.Capacity[link];
                matrix[network.To[link], network.From[link]] += back;
            }

            Assert.Equal(TestNetwork.EdmondsKarp(matrix, 0, 7), flow.Solve(0, 7));
        }
    }

    [Fact]
    public void The_marked_side_is_the_same_in_any_order_of_links()
    {
        var random = new Random(4);
        for (int round = 0; round < 200; round++)
        {
            TestNetwork network = TestNetwork.Random(random, 12, 24);
            Assert.Equal(SourceSide(network), SourceSide(network.Shuffled(random).Network));
        }
    }

    [Fact]
    public void A_lost_link_never_raises_the_value_and_a_wider_one_never_lowers_it()
    {
        var random = new Random(5);
        for (int round = 0; round < 300; round++)
        {
            TestNetwork network = TestNetwork.Random(random, 10, 22);
            long value = Solve(network, 0, 9);
            int link = random.Next(22);
            long kept = network.Capacity[link];
            network.Capacity[link] = 0;
            Assert.InRange(Solve(network, 0, 9), 0, value);
            network.Capacity[link] = kept / 2;
            Assert.InRange(Solve(network, 0, 9), 0, value);
            network.Capacity[link] = kept + random.Next(20);
            Assert.InRange(Solve(network, 0, 9), value, long.MaxValue);
        }
    }

    [Fact]
    public void A_second_solution_is_the_first_and_allocates_nothing()
    {
        TestNetwork network = TestNetwork.Random(new Random(6), 100, 260);
        var flow = new MaxFlow(network.Nodes, network.From, network.To);
        for (int link = 0; link < network.Capacity.Length; link++)
            flow.SetCapacity(link, network.Capacity[link]);
        var side = new bool[100];
        long value = flow.Solve(0, 99);
        flow.SourceSide(side);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long again = flow.Solve(0, 99);
        flow.SourceSide(side);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(value, again);
    }

    [Fact]
    public void Wrong_graphs_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new MaxFlow(2, [0], [0]));
        Assert.Throws<ArgumentException>(() => new MaxFlow(2, [0], [2]));
        Assert.Throws<ArgumentException>(() => new MaxFlow(2, [0, 1], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MaxFlow(2, [0], [1]).Solve(1, 1));
    }

    private static bool IsFlow(TestNetwork network, MaxFlow flow, long value)
    {
        var net = new long[network.Nodes];
        for (int link = 0; link < network.Capacity.Length; link++)
        {
            if (Math.Abs(flow.Flow(link)) > network.Capacity[link])
                return false;
            net[network.From[link]] -= flow.Flow(link);
            net[network.To[link]] += flow.Flow(link);
        }

        return net[0] == -value && net[^1] == value && net.AsSpan(1, network.Nodes - 2).IndexOfAnyExcept(0L) < 0;
    }

    private static long Solve(TestNetwork network, int source, int sink)
    {
        var flow = new MaxFlow(network.Nodes, network.From, network.To);
        for (int link = 0; link < network.Capacity.Length; link++)
            flow.SetCapacity(link, network.Capacity[link]);
        return flow.Solve(source, sink);
    }

    private static bool[] SourceSide(TestNetwork network)
    {
        var flow = new MaxFlow(network.Nodes, network.From, network.To);
        for (int link = 0; link < network.Capacity.Length; link++)
            flow.SetCapacity(link, network.Capacity[link]);
        flow.Solve(0, network.Nodes - 1);
        var side = new bool[network.Nodes];
        flow.SourceSide(side);
        return side;
    }
}
