using System.Numerics;
using System.Runtime.CompilerServices;

namespace ControlSim.Networks;

/// <summary>
/// The connected part of a node over links with some capacity, as a spanning tree that takes wide links first, by powers of two of
/// their capacity (Prim 1957 with buckets). Costs what the part costs and not what the graph costs; allocates nothing.
/// </summary>
internal sealed class WideTree
{
    private readonly Adjacency _graph;
    private readonly bool[] _visited;
    private readonly int[] _order; // members, each after its parent
    private readonly int[] _entry; // by place in the order: entry of the parent's row that leads to the member
    private readonly int[] _node; // by entry: node of its row
    private readonly int[] _bucketTop = new int[64];
    private readonly int[] _bucketNext; // by entry
    private int _size;

    public WideTree(Adjacency graph)
    {
        _graph = graph;
        _visited = new bool[graph.Nodes];
        (_order, _entry) = (new int[graph.Nodes], new int[graph.Nodes]);
        (_node, _bucketNext) = (new int[2 * graph.Links], new int[2 * graph.Links]);
        for (int node = 0; node < graph.Nodes; node++)
        {
            for (int entry = graph.Starts[node]; entry < graph.Starts[node + 1]; entry++)
                _node[entry] = node;
        }
    }

    /// <summary>Nodes of the part, each after its parent.</summary>
    public ReadOnlySpan<int> Members => _order.AsSpan(0, _size);

    /// <summary>By place in <see cref="Members"/>: entry of the parent's row that leads there; -1 at the root.</summary>
    public ReadOnlySpan<int> Entries => _entry.AsSpan(0, _size);

    /// <summary>Node of an entry's row.</summary>
    public int NodeOf(int entry) => _node[entry];

    /// <summary>Forgets all parts.</summary>
    public void Forget() => Array.Clear(_visited);

    /// <summary>Forgets that these nodes were in a part.</summary>
    public void Forget(ReadOnlySpan<int> nodes)
    {
        foreach (int node in nodes)
            _visited[node] = false;
    }

    /// <summary>Takes a tree that was found before.</summary>
    public void Adopt(ReadOnlySpan<int> members, ReadOnlySpan<int> entries)
    {
        _size = members.Length;
        members.CopyTo(_order);
        entries.CopyTo(_entry);
    }

    /// <summary>Finds the part of a node; false if it was found before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Grow(int root, long[] capacity)
    {
        if (_visited[root])
            return false;
        _size = 0;
        ulong filled = 0;
        Add(root, -1, capacity, ref filled);
        while (filled != 0)
        {
            int bucket = BitOperations.Log2(filled);
            int entry = _bucketTop[bucket];
            _bucketTop[bucket] = _bucketNext[entry];
            if (_bucketTop[bucket] < 0)
                filled &= ~(1UL << bucket);
            if (!_visited[_graph.Neighbours[entry]])
                Add(_graph.Neighbours[entry], entry, capacity, ref filled);
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(int node, int by, long[] capacity, ref ulong filled)
    {
        _visited[node] = true;
        _entry[_size] = by;
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
}
