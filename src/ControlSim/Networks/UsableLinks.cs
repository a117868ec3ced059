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
        int[] ownStarts = Starts, ownNeighbours = Neighbours, ownLinks = LinkIds, owners = Owners, twins = Twins, first = _first;
        int end = 0, entry = 0;
        for (int node = 0; node < graph.Nodes; node++)
        {
            for (int stop = starts[node + 1]; entry < stop; entry++)
            {
                int link = links[entry], other = neighbours[entry];
                if (capacity[link] == 0)
                    continue;
                (ownNeighbours[end], ownLinks[end], owners[end]) = (other, link, node);
                if (other > node)
                    first[link] = end;
                else
                    (twins[end], twins[first[link]]) = (first[link], end);
                end++;
            }

            ownStarts[node + 1] = end;
        }
    }
}
