namespace ControlSim.Networks;

/// <summary>
/// Least lengths from a set of sources to every node (Dijkstra 1959, with a heap that knows where each node lies). Solving
/// allocates nothing. Ties: nodes at one distance are settled in the order of their index, and of equally short ways the one
/// over the lower node, then the lower link, is kept.
/// </summary>
public sealed class ShortestPaths
{
    private readonly Adjacency _graph;
    private readonly double[] _distance;
    private readonly int[] _node; // node before
    private readonly int[] _link; // link from there
    private readonly int[] _heap;
    private readonly int[] _place; // place of a node in the heap, -1: not in it
    private readonly int[] _order;
    private int _size;
    private int _settled;

    /// <summary>Prepares searches over one graph.</summary>
    public ShortestPaths(Adjacency graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        _graph = graph;
        _distance = new double[graph.Nodes];
        _node = new int[graph.Nodes];
        _link = new int[graph.Nodes];
        _heap = new int[graph.Nodes];
        _place = new int[graph.Nodes];
        _order = new int[graph.Nodes];
    }

    /// <summary>Distance of every node from the nearest source; infinite where none leads there.</summary>
    public ReadOnlySpan<double> Distances => _distance;

    /// <summary>Node before each on its shortest way; -1 at a source and where no way leads.</summary>
    public ReadOnlySpan<int> PreviousNodes => _node;

    /// <summary>Link by which each is reached; -1 at a source and where no way leads.</summary>
    public ReadOnlySpan<int> PreviousLinks => _link;

    /// <summary>Nodes reached, nearest first.</summary>
    public ReadOnlySpan<int> Order => _order.AsSpan(0, _settled);

    /// <summary>Solves from one source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="lengths">By link, at least 0.</param>
    /// <param name="usable">By link; empty: all are.</param>
    public void Solve(int source, ReadOnlySpan<double> lengths, ReadOnlySpan<bool> usable) => Solve([source], lengths, usable);

    /// <summary>Solves from several sources at once.</summary>
    /// <param name="sources">The sources; none: every node stays out of reach.</param>
    /// <param name="lengths">By link, at least 0.</param>
    /// <param name="usable">By link; empty: all are.</param>
    public void Solve(ReadOnlySpan<int> sources, ReadOnlySpan<double> lengths, ReadOnlySpan<bool> usable)
    {
        Begin(sources);
        while (_size > 0)
        {
            int node = Settle();
            int stop = _graph.Starts[node + 1];
            for (int entry = _graph.Starts[node]; entry < stop; entry++)
            {
                int link = _graph.LinkIds[entry];
                if (usable.IsEmpty || usable[link])
                    Offer(_graph.Neighbours[entry], _distance[node] + lengths[link], node, link);
            }
        }
    }

    /// <summary>Solves where a link's length depends on the node that it is left from.</summary>
    /// <param name="sources">The sources; none: every node stays out of reach.</param>
    /// <param name="lengths">By entry of the graph's rows, at least 0; infinite where it cannot be used.</param>
    /// <param name="most">Nodes farther than this are not settled: <see cref="Order"/> has those within it.</param>
    public void SolveByEntry(ReadOnlySpan<int> sources, ReadOnlySpan<double> lengths, double most = double.PositiveInfinity)
    {
        Begin(sources);
        while (_size > 0 && _distance[_heap[0]] <= most)
        {
            int node = Settle();
            int stop = _graph.Starts[node + 1];
            for (int entry = _graph.Starts[node]; entry < stop; entry++)
                Offer(_graph.Neighbours[entry], _distance[node] + lengths[entry], node, _graph.LinkIds[entry]);
        }
    }

    /// <summary>The nearest other node with a weight, lengths as in <see cref="SolveByEntry"/>; -1: none can be reached.</summary>
    public int Nearest(int source, ReadOnlySpan<double> lengths, ReadOnlySpan<double> weights)
    {
        Begin([source]);
        while (_size > 0)
        {
            int node = Settle();
            if (node != source && weights[node] > 0)
                return node;
            int stop = _graph.Starts[node + 1];
            for (int entry = _graph.Starts[node]; entry < stop; entry++)
                Offer(_graph.Neighbours[entry], _distance[node] + lengths[entry], node, _graph.LinkIds[entry]);
        }

        return -1;
    }

    private void Begin(ReadOnlySpan<int> sources)
    {
        Array.Fill(_distance, double.PositiveInfinity);
        Array.Fill(_node, -1);
        Array.Fill(_link, -1);
        Array.Fill(_place, -1);
        _size = 0;
        _settled = 0;
        foreach (int source in sources)
            Offer(source, 0, -1, -1);
    }

    private int Settle()
    {
        int node = TakeNearest();
        _order[_settled++] = node;
        return node;
    }

    /// <summary>Takes a way to a node if it is shorter, or as short and over a lower node or link.</summary>
    private void Offer(int node, double distance, int before, int link)
    {
        if (distance < _distance[node])
        {
            _distance[node] = distance;
            (_node[node], _link[node]) = (before, link);
            if (_place[node] < 0)
                _place[node] = _size++;
            Rise(node);
        }
        else if (distance == _distance[node] && _place[node] >= 0 && (before < _node[node] || (before == _node[node] && link < _link[node])))
        {
            (_node[node], _link[node]) = (before, link);
        }
    }

    private int TakeNearest()
    {
        int nearest = _heap[0];
        _place[nearest] = -1;
        int last = _heap[--_size];
        if (_size > 0)
            Sink(last);
        return nearest;
    }

    /// <summary>Moves a node from its place towards the root.</summary>
    private void Rise(int node)
    {
        int place = _place[node];
        while (place > 0)
        {
            int parent = (place - 1) / 2;
            if (!Before(node, _heap[parent]))
                break;
            Put(_heap[parent], place);
            place = parent;
        }

        Put(node, place);
    }

    /// <summary>Moves a node from the root to its place.</summary>
    private void Sink(int node)
    {
        int place = 0;
        while (true)
        {
            int child = (2 * place) + 1;
            if (child >= _size)
                break;
            if (child + 1 < _size && Before(_heap[child + 1], _heap[child]))
                child++;
            if (!Before(_heap[child], node))
                break;
            Put(_heap[child], place);
            place = child;
        }

        Put(node, place);
    }

    private bool Before(int a, int b) => _distance[a] < _distance[b] || (_distance[a] == _distance[b] && a < b);

    private void Put(int node, int place)
    {
        _heap[place] = node;
        _place[node] = place;
    }
}
