using System.Diagnostics;

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
    private readonly long[] _surplus; // by place in the tree: what those below could give, and then give, beyond what they take themselves
    private readonly long[] _deficit;
    private readonly long[] _up; // by place: offered to the parent and then sent there, negative: from there
    private readonly long[] _matched;
    private readonly LevelFlow _levels;
    private readonly BitFlow _bits = new(); // for parts that fit
    private UsableLinks _links = new(0, 0);
    private bool _isAlongTree;
    private bool _fits;

    public PartFlow(int nodes, int links, WideTree tree)
    {
        _tree = tree;
        _residual = new long[2 * links];
        (_surplus, _deficit) = (new long[nodes], new long[nodes]);
        (_up, _matched) = (new long[nodes], new long[nodes]);
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
        return _isAlongTree ? 0 : unmet - Augment(capacity, supply, demand);
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
        if (unmet > Augment(capacity, supply, demand))
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

    /// <summary>From the leaves to the root: what is near is matched first, the rest goes up as far as the link carries.</summary>
    private long MatchUpwards(long[] capacity, long[] supply, long[] demand)
    {
        ReadOnlySpan<int> links = _links.LinkIds, members = _tree.Members, entries = _tree.Entries, parents = _tree.Parents;
        long unmet = 0;
        for (int i = 0; i < members.Length; i++)
        {
            (_surplus[i], _deficit[i]) = (supply[members[i]], demand[members[i]]);
            unmet += _deficit[i];
        }

        for (int i = members.Length - 1; i > 0; i--)
        {
            long carries = capacity[links[entries[i]]], up = Math.Clamp(_surplus[i] - _deficit[i], -carries, carries);
            _matched[i] = Math.Min(_surplus[i], _deficit[i]);
            unmet -= _matched[i];
            _up[i] = up;
            _surplus[parents[i]] += Math.Max(up, 0);
            _deficit[parents[i]] += Math.Max(-up, 0);
        }

        _matched[0] = Math.Min(_surplus[0], _deficit[0]);
        return unmet - _matched[0];
    }

    /// <summary>Goes on from the tree's flow over all links.</summary>
    /// <returns>What was added.</returns>
    private long Augment(long[] capacity, long[] supply, long[] demand)
    {
        _fits = _tree.Members.Length <= BitFlow.Most;
        if (_fits)
            _bits.Load(_tree, _links, capacity);
        else
            LoadResiduals(capacity);
        MatchDownwards(supply, demand);
        return _fits ? _bits.Solve() : _levels.Solve(_tree.Members);
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

    /// <summary>From the root to the leaves: who gave and took of what was matched; leaves it to the second step as residuals.</summary>
    private void MatchDownwards(long[] supply, long[] demand)
    {
        ReadOnlySpan<int> members = _tree.Members, parents = _tree.Parents;
        for (int i = 0; i < members.Length; i++)
        {
            long given = _matched[i], taken = given;
            if (i > 0)
            {
                ref long wanted = ref (_up[i] > 0 ? _surplus : _deficit)[parents[i]];
                long amount = Math.Min(Math.Abs(_up[i]), wanted);
                Debug.Assert(amount >= 0, "a tree carries a negative amount");
                wanted -= amount;
                (given, taken) = _up[i] > 0 ? (given + amount, taken) : (given, taken + amount);
                if (amount > 0)
                    Send(i, parents[i], _up[i] > 0, amount);
            }

            int node = members[i];
            long own = Math.Min(supply[node], given), met = Math.Min(demand[node], taken);
            if (_fits)
                _bits.SetEnds(i, supply[node] - own, demand[node] - met);
            else
                _levels.Load(node, supply[node] - own, demand[node] - met);
            (_surplus[i], _deficit[i]) = (given - own, taken - met); // to come from the nodes below, and to go to them
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
