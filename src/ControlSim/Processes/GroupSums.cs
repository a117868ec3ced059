using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Fighters and strength of one chunk of units by group, see <see cref="Tallies.Group"/>. Most groups are empty: those that are
/// not are listed, and cleared one by one (of 5,004 at Al-Qa'im some 400 are taken).
/// </summary>
internal sealed class GroupSums(World world)
{
    private readonly int[] _touched = new int[(2 * world.Locations.Count * world.Factions.Count) + 1];
    private int _touches;

    /// <summary>Fighters by group; after <see cref="Count"/> units.</summary>
    public double[] Heads { get; } = new double[2 * world.Locations.Count * world.Factions.Count];

    /// <summary>Effective strength by group.</summary>
    public double[] Strength { get; } = new double[2 * world.Locations.Count * world.Factions.Count];

    /// <summary>Effective strength of those who stand on paper, by group; empty where nobody does.</summary>
    public double[] Absent { get; } =
        new double[Array.Exists(world.Units.Absent, n => n > 0) ? 2 * world.Locations.Count * world.Factions.Count : 0];

    /// <summary>Units by location.</summary>
    public int[] Counts { get; } = new int[world.Locations.Count];

    /// <summary>Groups with somebody in them, in the order in which they came up.</summary>
    public ReadOnlySpan<int> Touched => _touched.AsSpan(0, _touches);

    public void Clear()
    {
        double[] heads = Heads, strength = Strength, absent = Absent;
        foreach (int group in Touched)
        {
            (heads[group], strength[group]) = (0, 0);
            if (absent.Length > 0)
            {
                absent[group] = 0;
            }
        }

        _touches = 0;
        Array.Clear(Counts);
    }

    /// <summary>
    /// Adds rows with their weights. Neighbouring rows mostly belong to one group, so its sums stay in registers until another
    /// comes: through memory every row would wait for the one before.
    /// </summary>
    public void Add(int first, ReadOnlySpan<double> weights)
    {
        ReadOnlySpan<int> groups = world.Tallies.Group.AsSpan(first, weights.Length);
        ReadOnlySpan<double> fighters = world.Units.Fighters.AsSpan(first, weights.Length);
        int[] location = world.Units.Location;
        for (int i = 0; i < groups.Length;)
        {
            int group = groups[i], begun = i;
            if (group < 0)
            {
                i++;
                continue;
            }

            double h = Heads[group], w = Strength[group];
            Touch(group, h);
            do
            {
                h += fighters[i];
                w += weights[i];
                i++;
            }
            while (i < groups.Length && groups[i] == group);
            (Heads[group], Strength[group]) = (h, w);
            Counts[location[first + begun]] += i - begun;
        }
    }

    /// <summary>Counts rows alone.</summary>
    public void Count(int first, int count)
    {
        ReadOnlySpan<int> groups = world.Tallies.Group.AsSpan(first, count);
        int[] location = world.Units.Location;
        for (int i = 0; i < groups.Length;)
        {
            int group = groups[i], begun = i++;
            while (i < groups.Length && groups[i] == group)
            {
                i++;
            }

            if (group >= 0)
            {
                Touch(group, Heads[group]);
                Heads[group] += i - begun;
                Counts[location[first + begun]] += i - begun;
            }
        }
    }

    /// <summary>Adds what those who stand on paper would add to the strength.</summary>
    public void AddAbsent(int first, ReadOnlySpan<double> weights)
    {
        ReadOnlySpan<double> absent = world.Units.Absent.AsSpan(first, weights.Length);
        ReadOnlySpan<double> fighters = world.Units.Fighters.AsSpan(first, weights.Length);
        ReadOnlySpan<int> groups = world.Tallies.Group.AsSpan(first, weights.Length);
        for (int i = 0; i < absent.Length; i++)
        {
            if (absent[i] > 0 && groups[i] >= 0)
            {
                Absent[groups[i]] += weights[i] * absent[i] / fighters[i];
            }
        }
    }

    /// <summary>Lists a group at its first row.</summary>
    private void Touch(int group, double heads)
    {
        _touched[_touches] = group;
        _touches += heads == 0 ? 1 : 0;
    }
}
