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
    private readonly long[] _surplus; // by node: what its tree below could give, and then gives, beyond what it takes itself
    private readonly long[] _deficit;
    private readonly long[] _up; // by node: offered to the parent, negative: asked of it
    private readonly long[] _matched;
    private readonly LevelFlow _levels;
    private UsableLinks _links = new(0, 0);
    private bool _isAlongTree;

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
        if (_isAlongTree)
            return 0;
        LoadResiduals(capacity);
        MatchDownwards(supply, demand);
        return unmet - _levels.Solve(_tree.Members);
    }

    /// <summary>What the last solution carries on the links of the part, whichever way, if it used all supply to meet all demand.</summary>
    public void Carried(long[] capacity, Span<long> flow)
    {
        ReadOnlySpan<int> links = _links.LinkIds, members = _tree.Members, entries = _tree.Entries;
        for (int i = 1; i < members.Length && _isAlongTree; i++)
            flow[links[entries[i]]] = Math.Abs(_up[members[i]]);
        for (int i = 0; i < members.Length && !_isAlongTree; i++)
        {
            for (int entry = _links.Starts[members[i]]; entry < _links.Starts[members[i] + 1]; entry++)
                flow[links[entry]] = capacity[links[entry]] - Math.Min(_residual[entry], _residual[_links.Twins[entry]]);
        }
    }

    /// <summary>Is everything met, and could more still flow to every node?</summary>
    public bool LeavesRoom(long[] capacity, long[] supply, long[] demand)
    {
        long unmet = MatchUpwards(capacity, supply, demand);
        LoadResiduals(capacity);
        MatchDownwards(supply, demand);
        if (unmet > _levels.Solve(_tree.Members))
            return false;
        foreach (int node in _tree.Members)
        {
            if (!_levels.IsReached(node))
                return false;
        }

        return true;
    }

    /// <summary>Nodes to which more could still flow after the last solution that left demand unmet: the source side of the nearest cut.</summary>
    public bool IsSourceSide(int node) => _levels.IsReached(node);

    /// <summary>From the leaves to the root: what is near is matched first, the rest goes up as far as the link carries.</summary>
    private long MatchUpwards(long[] capacity, long[] supply, long[] demand)
    {
        ReadOnlySpan<int> links = _links.LinkIds, members = _tree.Members, entries = _tree.Entries;
        long unmet = 0;
        foreach (int node in members)
        {
            (_surplus[node], _deficit[node]) = (supply[node], demand[node]);
            unmet += demand[node];
        }

        for (int i = members.Length - 1; i >= 0; i--)
        {
            int node = members[i];
            long matched = Math.Min(_surplus[node], _deficit[node]);
            _matched[node] = matched;
            unmet -= matched;
            if (i == 0)
                break;
            int parent = _tree.NodeOf(entries[i]);
            long carries = capacity[links[entries[i]]];
            if (_surplus[node] > matched)
                _surplus[parent] += _up[node] = Math.Min(_surplus[node] - matched, carries);
            else
                _deficit[parent] -= _up[node] = -Math.Min(_deficit[node] - matched, carries);
        }

        return unmet;
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
        ReadOnlySpan<int> members = _tree.Members, entries = _tree.Entries;
        for (int i = 0; i < members.Length; i++)
        {
            int node = members[i];
            long given = _matched[node], taken = given;
            if (i > 0 && _up[node] > 0)
                given += Send(_surplus, entries[i], _up[node], _links.Twins[entries[i]]);
            else if (i > 0)
                taken += Send(_deficit, entries[i], -_up[node], entries[i]);
            long own = Math.Min(supply[node], given), met = Math.Min(demand[node], taken);
            _levels.Load(node, supply[node] - own, demand[node] - met);
            (_surplus[node], _deficit[node]) = (given - own, taken - met); // to come from the nodes below, and to go to them
        }
    }

    private long Send(long[] left, int parentEntry, long offered, int entry)
    {
        ref long wanted = ref left[_tree.NodeOf(parentEntry)];
        long amount = Math.Min(offered, wanted);
        Debug.Assert(amount >= 0, "a tree carries a negative amount");
        wanted -= amount;
        _residual[entry] -= amount;
        _residual[_links.Twins[entry]] += amount;
        return amount;
    }
}
