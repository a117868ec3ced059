namespace ControlSim.Networks;

/// <summary>
/// The rows of a graph without the links that have no capacity, in the same order. Walks over a bloc's roads meet a third of the
/// entries that they would meet in the graph.
/// </summary>
internal sealed class UsableLinks(int nodes, int links)
{
    private readonly int[] _first = new int[links]; // by link, its entry in the row of its lower node

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
        int end = 0;
        for (int node = 0; node < graph.Nodes; node++)
        {
            for (int entry = starts[node]; entry < starts[node + 1]; entry++)
            {
                int link = links[entry];
                if (capacity[link] == 0)
                    continue;
                (Neighbours[end], LinkIds[end], Owners[end]) = (neighbours[entry], link, node);
                if (neighbours[entry] > node)
                    _first[link] = end;
                else
                    (Twins[end], Twins[_first[link]]) = (_first[link], end);
                end++;
            }

            Starts[node + 1] = end;
        }
    }
}
