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
/// </remarks>
internal sealed class FairFlow
{
    private readonly int _nodes;
    private readonly Adjacency _graph;
    private readonly PartFlow _flow;
    private readonly long[] _capacity; // 0 where a cut has fixed the flow
    private readonly long[] _supply; // stock and imports
    private readonly long[] _exports;
    private readonly long[] _trial;
    private readonly long[] _demand; // trial and exports
    private readonly int[] _sorted;
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
        _nodes = graph.Nodes;
        _flow = new PartFlow(graph);
        _capacity = new long[graph.Links];
        (_supply, _exports) = (new long[_nodes], new long[_nodes]);
        (_trial, _demand) = (new long[_nodes], new long[_nodes]);
        (_open, _later, _sorted) = (new int[_nodes], new int[_nodes], new int[_nodes]);
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
    /// <returns>The total, equal to the maximum flow.</returns>
    public long Solve(
        ReadOnlySpan<long> capacity, ReadOnlySpan<long> stock, ReadOnlySpan<long> need, Span<long> grants, Span<long> draws)
    {
        Share(capacity, stock, need, grants, isAbsorbed: false);
        // Links carry either way, so the draws are the same problem with the roles changed; all that was granted is drawn.
        Share(capacity, grants, stock, draws, isAbsorbed: true);
        long total = 0;
        long drawn = 0;
        for (int node = 0; node < _nodes; node++)
        {
            total += grants[node];
            drawn += draws[node];
        }

        Debug.Assert(total == drawn, "draws and grants differ");
        return total;
    }

    private void Share(
        ReadOnlySpan<long> capacity, ReadOnlySpan<long> supply, ReadOnlySpan<long> want, Span<long> result, bool isAbsorbed)
    {
        capacity.CopyTo(_capacity);
        supply.CopyTo(_supply);
        Array.Clear(_exports);
        result.Clear();
        _flow.Forget();
        int open = 0;
        for (int node = 0; node < _nodes; node++)
        {
            if (supply[node] > 0)
                _open[open++] = node; // a part without supply gets nothing
        }

        while (open > 0)
        {
            _laterCount = 0;
            for (int i = 0; i < open; i++)
            {
                if (_flow.Grow(_open[i], _capacity))
                    SharePart(want, result, isAbsorbed);
            }

            (_open, _later, open) = (_later, _open, _laterCount);
            _flow.Forget(_open.AsSpan(0, open));
        }
    }

    /// <summary>
    /// Settles the part that the flow has found, or cuts it in two. Where all supply is known to be absorbed, no flow has to show
    /// that a single node takes all of it, or that everybody gets everything.
    /// </summary>
    private void SharePart(ReadOnlySpan<long> want, Span<long> result, bool isAbsorbed)
    {
        ReadOnlySpan<int> members = _flow.Members;
        long available = 0, wanted = 0;
        int takers = 0;
        foreach (int node in members)
        {
            available += _supply[node] - _exports[node];
            wanted += want[node];
            takers += want[node] > 0 ? 1 : 0;
        }

        Debug.Assert(available >= 0, "a part exports more than it has");
        if (wanted == 0 || available == 0)
            return;
        MakeTrials(members, want, available, wanted);
        bool isKnown = isAbsorbed && (takers == 1 || available == wanted);
        bool isShort = !isKnown && _flow.Solve(_capacity, _supply, _demand) > 0;
        if (isShort)
            Cut(members);
        foreach (int node in members)
        {
            // On the source side of a part that tried for everything, everybody gets everything.
            if (!isShort || (available >= wanted && _flow.IsSourceSide(node)))
                result[node] = _trial[node];
            else
                _later[_laterCount++] = node;
        }
    }

    /// <summary>Gives every node the same fraction of its want.</summary>
    private void MakeTrials(ReadOnlySpan<int> members, ReadOnlySpan<long> want, long available, long wanted)
    {
        long spare = available >= wanted ? 0 : available;
        foreach (int node in members)
        {
            _trial[node] = available >= wanted ? want[node] : Portion(want[node], available, wanted);
            _demand[node] = _trial[node] + _exports[node];
            spare -= available >= wanted ? 0 : _trial[node];
        }

        if (spare == 0)
            return;
        Span<int> sorted = _sorted.AsSpan(0, members.Length);
        members.CopyTo(sorted);
        sorted.Sort();
        for (int i = 0; spare > 0; i++)
        {
            if (_trial[sorted[i]] < want[sorted[i]])
            {
                _trial[sorted[i]]++;
                _demand[sorted[i]]++;
                spare--;
            }
        }
    }

    /// <summary>want * part / whole rounded down, exactly, for part below whole.</summary>
    /// <remarks>The quotient of doubles is at most 1 off; the remainder shows which way, also when its terms wrap around.</remarks>
    private static long Portion(long want, long part, long whole)
    {
        long guess = (long)((double)part / whole * want);
        long remainder = unchecked((want * part) - (guess * whole));
        return remainder < 0 ? guess - 1 : remainder >= whole ? guess + 1 : guess;
    }

    /// <summary>Turns the links of the minimum cut into exports of the near side and supply of the far side.</summary>
    private void Cut(ReadOnlySpan<int> members)
    {
        CutsFound++;
        ReadOnlySpan<int> starts = _graph.Starts, links = _graph.LinkIds, neighbours = _graph.Neighbours;
        foreach (int near in members)
        {
            if (!_flow.IsSourceSide(near))
                continue;
            for (int entry = starts[near]; entry < starts[near + 1]; entry++)
            {
                int link = links[entry], far = neighbours[entry];
                if (_capacity[link] == 0 || _flow.IsSourceSide(far))
                    continue;
                _exports[near] += _capacity[link];
                _supply[far] += _capacity[link];
                _capacity[link] = 0;
            }
        }
    }
}
