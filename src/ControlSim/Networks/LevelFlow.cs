namespace ControlSim.Networks;

/// <summary>
/// Augments a flow from supplies to demands of nodes to a maximum one by shortest ways (Dinic 1970), from any flow that the
/// residuals describe. Supplies and demands need no arcs of their own: a shortest way never goes back into them.
/// </summary>
internal sealed class LevelFlow
{
    private UsableLinks _links = new(0, 0);
    private readonly long[] _residual;
    private readonly long[] _supply; // by node: left
    private readonly long[] _demand; // by node: unmet
    private readonly int[] _level; // least number of links from a node with supply left; -1: out of reach, or given up
    private readonly int[] _next; // first entry of a node not yet given up
    private readonly int[] _queue;
    private readonly int[] _path; // entries, from the demand backwards
    private int _queued;

    public LevelFlow(int nodes, long[] residual)
    {
        _residual = residual;
        (_supply, _demand) = (new long[nodes], new long[nodes]);
        (_level, _next) = (new int[nodes], new int[nodes]);
        (_queue, _path) = (new int[nodes], new int[nodes]);
    }

    /// <summary>Goes over to other links.</summary>
    public void Use(UsableLinks links) => _links = links;

    /// <summary>Sets what a node has left and what it still needs.</summary>
    public void Load(int node, long supply, long demand) => (_supply[node], _demand[node]) = (supply, demand);

    /// <summary>Was the node within reach of supply after the last solution?</summary>
    public bool IsReached(int node) => _level[node] >= 0;

    /// <summary>Augments over the nodes given, which no link with capacity leaves.</summary>
    /// <returns>What was added.</returns>
    public long Solve(ReadOnlySpan<int> nodes)
    {
        long total = 0;
        for (int last = Layer(nodes); last >= 0; last = Layer(nodes))
        {
            for (int i = _queued - 1; i >= 0 && _level[_queue[i]] is var level && (level == last || level < 0); i--)
            {
                if (level == last && _demand[_queue[i]] > 0)
                    total += Meet(_queue[i]);
            }
        }

        return total;
    }

    /// <summary>Levels up to that of the nearest node in need, which is returned; -1: none is within reach.</summary>
    private int Layer(ReadOnlySpan<int> nodes)
    {
        int[] level = _level, starts = _links.Starts, neighbours = _links.Neighbours, queue = _queue;
        long[] residual = _residual;
        int end = 0, last = int.MaxValue;
        foreach (int node in nodes)
        {
            _next[node] = starts[node];
            level[node] = -1;
            if (_supply[node] == 0)
                continue;
            level[node] = 0;
            queue[end++] = node;
            if (_demand[node] > 0)
                last = 0;
        }

        for (int i = 0; i < end && level[queue[i]] < last; i++)
        {
            int node = queue[i], next = level[node] + 1, stop = starts[node + 1];
            for (int entry = starts[node]; entry < stop; entry++)
            {
                int other = neighbours[entry];
                if (residual[entry] <= 0 || level[other] >= 0)
                    continue;
                level[other] = next;
                queue[end++] = other;
                if (_demand[other] > 0)
                    last = next;
            }
        }

        _queued = end;
        return last == int.MaxValue ? -1 : last;
    }

    /// <summary>Fills a demand over shortest ways, backwards and depth first; an entry given up is not looked at again.</summary>
    private long Meet(int target)
    {
        int[] level = _level, starts = _links.Starts, neighbours = _links.Neighbours, next = _next, twin = _links.Twins;
        long[] residual = _residual;
        long total = 0;
        int depth = 0, node = target;
        while (_demand[target] > 0)
        {
            if (level[node] == 0 && _supply[node] > 0)
            {
                total += Augment(target, node, ref depth);
                node = depth == 0 ? target : neighbours[_path[depth - 1]];
                continue;
            }

            int entry = next[node], stop = starts[node + 1], wanted = level[node] - 1;
            while (entry < stop && (wanted < 0 || level[neighbours[entry]] != wanted || residual[twin[entry]] <= 0))
                entry++;
            next[node] = entry;
            if (entry < stop)
            {
                _path[depth++] = entry;
                node = neighbours[entry];
                continue;
            }

            level[node] = -1;
            if (depth == 0)
                break;
            depth--;
            node = depth == 0 ? target : neighbours[_path[depth - 1]];
        }

        return total;
    }

    /// <summary>Sends all that the way carries; what is left of it ends before the entry nearest to the demand that this fills.</summary>
    private long Augment(int target, int source, ref int depth)
    {
        long amount = Math.Min(_supply[source], _demand[target]);
        for (int i = 0; i < depth; i++)
            amount = Math.Min(amount, _residual[_links.Twins[_path[i]]]);
        int full = depth;
        for (int i = depth - 1; i >= 0; i--)
        {
            int entry = _path[i];
            _residual[entry] += amount;
            if ((_residual[_links.Twins[entry]] -= amount) == 0)
                full = i;
        }

        _supply[source] -= amount;
        _demand[target] -= amount;
        depth = full;
        return amount;
    }
}
