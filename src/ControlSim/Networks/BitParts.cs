using System.Numerics;

namespace ControlSim.Networks;

/// <summary>
/// Takes a connected part of at most 64 nodes apart as <see cref="FairFlow"/> does, on words of bits, with one flow that goes on from part to
/// part: what has been moved to a node under one trial lies there under the next, and what it holds beyond that, or lacks, is moved on. A cut
/// is full, so that nothing crosses it any more and its links are forgotten. Nodes are known by the order in which they
/// were found; excess that lies where a flow has brought it counts as supply there, for it can go wherever its source could send it (Hochbaum 2008).
/// </summary>
internal sealed class BitParts(FairParts parts, WideTree tree, int nodes)
{
    private readonly BitFlow _bits = new();
    private readonly int[] _node = new int[BitFlow.Most + 1]; // by place
    private readonly int[] _placeOf = NoPlaces(nodes); // by node; -1 for those that are not of the part
    private readonly ulong[] _joined = new ulong[BitFlow.Most]; // by place, bit j: a link leads to place j, and no cut has filled it
    private readonly ulong[] _wide = new ulong[BitFlow.Most]; // those by links than which one of the two has no wider
    private readonly long[] _held = new long[BitFlow.Most]; // by place: available there, with what was moved
    private readonly long[] _excess = new long[BitFlow.Most]; // beyond the trial
    private readonly ulong[] _sides = new ulong[2 * BitFlow.Most]; // still to be looked at; each may hold several parts
    private readonly int[] _place = new int[BitFlow.Most]; // of the part's nodes, each after its parent
    private readonly int[] _parent = new int[BitFlow.Most]; // by place
    private readonly int[] _member = new int[BitFlow.Most]; // nodes, in the same order
    private readonly int[] _entry = new int[BitFlow.Most];
    private UsableLinks _links = new(0, 0);
    private int _size;
    private int _loaded; // nodes that have a place

    /// <summary>Goes over to other links.</summary>
    public void Use(UsableLinks links) => _links = links;

    /// <summary>Finds the part of a node.</summary>
    /// <returns>Is it small enough to be taken apart here?</returns>
    public bool Take(int root)
    {
        if (!Load(root))
            return false;
        tree.Visit(_node.AsSpan(0, _bits.Nodes));
        return true;
    }

    /// <summary>Shares out in the part that was found and in all that it is cut into.</summary>
    /// <param name="want">By node.</param>
    /// <param name="result">By node: receives what is granted.</param>
    /// <param name="plan">Receives the parts; null: nothing does.</param>
    /// <param name="isWhole">The part is a component.</param>
    /// <param name="isAbsorbed">All that is available is known to be taken.</param>
    /// <returns>Cuts found.</returns>
    public int Share(ReadOnlySpan<long> want, Span<long> result, FairPlan? plan, bool isWhole, bool isAbsorbed)
    {
        int cuts = 0, open = 1;
        _sides[0] = ulong.MaxValue >> (BitFlow.Most - _bits.Nodes);
        for (bool isFirst = true; open > 0; isFirst = false)
        {
            ulong side = _sides[--open];
            if (BitOperations.IsPow2(side))
            {
                ShareAlone(BitOperations.TrailingZeroCount(side), want, result, plan, isFirst && isWhole);
                continue;
            }

            ulong part = Grow(side);
            if (part != side)
                _sides[open++] = side & ~part;
            ReadOnlySpan<int> members = _member.AsSpan(0, _size);
            PartEnd end = !parts.MakeTrials(members, want) ? PartEnd.Empty
                : (isAbsorbed && parts.IsObvious) || Meets() ? PartEnd.Settled : PartEnd.Cut;
            if (end != PartEnd.Cut)
                FindEntries();
            plan?.Add(members, _entry.AsSpan(0, _size), end, isFirst && isWhole);
            if (end == PartEnd.Cut)
            {
                cuts++;
                ulong near = _bits.Reached;
                Cut(near, part & ~near, plan);
                (_sides[open], _sides[open + 1]) = (part & ~near, near);
                open += 2;
            }

            for (int i = 0; i < _size && end == PartEnd.Settled; i++)
                result[members[i]] = parts.Trial[members[i]];
        }

        return cuts;
    }

    /// <summary>What is available at a place by itself is its own, as far as it wants it: no flow has to show that.</summary>
    private void ShareAlone(int place, ReadOnlySpan<long> want, Span<long> result, FairPlan? plan, bool isWhole)
    {
        int node = _node[place];
        long available = parts.Available(node);
        bool shares = want[node] > 0 && available > 0;
        if (shares)
            result[node] = Math.Min(available, want[node]);
        plan?.Add([node], [-1], shares ? PartEnd.Settled : PartEnd.Empty, isWhole);
    }

    /// <summary>Finds the part of a node, from neighbour to neighbour, and loads what its links carry.</summary>
    /// <returns>Is it small enough?</returns>
    private bool Load(int root)
    {
        int[] places = _placeOf, nodes = _node, starts = _links.Starts, neighbours = _links.Neighbours, links = _links.LinkIds;
        long[] capacity = parts.Capacity;
        foreach (int node in nodes.AsSpan(0, _loaded))
            places[node] = -1;
        int size = 1;
        (nodes[0], places[root]) = (root, 0);
        for (int i = 0; i < size; i++)
        {
            Span<long> row = _bits.RowOf(i);
            ulong joined = 0, wide = 0;
            long widest = 0;
            int stop = starts[nodes[i] + 1];
            for (int entry = starts[nodes[i]]; entry < stop; entry++)
            {
                long carries = capacity[links[entry]];
                if (carries == 0)
                    continue;
                // Every second neighbour is new, and which of two links is wider nobody can tell: no guesses, which would fail.
                int node = neighbours[entry], known = places[node], isNew = known >> 31;
                int place = (known & ~isNew) | (size & isNew);
                (nodes[size], places[node]) = (node, place);
                size -= isNew;
                if (size > BitFlow.Most)
                {
                    _loaded = size;
                    return false;
                }

                ulong bit = 1UL << place;
                row[place] = carries + ((joined & bit) == 0 ? 0 : row[place]);
                joined |= bit;
                long isWider = (widest - carries) >> 63, isNarrower = (carries - widest) >> 63;
                wide = (wide & ~(ulong)isWider) | (bit & ~(ulong)isNarrower);
                widest += (carries - widest) & isWider;
            }

            (_joined[i], _wide[i]) = (joined, wide);
            _held[i] = parts.Available(nodes[i]);
            _bits.Join(i, joined);
        }

        _loaded = size;
        for (int i = 0; i < size; i++)
        {
            for (ulong rest = _wide[i]; rest != 0; rest &= rest - 1)
                _wide[BitOperations.TrailingZeroCount(rest)] |= 1UL << i;
        }

        _bits.Begin(size);
        return true;
    }

    /// <summary>Finds the part of the first place of a side, as a tree with as many wide links as that lets it have.</summary>
    private ulong Grow(ulong side)
    {
        _size = 0;
        ulong seen = side & (~side + 1), rest = side & ~seen;
        Add(BitOperations.TrailingZeroCount(seen), -1);
        for (int next = 0, other = 0; ;)
        {
            int from;
            ulong found;
            if (next < _size)
            {
                from = _place[next++];
                found = _wide[from] & _joined[from] & rest;
            }
            else if (rest != 0 && other < _size)
            {
                from = _place[other];
                found = _joined[from] & rest;
                found &= ~found + 1;
                other += found == 0 ? 1 : 0;
            }
            else
            {
                return seen;
            }

            seen |= found;
            rest &= ~found;
            for (; found != 0; found &= found - 1)
                Add(BitOperations.TrailingZeroCount(found), from);
        }
    }

    private void Add(int place, int parent)
    {
        (_parent[place], _member[_size]) = (parent, _node[place]);
        _place[_size++] = place;
    }

    /// <summary>Entries of the tree's links, for who goes along it again.</summary>
    private void FindEntries()
    {
        int[] neighbours = _links.Neighbours, links = _links.LinkIds;
        _entry[0] = -1;
        for (int i = 1; i < _size; i++)
        {
            int entry = _links.Starts[_node[_parent[_place[i]]]];
            while (neighbours[entry] != _member[i] || parts.Capacity[links[entry]] == 0)
                entry++;
            _entry[i] = entry;
        }
    }

    /// <summary>Moves what is held to where the trials want it: first along the tree, from its leaves to its root, then on shortest ways.</summary>
    /// <returns>Is there enough everywhere?</returns>
    private bool Meets()
    {
        for (int i = 0; i < _size; i++)
            _excess[_place[i]] = _held[_place[i]] - parts.Trial[_member[i]];
        _bits.Begin();
        for (int i = _size - 1; i > 0; i--)
        {
            int place = _place[i], parent = _parent[place];
            long up = Math.Clamp(_excess[place], -_bits.Carries(parent, place), _bits.Carries(place, parent));
            if (up != 0)
            {
                _bits.Send(up > 0 ? place : parent, up > 0 ? parent : place, Math.Abs(up));
                _excess[place] -= up;
                _excess[parent] += up;
            }

            _bits.SetEnds(place, Math.Max(_excess[place], 0), Math.Max(-_excess[place], 0));
        }

        int root = _place[0];
        _bits.SetEnds(root, Math.Max(_excess[root], 0), Math.Max(-_excess[root], 0));
        bool isMet = _bits.IsMet;
        if (!isMet)
        {
            _bits.Solve();
            isMet = _bits.IsMet;
        }

        for (int i = 0; i < _size; i++)
            _held[_place[i]] = parts.Trial[_member[i]] + _bits.Left(_place[i]);
        return isMet;
    }

    private void Cut(ulong near, ulong far, FairPlan? plan)
    {
        for (int i = 0; i < _size; i++)
            plan?.AddSide(i, (near >> _place[i] & 1) != 0);
        for (ulong rest = near; rest != 0; rest &= rest - 1)
        {
            int place = BitOperations.TrailingZeroCount(rest), node = _node[place];
            ulong beyond = _joined[place] & far;
            if (beyond == 0)
                continue;
            _joined[place] &= ~beyond;
            for (int entry = _links.Starts[node]; entry < _links.Starts[node + 1]; entry++)
            {
                if (parts.Capacity[_links.LinkIds[entry]] > 0 && (beyond >> _placeOf[_links.Neighbours[entry]] & 1) != 0)
                {
                    parts.Fill(entry);
                    plan?.AddCut(entry);
                }
            }

            for (; beyond != 0; beyond &= beyond - 1)
            {
                int other = BitOperations.TrailingZeroCount(beyond);
                _joined[other] &= ~(1UL << place);
                _bits.Part(place, other);
            }
        }
    }

    private static int[] NoPlaces(int nodes)
    {
        int[] places = new int[nodes];
        Array.Fill(places, -1);
        return places;
    }
}
