namespace ControlSim.Networks;

/// <summary>Connected parts of a graph, and the links that hold them together. Solving allocates nothing.</summary>
public sealed class Components
{
    private readonly Adjacency _graph;
    private readonly int[] _stack;
    private readonly int[] _entered; // order of the first visit, from 1; 0: not visited
    private readonly int[] _lowest; // earliest node that the subtree reaches without the link that led to it
    private readonly int[] _next; // next entry of the row
    private readonly int[] _by; // link that led here

    /// <summary>Prepares searches over one graph.</summary>
    public Components(Adjacency graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        _graph = graph;
        _stack = new int[graph.Nodes];
        _entered = new int[graph.Nodes];
        _lowest = new int[graph.Nodes];
        _next = new int[graph.Nodes];
        _by = new int[graph.Nodes];
    }

    /// <summary>Numbers the connected components from 0, in the order of their lowest node.</summary>
    /// <param name="usable">By link; empty: all are.</param>
    /// <param name="component">Receives the number of each node's component.</param>
    /// <returns>How many there are.</returns>
    public int Label(ReadOnlySpan<bool> usable, Span<int> component)
    {
        component[.._graph.Nodes].Fill(-1);
        int count = 0;
        for (int root = 0; root < _graph.Nodes; root++)
        {
            if (component[root] >= 0)
                continue;
            component[root] = count;
            _stack[0] = root;
            for (int size = 1; size > 0;)
            {
                int node = _stack[--size];
                int stop = _graph.Starts[node + 1];
                for (int entry = _graph.Starts[node]; entry < stop; entry++)
                {
                    int other = _graph.Neighbours[entry];
                    if (component[other] >= 0 || !Usable(usable, _graph.LinkIds[entry]))
                        continue;
                    component[other] = count;
                    _stack[size++] = other;
                }
            }

            count++;
        }

        return count;
    }

    /// <summary>Marks the bridges: links whose loss would part a component in two (Tarjan 1974).</summary>
    /// <param name="usable">By link; empty: all are.</param>
    /// <param name="bridge">Receives a mark for each link.</param>
    public void Bridges(ReadOnlySpan<bool> usable, Span<bool> bridge)
    {
        bridge[.._graph.Links].Clear();
        Array.Clear(_entered);
        int clock = 0;
        for (int root = 0; root < _graph.Nodes; root++)
        {
            if (_entered[root] != 0)
                continue;
            int depth = 0;
            Enter(root, -1, ref clock, ref depth);
            while (depth > 0)
            {
                int node = _stack[depth - 1];
                if (_next[node] == _graph.Starts[node + 1])
                {
                    Leave(node, --depth, bridge);
                    continue;
                }

                int entry = _next[node]++;
                int link = _graph.LinkIds[entry];
                int other = _graph.Neighbours[entry];
                if (link == _by[node] || !Usable(usable, link))
                    continue;
                if (_entered[other] == 0)
                    Enter(other, link, ref clock, ref depth);
                else
                    _lowest[node] = Math.Min(_lowest[node], _entered[other]);
            }
        }
    }

    private static bool Usable(ReadOnlySpan<bool> usable, int link) => usable.IsEmpty || usable[link];

    private void Enter(int node, int link, ref int clock, ref int depth)
    {
        _entered[node] = _lowest[node] = ++clock;
        _next[node] = _graph.Starts[node];
        _by[node] = link;
        _stack[depth++] = node;
    }

    private void Leave(int node, int depth, Span<bool> bridge)
    {
        if (depth == 0)
            return;
        int parent = _stack[depth - 1];
        _lowest[parent] = Math.Min(_lowest[parent], _lowest[node]);
        bridge[_by[node]] = _lowest[node] > _entered[parent];
    }
}
