using System.Diagnostics;
using System.Numerics;

namespace ControlSim.Networks;

/// <summary>The arithmetic of <see cref="FairFlow"/>: what the parts have and want, equal fractions in whole numbers, full cuts.</summary>
internal sealed class FairParts
{
    private readonly WideTree _tree;
    private readonly PartFlow _flow;
    private readonly long[] _supply; // stock and imports
    private readonly long[] _exports;
    private readonly long[] _demand; // trial and exports
    private readonly long[] _keptCapacity;
    private readonly long[] _keptSupply;
    private readonly long[] _keptExports;
    private readonly ulong[] _isMember; // bit by node

    private UsableLinks _links = new(0, 0);

    public FairParts(int nodes, int links, WideTree tree)
    {
        _tree = tree;
        _flow = new PartFlow(nodes, links, tree);
        Capacity = new long[links];
        Trial = new long[nodes];
        (_supply, _exports) = (new long[nodes], new long[nodes]);
        (_keptCapacity, _keptSupply, _keptExports) = (new long[links], new long[nodes], new long[nodes]);
        (_demand, _isMember) = (new long[nodes], new ulong[(nodes + 63) / 64]);
    }

    /// <summary>By link; 0 where a cut has fixed the flow.</summary>
    public long[] Capacity { get; }

    /// <summary>By node: its part's trial.</summary>
    public long[] Trial { get; }

    /// <summary>Has the last part as much as it wants?</summary>
    public bool IsAmple { get; private set; }

    /// <summary>The trial of the last part needs no proof if all that is available is known to be absorbed.</summary>
    public bool IsObvious { get; private set; }

    /// <summary>Goes over to other links.</summary>
    public void Use(UsableLinks links)
    {
        _links = links;
        _flow.Use(links);
    }

    public void Load(ReadOnlySpan<long> capacity, ReadOnlySpan<long> supply)
    {
        capacity.CopyTo(Capacity);
        supply.CopyTo(_supply);
        Array.Clear(_exports);
    }

    /// <summary>Changes roles: what was granted and exported is to be found in stock and imports, within the cuts.</summary>
    public void Turn(ReadOnlySpan<long> stock, ReadOnlySpan<long> grants)
    {
        Span<long> supply = _supply, exports = _exports;
        for (int node = 0; node < supply.Length && node < exports.Length && node < grants.Length && node < stock.Length; node++)
            (supply[node], exports[node]) = (grants[node] + exports[node], supply[node] - stock[node]);
    }

    /// <summary>Keeps what is loaded, to go back to it.</summary>
    public void Keep()
    {
        Capacity.CopyTo(_keptCapacity, 0);
        _supply.CopyTo(_keptSupply, 0);
        _exports.CopyTo(_keptExports, 0);
    }

    /// <summary>Goes back to what was kept.</summary>
    public void GoBack()
    {
        _keptCapacity.CopyTo(Capacity, 0);
        _keptSupply.CopyTo(_supply, 0);
        _keptExports.CopyTo(_exports, 0);
    }

    /// <summary>Does a node have stock or imports?</summary>
    public bool HasSupply(int node) => _supply[node] > 0;

    /// <summary>Has one of some nodes stock or imports?</summary>
    public bool HaveSupply(ReadOnlySpan<int> nodes)
    {
        foreach (int node in nodes)
        {
            if (_supply[node] > 0)
                return true;
        }

        return false;
    }

    /// <summary>What nodes have, imports included, beyond their exports.</summary>
    public long Available(int node) => _supply[node] - _exports[node];

    /// <summary>Gives every node the same fraction of its want. False: there is nothing to share out, or nobody who wants it.</summary>
    public bool MakeTrials(ReadOnlySpan<int> members, ReadOnlySpan<long> want)
    {
        long[] supply = _supply, exports = _exports, demand = _demand, trial = Trial;
        long available = 0, wanted = 0;
        int takers = 0;
        foreach (int node in members)
        {
            available += supply[node] - exports[node];
            wanted += want[node];
            takers += want[node] > 0 ? 1 : 0;
        }

        IsAmple = available >= wanted;
        IsObvious = takers == 1 || available == wanted;
        if (wanted == 0 || available <= 0)
            return false;
        if (IsAmple)
        {
            foreach (int node in members)
            {
                trial[node] = want[node];
                demand[node] = want[node] + exports[node];
            }

            return true;
        }

        double share = (double)available / wanted;
        long spare = available;
        foreach (int node in members)
        {
            long portion = Portion(want[node], share, available, wanted);
            trial[node] = portion;
            demand[node] = portion + exports[node];
            spare -= portion;
        }

        if (spare > 0)
            HandOut(spare, members, want);
        return true;
    }

    /// <summary>What the flow through the part that the tree spans leaves unmet of its trials and exports.</summary>
    public long Unmet() => _flow.Solve(Capacity, _supply, _demand);

    /// <summary>Does the part that the tree spans meet its trials and exports, and could more still flow to every node of it?</summary>
    public bool LeavesRoom() => _flow.LeavesRoom(Capacity, _supply, _demand);

    /// <summary>Does the part that the tree spans carry all its supply to these amounts? Then on which links.</summary>
    public bool Carry(ReadOnlySpan<long> amounts, Span<long> flow)
    {
        long left = 0;
        foreach (int node in _tree.Members)
        {
            _demand[node] = amounts[node];
            left += _supply[node] - amounts[node];
        }

        if (left != 0 || Unmet() > 0)
            return false;
        _flow.Carried(Capacity, flow);
        return true;
    }

    /// <summary>Makes the exports of the part that the tree spans all that it has to bring.</summary>
    public void AskExports()
    {
        foreach (int node in _tree.Members)
            _demand[node] = _exports[node];
    }

    /// <summary>Is a node on the source side of the cut that the last solution found?</summary>
    public bool IsNear(int node) => _flow.IsSourceSide(node);

    /// <summary>A full link: exports of the node of the entry's row, supply of the other, and no link any more.</summary>
    public void Fill(int entry)
    {
        int link = _links.LinkIds[entry];
        Debug.Assert(Capacity[link] > 0, "a link is filled twice");
        _exports[_tree.NodeOf(entry)] += Capacity[link];
        _supply[_links.Neighbours[entry]] += Capacity[link];
        Capacity[link] = 0;
    }

    /// <summary>Units left by rounding down go to the lowest nodes.</summary>
    private void HandOut(long spare, ReadOnlySpan<int> members, ReadOnlySpan<long> want)
    {
        Array.Clear(_isMember);
        foreach (int node in members)
            _isMember[node >> 6] |= 1UL << node;
        for (int word = 0; spare > 0; word++)
        {
            for (ulong rest = _isMember[word]; rest != 0 && spare > 0; rest &= rest - 1)
            {
                int node = (64 * word) + BitOperations.TrailingZeroCount(rest);
                if (Trial[node] < want[node])
                {
                    Trial[node]++;
                    _demand[node]++;
                    spare--;
                }
            }
        }
    }

    /// <summary>want * part / whole rounded down, exactly, for part below whole, of which the share is the quotient of doubles.</summary>
    /// <remarks>The quotient of doubles is at most 1 off; the remainder shows which way, also when its terms wrap around.</remarks>
    private static long Portion(long want, double share, long part, long whole)
    {
        long guess = (long)(share * want);
        long remainder = unchecked((want * part) - (guess * whole));
        return remainder < 0 ? guess - 1 : remainder >= whole ? guess + 1 : guess;
    }
}
