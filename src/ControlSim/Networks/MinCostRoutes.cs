namespace ControlSim.Networks;

/// <summary>
/// The ways of least kilometres on which given draws reach given grants: successive shortest paths, each found by Dijkstra's
/// search over lengths that potentials keep from being negative (Edmonds and Karp 1972), which ends at the nearest grant. Ties:
/// the lower grant, and on the way the lower link.
/// </summary>
internal sealed class MinCostRoutes
{
    /// <summary>Low bits of an entry of the heap: the node.</summary>
    private const int NodeBits = 20;

    private readonly int[] _from;
    private readonly int[] _to;
    private readonly long[] _capacity;
    private readonly long[] _metres;
    private readonly long[] _flow;
    private readonly long[] _surplus;
    private readonly int[] _start; // first entry of a node in _links, one more than nodes
    private readonly int[] _links;
    private readonly long[] _potential;
    private readonly long[] _distance; // over lengths less the gain of potential
    private readonly int[] _by;
    private readonly long[] _heap; // distance and node; a node that was reached twice is in it twice
    private long _endPotential;
    private int _size;

    private MinCostRoutes(ReadOnlySpan<int> from, ReadOnlySpan<int> to, ReadOnlySpan<long> capacity, int nodes)
    {
        (_from, _to, _capacity) = (from.ToArray(), to.ToArray(), capacity.ToArray());
        (_metres, _flow, _surplus) = (new long[from.Length], new long[from.Length], new long[nodes]);
        (_potential, _distance, _by) = (new long[nodes], new long[nodes], new int[nodes]);
        (_start, _links) = (new int[nodes + 1], new int[2 * from.Length]);
        _heap = new long[nodes + (2 * from.Length)];
        for (int link = 0; link < _from.Length; link++)
        {
            _start[_from[link] + 1]++;
            _start[_to[link] + 1]++;
        }

        for (int node = 0; node < nodes; node++)
            _start[node + 1] += _start[node];
        int[] next = [.. _start];
        for (int link = 0; link < _from.Length; link++)
        {
            _links[next[_from[link]]++] = link;
            _links[next[_to[link]]++] = link;
        }
    }

    /// <summary>Net flow of every link, positive from its first to its second node.</summary>
    /// <param name="from">First node of each link.</param>
    /// <param name="to">Second node of each link.</param>
    /// <param name="capacity">By link, the same both ways.</param>
    /// <param name="lengthKm">By link, km; taken to the metre so that ties are exact.</param>
    /// <param name="draws">By node.</param>
    /// <param name="grants">By node; the same sum as the draws.</param>
    /// <exception cref="InvalidOperationException">The draws cannot reach the grants.</exception>
    public static long[] Solve(
        ReadOnlySpan<int> from,
        ReadOnlySpan<int> to,
        ReadOnlySpan<long> capacity,
        ReadOnlySpan<double> lengthKm,
        ReadOnlySpan<long> draws,
        ReadOnlySpan<long> grants)
    {
        var routes = new MinCostRoutes(from, to, capacity, draws.Length);
        for (int node = 0; node < draws.Length; node++)
            routes._surplus[node] = draws[node] - grants[node]; // what is granted on the spot travels no way
        for (int link = 0; link < lengthKm.Length; link++)
            routes._metres[link] = (long)Math.Round(lengthKm[link] * 1000);
        while (routes._surplus.AsSpan().ContainsAnyInRange(1, long.MaxValue))
        {
            int end = routes.FindNearest();
            if (end < 0)
                throw new InvalidOperationException("The draws cannot reach the grants: they are no solution of this network.");
            routes.Send(end);
        }

        return routes._flow;
    }

    /// <summary>The grant nearest to any surplus over what the links can still carry, and the way there; -1: none is within reach.</summary>
    private int FindNearest()
    {
        Array.Fill(_distance, long.MaxValue);
        Array.Fill(_by, -1);
        _size = 0;
        for (int node = 0; node < _surplus.Length; node++)
        {
            if (_surplus[node] > 0)
                Reach(node, -_potential[node], -1);
        }

        int end = -1;
        long nearest = long.MaxValue;
        while (_size > 0 && _heap[0] >> NodeBits <= nearest)
        {
            long top = Take(), distance = top >> NodeBits;
            int node = (int)(top & ((1 << NodeBits) - 1));
            if (distance > _distance[node])
                continue;
            long whole = distance + _potential[node] - _endPotential;
            if (_surplus[node] < 0 && (whole < nearest || (whole == nearest && node < end)))
                (nearest, end) = (whole, node);
            for (int entry = _start[node]; entry < _start[node + 1]; entry++)
                Follow(node, _links[entry]);
        }

        if (end >= 0)
            RenewPotentials(nearest);
        return end;
    }

    private void Follow(int node, int link)
    {
        bool forward = _from[link] == node;
        long carried = forward ? _flow[link] : -_flow[link];
        if (carried >= _capacity[link])
            return;
        int far = forward ? _to[link] : _from[link];
        long length = carried < 0 ? -_metres[link] : _metres[link]; // taking back saves its kilometres
        Reach(far, _distance[node] + length + _potential[node] - _potential[far], link);
    }

    private void RenewPotentials(long most)
    {
        for (int node = 0; node < _potential.Length; node++)
            _potential[node] += Math.Min(_distance[node], most);
        _endPotential += most;
    }

    private void Send(int end)
    {
        long amount = -_surplus[end];
        int start = end;
        for (; _by[start] >= 0; start = OtherEnd(_by[start], start))
        {
            int link = _by[start];
            long carried = _to[link] == start ? _flow[link] : -_flow[link];
            // What is taken back and what is added cost differently: one at a time.
            amount = Math.Min(amount, carried < 0 ? -carried : _capacity[link] - carried);
        }

        amount = Math.Min(amount, _surplus[start]);
        _surplus[start] -= amount;
        _surplus[end] += amount;
        for (int node = end; _by[node] >= 0; node = OtherEnd(_by[node], node))
            _flow[_by[node]] += _to[_by[node]] == node ? amount : -amount;
    }

    private int OtherEnd(int link, int node) => _from[link] == node ? _to[link] : _from[link];

    private void Reach(int node, long distance, int by)
    {
        if (distance >= _distance[node])
            return;
        (_distance[node], _by[node]) = (distance, by);
        int place = _size++;
        long entry = (distance << NodeBits) | (uint)node;
        for (; place > 0 && _heap[(place - 1) / 2] > entry; place = (place - 1) / 2)
            _heap[place] = _heap[(place - 1) / 2];
        _heap[place] = entry;
    }

    private long Take()
    {
        long top = _heap[0], last = _heap[--_size];
        int place = 0;
        for (int child = 1; child < _size; child = (2 * place) + 1)
        {
            if (child + 1 < _size && _heap[child + 1] < _heap[child])
                child++;
            if (_heap[child] >= last)
                break;
            _heap[place] = _heap[child];
            place = child;
        }

        _heap[place] = last;
        return top;
    }
}
