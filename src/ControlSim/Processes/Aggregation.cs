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
    private readonly double[][] _heads;
    private readonly double[][] _strength;
    private readonly double[][] _absent;
    private readonly int[][] _counts;
    private readonly double[][] _weights;
    private readonly bool[] _moved;
    private readonly double[] _spirit;
    private readonly Action<int> _sum;
    private readonly Action<int> _sort;
    private readonly bool[] _isHollow;
    private bool _forgets;
    private bool _placesOnly;

    public Aggregation(World world)
    {
        _world = world;
        int chunks = world.Chunks.Count, groups = 2 * world.Locations.Count * world.Factions.Count;
        bool hollow = Array.Exists(world.Units.Absent, n => n > 0);
        _isHollow = [.. world.Units.Absent.Chunk(Block).Select(absent => Array.Exists(absent, n => n > 0))];
        _heads = Tables<double>(chunks, groups);
        _strength = Tables<double>(chunks, groups);
        _absent = Tables<double>(hollow ? chunks : 0, groups);
        _counts = Tables<int>(chunks, world.Locations.Count);
        _weights = Tables<double>(chunks, Block);
        _moved = new bool[chunks];
        _spirit = new double[groups];
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
        int n = 2 * _world.Factions.Count;
        for (int group = 0; group < _spirit.Length; group++)
        {
            present[group / n] |= Total(_heads, group) > 0 ? 1UL << (group % n / 2) : 0;
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

    private static T[][] Tables<T>(int chunks, int length) => [.. Enumerable.Range(0, chunks).Select(_ => new T[length])];

    /// <summary>What morale makes of strength, by group.</summary>
    private void RenewSpirit()
    {
        int n = _world.Factions.Count;
        for (int group = 0; group < _spirit.Length; group++)
        {
            int l = group / 2 / n, f = group / 2 % n;
            _spirit[group] = Spirit(_world.Factions.Morale[(f * _world.Countries) + _world.Locations.Country[l]]);
        }
    }

    private void Sum(int chunk)
    {
        Array.Clear(_heads[chunk]);
        Array.Clear(_strength[chunk]);
        Array.Clear(_counts[chunk]);
        if (_absent.Length > 0)
        {
            Array.Clear(_absent[chunk]);
        }

        int last = _world.Chunks.First(chunk + 1);
        bool moved = false;
        for (int first = _world.Chunks.First(chunk); first < last; first += Block)
        {
            int count = Math.Min(Block, last - first);
            moved |= FindGroups(first, count);
            if (_placesOnly)
            {
                Count(first, count, chunk);
                continue;
            }

            Weigh(first, count, _weights[chunk]);
            Add(first, count, chunk);
            if (_absent.Length > 0 && _isHollow[first / Block])
            {
                AddAbsent(first, count, chunk);
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
                int a = Math.Max(0, groups[done]), b = Math.Max(0, groups[done + 1]), c = Math.Max(0, groups[done + 2]);
                Vector256<double> spirits = Vector256.Create(spirit[a], spirit[b], spirit[c], spirit[Math.Max(0, groups[done + 3])]);
                Vector256<double> share = Vector256.Create(0.4) + (Vector256.Create(0.6) * Vector256.LoadUnsafe(ref s, at));
                (Vector256.LoadUnsafe(ref f, at) * share * spirits * Vector256.LoadUnsafe(ref q, at)).StoreUnsafe(ref w, at);
            }
        }

        for (int i = done; i < strength.Length; i++)
        {
            strength[i] = fighters[i] * (0.4 + (0.6 * supply[i])) * spirit[Math.Max(0, groups[i])] * quality[i];
        }
    }

    /// <summary>
    /// Neighbouring rows mostly belong to one group, so its sums stay in registers until another comes: through memory every
    /// row would wait for the one before.
    /// </summary>
    private void Add(int first, int count, int chunk)
    {
        ReadOnlySpan<int> groups = _world.Tallies.Group.AsSpan(first, count);
        ReadOnlySpan<double> fighters = _world.Units.Fighters.AsSpan(first, count), weights = _weights[chunk].AsSpan(0, count);
        double[] heads = _heads[chunk], strength = _strength[chunk];
        int[] counts = _counts[chunk];
        int n = 2 * _world.Factions.Count;
        for (int i = 0; i < groups.Length;)
        {
            int group = groups[i], begun = i;
            if (group < 0)
            {
                i++;
                continue;
            }

            double h = heads[group], w = strength[group];
            do
            {
                h += fighters[i];
                w += weights[i];
                i++;
            }
            while (i < groups.Length && groups[i] == group);
            (heads[group], strength[group]) = (h, w);
            counts[group / n] += i - begun;
        }
    }

    private void Count(int first, int count, int chunk)
    {
        ReadOnlySpan<int> groups = _world.Tallies.Group.AsSpan(first, count);
        double[] heads = _heads[chunk];
        int[] counts = _counts[chunk];
        int n = 2 * _world.Factions.Count;
        for (int i = 0; i < groups.Length;)
        {
            int group = groups[i], begun = i++;
            while (i < groups.Length && groups[i] == group)
            {
                i++;
            }

            if (group >= 0)
            {
                counts[group / n] += i - begun;
                heads[group] += i - begun;
            }
        }
    }

    private void AddAbsent(int first, int count, int chunk)
    {
        ReadOnlySpan<double> absent = _world.Units.Absent.AsSpan(first, count), fighters = _world.Units.Fighters.AsSpan(first, count);
        ReadOnlySpan<int> groups = _world.Tallies.Group.AsSpan(first, count);
        double[] weights = _weights[chunk];
        for (int i = 0; i < absent.Length; i++)
        {
            if (absent[i] > 0 && groups[i] >= 0)
            {
                _absent[chunk][groups[i]] += weights[i] * absent[i] / fighters[i];
            }
        }
    }

    private void Merge()
    {
        Tallies tallies = _world.Tallies;
        Array.Clear(tallies.MassedPresent);
        Array.Clear(tallies.Present);
        Array.Clear(tallies.BlocMassed);
        int n = _world.Factions.Count, blocs = _world.Blocs.Count;
        for (int at = 0; at < _spirit.Length / 2; at++)
        {
            double massed = Total(_heads, 2 * at), cells = Total(_heads, (2 * at) + 1);
            tallies.Massed[at] = massed;
            tallies.Cells[at] = cells;
            tallies.StrengthMassed[at] = Total(_strength, 2 * at);
            tallies.StrengthCells[at] = Total(_strength, (2 * at) + 1);
            tallies.StrengthAbsent[at] = _absent.Length > 0 ? Total(_absent, 2 * at) : 0;
            int l = at / n, f = at % n;
            if (massed > 0)
            {
                tallies.MassedPresent[l] |= 1UL << f;
                tallies.BlocMassed[(l * blocs) + _world.Factions.Bloc[f]] += massed;
            }

            if (massed > 0 || cells > 0)
            {
                tallies.Present[l] |= 1UL << f;
            }
        }
    }

    private static double Total(double[][] sums, int row)
    {
        double sum = sums[0][row];
        for (int chunk = 1; chunk < sums.Length; chunk++)
        {
            sum += sums[chunk][row];
        }

        return sum;
    }

    /// <summary>First entries of the locations; the counts of the chunks become the places of their first rows.</summary>
    private void FindRows()
    {
        int[] start = _world.Tallies.RowStart;
        int next = 0;
        for (int l = 0; l < _world.Locations.Count; l++)
        {
            start[l] = next;
            foreach (int[] counts in _counts)
            {
                (counts[l], next) = (next, next + counts[l]);
            }
        }

        start[^1] = next;
    }

    /// <summary>Counting sort of the living units at locations.</summary>
    private void Sort(int chunk)
    {
        int[] rows = _world.Tallies.Rows, next = _counts[chunk], groups = _world.Tallies.Group, location = _world.Units.Location;
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
