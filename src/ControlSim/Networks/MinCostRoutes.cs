namespace ControlSim.Networks;

/// <summary>
/// The ways of least kilometres on which given draws reach given grants: successive shortest paths, each found by Bellman-Ford in
/// the order of links, so that the lower link wins a tie. For pictures of a solved day; clarity before speed.
/// </summary>
internal static class MinCostRoutes
{
    /// <summary>Net flow of every link, positive from its first to its second node.</summary>
    /// <param name="from">First node of each link.</param>
    /// <param name="to">Second node of each link.</param>
    /// <param name="capacity">By link, the same both ways.</param>
    /// <param name="lengthKm">By link, km; taken to the metre so that ties are exact.</param>
    /// <param name="draws">By node.</param>
    /// <param name="grants">By node; the same sum as the draws.</param>
    /// <exception cref="InvalidOperationException">The draws cannot reach the grants.</exception>
    public static long[] Solve(
        ReadOnlySpan<int> from,
        ReadOnlySpan<int> to,
        ReadOnlySpan<long> capacity,
        ReadOnlySpan<double> lengthKm,
        ReadOnlySpan<long> draws,
        ReadOnlySpan<long> grants)
    {
        int nodes = draws.Length;
        var flow = new long[from.Length];
        var surplus = new long[nodes];
        for (int node = 0; node < nodes; node++)
            surplus[node] = draws[node] - grants[node]; // what is granted on the spot travels no way
        var metres = new long[from.Length];
        for (int link = 0; link < metres.Length; link++)
            metres[link] = (long)Math.Round(lengthKm[link] * 1000);
        var distance = new long[nodes];
        var by = new int[nodes];
        while (surplus.AsSpan().ContainsAnyInRange(1, long.MaxValue))
        {
            FindWays(from, to, capacity, metres, flow, surplus, distance, by);
            int end = -1;
            for (int node = 0; node < nodes; node++)
            {
                if (surplus[node] < 0 && distance[node] < long.MaxValue && (end < 0 || distance[node] < distance[end]))
                    end = node;
            }

            if (end < 0)
                throw new InvalidOperationException("The draws cannot reach the grants: they are no solution of this network.");
            Send(from, to, capacity, flow, surplus, by, end);
        }

        return flow;
    }

    /// <summary>Least lengths from all surplus nodes over what the links can still carry.</summary>
    private static void FindWays(
        ReadOnlySpan<int> from,
        ReadOnlySpan<int> to,
        ReadOnlySpan<long> capacity,
        long[] metres,
        long[] flow,
        long[] surplus,
        long[] distance,
        int[] by)
    {
        for (int node = 0; node < distance.Length; node++)
        {
            distance[node] = surplus[node] > 0 ? 0 : long.MaxValue;
            by[node] = -1;
        }

        for (bool changed = true; changed;)
        {
            changed = false;
            for (int link = 0; link < from.Length; link++)
            {
                changed |= Reach(from[link], to[link], link, capacity[link], flow[link]);
                changed |= Reach(to[link], from[link], link, capacity[link], -flow[link]);
            }
        }

        bool Reach(int near, int far, int link, long limit, long carried)
        {
            if (carried >= limit || distance[near] == long.MaxValue)
                return false;
            long length = distance[near] + (carried < 0 ? -metres[link] : metres[link]); // taking back saves its kilometres
            if (length >= distance[far])
                return false;
            distance[far] = length;
            by[far] = link;
            return true;
        }
    }

    private static void Send(
        ReadOnlySpan<int> from, ReadOnlySpan<int> to, ReadOnlySpan<long> capacity, long[] flow, long[] surplus, int[] by, int end)
    {
        long amount = -surplus[end];
        int start = end;
        for (; by[start] >= 0; start = from[by[start]] == start ? to[by[start]] : from[by[start]])
        {
            long carried = to[by[start]] == start ? flow[by[start]] : -flow[by[start]];
            // What is taken back and what is added cost differently: one at a time.
            amount = Math.Min(amount, carried < 0 ? -carried : capacity[by[start]] - carried);
        }

        amount = Math.Min(amount, surplus[start]);
        surplus[start] -= amount;
        surplus[end] += amount;
        for (int node = end; by[node] >= 0;)
        {
            int link = by[node];
            bool forward = to[link] == node;
            flow[link] += forward ? amount : -amount;
            node = forward ? from[link] : to[link];
        }
    }
}
