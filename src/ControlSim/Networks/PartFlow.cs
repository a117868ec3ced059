using System.Diagnostics;
using System.Numerics;

namespace ControlSim.Networks;

/// <summary>
/// Maximum flow from supplies to demands of nodes within one connected part of a graph, exact and in whole numbers. First along a
/// spanning tree of wide links, which is solved in one pass; only if that leaves something unmet are shortest ways augmented from
/// there (Dinic 1970). Costs what the part costs and not what the graph costs; allocates nothing.
/// </summary>
/// <remarks>
/// The tree takes wide links first, by powers of two of their capacity (Prim 1957). Of the parts of the theatre four in five are
/// met by the tree alone.
/// </remarks>
internal sealed class PartFlow
{
    private readonly Adjacency _graph;
    private readonly int[] _twin; // entry of the same link in the row of its other end
    private readonly long[] _residual; // by entry: what can still go from the row's node to the neighbour
    private readonly bool[] _visited;
    private readonly int[] _order; // members, each after its parent
    private readonly int[] _parentEntry; // entry of the parent's row that leads to a node
    private readonly int[] _parent;
    private readonly int[] _bucketTop = new int[64];
    private readonly int[] _bucketNext; // by entry
    private readonly int[] _bucketNode; // by entry: node of its row
    private readonly long[] _surplus; // by node: what its tree below could give, and then gives, beyond what it takes itself
    private readonly long[] _deficit;
    private readonly long[] _up; // by node: offered to the parent, negative: asked of it
    private readonly long[] _matched;
    private readonly LevelFlow _levels;
    private int _size;

    public PartFlow(Adjacency graph)
    {
        _graph = graph;
        _twin = Twins(graph);
        _residual = new long[2 * graph.Links];
        _bucketNext = new int[2 * graph.Links];
        _bucketNode = new int[2 * graph.Links];
        _visited = new bool[graph.Nodes];
        _order = new int[graph.Nodes];
        _parent = new int[graph.Nodes];
        _parentEntry = new int[graph.Nodes];
        (_surplus, _deficit) = (new long[graph.Nodes], new long[graph.Nodes]);
        (_up, _matched) = (new long[graph.Nodes], new long[graph.Nodes]);
        _levels = new LevelFlow(graph, _twin, _residual);
        for (int node = 0; node < graph.Nodes; node++)
        {
            for (int entry = graph.Starts[node]; entry < graph.Starts[node + 1]; entry++)
                _bucketNode[entry] = node;
        }
    }

    /// <summary>Nodes of the part.</summary>
    public ReadOnlySpan<int> Members => _order.AsSpan(0, _size);

    /// <summary>Forgets which nodes were in a part.</summary>
    public void Forget(ReadOnlySpan<int> nodes)
    {
        foreach (int node in nodes)
            _visited[node] = false;
    }

    /// <summary>Forgets all.</summary>
    public void Forget() => Array.Clear(_visited);

    /// <summary>Finds the part of a node, joined by links with some capacity; false if it was found before.</summary>
    public bool Grow(int root, long[] capacity)
    {
        if (_visited[root])
            return false;
        _size = 0;
        ulong filled = 0;
        Add(root, capacity, ref filled);
        while (filled != 0)
        {
            int bucket = BitOperations.Log2(filled);
            int entry = _bucketTop[bucket];
            _bucketTop[bucket] = _bucketNext[entry];
            if (_bucketTop[bucket] < 0)
                filled &= ~(1UL << bucket);
            int node = _graph.Neighbours[entry];
            if (_visited[node])
                continue;
            _parent[node] = _bucketNode[entry];
            _parentEntry[node] = entry;
            Add(node, capacity, ref filled);
        }

        return true;
    }

    /// <summary>Solves the part.</summary>
    /// <param name="capacity">By link, the same both ways.</param>
    /// <param name="supply">By node.</param>
    /// <param name="demand">By node.</param>
    /// <returns>Demand that cannot be met.</returns>
    public long Solve(long[] capacity, long[] supply, long[] demand)
    {
        long unmet = MatchUpwards(capacity, supply, demand);
        if (unmet == 0)
            return 0;
        LoadTree(capacity, supply, demand);
        return unmet - _levels.Solve(Members);
    }

    /// <summary>Nodes to which more could still flow after the last solution that left demand unmet: the source side of the nearest cut.</summary>
    public bool IsSourceSide(int node) => _levels.IsReached(node);

    private static int[] Twins(Adjacency graph)
    {
        var twin = new int[2 * graph.Links];
        var first = new int[graph.Links];
        Array.Fill(first, -1);
        for (int entry = 0; entry < twin.Length; entry++)
        {
            int link = graph.LinkIds[entry];
            if (first[link] < 0)
                first[link] = entry;
            else
                (twin[entry], twin[first[link]]) = (first[link], entry);
        }

        return twin;
    }

    private void Add(int node, long[] capacity, ref ulong filled)
    {
        _visited[node] = true;
        _order[_size++] = node;
        ReadOnlySpan<int> links = _graph.LinkIds, neighbours = _graph.Neighbours;
        int stop = _graph.Starts[node + 1];
        for (int entry = _graph.Starts[node]; entry < stop; entry++)
        {
            long wide = capacity[links[entry]];
            if (wide == 0 || _visited[neighbours[entry]])
                continue;
            int bucket = BitOperations.Log2((ulong)wide);
            _bucketNext[entry] = (filled >> bucket & 1) == 0 ? -1 : _bucketTop[bucket];
            _bucketTop[bucket] = entry;
            filled |= 1UL << bucket;
        }
    }

    /// <summary>From the leaves to the root: what is near is matched first, the rest goes up as far as the link carries.</summary>
    private long MatchUpwards(long[] capacity, long[] supply, long[] demand)
    {
        ReadOnlySpan<int> links = _graph.LinkIds;
        long unmet = 0;
        foreach (int node in Members)
        {
            (_surplus[node], _deficit[node]) = (supply[node], demand[node]);
            unmet += demand[node];
        }

        for (int i = _size - 1; i >= 0; i--)
        {
            int node = _order[i];
            long matched = Math.Min(_surplus[node], _deficit[node]);
            _matched[node] = matched;
            unmet -= matched;
            if (i == 0)
                break;
            long carries = capacity[links[_parentEntry[node]]];
            if (_surplus[node] > matched)
                _surplus[_parent[node]] += _up[node] = Math.Min(_surplus[node] - matched, carries);
            else
                _deficit[_parent[node]] -= _up[node] = -Math.Min(_deficit[node] - matched, carries);
        }

        return unmet;
    }

    /// <summary>From the root to the leaves: who gave and took of what was matched; leaves it to the second step as residuals.</summary>
    private void LoadTree(long[] capacity, long[] supply, long[] demand)
    {
        ReadOnlySpan<int> links = _graph.LinkIds;
        for (int i = 0; i < _size; i++)
        {
            int node = _order[i];
            for (int entry = _graph.Starts[node]; entry < _graph.Starts[node + 1]; entry++)
            {
                _residual[entry] = capacity[links[entry]];
                if (_residual[entry] == 0)
                    _residual[_twin[entry]] = 0; // the row of a node outside the part is not loaded
            }
        }

        for (int i = 0; i < _size; i++)
        {
            int node = _order[i];
            long given = _matched[node], taken = given;
            if (i > 0 && _up[node] > 0)
                given += Send(_surplus, node, _up[node], _twin[_parentEntry[node]]);
            else if (i > 0)
                taken += Send(_deficit, node, -_up[node], _parentEntry[node]);
            long own = Math.Min(supply[node], given), met = Math.Min(demand[node], taken);
            _levels.Load(node, supply[node] - own, demand[node] - met);
            (_surplus[node], _deficit[node]) = (given - own, taken - met); // to come from the nodes below, and to go to them
        }
    }

    private long Send(long[] left, int node, long offered, int entry)
    {
        ref long wanted = ref left[_parent[node]];
        long amount = Math.Min(offered, wanted);
        Debug.Assert(amount >= 0, "a tree carries a negative amount");
        wanted -= amount;
        _residual[entry] -= amount;
        _residual[_twin[entry]] += amount;
        return amount;
    }
}
