using System.Numerics;
using System.Runtime.Intrinsics;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// The fighters whom an air actor can strike today, with how well they are seen. At locations all of a faction in one posture
/// are seen alike, so they are counted by group (<see cref="Tallies.Group"/>); those on roads are listed.
/// </summary>
internal sealed class AirTargets(World world, AirParameters parameters, CombatParameters combat)
{
    /// <summary>Fighters of a faction at a location who are massed and in cells, and those of them at rest: one line of the cache.</summary>
    private readonly double[] _fighters = new double[4 * world.Locations.Count * world.Factions.Count];
    private readonly Place[] _places = new Place[world.Locations.Count];
    private readonly Target[] _targets = new Target[Math.Min(world.Locations.Count * world.Factions.Count, world.Units.Count)];
    private readonly RowList _roads = new(world.Units.Count);
    private readonly double[] _roadFighters = new double[world.Units.Count]; // of those on roads, side by side: several actors look at them
    private readonly int[] _roadPlace = new int[world.Units.Count];
    private readonly int[] _roadGroup = new int[world.Units.Count];
    private readonly byte[] _roadFaction = new byte[world.Units.Count];
    private readonly bool[] _roadMassed = new bool[world.Units.Count];
    private readonly double[] _roadSeen = new double[world.Units.Count];
    private readonly double[] _roadDrawn = new double[world.Units.Count];
    private readonly ulong[] _isOnRoad = new ulong[(world.Units.Count / 64) + 1]; // bits of units
    private readonly int[][] _reach = [.. Enumerable.Range(0, world.AirActors.Count).Select(world.ReachOf)]; // by actor
    private readonly bool[][] _reaches = // by actor and location
    [
        .. Enumerable.Range(0, world.AirActors.Count).Select(a => Enumerable.Range(0, world.Locations.Count).Select(l => world.Reaches(a, l)).ToArray()),
    ];

    private readonly double[] _tips = new double[world.Locations.Count]; // the best of the day
    private readonly ulong[] _tipped = new ulong[world.Locations.Count]; // that of those factions; none yet
    private readonly int[] _counts = new int[world.Chunks.Count];
    private Action<int>? _list;
    private Action<int>? _look;
    private Action<int>? _see;
    private double _columns; // mu of those on roads who are massed
    private double _cells;
    private ulong _enemies; // bits of the factions that somebody strikes
    private int _placeCount;
    private int _targetCount;
    private int _country;
    private int _actor;
    private ulong _allies;

    /// <summary>A location where the actor strikes.</summary>
    /// <param name="Location">Its row.</param>
    /// <param name="First">The first of its targets.</param>
    /// <param name="Count">Their number.</param>
    /// <param name="Civilians">Share of civilians H/(n + H).</param>
    /// <param name="Massed">mu of the massed who are at rest.</param>
    /// <param name="Cells">That of cells, who draw as many strikes as are seen.</param>
    public readonly record struct Place(int Location, int First, int Count, double Civilians, double Massed, double Cells);

    /// <summary>The units of a faction at one of <see cref="Places"/>.</summary>
    /// <param name="Group">Group of the massed; that of cells follows.</param>
    /// <param name="Drawn">Strikes on a fighter of the massed at rest, in those that a fighter in full sight and without contact draws.</param>
    public readonly record struct Target(int Group, double Drawn);

    /// <summary>Sum of mu n over the targets, with the weight of contact.</summary>
    public double Visible { get; private set; }

    /// <summary>Bits of the factions that the actor strikes.</summary>
    public ulong Enemies { get; private set; }

    /// <summary>Locations where the actor strikes.</summary>
    public ReadOnlySpan<Place> Places => _places.AsSpan(0, _placeCount);

    /// <summary>Whom it strikes there, place by place.</summary>
    public ReadOnlySpan<Target> Targets => _targets.AsSpan(0, _targetCount);

    /// <summary>Units of factions that are struck by somebody, on a corridor at the end of the day, or massed and on one during the day.</summary>
    public ReadOnlySpan<int> Roads => _roads.Rows;

    /// <summary>Fighters of a group who are at rest, whoever their enemies are.</summary>
    public double Resting(int group) => RestingOf(group);

    /// <summary>Fighters of a unit of <see cref="Roads"/>.</summary>
    public ref double FightersOnRoad(int road) => ref _roadFighters[road];

    /// <summary>Faction of a unit of <see cref="Roads"/>.</summary>
    public int FactionOnRoad(int road) => _roadFaction[road];

    /// <summary>Location of a unit of <see cref="Roads"/>.</summary>
    public int PlaceOfRoad(int road) => _roadPlace[road];

    /// <summary>mu of a unit of <see cref="Roads"/>, as it was found; 0 where the actor does not strike it.</summary>
    public double VisibilityOnRoad(int road) => _roadSeen[road];

    /// <summary>Nobody moves between the strikes of a day.</summary>
    public void BeginDay()
    {
        Tallies tallies = world.Tallies;
        ulong enemies = EnemiesOfAny();
        Array.Clear(_tipped);
        TallyColumn allMassed = tallies.Massed, allCells = tallies.Cells;
        foreach (Contingent contingent in tallies.Contingents)
        {
            if ((enemies >> contingent.Faction & 1) != 0)
            {
                double massed = allMassed[contingent.Row], cells = allCells[contingent.Row];
                Vector256.Create(massed, cells, massed, cells).CopyTo(_fighters, 4 * contingent.Row);
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
                RestingOf(_roadGroup[road]) -= _roadFighters[road];
            }
        }
    }

    /// <summary>Lists those of a chunk who are struck on roads.</summary>
    private void ListRoads(int chunk)
    {
        world.Chunks.WordsOf(_isOnRoad, chunk).Clear();
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
        (int first, int count) = world.Chunks.PartOf(roads.Length, part).GetOffsetAndLength(roads.Length);
        for (int road = first; road < first + count; road++)
        {
            int u = roads[road];
            (_roadFighters[road], _roadPlace[road], _roadGroup[road]) = (units.Fighters[u], units.Location[u], group[u]);
            (_roadFaction[road], _roadMassed[road]) = (units.Faction[u], units.Posture[u] == Posture.Massed);
        }
    }

    private ref double All(int group) => ref _fighters[(4 * (group >> 1)) + (group & 1)];

    private ref double RestingOf(int group) => ref _fighters[(4 * (group >> 1)) + 2 + (group & 1)];

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
        (_actor, _country, Enemies, Visible) = (a, world.AirActors.Country[a], world.AirEnemies(a), 0);
        (_placeCount, _targetCount) = (0, 0);
        int watcher = (world.AirActors.Faction[a] * world.Countries) + _country;
        double sight = world.AirActors.Seen[watcher];
        _allies = world.AirActors.Allies[watcher];
        ReadOnlySpan<ulong> present = world.Tallies.Present;
        foreach (int l in _reach[a])
        {
            if ((present[l] & Enemies) != 0)
            {
                FindAt(l);
            }
        }

        SeeRoads(Visibility.Of(parameters.VisibilityColumn, sight), Visibility.Of(combat.VisibilityCells, sight));
    }

    /// <summary>How well units on roads are seen, found once for all that is asked of them while the actor strikes. What they draw is added in their order.</summary>
    private void SeeRoads(double columns, double cells)
    {
        (_columns, _cells) = (columns, cells);
        world.Chunks.Run(_see ??= SeeSome);
        double visible = Visible;
        double[] drawn = _roadDrawn;
        int roads = _roads.Count;
        for (int road = 0; road < roads; road++)
        {
            visible += drawn[road];
        }

        Visible = visible;
    }

    private void SeeSome(int part)
    {
        bool[] reaches = _reaches[_actor];
        ulong enemies = Enemies;
        (int first, int count) = world.Chunks.PartOf(_roads.Count, part).GetOffsetAndLength(_roads.Count);
        for (int road = first; road < first + count; road++)
        {
            double fighters = _roadFighters[road];
            bool isStruck = (enemies >> _roadFaction[road] & 1) != 0 && fighters > 0 && reaches[_roadPlace[road]];
            double seen = !isStruck ? 0 : _roadMassed[road] ? _columns : _cells;
            (_roadSeen[road], _roadDrawn[road]) = (seen, seen * fighters);
        }
    }

    /// <summary>Takes out who was killed at rest.</summary>
    public void Lose(int group, double killed)
    {
        All(group) -= killed;
        RestingOf(group) -= killed;
    }

    /// <summary>Takes out who was killed on a road.</summary>
    public void LoseOnRoad(int road, double killed)
    {
        if (_roadGroup[road] >= 0)
        {
            All(_roadGroup[road]) -= killed;
        }
    }

    /// <summary>On a corridor at the end of the day, or massed and on one during the day.</summary>
    public bool IsOnRoad(int u) => (_isOnRoad[u >> 6] >> u & 1) != 0;

    private void FindAt(int l)
    {
        int first = l * world.Factions.Count, firstTarget = _targetCount;
        ulong struck = world.Tallies.Present[l] & Enemies;
        double fighters = 0;
        for (ulong rest = struck; rest != 0; rest &= rest - 1)
        {
            int group = 2 * (first + BitOperations.TrailingZeroCount(rest));
            fighters += All(group) + All(group + 1);
        }

        double people = Combat.People(world, combat, l);
        double civilians = people > 0 ? people / (fighters + people) : 0;
        if (civilians > world.AirActors.RoeCap[_actor])
        {
            return;
        }

        double sight = Sight(l), visible = Visible;
        double massed = Visibility.Of(combat.VisibilityMassed, sight), cells = Visibility.Of(combat.VisibilityCells, sight);
        ulong fighting = world.Tallies.MassedPresent[l] & _allies;
        for (ulong rest = struck; rest != 0; rest &= rest - 1)
        {
            int f = BitOperations.TrailingZeroCount(rest), group = 2 * (first + f);
            bool contact = fighting != 0 && Presence.HostileTo(world, l, f, fighting) != 0; // massed units of the actor's side fight it
            double drawn = contact ? parameters.ContactWeight * massed : massed;
            _targets[_targetCount++] = new Target(group, drawn);
            visible += (drawn * RestingOf(group)) + (cells * RestingOf(group + 1));
        }

        _places[_placeCount++] = new Place(l, firstTarget, _targetCount - firstTarget, civilians, massed, cells);
        Visible = visible;
    }

    /// <summary>As <see cref="Visibility.Sight"/>; actors of one side are told the same, which does not change while they strike.</summary>
    private double Sight(int l)
    {
        if (_tipped[l] != _allies)
        {
            (_tipped[l], _tips[l]) = (_allies, Visibility.BestTips(world, l, _allies));
        }

        return Visibility.SightWith(world, l, world.AirActors.Faction[_actor], _tips[l]);
    }
}
