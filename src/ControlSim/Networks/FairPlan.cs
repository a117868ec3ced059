namespace ControlSim.Networks;

/// <summary>What became of a part.</summary>
internal enum PartEnd : byte
{
    /// <summary>Nothing to share out, or nobody who wants it.</summary>
    Empty,

    /// <summary>Everybody got the same fraction.</summary>
    Settled,

    /// <summary>It was cut in two.</summary>
    Cut,
}

/// <summary>
/// How a network was taken apart to share a supply: the parts with their trees, in the order in which they came up, and the cuts.
/// Fixed room; a plan that does not fit is not kept.
/// </summary>
internal sealed class FairPlan(int nodes, int links)
{
    private readonly int[] _first = new int[(4 * nodes) + 1];
    private readonly int[] _firstCut = new int[(4 * nodes) + 1];
    private readonly bool[] _isAmple = new bool[4 * nodes];
    private readonly bool[] _isWhole = new bool[4 * nodes];
    private readonly PartEnd[] _end = new PartEnd[4 * nodes];
    private readonly int[] _member = new int[6 * nodes];
    private readonly int[] _entry = new int[6 * nodes];
    private readonly long[] _trial = new long[6 * nodes];
    private readonly bool[] _isNear = new bool[6 * nodes];
    private readonly int[] _cut = new int[links];
    private bool _fits;

    /// <summary>Parts kept.</summary>
    public int Parts { get; private set; }

    /// <summary>Is there a plan?</summary>
    public bool IsKept { get; private set; }

    /// <summary>Was a part cut?</summary>
    public bool HasCuts => _firstCut[Parts] > 0;

    public PartEnd EndOf(int part) => _end[part];

    /// <summary>Is a part a whole component?</summary>
    public bool IsWhole(int part) => _isWhole[part];

    public ReadOnlySpan<int> Members(int part) => _member.AsSpan(_first[part].._first[part + 1]);

    public ReadOnlySpan<int> Entries(int part) => _entry.AsSpan(_first[part].._first[part + 1]);

    /// <summary>Trials of a part that is cut, by member.</summary>
    public Span<long> Trials(int part) => _trial.AsSpan(_first[part].._first[part + 1]);

    /// <summary>Had a part that is cut as much as it wants, when it was shared out last?</summary>
    public bool IsAmple(int part) => _isAmple[part];

    public void SetAmple(int part, bool isAmple) => _isAmple[part] = isAmple;

    /// <summary>Is a member on the source side of the cut?</summary>
    public ReadOnlySpan<bool> IsNear(int part) => _isNear.AsSpan(_first[part].._first[part + 1]);

    /// <summary>Entries of the links that a part's cut fills, from the near to the far side.</summary>
    public ReadOnlySpan<int> Cuts(int part) => _cut.AsSpan(_firstCut[part].._firstCut[part + 1]);

    /// <summary>
    /// Writes the part that each node ends up in, as its lowest node; -1 where there is no supply. If the plan is not kept every node
    /// counts as a part.
    /// </summary>
    public void Ends(Span<int> part)
    {
        for (int node = 0; node < part.Length; node++)
            part[node] = IsKept ? -1 : node;
        for (int p = 0; p < Parts && IsKept; p++)
        {
            if (_end[p] == PartEnd.Cut)
                continue;
            int lowest = int.MaxValue;
            foreach (int node in Members(p))
                lowest = Math.Min(lowest, node);
            foreach (int node in Members(p))
                part[node] = lowest;
        }
    }

    /// <summary>Forgets the plan and begins another.</summary>
    public void Begin()
    {
        Parts = 0;
        (_fits, IsKept) = (true, false);
    }

    /// <summary>Adds a part.</summary>
    /// <param name="members">Its nodes, each after its parent in a tree that spans it.</param>
    /// <param name="entries">By member: entry of the parent's row that leads there.</param>
    /// <param name="end">What became of it.</param>
    /// <param name="isWhole">It is a component.</param>
    public void Add(ReadOnlySpan<int> members, ReadOnlySpan<int> entries, PartEnd end, bool isWhole)
    {
        int first = _first[Parts];
        _fits &= Parts + 1 < _first.Length && first + members.Length <= _member.Length;
        if (!_fits)
            return;
        members.CopyTo(_member.AsSpan(first));
        entries.CopyTo(_entry.AsSpan(first));
        _isWhole[Parts] = isWhole;
        _end[Parts++] = end;
        _first[Parts] = first + members.Length;
        _firstCut[Parts] = _firstCut[Parts - 1];
    }

    /// <summary>Adds to the last part on which side a member is.</summary>
    public void AddSide(int place, bool isNear)
    {
        if (_fits)
            _isNear[_first[Parts - 1] + place] = isNear;
    }

    /// <summary>Adds a full link to the cut of the last part.</summary>
    public void AddCut(int entry)
    {
        if (_fits)
            _cut[_firstCut[Parts]++] = entry;
    }

    /// <summary>The plan is whole.</summary>
    public void End() => IsKept = _fits;
}
