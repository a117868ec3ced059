namespace ControlSim.Networks;

/// <summary>
/// The ways of least kilometres on which given draws reach given grants: successive shortest paths, each found by Dijkstra's
/// search over lengths that potentials keep from being negative (Edmonds and Karp 1972), which ends at the nearest grant. Ties:
/// the lower grant, and on the way the lower link. Made once for a network; every solution begins anew.
/// </summary>
internal sealed class MinCostRoutes
{
    /// <summary>Low bits of an entry of the heap: the node.</summary>
    private const int NodeBits = 20;

    private readonly long[] _flow;
    private readonly End[] _ends; // both ends of every link, by the node that they leave and then by link
    private readonly int[] _firstEnd; // of a node in _ends, one more than nodes
    private readonly Arc[] _arcs; // those of links with some capacity, in the same order: a third of them for most who ask
    private readonly int[] _first; // of a node in _arcs, one more than nodes
    private readonly int[] _arcOf; // by link, that of its lower end
    private readonly Node[] _nodes;
    private readonly int[] _sources;
    private readonly int[] _reached; // nodes
    private readonly long[] _heap; // distance and node; a node that was reached twice is in it twice
    private long _endPotential;
    private long _most; // no node farther than this matters: a grant has been reached within it
    private int _size;
    private int _reachedCount;

    /// <summary>A network without flow.</summary>
    /// <param name="from">First node of each link.</param>
    /// <param name="to">Second node of each link.</param>
    /// <param name="lengthKm">By link, km; taken to the metre so that ties are exact.</param>
    /// <param name="nodes">Number of nodes.</param>
    public MinCostRoutes(ReadOnlySpan<int> from, ReadOnlySpan<int> to, ReadOnlySpan<double> lengthKm, int nodes)
    {
        (_flow, _ends, _firstEnd) = (new long[from.Length], new End[2 * from.Length], new int[nodes + 1]);
        (_arcs, _first, _arcOf) = (new Arc[2 * from.Length], new int[nodes + 1], new int[from.Length]);
        (_nodes, _sources, _reached, _heap) = (new Node[nodes], new int[nodes], new int[nodes], new long[nodes + (2 * from.Length)]);
        for (int link = 0; link < from.Length; link++)
        {
            _firstEnd[from[link] + 1]++;
            _firstEnd[to[link] + 1]++;
        }

        for (int node = 0; node < nodes; node++)
            _firstEnd[node + 1] += _firstEnd[node];
        int[] next = [.. _firstEnd];
        for (int link = 0; link < from.Length; link++)
        {
            long metres = (long)Math.Round(lengthKm[link] * 1000);
            _ends[next[from[link]]++] = new End(to[link], link, metres, IsBack: false);
            _ends[next[to[link]]++] = new End(from[link], link, metres, IsBack: true);
        }
    }

    /// <summary>Net flow of every link, positive from its first to its second node; it stands until the next solution.</summary>
    /// <param name="capacity">By link, the same both ways.</param>
    /// <param name="draws">By node.</param>
    /// <param name="grants">By node; the same sum as the draws.</param>
    /// <exception cref="InvalidOperationException">The draws cannot reach the grants.</exception>
    public ReadOnlySpan<long> Solve(ReadOnlySpan<long> capacity, ReadOnlySpan<long> draws, ReadOnlySpan<long> grants)
    {
        Array.Clear(_flow);
        _endPotential = 0;
        _reachedCount = 0;
        TakeArcs(capacity);
        int sources = 0;
        for (int node = 0; node < _nodes.Length; node++)
        {
            long surplus = draws[node] - grants[node]; // what is granted on the spot travels no way
            _nodes[node] = new Node { Surplus = surplus, Distance = long.MaxValue, By = -1 };
            if (surplus > 0)
                _sources[sources++] = node;
        }

        while (sources > 0)
        {
            int end = FindNearest(_sources.AsSpan(0, sources));
            if (end < 0)
                throw new InvalidOperationException("The draws cannot reach the grants: they are no solution of this network.");
            int start = Send(end);
            if (_nodes[start].Surplus == 0)
            {
                int at = Array.IndexOf(_sources, start, 0, sources--);
                Array.Copy(_sources, at + 1, _sources, at, sources - at);
            }
        }

        return _flow;
    }

    private void TakeArcs(ReadOnlySpan<long> capacity)
    {
        int count = 0;
        for (int node = 0; node < _nodes.Length; node++)
        {
            _first[node] = count;
            foreach (ref readonly End end in _ends.AsSpan(_firstEnd[node], _firstEnd[node + 1] - _firstEnd[node]))
            {
                long carries = capacity[end.Link];
                if (carries == 0)
                    continue;
                int turned = _arcOf[end.Link];
                _arcs[count] = new Arc
                {
                    Far = end.Far,
                    Link = end.Link,
                    Turned = turned,
                    Metres = end.Metres,
                    IsBack = end.IsBack,
                    Capacity = carries,
                    Room = carries,
                    Length = end.Metres,
                };
                if (end.Far > node)
                    _arcOf[end.Link] = count;
                else
                    _arcs[turned].Turned = count;
                count++;
            }
        }

        _first[^1] = count;
    }

    /// <summary>The grant nearest to any surplus over what the links can still carry, and the way there; -1: none is within reach.</summary>
    private int FindNearest(ReadOnlySpan<int> sources)
    {
        foreach (int at in _reached.AsSpan(0, _reachedCount))
            (_nodes[at].Distance, _nodes[at].By) = (long.MaxValue, -1);
        (_size, _reachedCount, _most) = (0, 0, long.MaxValue);
        foreach (int source in sources)
            Reach(source, -(_nodes[source].Potential + _endPotential), -1);

        int end = -1;
        long nearest = long.MaxValue;
        while (_size > 0 && _heap[0] >> NodeBits <= nearest)
        {
            long top = Take(), distance = top >> NodeBits;
            int at = (int)(top & ((1 << NodeBits) - 1));
            ref Node node = ref _nodes[at];
            if (distance > node.Distance)
                continue;
            long from = distance + node.Potential;
            if (node.Surplus < 0 && (from < nearest || (from == nearest && at < end)))
                (nearest, end) = (from, at);
            Follow(at, from);
        }

        if (end >= 0)
            RenewPotentials(nearest);
        return end;
    }

    private void Follow(int node, long from)
    {
        Node[] nodes = _nodes;
        for (int a = _first[node]; a < _first[node + 1]; a++)
        {
            ref Arc arc = ref _arcs[a];
            if (arc.Room > 0)
                Reach(arc.Far, from + arc.Length - nodes[arc.Far].Potential, a);
        }
    }

    /// <summary>A grant that was reached is taken from the heap at the latest at its distance, and no whole way is longer: what lies beyond is never asked for.</summary>
    private void Reach(int at, long distance, int by)
    {
        ref Node node = ref _nodes[at];
        if (distance >= node.Distance || distance > _most)
            return;
        if (node.Distance == long.MaxValue)
            _reached[_reachedCount++] = at;
        (node.Distance, node.By) = (distance, by);
        if (node.Surplus < 0)
            _most = distance;
        long[] heap = _heap;
        int place = _size++;
        long entry = (distance << NodeBits) | (uint)at;
        for (; place > 0 && heap[(place - 1) / 2] > entry; place = (place - 1) / 2)
            heap[place] = heap[(place - 1) / 2];
        heap[place] = entry;
    }

    /// <summary>All potentials rise by the most, those of nodes that were reached within it by less.</summary>
    private void RenewPotentials(long most)
    {
        foreach (int at in _reached.AsSpan(0, _reachedCount))
            _nodes[at].Potential += Math.Min(_nodes[at].Distance - most, 0);
        _endPotential += most;
    }

    /// <summary>Sends along the way that was found what fits.</summary>
    /// <returns>Where it begins.</returns>
    private int Send(int end)
    {
        long amount = -_nodes[end].Surplus;
        int start = end;
        for (; _nodes[start].By >= 0; start = _arcs[_arcs[_nodes[start].By].Turned].Far)
        {
            ref Arc arc = ref _arcs[_nodes[start].By];
            // What is taken back and what is added cost differently: one at a time.
            amount = Math.Min(amount, arc.Room > arc.Capacity ? arc.Room - arc.Capacity : arc.Room);
        }

        amount = Math.Min(amount, _nodes[start].Surplus);
        _nodes[start].Surplus -= amount;
        _nodes[end].Surplus += amount;
        for (int node = end; _nodes[node].By >= 0;)
        {
            ref Arc arc = ref _arcs[_nodes[node].By];
            ref Arc turned = ref _arcs[arc.Turned];
            _flow[arc.Link] += arc.IsBack ? -amount : amount;
            arc.Add(amount);
            turned.Add(-amount);
            node = turned.Far;
        }

        return start;
    }

    private long Take()
    {
        long[] heap = _heap;
        int size = --_size;
        long top = heap[0], last = heap[size];
        int place = 0;
        for (int child = 1; child < size; child = (2 * place) + 1)
        {
            if (child + 1 < size && heap[child + 1] < heap[child])
                child++;
            if (heap[child] >= last)
                break;
            heap[place] = heap[child];
            place = child;
        }

        heap[place] = last;
        return top;
    }

    private struct Node
    {
        public long Distance; // over lengths less the gain of potential
        public long Potential; // less that of nodes that were never reached
        public long Surplus;
        public int By; // arc on which it was reached
    }

    /// <summary>A link as one of its ends sees it.</summary>
    private readonly record struct End(int Far, int Link, long Metres, bool IsBack);

    /// <summary>A link with some capacity as one of its ends sees it.</summary>
    private struct Arc
    {
        public long Room; // beyond what it carries this way; more than its capacity where it carries the other way
        public long Length; // metres that another unit this way adds; taking back saves them
        public long Metres;
        public long Capacity;
        public int Far;
        public int Link;
        public int Turned; // the same link from its other end
        public bool IsBack;

        public void Add(long amount)
        {
            Room -= amount;
            Length = Room > Capacity ? -Metres : Metres;
        }
    }
}
