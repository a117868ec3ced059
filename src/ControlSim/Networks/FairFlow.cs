using System.Diagnostics;

namespace ControlSim.Networks;

/// <summary>
/// Shares a supply over a network so that the total is the maximum flow and the parts are max-min fair: nobody's filled fraction
/// of what he wants could grow without taking from someone filled no better. That vector is unique (Megiddo 1974), so grants and
/// draws do not depend on the order of links. Whole numbers: fractions are equal up to a unit or so.
/// </summary>
/// <remarks>
/// Decomposition of Fujishige 1980: try equal fractions in every connected component; where the maximum flow falls short, the
/// minimum cut nearest to the source parts those who must get less (beyond the cut) from those who can get more. The cut is full
/// in every solution, so its links become fixed imports and exports, and both sides go on alone, all in one maximum flow a round.
/// A trial shares out exactly what its component has, the units left by rounding down going to the first nodes, so nothing
/// remains to be handed out at the end.
/// </remarks>
internal sealed class FairFlow
{
    private readonly int _nodes;
    private readonly int[] _from;
    private readonly int[] _to;
    private readonly MaxFlow _flow; // links, then an arc source -> node and one node -> sink for every node
    private readonly long[] _capacity; // 0 where a cut has fixed the flow
    private readonly long[] _supply; // stock and imports
    private readonly long[] _exports;
    private readonly long[] _trial;
    private readonly bool[] _settled;
    private readonly bool[] _side;
    private readonly int[] _root; // component of a node: its lowest member
    private readonly long[] _available; // by root
    private readonly long[] _wanted;
    private readonly long[] _spare;
    private readonly bool[] _short;

    /// <summary>Builds the network, see <see cref="MaxFlow(int, ReadOnlySpan{int}, ReadOnlySpan{int})"/>.</summary>
    public FairFlow(int nodes, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        _nodes = nodes;
        _from = from.ToArray();
        _to = to.ToArray();
        int links = from.Length;
        var arcsFrom = new int[links + (2 * nodes)];
        var arcsTo = new int[links + (2 * nodes)];
        from.CopyTo(arcsFrom);
        to.CopyTo(arcsTo);
        for (int node = 0; node < nodes; node++)
        {
            (arcsFrom[links + node], arcsTo[links + node]) = (nodes, node);
            (arcsFrom[links + nodes + node], arcsTo[links + nodes + node]) = (node, nodes + 1);
        }

        _flow = new MaxFlow(nodes + 2, arcsFrom, arcsTo);
        _capacity = new long[links];
        _supply = new long[nodes];
        _exports = new long[nodes];
        _trial = new long[nodes];
        _settled = new bool[nodes];
        _side = new bool[nodes + 2];
        _root = new int[nodes];
        _available = new long[nodes];
        _wanted = new long[nodes];
        _spare = new long[nodes];
        _short = new bool[nodes];
    }

    /// <summary>Maximum flows solved since construction.</summary>
    public long FlowsSolved { get; private set; }

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
        Share(capacity, stock, need, grants);
        // Links carry either way, so the draws are the same problem with the roles changed.
        Share(capacity, grants, stock, draws);
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

    private void Share(ReadOnlySpan<long> capacity, ReadOnlySpan<long> supply, ReadOnlySpan<long> want, Span<long> result)
    {
        capacity.CopyTo(_capacity);
        supply.CopyTo(_supply);
        Array.Clear(_exports);
        Array.Clear(_settled);
        result.Clear();
        for (int link = 0; link < _capacity.Length; link++)
            _flow.SetCapacity(link, _capacity[link]);
        while (true)
        {
            FindComponents();
            if (!MakeTrials(want))
                return;
            LoadTrials();
            _flow.Solve(_nodes, _nodes + 1);
            FlowsSolved++;
            Divide(result);
        }
    }

    /// <summary>Joins the ends of every open link; the root is the lowest node.</summary>
    private void FindComponents()
    {
        int[] root = _root;
        for (int node = 0; node < root.Length; node++)
            root[node] = node;
        for (int link = 0; link < _capacity.Length; link++)
        {
            if (_capacity[link] == 0)
                continue;
            int a = Find(_from[link]);
            int b = Find(_to[link]);
            if (a < b)
                root[b] = a;
            else
                root[a] = b;
        }

        for (int node = 0; node < root.Length; node++)
            root[node] = root[root[node]]; // parents lie lower, so one step suffices in this order
    }

    private int Find(int node)
    {
        int[] root = _root;
        while (root[node] != node)
        {
            root[node] = root[root[node]];
            node = root[node];
        }

        return node;
    }

    /// <summary>Gives every node the same fraction of its want within its component. False: nothing is left to share.</summary>
    private bool MakeTrials(ReadOnlySpan<long> want)
    {
        Array.Clear(_available);
        Array.Clear(_wanted);
        Array.Clear(_short);
        for (int node = 0; node < _nodes; node++)
        {
            if (_settled[node])
                continue;
            _available[_root[node]] += _supply[node] - _exports[node];
            _wanted[_root[node]] += want[node];
        }

        Array.Copy(_available, _spare, _nodes);
        for (int node = 0; node < _nodes; node++)
        {
            int root = _root[node];
            Debug.Assert(_available[root] >= 0, "a component exports more than it has");
            if (_settled[node])
                continue;
            _trial[node] = _available[root] >= _wanted[root] ? want[node] : Portion(want[node], _available[root], _wanted[root]);
            _spare[root] -= _trial[node];
        }

        bool any = false;
        for (int node = 0; node < _nodes; node++)
        {
            int root = _root[node];
            if (_settled[node])
                continue;
            if (_spare[root] > 0 && _trial[node] < want[node])
            {
                _trial[node]++;
                _spare[root]--;
            }

            any |= _trial[node] > 0;
        }

        return any;
    }

    /// <summary>want * part / whole rounded down, exactly, for part below whole.</summary>
    /// <remarks>The quotient of doubles is at most 1 off; the remainder shows which way, also when its terms wrap around.</remarks>
    private static long Portion(long want, long part, long whole)
    {
        long guess = (long)((double)part / whole * want);
        long remainder = unchecked((want * part) - (guess * whole));
        return remainder < 0 ? guess - 1 : remainder >= whole ? guess + 1 : guess;
    }

    private void LoadTrials()
    {
        int links = _capacity.Length;
        for (int node = 0; node < _nodes; node++)
        {
            bool open = !_settled[node];
            _flow.SetCapacity(links + node, open ? _supply[node] : 0, 0);
            _flow.SetCapacity(links + _nodes + node, open ? _trial[node] + _exports[node] : 0, 0);
        }
    }

    /// <summary>Settles components that got their trial, and parts the others along the minimum cut.</summary>
    private void Divide(Span<long> result)
    {
        int links = _capacity.Length;
        for (int node = 0; node < _nodes; node++)
            _short[_root[node]] |= !_settled[node] && _flow.Flow(links + _nodes + node) < _trial[node] + _exports[node];
        _flow.SourceSide(_side);
        for (int node = 0; node < _nodes; node++)
        {
            int root = _root[node];
            // On the source side of a component that tried for everything, everybody gets everything.
            if (_settled[node] || (_short[root] && !(_side[node] && _available[root] >= _wanted[root])))
                continue;
            result[node] = _trial[node];
            _settled[node] = true;
        }

        for (int link = 0; link < links; link++)
        {
            (int near, int far) = (_from[link], _to[link]);
            if (_capacity[link] == 0 || !_short[_root[near]] || _side[near] == _side[far])
                continue;
            if (!_side[near])
                (near, far) = (far, near);
            _exports[near] += _capacity[link];
            _supply[far] += _capacity[link];
            _capacity[link] = 0;
            _flow.SetCapacity(link, 0);
        }
    }
}
