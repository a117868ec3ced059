namespace ControlSim.Networks;

/// <summary>
/// The rows of a graph without the links that have no capacity, in the same order. Walks over a bloc's roads meet a third of the
/// entries that they would meet in the graph.
/// </summary>
internal sealed class UsableLinks(int nodes, int links)
{
    private readonly int[] _both = new int[links]; // by link, the sum of its two entries

    /// <summary>Where a node's row begins; one entry more than nodes.</summary>
    public int[] Starts { get; } = new int[nodes + 1];

    /// <summary>Node at the other end, by entry.</summary>
    public int[] Neighbours { get; } = new int[2 * links];

    /// <summary>Link that leads there, by entry.</summary>
    public int[] LinkIds { get; } = new int[2 * links];

    /// <summary>Entry of the same link in the row of its other end, by entry.</summary>
    public int[] Twins { get; } = new int[2 * links];

    /// <summary>Node of an entry's row, by entry.</summary>
    public int[] Owners { get; } = new int[2 * links];

    /// <summary>Takes the links with some capacity.</summary>
    public void Take(Adjacency graph, ReadOnlySpan<long> capacity)
    {
        ReadOnlySpan<int> starts = graph.Starts, neighbours = graph.Neighbours, links = graph.LinkIds;
        int[] ownStarts = Starts, ownNeighbours = Neighbours, ownLinks = LinkIds, owners = Owners, twins = Twins, both = _both;
        Array.Clear(both);
        int end = 0, entry = 0;
        for (int node = 0; node < graph.Nodes; node++)
        {
            for (int stop = starts[node + 1]; entry < stop; entry++)
            {
                // A third of the links can be used, in no order: a guess would fail often.
                int link = links[entry], usable = (int)((ulong)-capacity[link] >> 63);
                (ownNeighbours[end], ownLinks[end], owners[end]) = (neighbours[entry], link, node);
                both[link] += end & -usable;
                end += usable;
            }

            ownStarts[node + 1] = end;
        }

        for (int own = 0; own < end; own++)
            twins[own] = both[ownLinks[own]] - own;
    }
}
