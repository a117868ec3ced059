using ControlSim.Networks;

namespace ControlSim.Tests.Networks;

public class ComponentsTests
{
    [Fact]
    public void Components_are_numbered_by_their_lowest_place()
    {
        var components = new Components(new Adjacency(6, [5, 4, 0], [3, 1, 2]));
        var label = new int[6];
        Assert.Equal(3, components.Label([], label));
        Assert.Equal([0, 1, 0, 2, 1, 2], label);
        Assert.Equal(4, components.Label([true, false, true], label));
        Assert.Equal([0, 1, 0, 2, 3, 2], label);
    }

    [Fact]
    public void The_river_below_al_Qaim_hangs_on_bridges()
    {
        TestNetwork network = TestNetwork.Euphrates;
        var bridge = new bool[network.From.Length];
        new Components(new Adjacency(10, network.From, network.To)).Bridges([], bridge);
        Assert.Equal([0, 5, 6], Enumerable.Range(0, bridge.Length).Where(link => bridge[link])); // Raqqa, Haditha, Ramadi
    }

    [Fact]
    public void A_bridge_is_a_link_whose_loss_makes_one_more_component()
    {
        var random = new Random(15);
        for (int round = 0; round < 300; round++)
        {
            int nodes = random.Next(2, 14);
            TestNetwork network = TestNetwork.Random(random, nodes, random.Next(0, 20));
            bool[] usable = [.. network.Capacity.Select(capacity => capacity > 0)];
            var components = new Components(new Adjacency(nodes, network.From, network.To));
            var label = new int[nodes];
            var bridge = new bool[usable.Length];
            int whole = components.Label(usable, label);
            Assert.Equal(whole, label.Distinct().Count());
            components.Bridges(usable, bridge);
            double[,] distance = ShortestPathsTests.FloydWarshall(network, [.. usable.Select(_ => 1.0)], usable);
            for (int a = 0; a < nodes; a++)
            {
                for (int b = 0; b < nodes; b++)
                    Assert.Equal(double.IsFinite(distance[a, b]), label[a] == label[b]);
            }

            for (int link = 0; link < usable.Length; link++)
            {
                bool[] without = [.. usable];
                without[link] = false;
                Assert.Equal(usable[link] && components.Label(without, label) > whole, bridge[link]);
            }
        }
    }
}
