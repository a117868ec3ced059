using System.Numerics;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Whom a unit of cells can attack: hostile massed units at its location, by faction and row, and columns that marched today on
/// the corridors that meet there. A target is found by its group and then among its members; what these
/// weigh is summed once a day, where somebody attacks, and follows the losses. In a deterministic run all is summed anew for every
/// unit, as a part of everybody falls.
/// </summary>
internal sealed class AttackTargets
{
    /// <summary>Units that are summed together in a deterministic run.</summary>
    private const int Part = 16;

    private readonly World _world;
    private readonly AttackColumns _columns;
    private readonly Resting[] _resting; // by group of massed units
    private readonly int[] _wanted; // groups that are to be weighed
    private readonly WeightLevels _members;
    private readonly Action<int> _weighSome;
    private int _wants;
    private int _next; // place of the next group's members
    private int _location;
    private ulong _hostile;
    private double _columnWeight;
    private int _group;
    private int _place; // among its group that of the target chosen last, if it was at rest

    public AttackTargets(World world, double columnWeight)
    {
        _world = world;
        _columns = new AttackColumns(world, columnWeight);
        int groups = world.Locations.Count * world.Factions.Count;
        (_resting, _wanted) = (new Resting[groups], new int[groups]);
        Array.Fill(_resting, new Resting(double.NaN, 0, 0));
        _members = new WeightLevels(world.Units.Count, Math.Min(groups, world.Units.Count));
        _weighSome = WeighSome;
    }

    /// <summary>Weight of all targets of the unit that <see cref="Find"/> was called for last.</summary>
    public double Total { get; private set; }

    /// <summary>Lists the massed units that marched today by corridor; nothing is known of what groups weigh.</summary>
    public void BeginDay()
    {
        foreach (int at in _wanted.AsSpan(0, _wants))
        {
            _resting[at].Weight = double.NaN;
        }

        (_group, _next, _wants) = (-1, 0, 0);
        _columns.BeginDay();
    }

    /// <summary>False if no hostile units are massed or passed where cells of a faction are.</summary>
    public bool MayExist(int location, int f) =>
        Presence.HostileTo(_world, location, f, _world.Tallies.MassedPresent[location] | _columns.Near(location)) != 0;

    /// <summary>A unit of cells attacks: what is hostile to it where it is will be weighed.</summary>
    public void Want(int cells)
    {
        int l = _world.Units.Location[cells], first = l * _world.Factions.Count;
        ulong rest = Presence.HostileTo(_world, l, _world.Units.Faction[cells], _world.Tallies.MassedPresent[l]);
        for (; rest != 0; rest &= rest - 1)
        {
            int at = first + BitOperations.TrailingZeroCount(rest);
            if (double.IsNaN(_resting[at].Weight))
            {
                int count = Members(at).Length;
                (_resting[at], _wanted[_wants++]) = (new Resting(0, _next, count), at);
                _next += WeightLevels.RoomOf(count);
            }
        }
    }

    /// <summary>Weighs the groups that are wanted, which threads may share.</summary>
    public void WeighWanted() => _world.Chunks.Run(_weighSome);

    /// <summary>Finds the targets of a unit of cells; false if there is none.</summary>
    public bool Find(int cells)
    {
        int l = _world.Units.Location[cells], f = _world.Units.Faction[cells], group = (l * _world.Factions.Count) + f;
        if (group != _group || _world.Deterministic)
        {
            _group = group;
            _location = l;
            _hostile = _world.Factions.Hostiles[(_world.Locations.Country[l] * _world.Factions.Count) + f];
            _columnWeight = _columns.Weigh(l, _hostile);
        }

        Total = _columnWeight;
        for (ulong rest = _world.Tallies.MassedPresent[l] & _hostile; rest != 0; rest &= rest - 1)
        {
            int at = (l * _world.Factions.Count) + BitOperations.TrailingZeroCount(rest);
            Total += _world.Deterministic ? SumOf(at) : _resting[at].Weight;
        }

        return Total > 0;
    }

    /// <summary>Target of a uniform draw; <see cref="Find"/> found some.</summary>
    public int Choose(double draw)
    {
        double left = draw * Total;
        Road = -1;
        for (ulong rest = _world.Tallies.MassedPresent[_location] & _hostile; rest != 0; rest &= rest - 1)
        {
            int at = (_location * _world.Factions.Count) + BitOperations.TrailingZeroCount(rest);
            ref readonly Resting some = ref _resting[at];
            if (left < some.Weight)
            {
                _place = _members.Choose(some.First, some.Count, left);
                return _world.Tallies.Rows.At(2 * at, _place);
            }

            left -= some.Weight;
        }

        int chosen = _columnWeight > 0 ? _columns.Choose(_location, _hostile, left) : -1;
        if (chosen < 0)
        {
            return LastResting();
        }

        Road = _world.Units.MarchedOn[chosen];
        return chosen;
    }

    /// <summary>The corridor on which the target chosen last is met, or -1 if it is at rest.</summary>
    public int Road { get; private set; }

    /// <summary>Takes the losses of the target chosen last out, which it has suffered.</summary>
    /// <param name="u">Its row.</param>
    /// <param name="killed">Fighters.</param>
    public void Lose(int u, double killed)
    {
        if (Road >= 0)
        {
            _columnWeight -= _columns.Lose(killed);
            return;
        }

        ref Resting some = ref _resting[(_location * _world.Factions.Count) + _world.Units.Faction[u]];
        some.Weight -= killed;
        _members.Lose(some.First, some.Count, _place, killed);
    }

    /// <summary>Every target with its weight, for the expectation.</summary>
    public int List(Span<int> rows, Span<double> weights)
    {
        int count = 0;
        for (ulong rest = _world.Tallies.MassedPresent[_location] & _hostile; rest != 0; rest &= rest - 1)
        {
            foreach (int u in Members((_location * _world.Factions.Count) + BitOperations.TrailingZeroCount(rest)))
            {
                (rows[count], weights[count]) = (u, _columns.RestingWeight(u));
                count += weights[count] > 0 ? 1 : 0;
            }
        }

        return _columns.List(_location, _hostile, rows, weights, count);
    }

    /// <summary>Massed units of a faction at a location.</summary>
    private ReadOnlySpan<int> Members(int at) => _world.Tallies.Rows.Of(2 * at);

    private void WeighSome(int some)
    {
        for (int i = some; i < _wants; i += _world.Chunks.Count)
        {
            int at = _wanted[i];
            ref Resting group = ref _resting[at];
            _columns.WeighResting(Members(at), _members.Of(group.First, group.Count));
            group.Weight = _members.Sum(group.First, group.Count);
        }
    }

    private double SumOf(int at)
    {
        ReadOnlySpan<int> members = Members(at);
        double sum = 0;
        for (int first = 0; first < members.Length; first += Part)
        {
            double part = 0;
            foreach (int u in members[first..Math.Min(first + Part, members.Length)])
            {
                part += _columns.RestingWeight(u);
            }

            sum += part;
        }

        return sum;
    }

    /// <summary>The last target at rest, where rounding carried the draw past all; -1 if there is none.</summary>
    private int LastResting()
    {
        int chosen = -1;
        for (ulong rest = _world.Tallies.MassedPresent[_location] & _hostile; rest != 0; rest &= rest - 1)
        {
            int at = (_location * _world.Factions.Count) + BitOperations.TrailingZeroCount(rest);
            ReadOnlySpan<int> members = Members(at);
            for (int i = 0; i < members.Length; i++)
            {
                if (_columns.RestingWeight(members[i]) > 0)
                {
                    (chosen, _place) = (members[i], i);
                }
            }
        }

        return chosen;
    }

    /// <summary>Massed units of a faction at a location that did not march today.</summary>
    /// <param name="Weight">Their weight; not a number: nobody attacks them.</param>
    /// <param name="First">Where the weights of all who are there now begin.</param>
    /// <param name="Count">How many these are.</param>
    private record struct Resting(double Weight, int First, int Count);
}
