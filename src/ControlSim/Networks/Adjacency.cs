namespace ControlSim.Networks;

/// <summary>
/// An undirected graph in compressed sparse rows. Rows are sorted by neighbour and then by link, so that walks over it depend on
/// the order of links only where two links join the same two nodes.
/// </summary>
public sealed class Adjacency
{
    private readonly int[] _starts;
    private readonly int[] _neighbours;
    private readonly int[] _links;
    private readonly (int From, int To)[] _ends;

    /// <summary>Builds the rows.</summary>
    /// <param name="nodes">Number of nodes.</param>
    /// <param name="from">First node of each link.</param>
    /// <param name="to">Second node of each link.</param>
    /// <exception cref="ArgumentException">The two lists differ in length, or a link joins a node to itself or to no node.</exception>
    public Adjacency(int nodes, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        Check(nodes, from, to);
        Nodes = nodes;
        Links = from.Length;
        _starts = new int[nodes + 1];
        _neighbours = new int[2 * Links];
        _links = new int[2 * Links];
        _ends = new (int, int)[Links];
        var entries = new (int Node, int Neighbour, int Link)[2 * Links];
        for (int link = 0; link < Links; link++)
        {
            _ends[link] = (from[link], to[link]);
            entries[2 * link] = (from[link], to[link], link);
            entries[(2 * link) + 1] = (to[link], from[link], link);
        }

        Array.Sort(entries);
        for (int i = 0; i < entries.Length; i++)
        {
            _starts[entries[i].Node + 1] = i + 1;
            _neighbours[i] = entries[i].Neighbour;
            _links[i] = entries[i].Link;
        }

        for (int node = 0; node < nodes; node++)
            _starts[node + 1] = Math.Max(_starts[node + 1], _starts[node]);
    }

    public int Nodes { get; }

    public int Links { get; }

    /// <summary>Where a node's row begins; one entry more than nodes.</summary>
    public ReadOnlySpan<int> Starts => _starts;

    /// <summary>Node at the other end, by entry.</summary>
    public ReadOnlySpan<int> Neighbours => _neighbours;

    /// <summary>Link that leads there, by entry.</summary>
    public ReadOnlySpan<int> LinkIds => _links;

    /// <summary>The two nodes of a link.</summary>
    internal (int From, int To) EndsOf(int link) => _ends[link];

    internal static void Check(int nodes, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        if (from.Length != to.Length)
            throw new ArgumentException($"{from.Length} first nodes but {to.Length} second nodes.", nameof(to));
        for (int link = 0; link < from.Length; link++)
        {
            if ((uint)from[link] >= (uint)nodes || (uint)to[link] >= (uint)nodes)
                throw new ArgumentException($"Link {link} joins {from[link]} and {to[link]}, but there are {nodes} nodes.", nameof(from));
            if (from[link] == to[link])
                throw new ArgumentException($"Link {link} joins node {from[link]} to itself.", nameof(from));
        }
    }
}
