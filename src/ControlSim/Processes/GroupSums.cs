using System.Runtime.CompilerServices;
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

    /// <summary>Fighters by group.</summary>
    public double[] Heads { get; } = new double[2 * world.Locations.Count * world.Factions.Count];

    /// <summary>Effective strength by group.</summary>
    public double[] Strength { get; } = new double[2 * world.Locations.Count * world.Factions.Count];

    /// <summary>Effective strength of those who stand on paper, by group; empty where nobody does.</summary>
    public double[] Absent { get; } =
        new double[Array.Exists(world.Units.Absent, n => n > 0) ? 2 * world.Locations.Count * world.Factions.Count : 0];

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
    }

    /// <summary>
    /// Adds rows. Neighbouring rows mostly belong to one group, so its sums stay in registers until another comes: through
    /// memory every row would wait for the one before.
    /// </summary>
    /// <param name="first">First row.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="spirits">What morale makes of strength, by location and faction.</param>
    public void Add(int first, int count, double[] spirits)
    {
        ReadOnlySpan<int> groups = world.Tallies.Group.AsSpan(first, count);
        ref double fighters = ref world.Units.Fighters[first], supply = ref world.Units.Supply[first], quality = ref world.Units.Quality[first];
        for (int i = 0; i < groups.Length;)
        {
            int group = groups[i];
            if (group < 0)
            {
                i++;
                continue;
            }

            double h = Heads[group], w = Strength[group], spirit = spirits[group / 2];
            Touch(group, h);
            do
            {
                double n = Unsafe.Add(ref fighters, i);
                h += n;
                w += n * (0.4 + (0.6 * Unsafe.Add(ref supply, i))) * spirit * Unsafe.Add(ref quality, i);
                i++;
            }
            while (i < groups.Length && groups[i] == group);
            (Heads[group], Strength[group]) = (h, w);
        }
    }

    /// <summary>Adds the fighters of rows alone.</summary>
    public void AddHeads(int first, int count)
    {
        ReadOnlySpan<int> groups = world.Tallies.Group.AsSpan(first, count);
        ref double fighters = ref world.Units.Fighters[first];
        for (int i = 0; i < groups.Length;)
        {
            int group = groups[i];
            if (group < 0)
            {
                i++;
                continue;
            }

            double h = Heads[group];
            Touch(group, h);
            do
            {
                h += Unsafe.Add(ref fighters, i++);
            }
            while (i < groups.Length && groups[i] == group);
            Heads[group] = h;
        }
    }

    /// <summary>Adds what those who stand on paper beside a unit would add to the strength.</summary>
    public void AddAbsent(int u, double[] spirits)
    {
        Units units = world.Units;
        int group = world.Tallies.Group[u];
        if (group >= 0)
        {
            double weight = units.Fighters[u] * (0.4 + (0.6 * units.Supply[u])) * spirits[group / 2] * units.Quality[u];
            Absent[group] += weight * units.Absent[u] / units.Fighters[u];
        }
    }

    /// <summary>Lists a group at its first row.</summary>
    private void Touch(int group, double heads)
    {
        _touched[_touches] = group;
        _touches += heads == 0 ? 1 : 0;
    }
}
