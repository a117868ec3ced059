using System.Numerics;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P1. Units are summed over locations: fighters, effective strength W = n (0.4 + 0.6 s)(0.5 + 0.5 m) e, who is present.
/// Those on a corridor are nowhere. The first sum of a day looks at everybody; later ones follow the units that changed, which
/// gives the same bits, as all sums are exact. Writes only what is derived.
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
    private readonly int[] _merged; // location * factions + faction: rows of the tallies that are not 0
    private int _merges;
    private readonly int[] _placed; // groups whose heads are not 0
    private int _places;
    private readonly int[] _locationOf; // by location * factions + faction
    private readonly double[] _spirit; // by location * factions + faction
    private readonly double[] _morale;
    private readonly int[] _hollow; // rows of units with absent fighters
    private readonly Action<int> _sum;
    private readonly Action<int> _follow;
    private readonly bool[] _onRoads;
    private bool _followsSums;
    private bool _looks; // for changes of group

    public Aggregation(World world)
    {
        _world = world;
        int chunks = world.Chunks.Count, rows = world.Locations.Count * world.Factions.Count;
        _hollow = [.. Enumerable.Range(0, world.Units.Count).Where(u => world.Units.Absent[u] > 0)];
        _groups = new RowGroups(world);
        _sums = new GroupSums[chunks];
        (_changed, _onRoads) = (new bool[chunks], new bool[chunks]);
        (_merged, _locationOf) = (new int[rows], [.. Enumerable.Range(0, rows).Select(at => at / world.Factions.Count)]);
        _placed = new int[2 * rows];
        _spirit = new double[rows];
        _morale = [.. world.Factions.Morale.Select(_ => double.NaN)];
        (_sum, _follow) = (Sum, Follow);
        Forget();
    }

    /// <summary>The tables were filled from outside: what is remembered of them is made anew.</summary>
    public void Forget()
    {
        Tallies tallies = _world.Tallies;
        (_merges, _places) = (0, 0);
        for (int at = 0; at < _merged.Length; at++)
        {
            _merged[_merges++] = at;
        }

        for (int group = 0; group < _placed.Length; group++)
        {
            _placed[_places++] = group;
        }

        tallies.Rows.Forget();
        _world.Changes.Clear();
        for (int chunk = 0; chunk < _sums.Length; chunk++)
        {
            _sums[chunk] = new GroupSums(_world, Block);
            for (int u = _world.Chunks.First(chunk); u < _world.Chunks.First(chunk + 1); u++)
            {
                _sums[chunk].Move(-1, tallies.Group[u]);
            }
        }
    }

    /// <summary>Every sum looks at everybody: for the test that following gives the same bits.</summary>
    public bool IsWhole { get; set; }

    private bool LooksAtAll => _world.Deterministic || IsWhole;

    /// <summary>Looks at everybody, as at the beginning of a day.</summary>
    public void Step()
    {
        _looks = true;
        SumChunks();
        RenewRoads();
        ListLarge();
        RowScan.ListWhereNotNegative(_world.Units.Operation, _world.Tallies.UnderOrders);
    }

    /// <summary>Follows those who have moved, without strengths: all that strikes from the air need, after which units are summed anew.</summary>
    public void Place()
    {
        if (LooksAtAll)
        {
            Step();
            return;
        }

        FollowChanges(sums: true);
        SetHeads();
        RenewRoads();
        ulong[] present = _world.Tallies.Present;
        Array.Clear(present);
        foreach (GroupSums sums in _sums)
        {
            foreach (int group in sums.Taken)
            {
                int l = _locationOf[group / 2];
                present[l] |= 1UL << ((group / 2) - (l * _world.Factions.Count));
            }
        }
    }

    /// <summary>Sums everybody, of whom only those noted have changed their groups: supply has changed all strengths.</summary>
    public void Renew()
    {
        if (FollowChanges(sums: false))
        {
            RenewRoads();
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
            Step();
            return;
        }

        if (FollowChanges(sums: true))
        {
            RenewRoads();
        }

        for (int chunk = 0; chunk < _sums.Length; chunk++)
        {
            _sums[chunk].ClearAbsent();
            AddAbsent(chunk);
        }

        Finish();
    }

    private void SumChunks()
    {
        _world.Changes.Clear();
        Array.Clear(_changed);
        _world.Chunks.Run(_sum);
        if (Array.IndexOf(_changed, true) >= 0)
        {
            _world.Tallies.Rows.Forget();
        }

        Finish();
    }

    /// <summary>Units of more than four times the mean: one in a hundred, which would set the bounds of all.</summary>
    private void ListLarge()
    {
        double fighters = 0;
        long units = 0;
        foreach (GroupSums sums in _sums)
        {
            foreach (int group in sums.Taken)
            {
                fighters += sums.Heads(group);
                units += sums.Members(group);
            }
        }

        _world.Tallies.UsualUnit = units > 0 ? 4 * fighters / units : 0;
        RowScan.ListWhereAbove(_world.Units.Fighters, _world.Tallies.UsualUnit, _world.Tallies.Large);
    }

    private void Finish()
    {
        _world.Tallies.Sums++;
        RenewSpirit();
        SetHeads();
        Merge();
    }

    /// <summary>True if one of those noted is on a road.</summary>
    private bool FollowChanges(bool sums)
    {
        _followsSums = sums;
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
        ReadOnlySpan<int> rows = _world.Changes.Rows(chunk);
        ReadOnlySpan<double> before = _world.Changes.Before(chunk);
        int[] groups = _world.Tallies.Group;
        GroupSums own = _sums[chunk];
        bool changed = false, roads = false;
        for (int i = 0; i < rows.Length; i++)
        {
            int u = rows[i], from = groups[u], to = _groups.Of(u);
            if (from >= 0 && _followsSums)
            {
                own.Add(u, from, -before[i]);
            }

            if (from != to)
            {
                own.Move(from, to);
                groups[u] = to;
                changed = true;
            }

            if (to >= 0 && _followsSums)
            {
                own.Add(u, to, _world.Units.Fighters[u]);
            }

            roads |= _world.Units.Corridor[u] >= 0;
        }

        (_changed[chunk], _onRoads[chunk]) = (changed, roads);
        _world.Changes.Clear(chunk);
    }

    private void RenewRoads()
    {
        RowScan.ListLivingWhereNotNegative(_world.Units.Corridor, _world.Units.Fighters, _world.Tallies.OnRoads);
    }

    private void SetHeads()
    {
        double[] heads = _world.Tallies.Heads;
        foreach (int group in _placed.AsSpan(0, _places))
        {
            heads[group] = 0;
        }

        _places = 0;
        foreach (GroupSums sums in _sums)
        {
            foreach (int group in sums.Taken)
            {
                _placed[_places] = group;
                _places += heads[group] == 0 ? 1 : 0;
                heads[group] += sums.Heads(group);
            }
        }
    }

    /// <summary>Effective strength of a unit in the field, before posture, ground and consolidation.</summary>
    public static double Strength(double fighters, double supply, double morale, double quality) =>
        fighters * (0.4 + (0.6 * supply)) * Spirit(morale) * quality;

    private static double Spirit(double morale) => 0.5 + (0.5 * morale);

    /// <summary>What morale makes of strength, by location and faction.</summary>
    private void RenewSpirit()
    {
        double[] morale = _world.Factions.Morale;
        if (morale.AsSpan().SequenceEqual(_morale))
        {
            return;
        }

        morale.CopyTo(_morale, 0);
        int n = _world.Factions.Count, countries = _world.Countries;
        for (int l = 0, at = 0; l < _world.Locations.Count; l++)
        {
            int country = _world.Locations.Country[l];
            for (int f = 0; f < n; f++)
            {
                _spirit[at++] = Spirit(morale[(f * countries) + country]);
            }
        }
    }

    private void Sum(int chunk)
    {
        GroupSums sums = _sums[chunk];
        sums.Clear();
        int begin = _world.Chunks.First(chunk), last = _world.Chunks.First(chunk + 1);
        for (int first = begin; first < last; first += Block)
        {
            int count = Math.Min(Block, last - first);
            _changed[chunk] |= _looks && _groups.Find(first, count, sums);
            sums.Add(first, count);
        }

        AddAbsent(chunk);
    }

    private void AddAbsent(int chunk)
    {
        int last = _world.Chunks.First(chunk + 1), hollow = Array.BinarySearch(_hollow, _world.Chunks.First(chunk));
        for (hollow = hollow < 0 ? ~hollow : hollow; hollow < _hollow.Length && _hollow[hollow] < last; hollow++)
        {
            _sums[chunk].AddAbsent(_hollow[hollow]);
        }
    }

    private void Merge()
    {
        Tallies tallies = _world.Tallies;
        foreach (int at in _merged.AsSpan(0, _merges))
        {
            (tallies.Massed[at], tallies.Cells[at], tallies.StrengthAbsent[at]) = (0, 0, 0);
            (tallies.StrengthMassed[at], tallies.StrengthCells[at]) = (0, 0);
        }

        _merges = 0;
        Array.Clear(tallies.MassedPresent);
        Array.Clear(tallies.Present);
        foreach (GroupSums sums in _sums)
        {
            foreach (int group in sums.Taken)
            {
                MergeRow(tallies, group / 2);
            }
        }

        MergeBlocs(tallies);
    }

    /// <summary>Sums of a faction at a location over the chunks; from a second chunk or posture on it is done already.</summary>
    private void MergeRow(Tallies tallies, int at)
    {
        int l = _locationOf[at];
        ulong bit = 1UL << (at - (l * _world.Factions.Count));
        if ((tallies.Present[l] & bit) != 0)
        {
            return;
        }

        double massed = 0, cells = 0, strengthMassed = 0, strengthCells = 0, absent = 0;
        foreach (GroupSums sums in _sums)
        {
            massed += sums.Heads(2 * at);
            cells += sums.Heads((2 * at) + 1);
            strengthMassed += sums.Strength(2 * at);
            strengthCells += sums.Strength((2 * at) + 1);
            absent += _hollow.Length > 0 ? sums.Absent[2 * at] : 0;
        }

        double spirit = _spirit[at];
        _merged[_merges++] = at;
        tallies.Present[l] |= bit;
        (tallies.Massed[at], tallies.Cells[at], tallies.StrengthAbsent[at]) = (massed, cells, spirit * absent);
        (tallies.StrengthMassed[at], tallies.StrengthCells[at]) = (spirit * strengthMassed, spirit * strengthCells);
        tallies.MassedPresent[l] |= massed > 0 ? bit : 0;
    }

    private void MergeBlocs(Tallies tallies)
    {
        Array.Clear(tallies.BlocMassed);
        int n = _world.Factions.Count, blocs = _world.Blocs.Count;
        int[] bloc = _world.Factions.Bloc;
        for (int l = 0; l < _world.Locations.Count; l++)
        {
            for (ulong rest = tallies.MassedPresent[l]; rest != 0; rest &= rest - 1)
            {
                int f = BitOperations.TrailingZeroCount(rest);
                tallies.BlocMassed[(l * blocs) + bloc[f]] += tallies.Massed[(l * n) + f];
            }
        }
    }
}
