namespace ControlSim.Processes;

/// <summary>Fighters by group, of which few have some: these are known, and cleared alone.</summary>
/// <param name="groups">Number of groups.</param>
internal sealed class GroupFighters(int groups)
{
    private readonly double[] _fighters = new double[groups];
    private readonly int[] _known = new int[groups]; // groups that have some
    private int _count;

    /// <summary>Groups that have some.</summary>
    public ReadOnlySpan<int> Groups => _known.AsSpan(0, _count);

    /// <summary>Fighters of a group.</summary>
    public double Fighters(int group) => _fighters[group];

    /// <summary>Adds more than 0.</summary>
    public void Add(int group, double fighters)
    {
        if (_fighters[group] == 0)
        {
            _known[_count++] = group;
        }

        _fighters[group] += fighters;
    }

    public void Clear()
    {
        foreach (int group in Groups)
        {
            _fighters[group] = 0;
        }

        _count = 0;
    }
}
