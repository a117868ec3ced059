namespace ControlSim.Networks;

/// <summary>
/// Maximum flow from supplies to demands of nodes within one connected part of a graph, exact and in whole numbers. First along the
/// part's tree of wide links, which is solved in one pass; only if that leaves something unmet are shortest ways augmented from
/// there (Dinic 1970). Allocates nothing.
/// </summary>
internal sealed class PartFlow
{
    private readonly WideTree _tree;
    private readonly long[] _residual; // by entry: what can still go from the row's node to the neighbour
    private readonly long[] _excess; // by place in the tree: what comes there beyond what is taken, negative: what is wanted and does not come
    private readonly long[] _up; // by place: sent to the parent, negative: from there
    private readonly LevelFlow _levels;
    private readonly BitFlow _bits = new(); // for parts that fit
    private UsableLinks _links = new(0, 0);
    private bool _isAlongTree;
    private bool _fits;

    public PartFlow(int nodes, int links, WideTree tree)
    {
        _tree = tree;
        _residual = new long[2 * links];
        (_excess, _up) = (new long[nodes], new long[nodes]);
        _levels = new LevelFlow(nodes, _residual);
    }

    /// <summary>Goes over to other links.</summary>
    public void Use(UsableLinks links)
    {
        _links = links;
        _levels.Use(links);
    }

    /// <summary>Solves the part that the tree spans.</summary>
    /// <param name="capacity">By link, the same both ways.</param>
    /// <param name="supply">By node.</param>
    /// <param name="demand">By node.</param>
    /// <returns>Demand that cannot be met.</returns>
    public long Solve(long[] capacity, long[] supply, long[] demand)
    {
        long unmet = MatchUpwards(capacity, supply, demand);
        _isAlongTree = unmet == 0;
        return _isAlongTree ? 0 : unmet - Augment(capacity);
    }

    /// <summary>What the last solution carries on the links of the part, whichever way, if it used all supply to meet all demand.</summary>
    public void Carried(long[] capacity, Span<long> flow)
    {
        ReadOnlySpan<int> links = _links.LinkIds, members = _tree.Members, entries = _tree.Entries;
        for (int i = 1; i < members.Length && _isAlongTree; i++)
            flow[links[entries[i]]] = Math.Abs(_up[i]);
        for (int i = 0; i < members.Length && !_isAlongTree; i++)
        {
            long handedOut = 0;
            for (int entry = _links.Starts[members[i]]; entry < _links.Starts[members[i] + 1]; entry++)
            {
                if (!_fits)
                {
                    flow[links[entry]] = capacity[links[entry]] - Math.Min(_residual[entry], _residual[_links.Twins[entry]]);
                    continue;
                }

                // Rows are sorted by neighbour: links between the same two nodes follow each other and share what goes between these.
                bool isNext = entry > _links.Starts[members[i]] && _links.Neighbours[entry] == _links.Neighbours[entry - 1];
                handedOut = isNext ? handedOut : 0;
                long carried = capacity[links[entry]] == 0 ? 0 : _bits.Carried(i, _tree.Places[_links.Neighbours[entry]]);
                flow[links[entry]] = Math.Min(capacity[links[entry]], carried - handedOut);
                handedOut += flow[links[entry]];
            }
        }
    }

    /// <summary>Is everything met, and could more still flow to every node?</summary>
    public bool LeavesRoom(long[] capacity, long[] supply, long[] demand)
    {
        long unmet = MatchUpwards(capacity, supply, demand);
        if (unmet > Augment(capacity))
            return false;
        if (_fits)
            return _bits.ReachesAll();
        foreach (int node in _tree.Members)
        {
            if (!_levels.IsReached(node))
                return false;
        }

        return true;
    }

    /// <summary>Nodes to which more could still flow after the last solution that left demand unmet: the source side of the nearest cut.</summary>
    public bool IsSourceSide(int node) => _fits ? (_bits.Reached >> _tree.Places[node] & 1) != 0 : _levels.IsReached(node);

    /// <summary>
    /// From the leaves to the root: what a node has too much goes up as far as the link carries, or what it wants comes down. What stays lies
    /// where it got to: it can go on from there to all nodes that it could reach from where it came (Hochbaum 2008).
    /// </summary>
    /// <returns>Demand left.</returns>
    private long MatchUpwards(long[] capacity, long[] supply, long[] demand)
    {
        ReadOnlySpan<int> links = _links.LinkIds, members = _tree.Members, entries = _tree.Entries, parents = _tree.Parents;
        long[] excess = _excess;
        for (int i = 0; i < members.Length; i++)
            excess[i] = supply[members[i]] - demand[members[i]];
        long unmet = 0;
        for (int i = members.Length - 1; i > 0; i--)
        {
            long carries = capacity[links[entries[i]]], up = Math.Clamp(excess[i], -carries, carries);
            _up[i] = up;
            excess[i] -= up;
            excess[parents[i]] += up;
            unmet -= Math.Min(excess[i], 0);
        }

        return unmet - Math.Min(excess[0], 0);
    }

    /// <summary>Goes on from the tree's flow over all links.</summary>
    /// <returns>What was added.</returns>
    private long Augment(long[] capacity)
    {
        _fits = _tree.Members.Length <= BitFlow.Most;
        if (_fits)
            _bits.Load(_tree, _links, capacity);
        else
            LoadResiduals(capacity);
        ReadOnlySpan<int> members = _tree.Members, parents = _tree.Parents;
        for (int i = 0; i < members.Length; i++)
        {
            if (_up[i] != 0 && i > 0)
                Send(i, parents[i], _up[i] > 0, Math.Abs(_up[i]));
            (long left, long unmet) = (Math.Max(_excess[i], 0), Math.Max(-_excess[i], 0));
            if (_fits)
                _bits.SetEnds(i, left, unmet);
            else
                _levels.Load(members[i], left, unmet);
        }

        return _fits ? _bits.Solve() : _levels.Solve(members);
    }

    private void LoadResiduals(long[] capacity)
    {
        ReadOnlySpan<int> links = _links.LinkIds, starts = _links.Starts;
        foreach (int node in _tree.Members)
        {
            for (int entry = starts[node]; entry < starts[node + 1]; entry++)
            {
                _residual[entry] = capacity[links[entry]];
                if (_residual[entry] == 0)
                    _residual[_links.Twins[entry]] = 0; // the row of a node outside the part is not loaded
            }
        }
    }

    private void Send(int place, int parent, bool isUp, long amount)
    {
        if (_fits)
        {
            _bits.Send(isUp ? place : parent, isUp ? parent : place, amount);
            return;
        }

        int down = _tree.Entries[place], entry = isUp ? _links.Twins[down] : down;
        _residual[entry] -= amount;
        _residual[_links.Twins[entry]] += amount;
    }
}
