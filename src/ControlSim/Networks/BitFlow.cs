using System.Diagnostics;
using System.Numerics;

namespace ControlSim.Networks;

/// <summary>
/// <see cref="LevelFlow"/> for parts of at most 64 nodes: who can still send to whom is a word of bits a node, so that a layer costs one
/// operation a node of the layer before, and what can go is a small matrix, in which links between the same two nodes are one.
/// Nodes are known by their place in the part's tree.
/// </summary>
internal sealed class BitFlow
{
    /// <summary>Nodes of a part, at most.</summary>
    public const int Most = 64;

    private readonly long[] _residual = new long[Most * Most]; // from row to column; only what the bits of the row name
    private readonly ulong[] _to = new ulong[Most]; // bit j: something can still go to node j
    private readonly ulong[] _from = new ulong[Most]; // bit j: something can still come from node j
    private readonly long[] _supply = new long[Most]; // left
    private readonly long[] _demand = new long[Most]; // unmet
    private readonly ulong[] _layer = new ulong[Most + 1]; // by links from a node with supply left, without nodes given up
    private readonly int[] _path = new int[Most + 1]; // by layer
    private ulong _supplies; // bit by node: some supply is left
    private ulong _demands;
    private int _nodes;

    /// <summary>Nodes within reach of supply after the last solution that left demand unmet.</summary>
    public ulong Reached { get; private set; }

    /// <summary>Loads a part with what its links can carry.</summary>
    public void Load(WideTree tree, UsableLinks links, long[] capacity)
    {
        ReadOnlySpan<int> members = tree.Members, places = tree.Places, starts = links.Starts, neighbours = links.Neighbours, linkIds = links.LinkIds;
        (_nodes, _supplies, _demands) = (members.Length, 0, 0);
        long[] residual = _residual;
        for (int i = 0; i < members.Length; i++)
        {
            ulong to = 0;
            int row = i * Most, stop = starts[members[i] + 1];
            for (int entry = starts[members[i]]; entry < stop; entry++)
            {
                long carries = capacity[linkIds[entry]];
                if (carries == 0)
                    continue;
                int other = places[neighbours[entry]];
                residual[row + other] = carries + ((to >> other & 1) == 0 ? 0 : residual[row + other]);
                to |= 1UL << other;
            }

            (_to[i], _from[i]) = (to, to);
        }
    }

    /// <summary>Nodes of the part.</summary>
    public int Nodes => _nodes;

    /// <summary>Begins with a part without links.</summary>
    public void Begin(int nodes)
    {
        _nodes = nodes;
        Begin();
    }

    /// <summary>Joins a node to others.</summary>
    /// <param name="node">The node.</param>
    /// <param name="to">Bit j: it is joined to node j.</param>
    public void Join(int node, ulong to) => (_to[node], _from[node]) = (to, to);

    /// <summary>What can go from a node to others that it is joined to; several links to one of them count together.</summary>
    public Span<long> RowOf(int node) => _residual.AsSpan(node * Most, Most);

    /// <summary>Forgets what nodes have left and need; what was sent stays sent.</summary>
    public void Begin() => (_supplies, _demands) = (0, 0);

    /// <summary>Is no demand unmet?</summary>
    public bool IsMet => _demands == 0;

    /// <summary>What a node of the last solution has left, or less than nothing: what it still needs.</summary>
    public long Left(int node) => _supply[node] - _demand[node];

    /// <summary>What can still go between two nodes that a link joins.</summary>
    public long Carries(int from, int to) => (_to[from] >> to & 1) == 0 ? 0 : _residual[(from * Most) + to];

    /// <summary>Forgets the links between two nodes.</summary>
    public void Part(int a, int b)
    {
        _to[a] &= ~(1UL << b);
        _from[a] &= ~(1UL << b);
        _to[b] &= ~(1UL << a);
        _from[b] &= ~(1UL << a);
    }

    /// <summary>Sends an amount between two nodes that a link joins.</summary>
    public void Send(int from, int to, long amount)
    {
        ref long left = ref _residual[(from * Most) + to];
        left -= amount;
        Debug.Assert(left >= 0, "a link carries more than it can");
        if (left == 0)
        {
            _to[from] &= ~(1UL << to);
            _from[to] &= ~(1UL << from);
        }

        _residual[(to * Most) + from] += amount;
        _to[to] |= 1UL << from;
        _from[from] |= 1UL << to;
    }

    /// <summary>Sets what a node has left and what it still needs.</summary>
    public void SetEnds(int node, long supply, long demand)
    {
        (_supply[node], _demand[node]) = (supply, demand);
        _supplies |= (supply > 0 ? 1UL : 0) << node;
        _demands |= (demand > 0 ? 1UL : 0) << node;
    }

    /// <summary>Augments by shortest ways as far as that goes.</summary>
    /// <returns>What was added.</returns>
    public long Solve()
    {
        long total = 0;
        while (_demands != 0)
        {
            int depth = Layer();
            if (depth < 0)
                break;
            for (ulong rest = _layer[depth] & _demands; rest != 0; rest &= rest - 1)
                total += Meet(BitOperations.TrailingZeroCount(rest), depth);
        }

        return total;
    }

    /// <summary>Could more flow to every node?</summary>
    public bool ReachesAll()
    {
        ulong none = _demands;
        _demands = 0;
        Layer();
        _demands = none;
        return Reached == ulong.MaxValue >> (Most - _nodes);
    }

    /// <summary>What two joined nodes send each other, whichever way; the same capacity both ways.</summary>
    public long Carried(int a, int b) => Math.Abs(_residual[(a * Most) + b] - _residual[(b * Most) + a]) / 2;

    /// <summary>Layers up to that of the nearest node in need, which is returned; -1: none is within reach.</summary>
    private int Layer()
    {
        ulong[] to = _to, layer = _layer;
        ulong front = _supplies, seen = front;
        int depth = 0;
        layer[0] = front;
        while (front != 0 && (front & _demands) == 0)
        {
            ulong next = 0;
            for (ulong rest = front; rest != 0; rest &= rest - 1)
                next |= to[BitOperations.TrailingZeroCount(rest)];
            front = next & ~seen;
            seen |= front;
            layer[++depth] = front;
        }

        Reached = seen;
        return front == 0 ? -1 : depth;
    }

    /// <summary>Fills a demand over shortest ways, backwards and depth first; a node that leads nowhere is given up.</summary>
    private long Meet(int target, int depth)
    {
        long wanted = _demand[target];
        _path[depth] = target;
        for (int at = depth; ;)
        {
            if (at == 0)
            {
                at = Augment(target, depth);
                if (_demand[target] == 0)
                    break;
                continue;
            }

            int node = _path[at];
            ulong before = _from[node] & _layer[at - 1];
            if (before != 0)
            {
                _path[--at] = BitOperations.TrailingZeroCount(before);
                continue;
            }

            _layer[at] &= ~(1UL << node);
            if (at == depth)
                break;
            at++;
        }

        return wanted - _demand[target];
    }

    /// <summary>Sends all that the way carries.</summary>
    /// <returns>The layer at which what is left of the way ends.</returns>
    private int Augment(int target, int depth)
    {
        int source = _path[0];
        long amount = Math.Min(_supply[source], _demand[target]);
        for (int i = 0; i < depth; i++)
            amount = Math.Min(amount, _residual[(_path[i] * Most) + _path[i + 1]]);
        int end = 0;
        for (int i = 0; i < depth; i++)
        {
            Send(_path[i], _path[i + 1], amount);
            end = (_to[_path[i]] >> _path[i + 1] & 1) == 0 ? i + 1 : end;
        }

        if ((_supply[source] -= amount) == 0)
        {
            _supplies &= ~(1UL << source);
            _layer[0] &= ~(1UL << source);
            end = Math.Max(end, Math.Min(1, depth));
        }

        if ((_demand[target] -= amount) == 0)
            _demands &= ~(1UL << target);
        return end;
    }
}
