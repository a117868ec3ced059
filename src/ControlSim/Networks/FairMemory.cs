namespace ControlSim.Networks;

/// <summary>How a problem of <see cref="FairFlow"/> was solved last, for a next one that differs little.</summary>
internal sealed class FairMemory(int nodes, int links)
{
    private readonly bool[] _isUsable = new bool[links];
    private bool _isMatched;

    /// <summary>The links that can be used.</summary>
    public UsableLinks Links { get; } = new(nodes, links);

    public FairPlan Grants { get; } = new(nodes, links);

    public FairPlan Draws { get; } = new(nodes, links);

    /// <summary>Forgets what was solved where other links could be used.</summary>
    public void Match(Adjacency graph, ReadOnlySpan<long> capacity)
    {
        bool isSame = _isMatched;
        for (int link = 0; link < _isUsable.Length; link++)
        {
            isSame &= _isUsable[link] == capacity[link] > 0;
            _isUsable[link] = capacity[link] > 0;
        }

        if (!isSame)
        {
            _isMatched = true;
            Links.Take(graph, capacity);
            Grants.Begin();
            Draws.Begin();
        }
    }
}
