using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Whom a unit of cells can attack: hostile massed units at its location and columns that marched today on the corridors that
/// meet there, in order of rows.
/// </summary>
internal sealed class AttackTargets(World world, double columnWeight)
{
    private readonly int[] _columnOf = new int[world.Corridors.Count];
    private readonly int[] _next = new int[world.Units.Count];
    private readonly int[] _row = new int[world.Units.Count];
    private readonly double[] _weight = new double[world.Units.Count];
    private double _total;

    /// <summary>Targets of the unit that <see cref="Find"/> was called for last.</summary>
    public int Count { get; private set; }

    /// <summary>Unit row of a target.</summary>
    public int Row(int i) => _row[i];

    /// <summary>Chance of a target to be chosen.</summary>
    public double Share(int i) => _weight[i] / _total;

    /// <summary>Lists the massed units that marched today by corridor.</summary>
    public void FindColumns()
    {
        Array.Fill(_columnOf, -1);
        Units units = world.Units;
        for (int u = units.Count - 1; u >= 0; u--)
        {
            int corridor = units.MarchedOn[u];
            if (corridor >= 0 && units.Posture[u] == Posture.Massed && units.Fighters[u] > 0)
            {
                _next[u] = _columnOf[corridor];
                _columnOf[corridor] = u;
            }
        }
    }

    /// <summary>Finds the targets of a unit of cells; false if there is none.</summary>
    public bool Find(int cells)
    {
        Count = 0;
        _total = 0;
        Units units = world.Units;
        int l = units.Location[cells], f = units.Faction[cells], country = world.Locations.Country[l];
        if (Presence.HostileTo(world, l, f, world.Tallies.MassedPresent[l]) != 0)
        {
            for (int i = world.Tallies.RowStart[l]; i < world.Tallies.RowStart[l + 1]; i++)
            {
                int u = world.Tallies.Rows[i];
                Add(u, f, country, !IsColumn(u, l) && units.Posture[u] == Posture.Massed ? 1 : 0);
            }
        }

        Corridors corridors = world.Corridors;
        for (int arc = corridors.ArcStart[l]; arc < corridors.ArcStart[l + 1]; arc++)
        {
            for (int u = _columnOf[corridors.ArcCorridor[arc]]; u >= 0; u = _next[u])
            {
                Add(u, f, country, columnWeight);
            }
        }

        return _total > 0;
    }

    /// <summary>Target of a uniform draw; <see cref="Find"/> found some.</summary>
    public int Choose(double draw)
    {
        double left = draw * _total;
        int i = 0;
        while (i < Count - 1 && left >= _weight[i])
        {
            left -= _weight[i++];
        }

        return _row[i];
    }

    /// <summary>Did the unit march today on a corridor that meets the location?</summary>
    public bool IsColumn(int u, int l)
    {
        int corridor = world.Units.MarchedOn[u];
        return corridor >= 0 && (world.Corridors.From[corridor] == l || world.Corridors.To[corridor] == l);
    }

    private void Add(int u, int f, int country, double weight)
    {
        if (weight > 0 && world.Units.Fighters[u] > 0 && world.Factions.AreHostile(country, f, world.Units.Faction[u]))
        {
            _row[Count] = u;
            _weight[Count++] = weight * world.Units.Fighters[u];
            _total += weight * world.Units.Fighters[u];
        }
    }
}
