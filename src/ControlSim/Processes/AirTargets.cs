using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>The fighters whom an air actor can strike today, with how well they are seen: in order of locations, those on roads last.</summary>
internal sealed class AirTargets(World world, AirParameters parameters, CombatParameters combat)
{
    private readonly int[] _target = new int[world.Units.Count];
    private readonly double[] _visibility = new double[world.Units.Count];
    private readonly double[] _civilians = new double[world.Units.Count];
    private readonly int[] _road = new int[world.Units.Count];
    private int _roads;
    private int _roadTick = -1;

    public int Count { get; private set; }

    /// <summary>Sum of mu n over the targets.</summary>
    public double Visible { get; private set; }

    /// <summary>Unit row of a target.</summary>
    public int Row(int k) => _target[k];

    /// <summary>mu of a target.</summary>
    public double Visibility(int k) => _visibility[k];

    /// <summary>Share of civilians H/(n + H) where a target stands; 0 on roads.</summary>
    public double Civilians(int k) => _civilians[k];

    /// <summary>Finds the enemies of an actor in its country that its rules of engagement let it strike.</summary>
    public void Find(int a)
    {
        Count = 0;
        Visible = 0;
        ulong enemies = 0;
        for (int g = 0; g < world.Factions.Count; g++)
        {
            enemies |= world.IsAirEnemy(a, g) ? 1UL << g : 0;
        }

        int country = world.AirActors.Country[a];
        for (int l = 0; l < world.Locations.Count; l++)
        {
            if (world.Locations.Country[l] == country && world.Reaches(a, l) && (world.Tallies.Present[l] & enemies) != 0)
            {
                FindAt(a, l, enemies);
            }
        }

        FindOnRoads(a, country, enemies);
    }

    private void FindAt(int a, int l, ulong enemies)
    {
        Tallies tallies = world.Tallies;
        Units units = world.Units;
        double[] all = units.Fighters;
        int first = Count, stop = tallies.RowStart[l + 1];
        double fighters = 0;
        for (int i = tallies.RowStart[l]; i < stop; i++)
        {
            int u = tallies.Rows[i];
            if ((enemies >> units.Faction[u] & 1) != 0 && all[u] > 0)
            {
                fighters += all[u];
                _target[Count] = u;
                Count += IsOnRoad(u) ? 0 : 1;
            }
        }

        double people = combat.HidingShare * world.Locations.Population[l];
        double civilians = people > 0 ? people / (fighters + people) : 0;
        if (civilians > world.AirActors.RoeCap[a])
        {
            Count = first;
            return;
        }

        double sight = Processes.Visibility.Sight(world, l, world.AirActors.Faction[a]);
        double massed = Processes.Visibility.Of(combat.VisibilityMassed, sight), cells = Processes.Visibility.Of(combat.VisibilityCells, sight);
        for (int k = first; k < Count; k++)
        {
            int u = _target[k];
            double seen = units.Posture[u] == Posture.Massed ? massed : cells;
            _visibility[k] = seen;
            _civilians[k] = civilians;
            Visible += seen * all[u];
        }
    }

    private void FindOnRoads(int a, int country, ulong enemies)
    {
        if (_roadTick != world.Tick)
        {
            ListRoads();
        }

        Units units = world.Units;
        double sight = world.AirActors.Seen[(world.AirActors.Faction[a] * world.Countries) + country];
        foreach (int u in _road.AsSpan(0, _roads))
        {
            if (world.Locations.Country[units.Location[u]] == country && world.Reaches(a, units.Location[u]) && (enemies >> units.Faction[u] & 1) != 0 && units.Fighters[u] > 0)
            {
                double posture = units.Posture[u] == Posture.Massed ? parameters.VisibilityColumn : combat.VisibilityCells;
                double seen = Processes.Visibility.Of(posture, sight);
                _target[Count] = u;
                _visibility[Count] = seen;
                _civilians[Count++] = 0;
                Visible += seen * units.Fighters[u];
            }
        }
    }

    /// <summary>Nobody moves between the strikes of a day.</summary>
    private void ListRoads()
    {
        _roadTick = world.Tick;
        _roads = 0;
        int[] corridor = world.Units.Corridor, marched = world.Units.MarchedOn;
        for (int u = 0; u < corridor.Length; u++)
        {
            if (corridor[u] >= 0 || marched[u] >= 0)
            {
                _road[_roads] = u;
                _roads += IsOnRoad(u) ? 1 : 0;
            }
        }
    }

    /// <summary>On a corridor at the end of the day, or massed and on one during the day.</summary>
    public bool IsOnRoad(int u) => world.Units.Corridor[u] >= 0
        || (world.Units.MarchedOn[u] >= 0 && world.Units.Posture[u] == Posture.Massed);
}
