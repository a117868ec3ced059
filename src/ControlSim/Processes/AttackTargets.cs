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

    private readonly int[] _columnStart = new int[world.Corridors.Count + 1]; // by corridor, where its columns begin
    private readonly int[] _columnRows = new int[world.Units.Count]; // corridor by corridor, ascending
    private readonly double[] _columnWeights = new double[world.Units.Count];
    private readonly byte[] _columnFactions = new byte[world.Units.Count];
    private readonly double[] _columnSums = new double[world.Corridors.Count * world.Factions.Count];
    private readonly ulong[] _columnSides = new ulong[world.Corridors.Count]; // bits of the factions with columns there
    private readonly int[] _columnOf = new int[world.Units.Count]; // by unit that is in one, its place in these
    private readonly int[] _marchers = new int[world.Units.Count];
    private readonly ulong[] _marched = new ulong[(world.Units.Count / 64) + 1]; // bits of the units that marched today to where they are
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
        Array.Clear(_near);
        SortColumns(ListMarchers());
    }

    /// <summary>Lists the living massed units that marched today, and counts them by corridor.</summary>
    private ReadOnlySpan<int> ListMarchers()
    {
        Array.Clear(_columnStart);
        Array.Clear(_marched);
        Units units = world.Units;
        int found = 0;
        foreach (int u in world.Tallies.Marched.Rows)
        {
            if (units.Posture[u] == Posture.Massed && units.Fighters[u] > 0)
            {
                _marchers[found++] = u;
                _columnStart[units.MarchedOn[u] + 1]++;
                _marched[u >> 6] |= 1UL << u;
            }
        }

        return _marchers.AsSpan(0, found);
    }

    /// <summary>Puts the columns of a corridor side by side: one after another by links, each waited for memory.</summary>
    private void SortColumns(ReadOnlySpan<int> marchers)
    {
        Units units = world.Units;
        Corridors corridors = world.Corridors;
        for (int c = 0; c < corridors.Count; c++)
        {
            _columnStart[c + 1] += _columnStart[c];
            for (; _columnSides[c] != 0; _columnSides[c] &= _columnSides[c] - 1)
            {
                _columnSums[(c * world.Factions.Count) + BitOperations.TrailingZeroCount(_columnSides[c])] = 0;
            }
        }

        foreach (int u in marchers)
        {
            int corridor = units.MarchedOn[u], at = _columnStart[corridor]++, f = units.Faction[u];
            double weight = columnWeight * units.Fighters[u];
            (_columnRows[at], _columnWeights[at], _columnFactions[at], _columnOf[u]) = (u, weight, (byte)f, at);
            _columnSides[corridor] |= 1UL << f;
            _columnSums[(corridor * world.Factions.Count) + f] += weight;
        }

        for (int c = corridors.Count - 1; c >= 0; c--)
        {
            _columnStart[c + 1] = _columnStart[c]; // each has run to where the next one begins
            _near[corridors.From[c]] |= _columnSides[c];
            _near[corridors.To[c]] |= _columnSides[c];
        }

        _columnStart[0] = 0;
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

    /// <summary>Takes the losses of a target out, which it has suffered.</summary>
    /// <param name="u">Its row.</param>
    /// <param name="killed">Fighters.</param>
    public void Lose(int u, double killed)
    {
        if (IsColumn(u, _location))
        {
            _columns -= columnWeight * killed;
            _columnWeights[_columnOf[u]] = columnWeight * world.Units.Fighters[u];
            _columnSums[(world.Units.MarchedOn[u] * world.Factions.Count) + world.Units.Faction[u]] -= columnWeight * killed;
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
            for (int at = _columnStart[corridors.ArcCorridor[arc]]; at < _columnStart[corridors.ArcCorridor[arc] + 1]; at++)
            {
                (rows[count], weights[count]) = (_columnRows[at], ColumnWeight(at));
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

    /// <summary>Weight of a massed unit where it is: who marched today is met on its road.</summary>
    private double RestingWeight(int u) => (_marched[u >> 6] >> u & 1) != 0 ? 0 : world.Units.Fighters[u];

    private double ColumnWeight(int at) => (_hostile >> _columnFactions[at] & 1) != 0 ? _columnWeights[at] : 0;

    private double WeighColumns()
    {
        double sum = 0;
        Corridors corridors = world.Corridors;
        for (int arc = corridors.ArcStart[_location]; arc < corridors.ArcStart[_location + 1] && (_near[_location] & _hostile) != 0; arc++)
        {
            int corridor = corridors.ArcCorridor[arc];
            sum += world.Deterministic ? WeighAnew(corridor) : WeightOn(corridor);
        }

        return sum;
    }

    /// <summary>Weight of the hostile columns on a corridor.</summary>
    private double WeightOn(int corridor)
    {
        double sum = 0;
        for (ulong rest = _columnSides[corridor] & _hostile; rest != 0; rest &= rest - 1)
        {
            sum += _columnSums[(corridor * world.Factions.Count) + BitOperations.TrailingZeroCount(rest)];
        }

        return sum;
    }

    /// <summary>The same in a deterministic run, where a part of everybody falls.</summary>
    private double WeighAnew(int corridor)
    {
        double sum = 0;
        for (int at = _columnStart[corridor]; at < _columnStart[corridor + 1]; at++)
        {
            _columnWeights[at] = columnWeight * world.Units.Fighters[_columnRows[at]];
            sum += ColumnWeight(at);
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
        double sum = 0;
        _firstPart[at] = _partCount;
        for (int first = 0; first < members.Length; first += Part)
        {
            double part = 0;
            foreach (int u in members[first..Math.Min(first + Part, members.Length)])
            {
                part += RestingWeight(u);
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
            int corridor = corridors.ArcCorridor[arc];
            double all = WeightOn(corridor);
            if (left < all)
            {
                return ChooseOn(corridor, left);
            }

            left -= all;
            chosen = all > 0 ? corridor : chosen;
        }

        return chosen < 0 ? -1 : ChooseOn(chosen, double.PositiveInfinity);
    }

    /// <summary>A column on a corridor; the last one that is alive, or -1, where rounding carried the draw past all.</summary>
    private int ChooseOn(int corridor, double left)
    {
        int chosen = -1, last = _columnStart[corridor + 1];
        for (int at = _columnStart[corridor]; at < last; at++)
        {
            double weight = ColumnWeight(at);
            chosen = weight > 0 ? _columnRows[at] : chosen;
            if (left < weight)
            {
                return _columnRows[at];
            }

            left -= weight;
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
