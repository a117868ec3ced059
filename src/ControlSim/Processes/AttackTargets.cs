using System.Numerics;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Whom a unit of cells can attack: hostile massed units at its location, by faction and row, and columns that marched today on
/// the corridors that meet there. A target is found by its group, a part of the group and then its row; what groups and parts
/// weigh is summed once a day, where it is asked for, and follows the losses.
/// </summary>
internal sealed class AttackTargets(World world, double columnWeight)
{
    private const int Part = 64;

    private readonly int[] _columnOf = new int[world.Corridors.Count];
    private readonly int[] _next = new int[world.Units.Count];
    private readonly ulong[] _near = new ulong[world.Locations.Count];
    private readonly double[] _weight = new double[world.Locations.Count * world.Factions.Count];
    private readonly int[] _firstPart = new int[world.Locations.Count * world.Factions.Count];
    private readonly double[] _parts = new double[(world.Units.Count / Part) + (world.Locations.Count * world.Factions.Count)];
    private int _partCount;
    private int _location;
    private ulong _hostile;
    private double _columns;
    private int _group;

    /// <summary>Weight of all targets of the unit that <see cref="Find"/> was called for last.</summary>
    public double Total { get; private set; }

    /// <summary>Lists the massed units that marched today by corridor; nothing is known of what groups weigh.</summary>
    public void BeginDay()
    {
        _group = -1;
        _partCount = 0;
        Array.Fill(_weight, double.NaN);
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

    /// <summary>False if no hostile units are massed or passed where cells of a faction are.</summary>
    public bool MayExist(int location, int f) =>
        Presence.HostileTo(world, location, f, world.Tallies.MassedPresent[location] | _near[location]) != 0;

    /// <summary>Finds the targets of a unit of cells; false if there is none.</summary>
    public bool Find(int cells)
    {
        int l = world.Units.Location[cells], f = world.Units.Faction[cells], group = (l * world.Factions.Count) + f;
        if (group != _group || world.Deterministic)
        {
            _group = group;
            _location = l;
            _hostile = world.Factions.Hostiles[(world.Locations.Country[l] * world.Factions.Count) + f];
            _columns = WeighColumns();
        }

        Total = _columns;
        for (ulong rest = world.Tallies.MassedPresent[l] & _hostile; rest != 0; rest &= rest - 1)
        {
            Total += WeightOf((l * world.Factions.Count) + BitOperations.TrailingZeroCount(rest));
        }

        return Total > 0;
    }

    /// <summary>Target of a uniform draw; <see cref="Find"/> found some.</summary>
    public int Choose(double draw)
    {
        double left = draw * Total;
        for (ulong rest = world.Tallies.MassedPresent[_location] & _hostile; rest != 0; rest &= rest - 1)
        {
            int at = (_location * world.Factions.Count) + BitOperations.TrailingZeroCount(rest);
            if (left < _weight[at])
            {
                return ChooseResting(at, left);
            }

            left -= _weight[at];
        }

        int chosen = ChooseColumn(left);
        return chosen >= 0 ? chosen : LastResting();
    }

    /// <summary>Takes the losses of a target out.</summary>
    /// <param name="u">Its row.</param>
    /// <param name="killed">Fighters.</param>
    public void Lose(int u, double killed)
    {
        if (IsColumn(u, _location))
        {
            _columns -= columnWeight * killed;
            return;
        }

        int at = (_location * world.Factions.Count) + world.Units.Faction[u];
        _weight[at] -= killed;
        _parts[_firstPart[at] + (Members(at).BinarySearch(u) / Part)] -= killed;
    }

    /// <summary>Every target with its weight, for the expectation.</summary>
    public int List(Span<int> rows, Span<double> weights)
    {
        int count = 0;
        for (ulong rest = world.Tallies.MassedPresent[_location] & _hostile; rest != 0; rest &= rest - 1)
        {
            foreach (int u in Members((_location * world.Factions.Count) + BitOperations.TrailingZeroCount(rest)))
            {
                (rows[count], weights[count]) = (u, RestingWeight(u));
                count += weights[count] > 0 ? 1 : 0;
            }
        }

        Corridors corridors = world.Corridors;
        for (int arc = corridors.ArcStart[_location]; arc < corridors.ArcStart[_location + 1]; arc++)
        {
            for (int u = _columnOf[corridors.ArcCorridor[arc]]; u >= 0; u = _next[u])
            {
                (rows[count], weights[count]) = (u, ColumnWeight(u));
                count += weights[count] > 0 ? 1 : 0;
            }
        }

        return count;
    }

    /// <summary>Did the unit march today on a corridor that meets the location?</summary>
    public bool IsColumn(int u, int l)
    {
        int corridor = world.Units.MarchedOn[u];
        return corridor >= 0 && (world.Corridors.From[corridor] == l || world.Corridors.To[corridor] == l);
    }

    /// <summary>Massed units of a faction at a location.</summary>
    private ReadOnlySpan<int> Members(int at) => world.Tallies.Rows.Of(2 * at);

    private double RestingWeight(int u) => world.Units.MarchedOn[u] >= 0 && IsColumn(u, _location) ? 0 : world.Units.Fighters[u];

    private double ColumnWeight(int u) => (_hostile >> world.Units.Faction[u] & 1) != 0 ? columnWeight * world.Units.Fighters[u] : 0;

    private double WeighColumns()
    {
        double sum = 0;
        Corridors corridors = world.Corridors;
        for (int arc = corridors.ArcStart[_location]; arc < corridors.ArcStart[_location + 1] && (_near[_location] & _hostile) != 0; arc++)
        {
            for (int u = _columnOf[corridors.ArcCorridor[arc]]; u >= 0; u = _next[u])
            {
                sum += ColumnWeight(u);
            }
        }

        return sum;
    }

    private double WeightOf(int at)
    {
        if (!double.IsNaN(_weight[at]) && !world.Deterministic)
        {
            return _weight[at];
        }

        ReadOnlySpan<int> members = Members(at);
        double[] fighters = world.Units.Fighters;
        int[] marched = world.Units.MarchedOn;
        double sum = 0;
        _firstPart[at] = _partCount;
        for (int first = 0; first < members.Length; first += Part)
        {
            double part = 0;
            foreach (int u in members[first..Math.Min(first + Part, members.Length)])
            {
                part += marched[u] < 0 ? fighters[u] : RestingWeight(u);
            }

            _parts[_firstPart[at] + (first / Part)] = part;
            sum += part;
        }

        _partCount += world.Deterministic ? 0 : (members.Length + Part - 1) / Part;
        return _weight[at] = sum;
    }

    private int ChooseResting(int at, double left)
    {
        ReadOnlySpan<int> members = Members(at);
        int part = _firstPart[at], first = 0;
        while (first + Part < members.Length && left >= _parts[part])
        {
            left -= _parts[part++];
            first += Part;
        }

        int chosen = -1;
        foreach (int u in members[first..])
        {
            double weight = RestingWeight(u);
            chosen = weight > 0 ? u : chosen;
            if (left < weight)
            {
                return u;
            }

            left -= weight;
        }

        // Rounding can carry the draw past the last who is alive.
        return chosen >= 0 ? chosen : LastResting();
    }

    private int ChooseColumn(double left)
    {
        int chosen = -1;
        Corridors corridors = world.Corridors;
        for (int arc = corridors.ArcStart[_location]; arc < corridors.ArcStart[_location + 1] && _columns > 0; arc++)
        {
            for (int u = _columnOf[corridors.ArcCorridor[arc]]; u >= 0; u = _next[u])
            {
                double weight = ColumnWeight(u);
                chosen = weight > 0 ? u : chosen;
                if (left < weight)
                {
                    return u;
                }

                left -= weight;
            }
        }

        return chosen;
    }

    /// <summary>The last target at rest, where rounding carried the draw past all; -1 if there is none.</summary>
    private int LastResting()
    {
        int chosen = -1;
        for (ulong rest = world.Tallies.MassedPresent[_location] & _hostile; rest != 0; rest &= rest - 1)
        {
            foreach (int u in Members((_location * world.Factions.Count) + BitOperations.TrailingZeroCount(rest)))
            {
                chosen = RestingWeight(u) > 0 ? u : chosen;
            }
        }

        return chosen;
    }
}
