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
    private readonly bool[] _isMoved; // nodes whose distance a change of links has changed
    private readonly int[] _stayed;
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
        _isMoved = new bool[graph.Nodes];
        _stayed = new int[graph.Nodes];
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

    /// <summary>
    /// Solves again after some links have become usable or unusable, with the sources and lengths of the last solution, which was one by
    /// links: only nodes farther or nearer than before are settled (Ramalingam and Reps 1996).
    /// </summary>
    /// <param name="changed">Those links.</param>
    /// <param name="lengths">By link, above 0.</param>
    /// <param name="usable">By link.</param>
    internal void SolveAgain(ReadOnlySpan<int> changed, ReadOnlySpan<double> lengths, ReadOnlySpan<bool> usable)
    {
        int stayed = Lose(usable);
        foreach (int node in _order.AsSpan(0, _settled))
        {
            if (_isMoved[node])
                OfferFromNeighbours(node, lengths, usable);
        }

        foreach (int link in changed)
        {
            if (!usable[link])
                continue;
            (int from, int to) = _graph.EndsOf(link);
            OfferAgain(to, _distance[from] + lengths[link], from, link);
            OfferAgain(from, _distance[to] + lengths[link], to, link);
        }

        _settled = 0;
        while (_size > 0)
        {
            int node = Settle();
            _isMoved[node] = true;
            for (int entry = _graph.Starts[node]; entry < _graph.Starts[node + 1]; entry++)
            {
                int link = _graph.LinkIds[entry];
                if (usable[link])
                    OfferAgain(_graph.Neighbours[entry], _distance[node] + lengths[link], node, link);
            }
        }

        Merge(stayed);
    }

    /// <summary>Forgets distances over links that cannot be used any more.</summary>
    /// <returns>Nodes settled before, kept aside.</returns>
    private int Lose(ReadOnlySpan<bool> usable)
    {
        Array.Clear(_isMoved);
        ReadOnlySpan<int> before = _order.AsSpan(0, _settled);
        before.CopyTo(_stayed);
        foreach (int node in before)
            _isMoved[node] = _node[node] >= 0 && (_isMoved[_node[node]] || !usable[_link[node]]);
        foreach (int node in before)
        {
            if (_isMoved[node])
                (_distance[node], _node[node], _link[node]) = (double.PositiveInfinity, -1, -1);
        }

        return before.Length;
    }

    private void OfferFromNeighbours(int node, ReadOnlySpan<double> lengths, ReadOnlySpan<bool> usable)
    {
        for (int entry = _graph.Starts[node]; entry < _graph.Starts[node + 1]; entry++)
        {
            (int other, int link) = (_graph.Neighbours[entry], _graph.LinkIds[entry]);
            if (usable[link] && !_isMoved[other])
                OfferAgain(node, _distance[other] + lengths[link], other, link);
        }
    }

    /// <summary>As <see cref="Offer"/>; where all lengths are above 0, a node that is settled may yet get another way as short.</summary>
    private void OfferAgain(int node, double distance, int before, int link)
    {
        if (distance == _distance[node] && before >= 0 && _node[node] >= 0 && double.IsFinite(distance)
            && (before < _node[node] || (before == _node[node] && link < _link[node])))
            (_node[node], _link[node]) = (before, link);
        else
            Offer(node, distance, before, link);
    }

    /// <summary>Nodes that stayed where they were and those settled now, in one order.</summary>
    private void Merge(int stayed)
    {
        int kept = 0;
        foreach (int node in _stayed.AsSpan(0, stayed))
        {
            if (!_isMoved[node])
                _stayed[kept++] = node;
        }

        int last = kept + _settled - 1, moved = _settled - 1;
        _settled += kept;
        for (kept--; kept >= 0; last--)
        {
            bool isMoved = moved >= 0 && Before(_stayed[kept], _order[moved]);
            _order[last] = isMoved ? _order[moved--] : _stayed[kept--];
        }
    }

    /// <summary>Solves where a link's length depends on the node that it is left from.</summary>
    /// <param name="sources">The sources; none: every node stays out of reach.</param>
    /// <param name="lengths">By entry of the graph's rows, at least 0; infinite where it cannot be used.</param>
    /// <param name="most">Nodes farther than this are not settled: <see cref="Order"/> has those within it.</param>
    /// <param name="last">No node is settled after this one; -1: all are.</param>
    public void SolveByEntry(ReadOnlySpan<int> sources, ReadOnlySpan<double> lengths, double most = double.PositiveInfinity, int last = -1)
    {
        Begin(sources);
        while (_size > 0 && _distance[_heap[0]] <= most)
        {
            int node = Settle();
            if (node == last)
                break;
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
