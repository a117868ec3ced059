using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P1. Units are summed over locations: fighters, effective strength W = n (0.4 + 0.6 s)(0.5 + 0.5 m) e, who is present.
/// Units are taken in the order of rows, chunk by chunk; those on a corridor are nowhere. Writes only what is derived.
/// </summary>
[Writes]
internal sealed class Aggregation
{
    /// <summary>Rows that are taken together, step by step, so that each step is a short loop over few columns.</summary>
    private const int Block = 512;

    private readonly World _world;
    private readonly GroupSums[] _sums; // by chunk
    private readonly int[] _roads; // living units on roads found in a chunk
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
    private bool _placesOnly;

    public Aggregation(World world)
    {
        _world = world;
        int chunks = world.Chunks.Count, rows = world.Locations.Count * world.Factions.Count;
        _hollow = [.. Enumerable.Range(0, world.Units.Count).Where(u => world.Units.Absent[u] > 0)];
        _sums = new GroupSums[chunks];
        (_roads, _changed) = (new int[chunks], new bool[chunks]);
        (_merged, _locationOf) = (new int[rows], [.. Enumerable.Range(0, rows).Select(at => at / world.Factions.Count)]);
        _placed = new int[2 * rows];
        _spirit = new double[rows];
        _morale = [.. world.Factions.Morale.Select(_ => double.NaN)];
        _sum = Sum;
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
        for (int chunk = 0; chunk < _sums.Length; chunk++)
        {
            _sums[chunk] = new GroupSums(_world, Block);
            for (int u = _world.Chunks.First(chunk); u < _world.Chunks.First(chunk + 1); u++)
            {
                _sums[chunk].Move(-1, tallies.Group[u]);
            }
        }
    }

    public void Step()
    {
        RenewSpirit();
        SumChunks(placesOnly: false);
        Merge();
        _world.Tallies.UnderOrders.Clear();
        RowScan.AddWhereNotNegative(_world.Units.Operation, _world.Tallies.UnderOrders);
    }

    /// <summary>Who is where, and no strengths: all that strikes from the air need, after which units are summed anew.</summary>
    public void Place()
    {
        SumChunks(placesOnly: true);
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

    private void SumChunks(bool placesOnly)
    {
        _placesOnly = placesOnly;
        _world.Tallies.Sums++;
        _world.Chunks.Run(_sum);
        RowList roads = _world.Tallies.OnRoads;
        roads.Clear();
        for (int chunk = 0; chunk < _roads.Length; chunk++)
        {
            roads.Add(_world.Chunks.Listed(chunk)[.._roads[chunk]]);
        }

        SetHeads();
        if (Array.IndexOf(_changed, true) >= 0)
        {
            _world.Tallies.Rows.Forget();
        }
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
        bool changed = false;
        _roads[chunk] = 0;
        for (int first = begin; first < last; first += Block)
        {
            int count = Math.Min(Block, last - first);
            changed |= FindGroups(first, count, chunk);
            if (_placesOnly)
            {
                sums.AddHeads(first, count);
            }
            else
            {
                sums.Add(first, count);
            }
        }

        int hollow = _placesOnly ? _hollow.Length : Array.BinarySearch(_hollow, begin);
        for (hollow = hollow < 0 ? ~hollow : hollow; hollow < _hollow.Length && _hollow[hollow] < last; hollow++)
        {
            sums.AddAbsent(_hollow[hollow]);
        }

        _changed[chunk] = changed;
    }

    /// <summary>
    /// The group of each row, eight at a time; true if one is in another than when it was counted last. All bits are set
    /// where a unit is nowhere. Living units on roads are listed.
    /// </summary>
    private bool FindGroups(int first, int count, int chunk)
    {
        Units units = _world.Units;
        int done = 0;
        bool changed = false;
        if (Vector256.IsHardwareAccelerated)
        {
            ref double heads = ref units.Fighters[first];
            ref int roads = ref units.Corridor[first], places = ref units.Location[first], sides = ref units.Faction[first];
            ref int postures = ref Unsafe.As<Posture, int>(ref units.Posture[first]), known = ref _world.Tallies.Group[first];
            Vector256<int> factions = Vector256.Create(_world.Factions.Count);
            for (; done <= count - Vector256<int>.Count; done += Vector256<int>.Count)
            {
                nuint at = (nuint)done;
                Vector256<long> alive = Vector256.GreaterThan(Vector256.LoadUnsafe(ref heads, at), default).AsInt64();
                Vector256<long> alive2 = Vector256.GreaterThan(Vector256.LoadUnsafe(ref heads, at + 4), default).AsInt64();
                Vector256<int> living = Vector256.Narrow(alive, alive2), still = Vector256.LoadUnsafe(ref roads, at) >> 31;
                Vector256<int> nowhere = ~(living & still);
                Vector256<int> group = (((Vector256.LoadUnsafe(ref places, at) * factions) + Vector256.LoadUnsafe(ref sides, at)) << 1)
                    | Vector256.LoadUnsafe(ref postures, at) | nowhere;
                uint changes = ~Vector256.Equals(group, Vector256.LoadUnsafe(ref known, at)).ExtractMostSignificantBits() & 0xFF;
                for (uint bits = changes; bits != 0; bits &= bits - 1)
                {
                    int lane = BitOperations.TrailingZeroCount(bits);
                    _sums[chunk].Move(Unsafe.Add(ref known, done + lane), group[lane]);
                }

                changed |= changes != 0;
                group.StoreUnsafe(ref known, at);
                for (uint bits = (living & ~still).ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
                {
                    ListRoad(first + done + BitOperations.TrailingZeroCount(bits), chunk);
                }
            }
        }

        for (; done < count; done++)
        {
            changed |= FindGroup(first + done, chunk);
        }

        return changed;
    }

    private bool FindGroup(int u, int chunk)
    {
        Units units = _world.Units;
        bool alive = units.Fighters[u] > 0, road = units.Corridor[u] >= 0;
        int group = alive && !road ? (2 * ((units.Location[u] * _world.Factions.Count) + units.Faction[u])) | (int)units.Posture[u] : -1;
        bool changed = group != _world.Tallies.Group[u];
        if (changed)
        {
            _sums[chunk].Move(_world.Tallies.Group[u], group);
        }

        _world.Tallies.Group[u] = group;
        if (alive && road)
        {
            ListRoad(u, chunk);
        }

        return changed;
    }

    private void ListRoad(int u, int chunk) => _world.Chunks.Listed(chunk)[_roads[chunk]++] = u;

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
