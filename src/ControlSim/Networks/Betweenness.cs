namespace ControlSim.Networks;

/// <summary>
/// Edge betweenness (Brandes 2001; 2008 for links): how much traffic a link would carry if every pair of nodes exchanged
/// goods over its shortest ways, in equal parts where there are several. Solving allocates nothing.
/// </summary>
/// <remarks>Lengths are rounded to whole metres, at least one, so that equally long ways are found equal.</remarks>
public sealed class Betweenness
{
    private readonly Adjacency _graph;
    private readonly ShortestPaths _paths;
    private readonly double[] _metres;
    private readonly double[] _ways; // number of shortest ways from the source
    private readonly double[] _load; // traffic that goes to a node or on through it

    /// <summary>Prepares solutions over one graph.</summary>
    public Betweenness(Adjacency graph)
    {
        _paths = new ShortestPaths(graph);
        _graph = graph;
        _metres = new double[graph.Links];
        _ways = new double[graph.Nodes];
        _load = new double[graph.Nodes];
    }

    /// <summary>Betweenness of every link.</summary>
    /// <param name="lengthKm">By link, km, above 0.</param>
    /// <param name="usable">By link; empty: all are.</param>
    /// <param name="weight">By node; a pair counts with the product of its weights. Empty: every pair counts 1.</param>
    /// <param name="load">Receives the sum over unordered pairs for each link.</param>
    public void Solve(ReadOnlySpan<double> lengthKm, ReadOnlySpan<bool> usable, ReadOnlySpan<double> weight, Span<double> load)
    {
        load[.._graph.Links].Clear();
        for (int link = 0; link < _metres.Length; link++)
            _metres[link] = Math.Max(1, Math.Round(lengthKm[link] * 1000));
        for (int source = 0; source < _graph.Nodes; source++)
        {
            double sent = weight.IsEmpty ? 1 : weight[source];
            if (sent == 0)
                continue;
            _paths.Solve(source, _metres, usable);
            CountWays(source, usable);
            for (int i = _paths.Order.Length - 1; i > 0; i--)
                HandBack(_paths.Order[i], sent, usable, weight, load);
        }
    }

    private void CountWays(int source, ReadOnlySpan<bool> usable)
    {
        Array.Clear(_ways);
        Array.Clear(_load);
        _ways[source] = 1;
        foreach (int node in _paths.Order)
        {
            int stop = _graph.Starts[node + 1];
            for (int entry = _graph.Starts[node]; entry < stop; entry++)
            {
                if (LeadsHere(entry, node, usable))
                    _ways[node] += _ways[_graph.Neighbours[entry]];
            }
        }
    }

    /// <summary>Shares what a node receives and passes on among the links by which shortest ways reach it.</summary>
    private void HandBack(int node, double sent, ReadOnlySpan<bool> usable, ReadOnlySpan<double> weight, Span<double> load)
    {
        double whole = _load[node] + (weight.IsEmpty ? 1 : weight[node]);
        int stop = _graph.Starts[node + 1];
        for (int entry = _graph.Starts[node]; entry < stop; entry++)
        {
            if (!LeadsHere(entry, node, usable))
                continue;
            int before = _graph.Neighbours[entry];
            double part = whole * (_ways[before] / _ways[node]);
            _load[before] += part;
            load[_graph.LinkIds[entry]] += 0.5 * sent * part; // half: both ends of a pair are sources in turn
        }
    }

    private bool LeadsHere(int entry, int node, ReadOnlySpan<bool> usable)
    {
        int link = _graph.LinkIds[entry];
        return (usable.IsEmpty || usable[link])
            && _paths.Distances[_graph.Neighbours[entry]] + _metres[link] == _paths.Distances[node];
    }
}
