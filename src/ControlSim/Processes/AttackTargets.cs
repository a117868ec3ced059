using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Whom a unit of cells can attack: hostile massed units at its location and columns that marched today on the corridors that
/// meet there, in order of rows.
/// </summary>
internal sealed class AttackTargets(World world, double columnWeight)
{
    private const int Part = 64;

    private readonly int[] _columnOf = new int[world.Corridors.Count];
    private readonly int[] _next = new int[world.Units.Count];
    private readonly int[] _row = new int[world.Units.Count];
    private readonly double[] _weight = new double[world.Units.Count];
    private readonly double[] _partWeight = new double[(world.Units.Count / Part) + 1];
    private readonly ulong[] _near = new ulong[world.Locations.Count];
    private double _total;
    private int _group = -1;
    private int _chosen;

    /// <summary>Targets of the unit that <see cref="Find"/> was called for last.</summary>
    public int Count { get; private set; }

    /// <summary>Unit row of a target.</summary>
    public int Row(int i) => _row[i];

    /// <summary>Chance of a target to be chosen.</summary>
    public double Share(int i) => _weight[i] / _total;

    /// <summary>Lists the massed units that marched today by corridor.</summary>
    public void FindColumns()
    {
        _group = -1;
        Array.Fill(_columnOf, -1);
        Array.Clear(_near);
        Units units = world.Units;
        ReadOnlySpan<int> marched = world.Tallies.Marched.Rows;
        for (int i = marched.Length - 1; i >= 0; i--)
        {
            int u = marched[i], corridor = units.MarchedOn[u];
            if (units.Posture[u] == Posture.Massed && units.Fighters[u] > 0)
            {
                _next[u] = _columnOf[corridor];
                _columnOf[corridor] = u;
                _near[world.Corridors.From[corridor]] |= 1UL << units.Faction[u];
                _near[world.Corridors.To[corridor]] |= 1UL << units.Faction[u];
            }
        }
    }

    /// <summary>False if no hostile units are massed or passed where a unit of cells is.</summary>
    public bool MayExist(int cells)
    {
        int l = world.Units.Location[cells];
        return Presence.HostileTo(world, l, world.Units.Faction[cells], world.Tallies.MassedPresent[l] | _near[l]) != 0;
    }

    /// <summary>
    /// Finds the targets of a unit of cells; false if there is none. Those of another unit of its faction at the same place are
    /// the same, less who was killed (<see cref="Renew"/>).
    /// </summary>
    public bool Find(int cells)
    {
        Units units = world.Units;
        int l = units.Location[cells], f = units.Faction[cells], group = (l * world.Factions.Count) + f;
        if (_group == group && !world.Deterministic)
        {
            return _total > 0;
        }

        _group = group;
        Count = 0;
        _total = 0;
        ulong hostile = world.Factions.Hostiles[(world.Locations.Country[l] * world.Factions.Count) + f];
        if ((world.Tallies.MassedPresent[l] & hostile) != 0)
        {
            foreach (int u in world.Tallies.RowsAt(l))
            {
                if ((hostile >> units.Faction[u] & 1) != 0 && units.Posture[u] == Posture.Massed && !IsColumn(u, l))
                {
                    Add(u, 1);
                }
            }
        }

        Corridors corridors = world.Corridors;
        for (int arc = corridors.ArcStart[l]; arc < corridors.ArcStart[l + 1] && (_near[l] & hostile) != 0; arc++)
        {
            for (int u = _columnOf[corridors.ArcCorridor[arc]]; u >= 0; u = _next[u])
            {
                if ((hostile >> units.Faction[u] & 1) != 0)
                {
                    Add(u, columnWeight);
                }
            }
        }

        return _total > 0;
    }

    /// <summary>Target of a uniform draw; <see cref="Find"/> found some.</summary>
    public int Choose(double draw)
    {
        double left = draw * _total;
        int part = 0, parts = (Count - 1) / Part;
        while (part < parts && left >= _partWeight[part])
        {
            left -= _partWeight[part++];
        }

        int i = Part * part;
        while (i < Count - 1 && left >= _weight[i])
        {
            left -= _weight[i++];
        }

        // Rounding can carry the draw past the last who is alive.
        while (_weight[i] <= 0)
        {
            i--;
        }

        _chosen = i;
        return _row[i];
    }

    /// <summary>Takes the losses of the unit that was chosen last out of the list.</summary>
    public void Renew()
    {
        int u = _row[_chosen];
        double factor = IsColumn(u, _group / world.Factions.Count) ? columnWeight : 1, weight = factor * world.Units.Fighters[u];
        double change = weight - _weight[_chosen];
        _weight[_chosen] = weight;
        _partWeight[_chosen / Part] += change;
        _total += change;
    }

    /// <summary>Did the unit march today on a corridor that meets the location?</summary>
    public bool IsColumn(int u, int l)
    {
        int corridor = world.Units.MarchedOn[u];
        return corridor >= 0 && (world.Corridors.From[corridor] == l || world.Corridors.To[corridor] == l);
    }

    private void Add(int u, double factor)
    {
        double weight = factor * world.Units.Fighters[u];
        if (weight <= 0)
        {
            return;
        }

        if (Count % Part == 0)
        {
            _partWeight[Count / Part] = 0;
        }

        _row[Count] = u;
        _weight[Count] = weight;
        _partWeight[Count++ / Part] += weight;
        _total += weight;
    }
}
