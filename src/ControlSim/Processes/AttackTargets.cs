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
    private readonly ulong[] _asked; // by location, bits of the factions whose targets are to be weighed
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
        (_resting, _asked, _wanted) = (new Resting[groups], new ulong[world.Locations.Count], new int[groups]);
        Array.Fill(_resting, new Resting(double.NaN, 0, 0));
        _members = new WeightLevels(WeightLevels.RoomOf(world.Units.Count, Math.Min(groups, world.Units.Count)));
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

        Array.Clear(_asked);
        (_group, _next, _wants) = (-1, WeightLevels.First, 0);
        _columns.BeginDay();
    }

    /// <summary>False if no hostile units are massed or passed where cells of a faction are.</summary>
    public bool MayExist(int location, int f) =>
        Presence.HostileTo(_world, location, f, _world.Tallies.MassedPresent[location] | _columns.Near(location)) != 0;

    /// <summary>Cells of a faction attack at a location: what is hostile to them there will be weighed.</summary>
    public void Want(int l, int f)
    {
        int first = l * _world.Factions.Count;
        if ((_asked[l] >> f & 1) != 0)
        {
            return;
        }

        _asked[l] |= 1UL << f;
        for (ulong rest = Presence.HostileTo(_world, l, f, _world.Tallies.MassedPresent[l]); rest != 0; rest &= rest - 1)
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

    /// <summary>Finds the targets of a faction's cells at a location; false if there is none.</summary>
    public bool Find(int l, int f)
    {
        int group = (l * _world.Factions.Count) + f;
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

    /// <summary>Chooses the target of a uniform draw; <see cref="Find"/> found some. False if what is left of the weights is rounding.</summary>
    public bool Choose(double draw, out Target target)
    {
        double left = draw * Total;
        for (ulong rest = _world.Tallies.MassedPresent[_location] & _hostile; rest != 0; rest &= rest - 1)
        {
            int f = BitOperations.TrailingZeroCount(rest);
            ref readonly Resting some = ref _resting[(_location * _world.Factions.Count) + f];
            if (left < some.Weight)
            {
                _place = _members.Choose(some.First, some.Count, (int)left, out int fighters);
                target = RestingTarget(f, fighters);
                return true;
            }

            left -= some.Weight;
        }

        if (_columnWeight > 0 && _columns.Choose(_location, _hostile, left))
        {
            target = _columns.Chosen;
            return true;
        }

        return ChooseLastResting(out target);
    }

    /// <summary>Takes the losses of the target chosen last out.</summary>
    public void Lose(in Target target, double killed)
    {
        if (target.Road >= 0)
        {
            _columnWeight -= _columns.Lose(killed);
            return;
        }

        ref Resting some = ref _resting[(_location * _world.Factions.Count) + target.Faction];
        some.Weight -= killed;
        _members.Lose(some.First, some.Count, _place, (int)killed);
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

    /// <summary>The member of a faction that was chosen.</summary>
    private Target RestingTarget(int f, int fighters) =>
        new(_world.Tallies.Rows.At(2 * ((_location * _world.Factions.Count) + f), _place), f, -1, fighters);

    /// <summary>The last target at rest, where rounding carried the draw past all.</summary>
    private bool ChooseLastResting(out Target target)
    {
        target = default;
        bool found = false;
        for (ulong rest = _world.Tallies.MassedPresent[_location] & _hostile; rest != 0; rest &= rest - 1)
        {
            int f = BitOperations.TrailingZeroCount(rest);
            Resting some = _resting[(_location * _world.Factions.Count) + f];
            int place = _members.Last(some.First, some.Count, out int fighters);
            if (place >= 0)
            {
                _place = place;
                (target, found) = (RestingTarget(f, fighters), true);
            }
        }

        return found;
    }

    /// <summary>Who is attacked.</summary>
    /// <param name="Unit">Its row.</param>
    /// <param name="Faction">Its faction.</param>
    /// <param name="Road">The corridor on which it is met, or -1 if it is at rest.</param>
    /// <param name="Fighters">What it has left.</param>
    public readonly record struct Target(int Unit, int Faction, int Road, double Fighters);

    /// <summary>Massed units of a faction at a location that did not march today.</summary>
    /// <param name="Weight">Their weight; not a number: nobody attacks them.</param>
    /// <param name="First">Where the weights of all who are there now begin.</param>
    /// <param name="Count">How many these are.</param>
    private record struct Resting(double Weight, int First, int Count);
}
