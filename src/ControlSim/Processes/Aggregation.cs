using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P1. Units are summed over locations: fighters, effective strength W = n (0.4 + 0.6 s)(0.5 + 0.5 m) e, who is present.
/// Those on a corridor are nowhere. Sums follow the units that are noted as changed; once a day, after supply has changed all
/// strengths, everybody is counted. All sums are exact, so the bits are those of a sum of all. Writes only what is derived.
/// </summary>
[Writes]
internal sealed class Aggregation
{
    /// <summary>Rows that are taken together, step by step, so that each step is a short loop over few columns.</summary>
    private const int Block = 512;

    private readonly World _world;
    private readonly RowGroups _groups;
    private readonly GroupSums[] _sums; // by chunk
    private readonly bool[] _changed;
    private readonly ContingentSums _contingents;
    private readonly int[] _hollow; // rows of units with absent fighters
    private readonly Action<int> _sum;
    private readonly Action<int> _follow;
    private readonly Action<int> _fill;
    private readonly double[] _nothing; // by group, after nowhere: not a number
    private double[] _wanted;
    private double _adjustment;
    private int _filled = -1; // the tick
    private readonly UnitLists _lists;
    private readonly bool[] _onRoads;
    private bool _knowsStrengths; // supply has not changed them since, or they followed it
    private bool _isKnown; // the tables are those that were summed, but for who is noted
    private bool _looks; // for changes of group
    private bool _countsAbsent; // of all who stand on paper, as their units have changed

    public Aggregation(World world)
    {
        _world = world;
        int chunks = world.Chunks.Count;
        _hollow = [.. Enumerable.Range(0, world.Units.Count).Where(u => world.Units.Absent[u] > 0)];
        _groups = new RowGroups(world);
        _sums = new GroupSums[chunks];
        (_changed, _onRoads) = (new bool[chunks], new bool[chunks]);
        _contingents = new ContingentSums(world, _hollow.Length > 0);
        (_sum, _follow, _fill) = (Sum, Follow, chunk => _sums[chunk].Fill(chunk, _wanted!, _adjustment));
        _wanted = _nothing = new double[(2 * world.Locations.Count * world.Factions.Count) + 1];
        Array.Fill(_nothing, double.NaN);
        _lists = new UnitLists(world);
        Forget();
    }

    /// <summary>The tables were filled from outside: what is remembered of them is made anew.</summary>
    public void Forget()
    {
        Tallies tallies = _world.Tallies;
        (_isKnown, _filled) = (false, -1);
        _contingents.Forget();
        _world.Changes.Forget();
        for (int chunk = 0; chunk < _sums.Length; chunk++)
        {
            _sums[chunk] = new GroupSums(_world, chunk, Block);
            for (int u = _world.Chunks.First(chunk); u < _world.Chunks.First(chunk + 1); u++)
            {
                _sums[chunk].Move(-1, tallies.Group[u]);
            }
        }

        tallies.Rows.Know(_world.Chunks, [.. _sums.Select(sums => sums.Members)]);
    }

    /// <summary>Every sum looks at everybody: for the test that following gives the same bits.</summary>
    public bool IsWhole { get; set; }

    private bool LooksAtAll => _world.Deterministic || IsWhole;

    /// <summary>At the beginning of a day: follows those who have changed since the last sum of the day before.</summary>
    public void Step()
    {
        if (LooksAtAll || !_isKnown)
        {
            SumAll();
            return;
        }

        FollowAll();
        ListUnits();
    }

    private void SumAll()
    {
        (_looks, _isKnown) = (true, true);
        SumChunks();
        _lists.RenewRoads();
        ListUnits();
    }

    private void ListUnits()
    {
        FindUsual();
        _lists.Renew();
    }

    /// <summary>
    /// Supply changes the states of all units at locations, which their strengths follow; not where somebody is noted, who is counted with his
    /// state as it is.
    /// </summary>
    /// <param name="wanted">The state towards which a unit goes, by group, after units that are nowhere: not a number.</param>
    /// <param name="adjustment">How far it goes.</param>
    public void Fill(double[] wanted, double adjustment)
    {
        _knowsStrengths &= _world.Changes.IsEmpty;
        RunFill(wanted, adjustment);
        _filled = _world.Tick;
    }

    /// <summary>Fighters times supply state of a faction at a location; after supply, before anybody moves.</summary>
    public double Supplied(int row)
    {
        double sum = 0;
        foreach (GroupSums sums in _sums)
        {
            sum += sums.Supplied(row);
        }

        return sum;
    }

    /// <summary>Before these sums are asked for: where supply has not filled anybody today, they are made anew.</summary>
    public void SumSupplied()
    {
        if (_filled != _world.Tick)
        {
            RunFill(_nothing, 0);
        }
    }

    private void RunFill(double[] wanted, double adjustment)
    {
        (_wanted, _adjustment) = (wanted, adjustment);
        _world.Chunks.Run(_fill);
    }

    /// <summary>Follows those who have moved, and brings the strengths that supply has changed.</summary>
    public void Place()
    {
        if (LooksAtAll)
        {
            SumAll();
            return;
        }

        FollowChanges();
        _lists.RenewRoadsOfMarch();
        _contingents.Bring(_sums, all: true);
    }

    /// <summary>Follows those whom strikes have hit; if supply has changed strengths that could not follow it, looks at everybody.</summary>
    public void Renew()
    {
        if (!LooksAtAll && _knowsStrengths)
        {
            FollowAll();
            return;
        }

        if (FollowChanges())
        {
            _lists.RenewRoads();
        }

        _looks = LooksAtAll;
        SumChunks();
    }

    /// <summary>
    /// Follows those who fell, broke or went underground. In a deterministic run parts of fighters fall, which do not add up
    /// exactly, and all are summed anew.
    /// </summary>
    public void Follow()
    {
        if (LooksAtAll)
        {
            SumAll();
            return;
        }

        FollowAll();
    }

    private void FollowAll()
    {
        _countsAbsent = true;
        if (FollowChanges())
        {
            _lists.RenewRoads();
        }

        _countsAbsent = false;
        _world.Tallies.Sums++;
        _contingents.Bring(_sums, all: false);
    }

    private void SumChunks()
    {
        _knowsStrengths = true;
        _world.Changes.Clear();
        Array.Clear(_changed);
        _world.Chunks.Run(_sum);
        if (Array.IndexOf(_changed, true) >= 0)
        {
            _world.Tallies.Rows.Forget();
        }

        _world.Tallies.Sums++;
        _contingents.Bring(_sums, all: true);
    }

    /// <summary>Four times the mean: larger units, one in a hundred, would set the bounds of all.</summary>
    private void FindUsual()
    {
        double fighters = 0;
        long units = 0;
        foreach (Contingent contingent in _world.Tallies.Contingents)
        {
            fighters += _world.Tallies.Massed[contingent.Row] + _world.Tallies.Cells[contingent.Row];
        }

        foreach (GroupSums sums in _sums)
        {
            units += sums.Units;
        }

        _world.Tallies.UsualUnit = units > 0 ? 4 * fighters / units : 0;
    }

    /// <summary>True if one of those noted is on a road.</summary>
    private bool FollowChanges()
    {
        _world.Chunks.Run(_follow);
        if (Array.IndexOf(_changed, true) >= 0)
        {
            _world.Tallies.Sums++;
            _world.Tallies.Rows.Forget();
        }

        return Array.IndexOf(_onRoads, true) >= 0;
    }

    private void Follow(int chunk)
    {
        RowChanges changes = _world.Changes;
        GroupSums own = _sums[chunk];
        own.Follow(changes, chunk);
        int[] groups = _world.Tallies.Group, corridors = _world.Units.Corridor;
        bool changed = false, roads = false;
        foreach (int u in changes.MovedRows(chunk))
        {
            int from = groups[u], to = _groups.Of(u);
            if (from != to)
            {
                own.Carry(u, from, to);
                groups[u] = to;
                changed = true;
            }

            roads |= corridors[u] >= 0;
        }

        (_changed[chunk], _onRoads[chunk]) = (changed, roads);
        changes.Clear(chunk);
        if (_countsAbsent)
        {
            CountAbsent(chunk);
        }
    }

    /// <summary>Effective strength of a unit in the field, before posture, ground and consolidation.</summary>
    public static double Strength(double fighters, double supply, double morale, double quality) =>
        fighters * (0.4 + (0.6 * supply)) * Spirit(morale) * quality;

    /// <summary>What morale makes of strength.</summary>
    internal static double Spirit(double morale) => 0.5 + (0.5 * morale);

    private void Sum(int chunk)
    {
        GroupSums sums = _sums[chunk];
        sums.Clear();
        int begin = _world.Chunks.First(chunk), last = _world.Chunks.First(chunk + 1);
        for (int first = begin; first < last; first += Block)
        {
            int count = Math.Min(Block, last - first);
            _changed[chunk] |= _looks && _groups.Find(first, count, sums);
            sums.Count(first, count);
        }

        CountAbsent(chunk);
    }

    private void CountAbsent(int chunk)
    {
        _sums[chunk].ClearAbsent();
        int last = _world.Chunks.First(chunk + 1), hollow = Array.BinarySearch(_hollow, _world.Chunks.First(chunk));
        for (hollow = hollow < 0 ? ~hollow : hollow; hollow < _hollow.Length && _hollow[hollow] < last; hollow++)
        {
            _sums[chunk].AddAbsent(_hollow[hollow]);
        }
    }
}
