using System.Numerics;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// The fighters whom an air actor can strike today, with how well they are seen. At locations all of a faction in one posture
/// are seen alike, so they are counted by group (<see cref="Tallies.Group"/>); those on roads are listed.
/// </summary>
internal sealed class AirTargets(World world, AirParameters parameters, CombatParameters combat)
{
    private readonly double[] _all = new double[2 * world.Locations.Count * world.Factions.Count];
    private readonly double[] _resting = new double[2 * world.Locations.Count * world.Factions.Count];
    private readonly double[] _seen = new double[2 * world.Locations.Count * world.Factions.Count];
    private readonly double[] _drawn = new double[2 * world.Locations.Count * world.Factions.Count];
    private readonly double[] _civilians = new double[world.Locations.Count];
    private readonly int[] _places = new int[world.Locations.Count];
    private readonly RowList _roads = new(world.Units.Count);
    private readonly double[] _roadFighters = new double[world.Units.Count]; // of those on roads, side by side: several actors look at them
    private readonly int[] _roadPlace = new int[world.Units.Count];
    private readonly int[] _roadGroup = new int[world.Units.Count];
    private readonly byte[] _roadFaction = new byte[world.Units.Count];
    private readonly bool[] _roadMassed = new bool[world.Units.Count];
    private readonly double[] _roadSeen = new double[world.Units.Count];
    private readonly ulong[] _isOnRoad = new ulong[(world.Units.Count / 64) + 1]; // bits of units
    private readonly int[][] _reach = [.. Enumerable.Range(0, world.AirActors.Count).Select(world.ReachOf)]; // by actor
    private readonly ulong[] _struck = new ulong[world.Locations.Count]; // of the factions that were there
    private readonly double[] _tips = new double[world.Locations.Count]; // the best of the day
    private readonly ulong[] _tipped = new ulong[world.Locations.Count]; // that of those factions; none yet
    private readonly int[] _counts = new int[world.Chunks.Count];
    private Action<int>? _list;
    private Action<int>? _look;
    private ulong _enemies; // bits of the factions that somebody strikes
    private int _placeCount;
    private int _country;
    private int _actor;

    /// <summary>Sum of mu n over the targets, with the weight of contact.</summary>
    public double Visible { get; private set; }

    /// <summary>Bits of the factions that the actor strikes.</summary>
    public ulong Enemies { get; private set; }

    /// <summary>Bits of the factions that the actor strikes at one of <see cref="Places"/>.</summary>
    public ulong StruckAt(int location) => _struck[location];

    /// <summary>Locations where the actor strikes.</summary>
    public ReadOnlySpan<int> Places => _places.AsSpan(0, _placeCount);

    /// <summary>Units of factions that are struck by somebody, on a corridor at the end of the day, or massed and on one during the day.</summary>
    public ReadOnlySpan<int> Roads => _roads.Rows;

    /// <summary>Fighters of a group who are at rest, whoever their enemies are.</summary>
    public double Resting(int group) => _resting[group];

    /// <summary>mu of the members of a group at rest; 0 where the actor does not strike them.</summary>
    public double Visibility(int group) => _seen[group];

    /// <summary>Strikes on a fighter of a group at rest, in those that a fighter in full sight and without contact draws.</summary>
    public double Drawn(int group) => _drawn[group];

    /// <summary>Share of civilians H/(n + H) at a location where the actor strikes.</summary>
    public double Civilians(int location) => _civilians[location];

    /// <summary>Fighters of a unit of <see cref="Roads"/>.</summary>
    public ref double FightersOnRoad(int road) => ref _roadFighters[road];

    /// <summary>mu of a unit of <see cref="Roads"/>, as it was found; 0 where the actor does not strike it.</summary>
    public double VisibilityOnRoad(int road) => _roadSeen[road];

    /// <summary>Nobody moves between the strikes of a day.</summary>
    public void BeginDay()
    {
        Tallies tallies = world.Tallies;
        ulong enemies = EnemiesOfAny();
        Array.Clear(_tipped);
        foreach (Contingent contingent in tallies.Contingents)
        {
            if ((enemies >> contingent.Faction & 1) != 0)
            {
                (int group, double massed, double cells) = (2 * contingent.Row, tallies.Massed[contingent.Row], tallies.Cells[contingent.Row]);
                (_all[group], _all[group + 1]) = (massed, cells);
                (_resting[group], _resting[group + 1]) = (massed, cells);
            }
        }

        _enemies = enemies;
        world.Chunks.Run(_list ??= ListRoads);
        _roads.Join(world.Chunks, _counts);
        world.Chunks.Run(_look ??= LookAtRoads);
        for (int road = 0; road < _roads.Count; road++)
        {
            if (_roadGroup[road] >= 0)
            {
                _resting[_roadGroup[road]] -= _roadFighters[road];
            }
        }
    }

    /// <summary>Lists those of a chunk who are struck on roads.</summary>
    private void ListRoads(int chunk)
    {
        int firstWord = world.Chunks.First(chunk) / 64, lastWord = chunk == world.Chunks.Count - 1 ? _isOnRoad.Length : world.Chunks.First(chunk + 1) / 64;
        _isOnRoad.AsSpan(firstWord, lastWord - firstWord).Clear();
        Span<int> room = _roads.RoomOf(world.Chunks, chunk);
        ReadOnlySpan<int> marched = world.Chunks.ThoseOf(world.Tallies.Marched.Rows, chunk), roads = world.Chunks.ThoseOf(world.Tallies.OnRoads.Rows, chunk);
        Units units = world.Units;
        int found = 0;
        for (int i = 0, j = 0; i < marched.Length || j < roads.Length;)
        {
            int u = Math.Min(i < marched.Length ? marched[i] : int.MaxValue, j < roads.Length ? roads[j] : int.MaxValue);
            i += i < marched.Length && marched[i] == u ? 1 : 0;
            j += j < roads.Length && roads[j] == u ? 1 : 0;
            bool isStruck = (_enemies >> units.Faction[u] & 1) != 0 && units.Fighters[u] > 0;
            if (isStruck && (units.Corridor[u] >= 0 || (units.MarchedOn[u] >= 0 && units.Posture[u] == Posture.Massed)))
            {
                room[found++] = u;
                _isOnRoad[u >> 6] |= 1UL << u;
            }
        }

        _counts[chunk] = found;
    }

    /// <summary>What strikes ask of a part of those on roads.</summary>
    private void LookAtRoads(int part)
    {
        Units units = world.Units;
        int[] group = world.Tallies.Group;
        ReadOnlySpan<int> roads = _roads.Rows;
        int last = (int)((long)roads.Length * (part + 1) / world.Chunks.Count);
        for (int road = (int)((long)roads.Length * part / world.Chunks.Count); road < last; road++)
        {
            int u = roads[road];
            (_roadFighters[road], _roadPlace[road], _roadGroup[road]) = (units.Fighters[u], units.Location[u], group[u]);
            (_roadFaction[road], _roadMassed[road]) = (units.Faction[u], units.Posture[u] == Posture.Massed);
        }
    }

    private ulong EnemiesOfAny()
    {
        ulong enemies = 0;
        for (int a = 0; a < world.AirActors.Count; a++)
        {
            enemies |= world.AirActors.Country[a] >= 0 ? world.AirEnemies(a) : 0;
        }

        return enemies;
    }

    /// <summary>Finds the enemies of an actor in its country that its rules of engagement let it strike.</summary>
    public void Find(int a)
    {
        Forget();
        (_actor, _country, Enemies, Visible) = (a, world.AirActors.Country[a], world.AirEnemies(a), 0);
        ReadOnlySpan<ulong> present = world.Tallies.Present;
        foreach (int l in _reach[a])
        {
            if ((present[l] & Enemies) != 0)
            {
                FindAt(l);
            }
        }

        double sight = world.AirActors.Seen[(world.AirActors.Faction[a] * world.Countries) + _country];
        SeeRoads(Processes.Visibility.Of(parameters.VisibilityColumn, sight), Processes.Visibility.Of(combat.VisibilityCells, sight));
    }

    /// <summary>How well units on roads are seen, found once for all that is asked of them while the actor strikes.</summary>
    private void SeeRoads(double columns, double cells)
    {
        for (int road = 0; road < _roads.Count; road++)
        {
            double fighters = _roadFighters[road];
            bool isStruck = (Enemies >> _roadFaction[road] & 1) != 0 && fighters > 0 && world.Reaches(_actor, _roadPlace[road]);
            double seen = !isStruck ? 0 : _roadMassed[road] ? columns : cells;
            _roadSeen[road] = seen;
            Visible += seen * fighters;
        }
    }

    /// <summary>Nobody is struck.</summary>
    private void Forget()
    {
        foreach (int l in Places)
        {
            for (ulong rest = _struck[l]; rest != 0; rest &= rest - 1)
            {
                int group = 2 * ((l * world.Factions.Count) + BitOperations.TrailingZeroCount(rest));
                (_seen[group], _seen[group + 1], _drawn[group], _drawn[group + 1]) = (0, 0, 0, 0);
            }
        }

        _placeCount = 0;
    }

    /// <summary>Takes out who was killed.</summary>
    public void Lose(int u, double killed)
    {
        int group = world.Tallies.Group[u];
        if (group >= 0)
        {
            _all[group] -= killed;
            _resting[group] -= IsOnRoad(u) ? 0 : killed;
        }
    }

    /// <summary>On a corridor at the end of the day, or massed and on one during the day.</summary>
    public bool IsOnRoad(int u) => (_isOnRoad[u >> 6] >> u & 1) != 0;

    private void FindAt(int l)
    {
        int first = 2 * l * world.Factions.Count;
        double fighters = 0;
        for (ulong rest = world.Tallies.Present[l] & Enemies; rest != 0; rest &= rest - 1)
        {
            int group = first + (2 * BitOperations.TrailingZeroCount(rest));
            fighters += _all[group] + _all[group + 1];
        }

        double people = Combat.People(world, combat, l);
        double civilians = people > 0 ? people / (fighters + people) : 0;
        if (civilians > world.AirActors.RoeCap[_actor])
        {
            return;
        }

        double sight = Sight(l);
        double massed = Processes.Visibility.Of(combat.VisibilityMassed, sight), cells = Processes.Visibility.Of(combat.VisibilityCells, sight);
        _civilians[l] = civilians;
        _places[_placeCount++] = l;
        _struck[l] = world.Tallies.Present[l] & Enemies;
        for (ulong rest = _struck[l]; rest != 0; rest &= rest - 1)
        {
            int group = first + (2 * BitOperations.TrailingZeroCount(rest));
            double contact = IsInContact(l, group / 2 % world.Factions.Count) ? parameters.ContactWeight : 1;
            (_seen[group], _seen[group + 1]) = (massed, cells);
            (_drawn[group], _drawn[group + 1]) = (contact * massed, cells);
            Visible += (_drawn[group] * _resting[group]) + (_drawn[group + 1] * _resting[group + 1]);
        }
    }

    /// <summary>As <see cref="Visibility.Sight"/>; actors of one side are told the same, which does not change while they strike.</summary>
    private double Sight(int l)
    {
        int watcher = world.AirActors.Faction[_actor];
        ulong allies = world.AirActors.Allies[(watcher * world.Countries) + _country];
        if (_tipped[l] != allies)
        {
            (_tipped[l], _tips[l]) = (allies, Processes.Visibility.BestTips(world, l, allies));
        }

        return Processes.Visibility.SightWith(world, l, watcher, _tips[l]);
    }

    /// <summary>Do massed units of the actor's side fight those of a faction at a location?</summary>
    private bool IsInContact(int l, int f)
    {
        ulong allies = world.AirActors.Allies[(world.AirActors.Faction[_actor] * world.Countries) + _country];
        return Presence.HostileTo(world, l, f, world.Tallies.MassedPresent[l] & allies) != 0;
    }
}
