using ControlSim.Networks;
using FsCheck;
using FsCheck.Fluent;

namespace ControlSim.Tests.Networks;

public class FairFlowTests
{
    [Fact]
    public void Everybody_gets_everything_when_there_is_enough_and_no_cut_is_looked_for()
    {
        var fair = new FairFlow(3, [0, 1], [1, 2]);
        var (grants, draws) = (new long[3], new long[3]);
        Assert.Equal(70, fair.Solve([100, 100], [90, 0, 90], [10, 50, 10], grants, draws));
        Assert.Equal([10, 50, 10], grants);
        Assert.Equal([35, 0, 35], draws);
        Assert.Equal(0, fair.CutsFound);
    }

    [Fact]
    public void A_tree_is_shared_as_by_hand()
    {
        // Depot 0 with 100; the road to 1 carries 30. Equal fractions would give 1 37.5 of 60, so it gets 30 and 0 and 2 get 70 %.
        var fair = new FairFlow(3, [0, 0], [1, 2]);
        var (grants, draws) = (new long[3], new long[3]);
        Assert.Equal(100, fair.Solve([30, 100], [100, 0, 0], [40, 60, 60], grants, draws));
        Assert.Equal([28, 30, 42], grants);
        Assert.Equal([100, 0, 0], draws);
    }

    [Fact]
    public void Pockets_live_on_what_they_have()
    {
        var fair = new FairFlow(5, [0, 1, 3], [1, 2, 4]);
        var (grants, draws) = (new long[5], new long[5]);
        fair.Solve([10, 0, 10], [6, 0, 0, 100, 0], [4, 8, 5, 50, 30], grants, draws);
        Assert.Equal([2, 4, 0, 50, 10], grants);
        Assert.Equal([6, 0, 0, 60, 0], draws);
    }

    [Fact]
    public void Units_that_cannot_be_divided_go_to_the_first_places()
    {
        var fair = new FairFlow(4, [0, 0, 0], [1, 2, 3]);
        var (grants, draws) = (new long[4], new long[4]);
        fair.Solve([9, 9, 9], [5, 0, 0, 0], [0, 3, 3, 3], grants, draws);
        Assert.Equal([0, 2, 2, 1], grants);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(100_000, 2)]
    public void The_total_is_the_maximum_flow_and_the_parts_are_fair(int scale, int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 400; round++)
        {
            Problem problem = Problem.Random(random, scale);
            var (grants, draws) = problem.Solve();
            Assert.Equal(problem.Network.EdmondsKarp(problem.Stock, problem.Need), grants.Sum());
            Assert.Equal(grants.Sum(), draws.Sum());
            Assert.Equal(grants.Sum(), problem.Network.EdmondsKarp(draws, grants));
            Assert.All(draws, (draw, node) => Assert.InRange(draw, 0, problem.Stock[node]));
            AssertCarried(problem.Network, draws, grants);
            AssertFair(problem.Network, problem.Stock, problem.Need, grants);
            AssertFair(problem.Network, grants, problem.Stock, draws);
        }
    }

    [Fact]
    public void Places_that_want_nothing_and_lead_nowhere_change_nothing_however_many()
    {
        // Parts of up to 64 places and larger ones are augmented by different code: 70 dead ends make the same problem a large one.
        var random = new Random(10);
        for (int round = 0; round < 200; round++)
        {
            Problem problem = Problem.Random(random, round % 2 == 0 ? 1 : 1000, nodes: 20, links: 34), large = problem.WithDeadEnds(random, 70);
            var fair = new FairFlow(90, large.Network.From, large.Network.To);
            var memory = new FairMemory(90, large.Network.From.Length);
            var (grants, draws, carried) = (new long[90], new long[90], new long[large.Network.From.Length]);
            for (int day = 0; day < 3; day++)
            {
                fair.Solve(large.Network.Capacity, large.Stock, large.Need, grants, draws, memory);
                var (smallGrants, smallDraws) = (problem with { Stock = large.Stock[..20], Need = large.Need[..20] }).Solve();
                Assert.Equal(smallGrants, grants[..20]);
                Assert.Equal(smallDraws, draws[..20]);
                Assert.True(fair.Carries(large.Network.Capacity, draws, grants, carried, memory));
                Assert.All(carried, (flow, link) => Assert.InRange(flow, 0, large.Network.Capacity[link]));
                Assert.True(fair.Carries([.. carried], draws, grants, carried));
                large.Need[random.Next(20)] += 2;
                large.Stock[random.Next(20)] += 5;
            }
        }
    }

    [Fact]
    public void Grants_and_draws_do_not_depend_on_the_order_of_links()
    {
        var random = new Random(7);
        for (int round = 0; round < 300; round++)
        {
            Problem problem = Problem.Random(random, round % 2 == 0 ? 1 : 1000, nodes: 14, links: 26);
            var (grants, draws) = problem.Solve();
            var other = (problem with { Network = problem.Network.Shuffled(random).Network }).Solve();
            Assert.Equal(grants, other.Grants);
            Assert.Equal(draws, other.Draws);
        }
    }

    [Fact]
    public void A_closed_gate_never_raises_the_total_and_a_wider_road_never_lowers_it()
    {
        var random = new Random(8);
        for (int round = 0; round < 300; round++)
        {
            Problem problem = Problem.Random(random, 1, nodes: 12, links: 22);
            long total = problem.Solve().Grants.Sum();
            int link = random.Next(22);
            long kept = problem.Network.Capacity[link];
            problem.Network.Capacity[link] = 0;
            Assert.InRange(problem.Solve().Grants.Sum(), 0, total);
            problem.Network.Capacity[link] = kept + 7;
            Assert.InRange(problem.Solve().Grants.Sum(), total, long.MaxValue);
        }
    }

    [Fact]
    public void Cuts_of_yesterday_are_not_looked_for_again()
    {
        // The tree shared by hand above, a day on: needs and stock have moved, the road to 1 still binds.
        var fair = new FairFlow(3, [0, 0], [1, 2]);
        var memory = new FairMemory(3, 2);
        var (grants, draws) = (new long[3], new long[3]);
        fair.Solve([30, 100], [100, 0, 0], [40, 60, 60], grants, draws, memory);
        Assert.Equal(1, fair.CutsFound);
        fair.Solve([30, 100], [90, 0, 0], [42, 59, 58], grants, draws, memory);
        Assert.Equal(1, fair.CutsFound);
        Assert.Equal([26, 30, 34], grants);
        fair.Solve([80, 100], [90, 0, 0], [42, 59, 58], grants, draws, memory);
        Assert.Equal([24, 34, 32], grants);
    }

    [Fact]
    public void Solving_again_gives_the_same_and_allocates_nothing()
    {
        var random = new Random(9);
        Problem problem = Problem.Random(random, 1_000_000, nodes: 60, links: 110);
        var fair = new FairFlow(60, problem.Network.From, problem.Network.To);
        var (grants, draws, again) = (new long[60], new long[60], new long[60]);
        fair.Solve(problem.Network.Capacity, problem.Stock, problem.Need, grants, draws);
        long before = GC.GetAllocatedBytesForCurrentThread();
        fair.Solve(problem.Network.Capacity, problem.Stock, problem.Need, again, draws);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(grants, again);
    }

    [Fact]
    public void What_was_solved_before_changes_time_only()
    {
        Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            Problem problem = Problem.Random(random, seed % 2 == 0 ? 1 : 1000, random.Next(4, 40), random.Next(4, 80));
            var warm = new FairFlow(problem.Need.Length, problem.Network.From, problem.Network.To);
            var memory = new FairMemory(problem.Need.Length, problem.Network.From.Length);
            var (grants, draws) = (new long[problem.Need.Length], new long[problem.Need.Length]);
            for (int day = 0; day < 12; day++)
            {
                problem.ChangeADay(random);
                warm.Solve(problem.Network.Capacity, problem.Stock, problem.Need, grants, draws, memory);
                var cold = problem.Solve();
                if (!grants.SequenceEqual(cold.Grants) || !draws.SequenceEqual(cold.Draws))
                    return false;
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(1, 7));
    }

    /// <summary>Roads that are no wider than what they are said to carry carry it too, and no more than there is.</summary>
    private static void AssertCarried(TestNetwork network, long[] draws, long[] grants)
    {
        var fair = new FairFlow(network.Nodes, network.From, network.To);
        long[] carried = new long[network.From.Length];
        Assert.True(fair.Carries(network.Capacity, draws, grants, carried));
        Assert.All(carried, (flow, link) => Assert.InRange(flow, 0, network.Capacity[link]));
        Assert.True(fair.Carries([.. carried], draws, grants, carried));
    }

    /// <summary>
    /// Fills everybody at the same pace, with the flow to every set of places known by brute force, and stops those who meet a
    /// tight set. Whole numbers are at most one unit off.
    /// </summary>
    private static void AssertFair(TestNetwork network, long[] supply, long[] want, long[] result)
    {
        int[] places = [.. Enumerable.Range(0, network.Nodes).Where(node => want[node] > 0)];
        double[] filled = WaterFilling(network, supply, want, places);
        for (int i = 0; i < places.Length; i++)
            Assert.InRange(result[places[i]], filled[i] - 1.0001, filled[i] + 1.0001);
    }

    private static double[] WaterFilling(TestNetwork network, long[] supply, long[] want, int[] places)
    {
        int sets = 1 << places.Length;
        var flow = new long[sets];
        for (int set = 1; set < sets; set++)
        {
            long[] wanted = new long[network.Nodes];
            for (int i = 0; i < places.Length; i++)
                wanted[places[i]] = (set >> i & 1) * want[places[i]];
            flow[set] = network.EdmondsKarp(supply, wanted);
        }

        var filled = new double[places.Length];
        int frozen = 0;
        while (frozen != sets - 1)
        {
            (double pace, int stopped) = (double.MaxValue, 0);
            for (int set = 1; set < sets; set++)
            {
                if ((set & ~frozen) == 0)
                    continue;
                double held = Enumerable.Range(0, places.Length).Sum(i => (set & frozen & 1 << i) == 0 ? 0 : filled[i]);
                long moving = Enumerable.Range(0, places.Length).Sum(i => (set & ~frozen & 1 << i) == 0 ? 0 : want[places[i]]);
                double limit = (flow[set] - held) / moving;
                if (limit < pace)
                    (pace, stopped) = (limit, set & ~frozen);
            }

            for (int i = 0; i < places.Length; i++)
            {
                if ((stopped >> i & 1) == 1)
                    filled[i] = pace * want[places[i]];
            }

            frozen |= stopped;
        }

        return filled;
    }

    private sealed record Problem(TestNetwork Network, long[] Stock, long[] Need)
    {
        public static Problem Random(Random random, int scale, int nodes = 7, int links = 11)
        {
            var problem = new Problem(TestNetwork.Random(random, nodes, links, scale), new long[nodes], new long[nodes]);
            for (int node = 0; node < nodes; node++)
            {
                problem.Stock[node] = random.Next(3) == 0 ? random.Next(1, 120) * (long)scale : 0;
                problem.Need[node] = random.Next(4) == 0 ? 0 : (random.Next(1, 60) * (long)scale) + random.Next(scale);
            }

            return problem;
        }

        public Problem WithDeadEnds(Random random, int count)
        {
            IEnumerable<int> added = Enumerable.Range(0, count);
            var network = new TestNetwork(
                Network.Nodes + count,
                [.. Network.From, .. added.Select(_ => random.Next(Network.Nodes))],
                [.. Network.To, .. added.Select(i => Network.Nodes + i)],
                [.. Network.Capacity, .. added.Select(_ => random.NextInt64(1, 90))]);
            return new Problem(network, [.. Stock, .. new long[count]], [.. Need, .. new long[count]]);
        }

        /// <summary>Needs and stocks move a little, roads close and open now and then.</summary>
        public void ChangeADay(Random random)
        {
            for (int node = 0; node < Need.Length; node++)
            {
                Need[node] = random.Next(2) == 0 ? Need[node] : Math.Max(0, Need[node] + random.Next(-3, 4));
                Stock[node] = random.Next(2) == 0 ? Stock[node] : Math.Max(0, Stock[node] + random.Next(-9, 10));
            }

            if (random.Next(3) == 0)
                Network.Capacity[random.Next(Network.Capacity.Length)] = random.Next(3) * 15;
        }

        public (long[] Grants, long[] Draws) Solve()
        {
            var (grants, draws) = (new long[Need.Length], new long[Need.Length]);
            new FairFlow(Need.Length, Network.From, Network.To).Solve(Network.Capacity, Stock, Need, grants, draws);
            return (grants, draws);
        }
    }
}
