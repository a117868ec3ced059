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
    private readonly int[] _grants; // that the search has come to and not served
    private long _endPotential;
    private long _left; // surplus that is not sent yet
    private int _size;
    private int _seen;

    private MinCostRoutes(ReadOnlySpan<int> from, ReadOnlySpan<int> to, ReadOnlySpan<long> capacity, int nodes)
    {
        (_from, _to, _capacity) = (from.ToArray(), to.ToArray(), capacity.ToArray());
        (_metres, _flow, _surplus) = (new long[from.Length], new long[from.Length], new long[nodes]);
        (_potential, _distance, _by) = (new long[nodes], new long[nodes], new int[nodes]);
        (_start, _links) = (new int[nodes + 1], new int[2 * from.Length]);
        (_heap, _grants) = (new long[nodes + (2 * from.Length)], new int[nodes]);
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
        foreach (long surplus in routes._surplus)
            routes._left += Math.Max(0, surplus);
        while (routes._left > 0)
            routes.Serve();
        return routes._flow;
    }

    /// <summary>
    /// One search, and all grants that are served along it: a way stays the shortest until one of its links is full or has nothing
    /// left to be taken back, or its surplus is used up, for all that only makes other ways longer.
    /// </summary>
    private void Serve()
    {
        Array.Fill(_distance, long.MaxValue);
        Array.Fill(_by, -1);
        (_size, _seen) = (0, 0);
        for (int node = 0; node < _surplus.Length; node++)
        {
            if (_surplus[node] > 0)
                Reach(node, -_potential[node], -1);
        }

        long most = long.MinValue;
        for (int at = FindNearest(); at >= 0 && RoomTo(_grants[at]) is > 0 and long room; at = FindNearest())
        {
            int end = _grants[at];
            most = Whole(end);
            Send(end, room);
            if (_surplus[end] == 0)
                _grants[at] = _grants[--_seen];
            if (_left == 0)
                return;
        }

        if (most == long.MinValue)
            throw new InvalidOperationException("The draws cannot reach the grants: they are no solution of this network.");
        RenewPotentials(most);
    }

    /// <summary>Place in the list of the grant nearest to any surplus over what the links can still carry, the lower of two; -1: none is within reach.</summary>
    private int FindNearest()
    {
        int nearest = -1;
        for (int i = 0; i < _seen; i++)
            nearest = nearest < 0 || IsNearer(_grants[i], _grants[nearest]) ? i : nearest;
        while (_size > 0 && (nearest < 0 || _heap[0] >> NodeBits <= Whole(_grants[nearest])))
        {
            long top = Take(), distance = top >> NodeBits;
            int node = (int)(top & ((1 << NodeBits) - 1));
            if (distance > _distance[node])
                continue;
            if (_surplus[node] < 0)
            {
                _grants[_seen] = node;
                nearest = nearest < 0 || IsNearer(node, _grants[nearest]) ? _seen : nearest;
                _seen++;
            }

            for (int entry = _start[node]; entry < _start[node + 1]; entry++)
                Follow(node, _links[entry]);
        }

        return nearest;
    }

    /// <summary>Length of the way to a grant, less the gain of the potential of what lies behind all grants.</summary>
    private long Whole(int grant) => _distance[grant] + _potential[grant] - _endPotential;

    private bool IsNearer(int grant, int other) => Whole(grant).CompareTo(Whole(other)) is int order && (order < 0 || (order == 0 && grant < other));

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

    /// <summary>What can still be sent to a grant on the way that was found; 0 if that way is no longer what it was.</summary>
    private long RoomTo(int end)
    {
        long room = -_surplus[end], metres = 0;
        int start = end;
        for (; _by[start] >= 0; start = OtherEnd(_by[start], start))
        {
            int link = _by[start];
            long carried = _to[link] == start ? _flow[link] : -_flow[link];
            // What is taken back and what is added cost differently: one at a time.
            room = Math.Min(room, carried < 0 ? -carried : _capacity[link] - carried);
            metres += carried < 0 ? -_metres[link] : _metres[link];
        }

        return metres == _distance[end] + _potential[end] ? Math.Min(room, _surplus[start]) : 0;
    }

    private void Send(int end, long amount)
    {
        int node = end;
        for (; _by[node] >= 0; node = OtherEnd(_by[node], node))
            _flow[_by[node]] += _to[_by[node]] == node ? amount : -amount;
        _surplus[node] -= amount;
        _surplus[end] += amount;
        _left -= amount;
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
