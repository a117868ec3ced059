using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>The fighters whom an air actor can strike today, with how well they are seen: in order of locations, those on roads last.</summary>
internal sealed class AirTargets(World world, AirParameters parameters, CombatParameters combat)
{
    private readonly int[] _target = new int[world.Units.Count];
    private readonly double[] _visibility = new double[world.Units.Count];
    private readonly double[] _civilians = new double[world.Units.Count];

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
        int f = world.AirActors.Faction[a], country = world.AirActors.Country[a];
        for (int l = 0; l < world.Locations.Count; l++)
        {
            if (world.Locations.Country[l] == country && Presence.HostileTo(world, l, f, world.Tallies.Present[l]) != 0)
            {
                FindAt(a, f, l);
            }
        }

        Units units = world.Units;
        double seen = world.AirActors.Seen[(f * world.Countries) + country];
        for (int u = 0; u < units.Count; u++)
        {
            if (IsOnRoad(u) && world.Locations.Country[units.Location[u]] == country && IsTarget(a, u))
            {
                double posture = units.Posture[u] == Posture.Massed ? parameters.VisibilityColumn : combat.VisibilityCells;
                Add(u, Processes.Visibility.Of(posture, seen), 0);
            }
        }
    }

    private void FindAt(int a, int f, int l)
    {
        Tallies tallies = world.Tallies;
        Units units = world.Units;
        double fighters = 0;
        for (int i = tallies.RowStart[l]; i < tallies.RowStart[l + 1]; i++)
        {
            fighters += IsTarget(a, tallies.Rows[i]) ? units.Fighters[tallies.Rows[i]] : 0;
        }

        double people = combat.HidingShare * world.Locations.Population[l];
        double civilians = people > 0 ? people / (fighters + people) : 0;
        if (civilians > world.AirActors.RoeCap[a])
        {
            return;
        }

        double sight = Processes.Visibility.Sight(world, l, f);
        for (int i = tallies.RowStart[l]; i < tallies.RowStart[l + 1]; i++)
        {
            int u = tallies.Rows[i];
            if (IsTarget(a, u) && !IsOnRoad(u))
            {
                double posture = units.Posture[u] == Posture.Massed ? combat.VisibilityMassed : combat.VisibilityCells;
                Add(u, Processes.Visibility.Of(posture, sight), civilians);
            }
        }
    }

    private bool IsTarget(int a, int u) =>
        world.Units.Fighters[u] > 0 && world.IsAirEnemy(a, world.Units.Faction[u]);

    /// <summary>On a corridor at the end of the day, or massed and on one during the day.</summary>
    public bool IsOnRoad(int u) => world.Units.Corridor[u] >= 0
        || (world.Units.MarchedOn[u] >= 0 && world.Units.Posture[u] == Posture.Massed);

    private void Add(int u, double visibility, double civilians)
    {
        _target[Count] = u;
        _visibility[Count] = visibility;
        _civilians[Count++] = civilians;
        Visible += visibility * world.Units.Fighters[u];
    }
}
