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
    /// <summary>Sums of a faction at a location: massed fighters and strength, then those of cells.</summary>
    private const int Sums = 4;

    private readonly World _world;
    private readonly double[][] _sums;
    private readonly double[][] _absent;
    private readonly int[][] _counts;
    private readonly bool[] _moved;
    private readonly int[] _where;
    private readonly double[] _spirit;
    private readonly Action<int> _sum;
    private readonly Action<int> _sort;

    public Aggregation(World world)
    {
        _world = world;
        int chunks = world.Chunks.Count, groups = world.Locations.Count * world.Factions.Count;
        _sums = [.. Enumerable.Range(0, chunks).Select(_ => new double[Sums * groups])];
        _absent = [.. Enumerable.Range(0, Array.Exists(world.Units.Absent, n => n > 0) ? chunks : 0).Select(_ => new double[groups])];
        _counts = [.. Enumerable.Range(0, chunks).Select(_ => new int[world.Locations.Count])];
        _moved = new bool[chunks];
        _where = new int[world.Units.Count];
        _spirit = new double[groups];
        _sum = Sum;
        _sort = Sort;
        Forget();
    }

    /// <summary>The state was put into the tables: nothing of what was summed last holds.</summary>
    public void Forget() => Array.Fill(_where, -2);

    public void Step()
    {
        RenewSpirit();
        _world.Chunks.Run(_sum);
        Merge();
        if (Array.IndexOf(_moved, true) >= 0)
        {
            FindRows();
            _world.Chunks.Run(_sort);
        }
    }

    /// <summary>Effective strength of a unit in the field, before posture, ground and consolidation.</summary>
    public static double Strength(double fighters, double supply, double morale, double quality) =>
        Strength(fighters, supply, Spirit(morale)) * quality;

    private static double Spirit(double morale) => 0.5 + (0.5 * morale);

    private static double Strength(double fighters, double supply, double spirit) => fighters * (0.4 + (0.6 * supply)) * spirit;

    /// <summary>What morale makes of strength, by location and faction.</summary>
    private void RenewSpirit()
    {
        int n = _world.Factions.Count;
        for (int at = 0; at < _spirit.Length; at++)
        {
            _spirit[at] = Spirit(_world.Factions.Morale[(at % n * _world.Countries) + _world.Locations.Country[at / n]]);
        }
    }

    /// <summary>
    /// Neighbouring rows mostly belong to one group, so its sums stay in registers until another comes: through memory every
    /// row would wait for the one before.
    /// </summary>
    private void Sum(int chunk)
    {
        Units units = _world.Units;
        double[] fighters = units.Fighters, supply = units.Supply, quality = units.Quality, sums = _sums[chunk], spirit = _spirit;
        double[] absent = _absent.Length > 0 ? _absent[chunk] : [];
        int[] corridor = units.Corridor, location = units.Location, faction = units.Faction, counts = _counts[chunk], where = _where;
        Posture[] posture = units.Posture;
        Array.Clear(sums);
        Array.Clear(absent);
        Array.Clear(counts);
        int n = _world.Factions.Count, last = _world.Chunks.First(chunk + 1), group = 0, place = 0, count = 0;
        double heads = 0, strength = 0;
        bool moved = false;
        for (int u = _world.Chunks.First(chunk); u < last; u++)
        {
            double here = fighters[u];
            int l = here > 0 && corridor[u] < 0 ? location[u] : -1;
            if (where[u] != l)
            {
                where[u] = l;
                moved = true;
            }

            if (l < 0)
            {
                continue;
            }

            int at = (l * n) + faction[u], row = (Sums * at) + (posture[u] == Posture.Massed ? 0 : 2);
            if (row != group)
            {
                (sums[group], sums[group + 1]) = (heads, strength);
                counts[place] += count;
                (group, place, count, heads, strength) = (row, l, 0, sums[row], sums[row + 1]);
            }

            count++;
            heads += here;
            double weight = Strength(here, supply[u], spirit[at]) * quality[u];
            strength += weight;
            if (absent.Length > 0 && units.Absent[u] > 0 && posture[u] == Posture.Massed)
            {
                absent[at] += weight * units.Absent[u] / here;
            }
        }

        (sums[group], sums[group + 1]) = (heads, strength);
        counts[place] += count;
        _moved[chunk] = moved;
    }

    private void Merge()
    {
        Tallies tallies = _world.Tallies;
        Array.Clear(tallies.MassedPresent);
        Array.Clear(tallies.Present);
        Array.Clear(tallies.BlocMassed);
        int n = _world.Factions.Count, blocs = _world.Blocs.Count;
        for (int at = 0; at < _spirit.Length; at++)
        {
            double massed = Total(_sums, Sums * at), cells = Total(_sums, (Sums * at) + 2);
            tallies.Massed[at] = massed;
            tallies.Cells[at] = cells;
            tallies.StrengthMassed[at] = massed > 0 ? Total(_sums, (Sums * at) + 1) : 0;
            tallies.StrengthCells[at] = cells > 0 ? Total(_sums, (Sums * at) + 3) : 0;
            tallies.StrengthAbsent[at] = _absent.Length > 0 ? Total(_absent, at) : 0;
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
        int[] rows = _world.Tallies.Rows, next = _counts[chunk], where = _where;
        int last = _world.Chunks.First(chunk + 1);
        for (int u = _world.Chunks.First(chunk); u < last; u++)
        {
            int l = where[u];
            if (l >= 0)
            {
                rows[next[l]++] = u;
            }
        }
    }
}
