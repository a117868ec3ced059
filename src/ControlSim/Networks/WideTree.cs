using System.Numerics;

namespace ControlSim.Networks;

/// <summary>
/// The connected part of a node over links with some capacity, as a spanning tree that takes wide links first, by powers of two of
/// their capacity (Prim 1957 with buckets). Costs what the part costs and not what the graph costs; allocates nothing.
/// </summary>
internal sealed class WideTree
{
    private UsableLinks _links = new(0, 0);
    private readonly bool[] _visited;
    private readonly int[] _order; // members, each after its parent
    private readonly int[] _entry; // by place in the order: entry of the parent's row that leads to the member
    private readonly int[] _parent; // by place in the order: place of the parent
    private readonly int[] _place; // by node, of members
    private readonly int[] _bucketTop = new int[64];
    private readonly int[] _bucketNext; // by entry
    private int _size;

    public WideTree(int nodes, int links)
    {
        _visited = new bool[nodes];
        (_order, _entry) = (new int[nodes], new int[nodes]);
        (_parent, _place) = (new int[nodes], new int[nodes]);
        _bucketNext = new int[2 * links];
    }

    /// <summary>Goes over to other links.</summary>
    public void Use(UsableLinks links) => _links = links;

    /// <summary>Nodes of the part, each after its parent.</summary>
    public ReadOnlySpan<int> Members => _order.AsSpan(0, _size);

    /// <summary>By place in <see cref="Members"/>: entry of the parent's row that leads there; -1 at the root.</summary>
    public ReadOnlySpan<int> Entries => _entry.AsSpan(0, _size);

    /// <summary>By place in <see cref="Members"/>: place of the parent.</summary>
    public ReadOnlySpan<int> Parents => _parent.AsSpan(0, _size);

    /// <summary>By node of the graph: place of a member.</summary>
    public ReadOnlySpan<int> Places => _place;

    /// <summary>Node of an entry's row.</summary>
    public int NodeOf(int entry) => _links.Owners[entry];

    /// <summary>Forgets all parts.</summary>
    public void Forget() => Array.Clear(_visited);

    /// <summary>Forgets that these nodes were in a part.</summary>
    public void Forget(ReadOnlySpan<int> nodes)
    {
        foreach (int node in nodes)
            _visited[node] = false;
    }

    /// <summary>Was a node in a part?</summary>
    public bool IsVisited(int node) => _visited[node];

    /// <summary>Counts nodes as those of a part.</summary>
    public void Visit(ReadOnlySpan<int> nodes)
    {
        foreach (int node in nodes)
            _visited[node] = true;
    }

    /// <summary>Takes a tree that was found before.</summary>
    public void Adopt(ReadOnlySpan<int> members, ReadOnlySpan<int> entries)
    {
        _size = members.Length;
        members.CopyTo(_order);
        entries.CopyTo(_entry);
        for (int i = 0; i < members.Length; i++)
        {
            _place[members[i]] = i;
            _parent[i] = i == 0 ? 0 : _place[NodeOf(entries[i])];
        }
    }

    /// <summary>Finds the part of a node; false if it was found before.</summary>
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
            if (!_visited[_links.Neighbours[entry]])
                Add(_links.Neighbours[entry], entry, capacity, ref filled);
        }

        return true;
    }

    private void Add(int node, int by, long[] capacity, ref ulong filled)
    {
        _visited[node] = true;
        (_entry[_size], _parent[_size], _place[node]) = (by, by < 0 ? 0 : _place[_links.Owners[by]], _size);
        _order[_size++] = node;
        int[] links = _links.LinkIds, neighbours = _links.Neighbours, top = _bucketTop, next = _bucketNext;
        bool[] visited = _visited;
        ulong some = filled;
        int stop = _links.Starts[node + 1];
        for (int entry = _links.Starts[node]; entry < stop; entry++)
        {
            long wide = capacity[links[entry]];
            if (wide == 0 || visited[neighbours[entry]])
                continue;
            int bucket = BitOperations.Log2((ulong)wide);
            next[entry] = (some >> bucket & 1) == 0 ? -1 : top[bucket];
            top[bucket] = entry;
            some |= 1UL << bucket;
        }

        filled = some;
    }
}
