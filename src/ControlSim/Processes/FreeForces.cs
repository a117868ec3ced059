using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>What a commander has at his free disposal, by location: massed units without order or enemy, less the reserve.</summary>
internal sealed class FreeForces(World world, Routes routes, CommandParameters parameters)
{
    private readonly double[] _massed = new double[world.Locations.Count];
    private readonly double[] _strength = new double[world.Locations.Count];
    private int _faction;

    /// <summary>All fighters of the faction, free or not.</summary>
    public double All { get; private set; }

    /// <summary>Free massed fighters at a location.</summary>
    public double At(int location) => _massed[location];

    /// <summary>Effective strength of those.</summary>
    public double StrengthAt(int location) => _strength[location];

    /// <summary>Sums up for a faction.</summary>
    public void Survey(int f)
    {
        _faction = f;
        All = 0;
        Array.Clear(_massed);
        Array.Clear(_strength);
        Units units = world.Units;
        double share = 1 - world.Factions.Reserve[f];
        for (int u = 0; u < units.Count; u++)
        {
            if (units.Faction[u] != f || units.Fighters[u] <= 0)
            {
                continue;
            }

            All += units.Fighters[u];
            if (IsFree(u))
            {
                // The commander reckons with who stands on paper; who comes is another matter.
                double paper = units.Fighters[u] + units.Absent[u];
                int l = units.Location[u];
                double morale = world.Factions.Morale[(f * world.Countries) + world.Locations.Country[l]];
                _massed[l] += share * paper;
                _strength[l] += share * Aggregation.Strength(paper, units.Supply[u], morale, units.Quality[u]);
            }
        }
    }

    /// <summary>Free to march: massed, at a place, without order, and not face to face with an enemy.</summary>
    public bool IsFree(int u)
    {
        Units units = world.Units;
        int l = units.Location[u];
        return units.Posture[u] == Posture.Massed && units.Corridor[u] < 0 && units.Operation[u] < 0 && !units.Hold[u]
            && units.Target[u] < 0
            && Presence.HostileTo(world, l, units.Faction[u], world.Tallies.MassedPresent[l]) == 0;
    }

    /// <summary>Strength and fighters that can be gathered at a location within the reach of an assembly, and the mean way.</summary>
    public (double Strength, double Fighters, double Days) Gather(int assembly)
    {
        int bloc = world.Factions.Bloc[_faction];
        double strength = 0, fighters = 0, way = 0;
        for (int l = 0; l < world.Locations.Count; l++)
        {
            if (_massed[l] > 0)
            {
                double days = routes.Days(bloc, Posture.Massed, assembly, l);
                if (days <= parameters.AssemblyReachDays)
                {
                    strength += _strength[l];
                    fighters += _massed[l];
                    way += days * _massed[l];
                }
            }
        }

        return (strength, fighters, fighters > 0 ? way / fighters : 0);
    }

    /// <summary>Takes what an operation will call out of the count, nearest first being left to the call itself.</summary>
    public void Commit(OperationChoice choice)
    {
        var (_, fighters, _) = Gather(choice.Start);
        double share = fighters > 0 ? Math.Min(1, choice.Fighters / fighters) : 0;
        int bloc = world.Factions.Bloc[_faction];
        for (int l = 0; l < world.Locations.Count; l++)
        {
            if (_massed[l] > 0 && routes.Days(bloc, Posture.Massed, choice.Start, l) <= parameters.AssemblyReachDays)
            {
                _massed[l] *= 1 - share;
                _strength[l] *= 1 - share;
            }
        }
    }
}
