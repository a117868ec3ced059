using System.Diagnostics;

namespace ControlSim.Networks;

/// <summary>
/// Shares a supply over a network so that the total is the maximum flow and the parts are max-min fair: nobody's filled fraction
/// of what he wants could grow without taking from someone filled no better. That vector is unique (Megiddo 1974), so grants and
/// draws do not depend on the order of links. Whole numbers: fractions are equal up to a unit or so.
/// </summary>
/// <remarks>
/// Decomposition of Fujishige 1980: try equal fractions in every connected part; where the maximum flow falls short, the
/// minimum cut nearest to the source separates those who must get less (beyond the cut) from those who can get more. The cut is
/// full in every solution, so its links become fixed imports and exports, and both sides go on alone. A trial shares out exactly
/// what its part has, the units left by rounding down going to the lowest nodes, so nothing remains to be handed out at the end.
/// What was taken apart yesterday is tried again today, see <see cref="FairRepeat"/>: that changes time only, never values.
/// </remarks>
internal sealed class FairFlow
{
    private readonly Adjacency _graph;
    private readonly WideTree _tree;
    private readonly FairParts _parts;
    private readonly FairRepeat _repeat;
    private readonly BitParts _bits; // takes apart what fits
    private readonly UsableLinks _own; // of what is solved without a memory
    private UsableLinks _links;
    private int[] _open; // nodes whose part is still to be shared out
    private int[] _later;
    private int _laterCount;

    /// <summary>Builds the network, see <see cref="MaxFlow(int, ReadOnlySpan{int}, ReadOnlySpan{int})"/>.</summary>
    public FairFlow(int nodes, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
        : this(new Adjacency(nodes, from, to))
    {
    }

    /// <summary>Builds the network on a graph.</summary>
    public FairFlow(Adjacency graph)
    {
        _graph = graph;
        _links = _own = new UsableLinks(graph.Nodes, graph.Links);
        _tree = new WideTree(graph.Nodes, graph.Links);
        _parts = new FairParts(graph.Nodes, graph.Links, _tree);
        _repeat = new FairRepeat(_parts, _tree);
        _bits = new BitParts(_parts, _tree, graph.Nodes);
        (_open, _later) = (new int[graph.Nodes], new int[graph.Nodes]);
    }

    /// <summary>Cuts found since construction.</summary>
    public long CutsFound { get; private set; }

    /// <summary>
    /// Fair grants, and then the fair draws that feed them: fractions of stock drawn, max-min fair in their turn.
    /// All amounts in one unit, at least 0, each at most 2^50 and their sums below 2^60.
    /// </summary>
    /// <param name="capacity">By link, the same both ways; 0 for a link that cannot be used.</param>
    /// <param name="stock">By node: what can be drawn there.</param>
    /// <param name="need">By node: what is wanted there.</param>
    /// <param name="grants">By node: what is granted of the need.</param>
    /// <param name="draws">By node: what is drawn from the stock; the sum is that of the grants.</param>
    /// <param name="memory">How it was solved last, for problems that change little; null: from scratch.</param>
    /// <param name="hasSameLinks">The links that can be used are known to be those of the memory.</param>
    /// <returns>The total, equal to the maximum flow.</returns>
    public long Solve(
        ReadOnlySpan<long> capacity,
        ReadOnlySpan<long> stock,
        ReadOnlySpan<long> need,
        Span<long> grants,
        Span<long> draws,
        FairMemory? memory = null,
        bool hasSameLinks = false)
    {
        if (memory is null)
            _own.Take(_graph, capacity);
        else if (!hasSameLinks)
            memory.Match(_graph, capacity);
        Use(memory?.Links ?? _own);
        _parts.Load(capacity, stock);
        bool isRepeated = Share(need, grants, memory?.Grants, isAbsorbed: false);
        if (!isRepeated)
            memory?.Draws.Begin();
        // Links carry either way, so the draws are the same problem with the roles changed; all that was granted is drawn. Cuts stay
        // full: what crosses them is asked for on one side and found on the other, and the parts draw one by one.
        _parts.Turn(stock, grants);
        Share(stock, draws, memory?.Draws, isAbsorbed: true, memory?.Grants);
        long total = 0;
        long drawn = 0;
        for (int node = 0; node < grants.Length; node++)
        {
            total += grants[node];
            drawn += draws[node];
        }

        Debug.Assert(total == drawn, "draws and grants differ");
        return total;
    }

    /// <summary>Can draws be carried to grants, which have the same sum?</summary>
    /// <param name="capacity">By link.</param>
    /// <param name="draws">By node.</param>
    /// <param name="grants">By node.</param>
    /// <param name="flow">Receives what each link carries, whichever way, if they can.</param>
    /// <param name="memory">A solution over all links that can be used now, and perhaps others; null: they are looked for.</param>
    public bool Carries(ReadOnlySpan<long> capacity, ReadOnlySpan<long> draws, ReadOnlySpan<long> grants, Span<long> flow, FairMemory? memory = null)
    {
        if (memory is null)
            _own.Take(_graph, capacity);
        Use(memory?.Links ?? _own);
        _parts.Load(capacity, draws);
        _tree.Forget();
        flow.Clear();
        for (int node = 0; node < _graph.Nodes; node++)
        {
            if (draws[node] > 0 && _tree.Grow(node, _parts.Capacity) && !_parts.Carry(grants, flow))
                return false;
        }

        return true;
    }

    private void Use(UsableLinks links)
    {
        _links = links;
        _tree.Use(links);
        _parts.Use(links);
        _bits.Use(links);
    }

    /// <param name="want">By node.</param>
    /// <param name="result">By node: receives what is granted.</param>
    /// <param name="plan">Parts and cuts of the last time, and then those of today; null: none are kept.</param>
    /// <param name="isAbsorbed">All that is available is known to be taken.</param>
    /// <param name="known">A plan in whose last parts the links are joined; null, or not kept: they are looked for.</param>
    /// <returns>Are the parts those of the plan?</returns>
    private bool Share(ReadOnlySpan<long> want, Span<long> result, FairPlan? plan, bool isAbsorbed, FairPlan? known = null)
    {
        if (plan is { IsKept: true })
        {
            if (plan.HasCuts)
                _parts.Keep();
            if (_repeat.Share(plan, want, result, isAbsorbed))
                return true;
            if (plan.HasCuts)
                _parts.GoBack();
        }

        _tree.Forget();
        result.Clear();
        plan?.Begin();
        int open = plan is not null && known is { IsKept: true } ? ShareObvious(known, want, result, plan) : ListSupplied();
        for (bool isFirst = true; open > 0; isFirst = false)
        {
            _laterCount = 0;
            for (int i = 0; i < open; i++)
            {
                if (_tree.IsVisited(_open[i]))
                    continue;
                if (_bits.Take(_open[i]))
                    CutsFound += _bits.Share(want, result, plan, isFirst, isAbsorbed);
                else if (_tree.Grow(_open[i], _parts.Capacity))
                    SharePart(want, result, plan, isFirst, isAbsorbed);
            }

            (_open, _later, open) = (_later, _open, _laterCount);
            _tree.Forget(_open.AsSpan(0, open));
        }

        plan?.End();
        return false;
    }

    /// <summary>Nodes with supply; a part without gets nothing.</summary>
    private int ListSupplied()
    {
        int open = 0;
        for (int node = 0; node < _graph.Nodes; node++)
        {
            if (_parts.HasSupply(node))
                _open[open++] = node;
        }

        return open;
    }

    /// <summary>
    /// Settles those components in which all that is available is known to be taken and who takes it needs no flow: five of six components of
    /// draws, mostly with one depot. They are the parts in which the plan of the grants ended, divided by full links.
    /// </summary>
    /// <returns>How many components are left, of each of which a node is listed.</returns>
    private int ShareObvious(FairPlan known, ReadOnlySpan<long> want, Span<long> result, FairPlan plan)
    {
        int open = 0;
        for (int part = 0; part < known.Parts; part++)
        {
            ReadOnlySpan<int> members = known.Members(part);
            if (known.EndOf(part) == PartEnd.Cut || !_parts.HaveSupply(members))
                continue;
            bool shares = _parts.MakeTrials(members, want);
            if (shares && !_parts.IsObvious)
            {
                _open[open++] = members[0];
                continue;
            }

            plan.Add(members, known.Entries(part), shares ? PartEnd.Settled : PartEnd.Empty, isWhole: true);
            for (int i = 0; i < members.Length && shares; i++)
                result[members[i]] = _parts.Trial[members[i]];
        }

        return open;
    }

    /// <summary>
    /// Settles the part that the tree spans, or cuts it in two. Where all supply is known to be absorbed, no flow has to show
    /// that a single node takes all of it, or that everybody gets everything.
    /// </summary>
    private void SharePart(ReadOnlySpan<long> want, Span<long> result, FairPlan? plan, bool isWhole, bool isAbsorbed)
    {
        ReadOnlySpan<int> members = _tree.Members;
        if (!_parts.MakeTrials(members, want))
        {
            plan?.Add(members, _tree.Entries, PartEnd.Empty, isWhole);
            return;
        }

        if ((isAbsorbed && _parts.IsObvious) || _parts.Unmet() == 0)
        {
            plan?.Add(members, _tree.Entries, PartEnd.Settled, isWhole);
            foreach (int node in members)
                result[node] = _parts.Trial[node];
            return;
        }

        CutsFound++;
        plan?.Add(members, _tree.Entries, PartEnd.Cut, isWhole);
        for (int i = 0; i < members.Length; i++)
        {
            _later[_laterCount++] = members[i];
            plan?.AddSide(i, _parts.IsNear(members[i]));
        }

        foreach (int near in members)
        {
            if (!_parts.IsNear(near))
                continue;
            for (int entry = _links.Starts[near]; entry < _links.Starts[near + 1]; entry++)
            {
                if (_parts.Capacity[_links.LinkIds[entry]] > 0 && !_parts.IsNear(_links.Neighbours[entry]))
                {
                    _parts.Fill(entry);
                    plan?.AddCut(entry);
                }
            }
        }
    }
}
