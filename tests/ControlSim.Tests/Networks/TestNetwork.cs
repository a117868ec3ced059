namespace ControlSim.Tests.Networks;

/// <summary>A network for tests, and slow ways of solving it that share no code with the fast ones.</summary>
internal sealed record TestNetwork(int Nodes, int[] From, int[] To, long[] Capacity)
{
    /// <summary>The Euphrates of 2017 in ten places, with capacities made up for the purpose.</summary>
    public static TestNetwork Euphrates { get; } = new(
        10,
        [0, 1, 2, 3, 4, 5, 6, 1, 3, 4, 5, 2],
        [1, 2, 3, 4, 5, 6, 7, 8, 8, 9, 9, 9],
        [4000, 4000, 4000, 4000, 4000, 4000, 6000, 600, 600, 700, 500, 800]);

    public static TestNetwork Random(Random random, int nodes, int links, int scale = 1)
    {
        var from = new int[links];
        var to = new int[links];
        var capacity = new long[links];
        for (int link = 0; link < links; link++)
        {
            from[link] = random.Next(nodes);
            to[link] = (from[link] + 1 + random.Next(nodes - 1)) % nodes;
            capacity[link] = random.Next(6) == 0 ? 0 : random.Next(1, 40) * scale;
        }

        return new TestNetwork(nodes, from, to, capacity);
    }

    /// <summary>The same network with links in another order and half of them turned round.</summary>
    public (TestNetwork Network, int[] Order) Shuffled(Random random)
    {
        int[] order = [.. Enumerable.Range(0, From.Length)];
        random.Shuffle(order);
        bool[] turned = [.. order.Select(_ => random.Next(2) == 0)];
        return (this with
        {
            From = [.. order.Select((link, i) => turned[i] ? To[link] : From[link])],
            To = [.. order.Select((link, i) => turned[i] ? From[link] : To[link])],
            Capacity = [.. order.Select(link => Capacity[link])],
        }, order);
    }

    /// <summary>The network with a source (index Nodes) that feeds stocks and a sink (Nodes + 1) that takes needs.</summary>
    public long[,] Matrix(long[] stock, long[] need)
    {
        var matrix = new long[Nodes + 2, Nodes + 2];
        for (int link = 0; link < From.Length; link++)
        {
            matrix[From[link], To[link]] += Capacity[link];
            matrix[To[link], From[link]] += Capacity[link];
        }

        for (int node = 0; node < Nodes; node++)
        {
            matrix[Nodes, node] = stock[node];
            matrix[node, Nodes + 1] = need[node];
        }

        return matrix;
    }

    /// <summary>Edmonds and Karp 1972 on a matrix, which it uses up.</summary>
    public static long EdmondsKarp(long[,] residual, int source, int sink)
    {
        int nodes = residual.GetLength(0);
        long total = 0;
        while (true)
        {
            var before = new int[nodes];
            Array.Fill(before, -1);
            before[source] = source;
            var queue = new Queue<int>([source]);
            while (queue.TryDequeue(out int node))
            {
                for (int other = 0; other < nodes; other++)
                {
                    if (before[other] >= 0 || residual[node, other] <= 0)
                        continue;
                    before[other] = node;
                    queue.Enqueue(other);
                }
            }

            if (before[sink] < 0)
                return total;
            long amount = long.MaxValue;
            for (int node = sink; node != source; node = before[node])
                amount = Math.Min(amount, residual[before[node], node]);
            for (int node = sink; node != source; node = before[node])
            {
                residual[before[node], node] -= amount;
                residual[node, before[node]] += amount;
            }

            total += amount;
        }
    }

    public long EdmondsKarp(int source, int sink) => EdmondsKarp(Matrix(new long[Nodes], new long[Nodes]), source, sink);

    public long EdmondsKarp(long[] stock, long[] need) => EdmondsKarp(Matrix(stock, need), Nodes, Nodes + 1);
}
