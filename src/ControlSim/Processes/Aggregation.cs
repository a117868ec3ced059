using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    private readonly double[][] _weights;
    private readonly bool[] _moved;
    private readonly int[] _merged; // location * factions + faction: rows of the tallies that are not 0
    private int _merges;
    private readonly int[] _locationOf; // by location * factions + faction
    private readonly double[] _spirit; // by location * factions + faction
    private readonly double[] _morale;
    private readonly Action<int> _sum;
    private readonly Action<int> _sort;
    private readonly bool[] _isHollow;
    private readonly bool _hasAbsent;
    private bool _forgets;
    private bool _placesOnly;

    public Aggregation(World world)
    {
        _world = world;
        int chunks = world.Chunks.Count, rows = world.Locations.Count * world.Factions.Count;
        _hasAbsent = Array.Exists(world.Units.Absent, n => n > 0);
        _isHollow = [.. world.Units.Absent.Chunk(Block).Select(absent => Array.Exists(absent, n => n > 0))];
        _sums = [.. Enumerable.Range(0, chunks).Select(_ => new GroupSums(world))];
        _weights = [.. Enumerable.Range(0, chunks).Select(_ => new double[Block])];
        _moved = new bool[chunks];
        (_merged, _locationOf) = (new int[rows], [.. Enumerable.Range(0, rows).Select(at => at / world.Factions.Count)]);
        _spirit = new double[rows];
        _morale = [.. world.Factions.Morale.Select(_ => double.NaN)];
        _sum = Sum;
        _sort = Sort;
        _forgets = true;
    }

    /// <summary>The state was put into the tables: nothing of what was summed last holds.</summary>
    public void Forget() => _forgets = true;

    public void Step()
    {
        _placesOnly = false;
        RenewSpirit();
        _world.Chunks.Run(_sum);
        Merge();
        RenewRows();
    }

    /// <summary>Who is where, and no sums: all that strikes from the air need, after which fighters are summed anew.</summary>
    public void Place()
    {
        _placesOnly = true;
        _world.Chunks.Run(_sum);
        ulong[] present = _world.Tallies.Present;
        Array.Clear(present);
        foreach (GroupSums sums in _sums)
        {
            foreach (int group in sums.Touched)
            {
                int l = _locationOf[group / 2];
                present[l] |= 1UL << ((group / 2) - (l * _world.Factions.Count));
            }
        }

        RenewRows();
    }

    private void RenewRows()
    {
        if (_forgets || Array.IndexOf(_moved, true) >= 0)
        {
            _forgets = false;
            FindRows();
            _world.Chunks.Run(_sort);
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
        int last = _world.Chunks.First(chunk + 1);
        bool moved = false;
        for (int first = _world.Chunks.First(chunk); first < last; first += Block)
        {
            int count = Math.Min(Block, last - first);
            moved |= FindGroups(first, count);
            if (_placesOnly)
            {
                sums.Count(first, count);
                continue;
            }

            Weigh(first, count, _weights[chunk]);
            sums.Add(first, _weights[chunk].AsSpan(0, count));
            if (_isHollow[first / Block])
            {
                sums.AddAbsent(first, _weights[chunk].AsSpan(0, count));
            }
        }

        _moved[chunk] = moved;
    }

    /// <summary>
    /// The group of each row, eight at a time; true if one is at another place than when it was counted last. All bits are set
    /// where a unit is nowhere; who only turns stays in its row.
    /// </summary>
    private bool FindGroups(int first, int count)
    {
        Units units = _world.Units;
        int done = 0;
        Vector256<int> changes = default;
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
                Vector256<int> nowhere = ~(Vector256.Narrow(alive, alive2) & (Vector256.LoadUnsafe(ref roads, at) >> 31));
                Vector256<int> group = (((Vector256.LoadUnsafe(ref places, at) * factions) + Vector256.LoadUnsafe(ref sides, at)) << 1)
                    | Vector256.LoadUnsafe(ref postures, at) | nowhere;
                Vector256<int> change = group ^ Vector256.LoadUnsafe(ref known, at);
                changes |= (change & ~Vector256<int>.One) | (change & nowhere);
                group.StoreUnsafe(ref known, at);
            }
        }

        return FindGroupsOneByOne(first + done, count - done) || changes != default;
    }

    private bool FindGroupsOneByOne(int first, int count)
    {
        Units units = _world.Units;
        ReadOnlySpan<double> fighters = units.Fighters.AsSpan(first, count);
        ReadOnlySpan<int> corridor = units.Corridor.AsSpan(first, count), location = units.Location.AsSpan(first, count);
        ReadOnlySpan<int> faction = units.Faction.AsSpan(first, count);
        ReadOnlySpan<Posture> posture = units.Posture.AsSpan(first, count);
        Span<int> groups = _world.Tallies.Group.AsSpan(first, count);
        int n = _world.Factions.Count, changed = 0;
        for (int i = 0; i < fighters.Length; i++)
        {
            int nowhere = corridor[i] >= 0 || !(fighters[i] > 0) ? -1 : 0;
            int group = (2 * ((location[i] * n) + faction[i])) | (int)posture[i] | nowhere;
            changed |= (group ^ groups[i]) & ~1;
            changed |= (group ^ groups[i]) & nowhere;
            groups[i] = group;
        }

        return changed != 0;
    }

    /// <summary>Effective strength of each row, four at a time: elementwise, so the bits are those of one at a time.</summary>
    private void Weigh(int first, int count, double[] weights)
    {
        Units units = _world.Units;
        ReadOnlySpan<double> fighters = units.Fighters.AsSpan(first, count), supply = units.Supply.AsSpan(first, count);
        ReadOnlySpan<double> quality = units.Quality.AsSpan(first, count), spirit = _spirit;
        ReadOnlySpan<int> groups = _world.Tallies.Group.AsSpan(first, count);
        Span<double> strength = weights.AsSpan(0, count);
        int done = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref double f = ref MemoryMarshal.GetReference(fighters), s = ref MemoryMarshal.GetReference(supply);
            ref double q = ref MemoryMarshal.GetReference(quality), w = ref MemoryMarshal.GetReference(strength);
            for (; done <= count - Vector256<double>.Count; done += Vector256<double>.Count)
            {
                nuint at = (nuint)done;
                int a = Math.Max(0, groups[done]) / 2, b = Math.Max(0, groups[done + 1]) / 2, c = Math.Max(0, groups[done + 2]) / 2;
                Vector256<double> spirits = Vector256.Create(spirit[a], spirit[b], spirit[c], spirit[Math.Max(0, groups[done + 3]) / 2]);
                Vector256<double> share = Vector256.Create(0.4) + (Vector256.Create(0.6) * Vector256.LoadUnsafe(ref s, at));
                (Vector256.LoadUnsafe(ref f, at) * share * spirits * Vector256.LoadUnsafe(ref q, at)).StoreUnsafe(ref w, at);
            }
        }

        for (int i = done; i < strength.Length; i++)
        {
            strength[i] = fighters[i] * (0.4 + (0.6 * supply[i])) * spirit[Math.Max(0, groups[i]) / 2] * quality[i];
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
            foreach (int group in sums.Touched)
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
            massed += sums.Heads[2 * at];
            cells += sums.Heads[(2 * at) + 1];
            strengthMassed += sums.Strength[2 * at];
            strengthCells += sums.Strength[(2 * at) + 1];
            absent += _hasAbsent ? sums.Absent[2 * at] : 0;
        }

        _merged[_merges++] = at;
        tallies.Present[l] |= bit;
        (tallies.Massed[at], tallies.Cells[at], tallies.StrengthAbsent[at]) = (massed, cells, absent);
        (tallies.StrengthMassed[at], tallies.StrengthCells[at]) = (strengthMassed, strengthCells);
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

    /// <summary>First entries of the locations; the counts of the chunks become the places of their first rows.</summary>
    private void FindRows()
    {
        int[] start = _world.Tallies.RowStart;
        int next = 0;
        for (int l = 0; l < _world.Locations.Count; l++)
        {
            start[l] = next;
            foreach (GroupSums sums in _sums)
            {
                (sums.Counts[l], next) = (next, next + sums.Counts[l]);
            }
        }

        start[^1] = next;
    }

    /// <summary>Counting sort of the living units at locations.</summary>
    private void Sort(int chunk)
    {
        int[] rows = _world.Tallies.Rows, next = _sums[chunk].Counts, groups = _world.Tallies.Group, location = _world.Units.Location;
        int last = _world.Chunks.First(chunk + 1);
        for (int u = _world.Chunks.First(chunk); u < last; u++)
        {
            if (groups[u] >= 0)
            {
                rows[next[location[u]]++] = u;
            }
        }
    }
}
