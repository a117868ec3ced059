using System.Diagnostics;

namespace ControlSim.Networks;

/// <summary>
/// Exact maximum flow in whole numbers by Dinic's algorithm (1970). The graph is given once, capacities before every solve;
/// solving allocates nothing. The value and the source side are unique; the flow of a single link depends on the order of links.
/// </summary>
public sealed class MaxFlow
{
    private readonly int[] _first; // arcs of node v are _first[v] .. _first[v + 1] - 1
    private readonly int[] _head; // node that an arc leads to
    private readonly int[] _twin; // the same link in the other direction
    private readonly int[] _arc; // a link's arc from its first to its second node
    private readonly long[] _capacity;
    private readonly long[] _residual;
    private readonly int[] _level;
    private readonly int[] _next; // first arc of a node not yet given up
    private readonly int[] _queue;
    private readonly int[] _path;

    /// <summary>Builds the graph with all capacities 0.</summary>
    /// <param name="nodes">Number of nodes, 0 to <paramref name="nodes"/> - 1.</param>
    /// <param name="from">First node of each link.</param>
    /// <param name="to">Second node of each link; the link may carry either way.</param>
    /// <exception cref="ArgumentException">The two lists differ in length, or a link joins a node to itself or to no node.</exception>
    public MaxFlow(int nodes, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        Adjacency.Check(nodes, from, to);
        int links = from.Length;
        _first = new int[nodes + 1];
        _head = new int[2 * links];
        _twin = new int[2 * links];
        _arc = new int[links];
        _capacity = new long[2 * links];
        _residual = new long[2 * links];
        _level = new int[nodes];
        _next = new int[nodes];
        _queue = new int[nodes];
        _path = new int[nodes];
        for (int link = 0; link < links; link++)
        {
            _first[from[link] + 1]++;
            _first[to[link] + 1]++;
        }

        for (int node = 0; node < nodes; node++)
        {
            _first[node + 1] += _first[node];
            _next[node] = _first[node];
        }

        for (int link = 0; link < links; link++)
        {
            int arc = _next[from[link]]++;
            int twin = _next[to[link]]++;
            (_head[arc], _head[twin]) = (to[link], from[link]);
            (_twin[arc], _twin[twin]) = (twin, arc);
            _arc[link] = arc;
        }
    }

    /// <summary>Capacity of a link, the same both ways; at least 0. Sums over any cut must stay below 2^61.</summary>
    public void SetCapacity(int link, long capacity) => SetCapacity(link, capacity, capacity);

    /// <summary>Capacities of a link from its first to its second node and back; a one-way link has 0 for one of them.</summary>
    public void SetCapacity(int link, long forward, long backward)
    {
        Debug.Assert(forward >= 0 && backward >= 0, "a capacity is negative");
        int arc = _arc[link];
        _capacity[arc] = forward;
        _capacity[_twin[arc]] = backward;
    }

    /// <summary>Greatest flow from source to sink under the capacities set.</summary>
    public long Solve(int source, int sink)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(source, sink);
        Array.Copy(_capacity, _residual, _capacity.Length);
        long total = 0;
        while (Layer(source, sink))
            total += BlockingFlow(source, sink);
        return total;
    }

    /// <summary>Net flow of a link in the last solution, from its first to its second node (negative: the other way).</summary>
    public long Flow(int link) => _capacity[_arc[link]] - _residual[_arc[link]];

    /// <summary>
    /// Marks the source side of the minimum cut nearest to the source in the last solution: the nodes to which more could still
    /// flow. It is the same for every maximum flow. Links from marked to unmarked nodes are the cut.
    /// </summary>
    public void SourceSide(Span<bool> side)
    {
        for (int node = 0; node < _level.Length; node++)
            side[node] = _level[node] >= 0;
    }

    /// <summary>Distances in arcs from the source over what is left; stops at the sink. False: the sink is out of reach.</summary>
    private bool Layer(int source, int sink)
    {
        int[] level = _level, first = _first, head = _head, queue = _queue;
        long[] residual = _residual;
        Array.Fill(level, -1);
        level[source] = 0;
        queue[0] = source;
        int end = 1;
        for (int i = 0; i < end; i++)
        {
            int node = queue[i];
            int next = level[node] + 1;
            int stop = first[node + 1];
            for (int arc = first[node]; arc < stop; arc++)
            {
                int other = head[arc];
                if (residual[arc] <= 0 || level[other] >= 0)
                    continue;
                level[other] = next;
                if (other == sink)
                    return true;
                queue[end++] = other;
            }
        }

        return false;
    }

    /// <summary>Saturates all shortest paths, depth first; an arc given up is not looked at again.</summary>
    private long BlockingFlow(int source, int sink)
    {
        int[] level = _level, first = _first, head = _head, next = _next;
        long[] residual = _residual;
        Array.Copy(first, next, next.Length);
        long total = 0;
        int depth = 0;
        int node = source;
        while (true)
        {
            int arc = next[node];
            int stop = first[node + 1];
            int wanted = level[node] + 1;
            while (arc < stop && (residual[arc] <= 0 || level[head[arc]] != wanted))
                arc++;
            next[node] = arc;
            if (arc < stop)
            {
                _path[depth++] = arc;
                node = head[arc];
                if (node != sink)
                    continue;
                total += Augment(ref depth);
                node = head[_twin[_path[depth]]];
            }
            else if (depth == 0)
            {
                return total;
            }
            else
            {
                level[node] = -1;
                node = head[_twin[_path[--depth]]];
            }
        }
    }

    /// <summary>Sends all that the path carries; the path then ends before the first arc that this fills.</summary>
    private long Augment(ref int depth)
    {
        long amount = long.MaxValue;
        int full = 0;
        for (int i = 0; i < depth; i++)
        {
            if (_residual[_path[i]] < amount)
            {
                amount = _residual[_path[i]];
                full = i;
            }
        }

        for (int i = 0; i < depth; i++)
        {
            _residual[_path[i]] -= amount;
            _residual[_twin[_path[i]]] += amount;
        }

        depth = full;
        return amount;
    }
}
