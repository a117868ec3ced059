namespace ControlSim.Networks;

/// <summary>How a problem of <see cref="FairFlow"/> was solved last, for a next one that differs little.</summary>
internal sealed class FairMemory(int nodes, int links)
{
    private readonly bool[] _isUsable = new bool[links];

    public FairPlan Grants { get; } = new(nodes, links);

    public FairPlan Draws { get; } = new(nodes, links);

    /// <summary>Forgets what was solved where other links could be used.</summary>
    public void Match(ReadOnlySpan<long> capacity)
    {
        bool isSame = true;
        for (int link = 0; link < _isUsable.Length; link++)
        {
            isSame &= _isUsable[link] == capacity[link] > 0;
            _isUsable[link] = capacity[link] > 0;
        }

        if (!isSame)
        {
            Grants.Begin();
            Draws.Begin();
        }
    }
}
