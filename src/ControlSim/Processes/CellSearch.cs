using System.Numerics;
using ControlSim.Randomness;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>What a sweep finds: who hides at a place, and who slips away in time.</summary>
internal sealed class CellSearch(World world, RandomStreams random)
{
    /// <summary>Have units of a faction hostile to this one dispersed at the location?</summary>
    public bool HasHostileCells(int location, int faction)
    {
        ulong hostile = Presence.HostileTo(world, location, faction, world.Tallies.Present[location]);
        for (; hostile != 0; hostile &= hostile - 1)
        {
            if (world.Tallies.Cells[(location * world.Factions.Count) + BitOperations.TrailingZeroCount(hostile)] > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Did the first units of the operation reach the location yesterday?</summary>
    public bool IsFirstDayAt(int o, int location)
    {
        if (world.Operations.HasArrived[o])
        {
            return false;
        }

        Units units = world.Units;
        bool there = false;
        for (int u = 0; u < units.Count; u++)
        {
            there |= units.Operation[u] == o && units.Location[u] == location && units.Corridor[u] < 0 && units.Target[u] < 0;
        }

        world.Operations.HasArrived[o] = there;
        return there;
    }

    /// <summary>Cells that learn of a sweep slip away to a neighbouring place where no hostile massed units stand.</summary>
    public void Evade(int location, int sweeper, double probability)
    {
        Units units = world.Units;
        for (int u = 0; u < units.Count; u++)
        {
            if (units.Fighters[u] > 0 && units.Location[u] == location && units.Corridor[u] < 0 && units.Posture[u] == Posture.Cells
                && world.Factions.AreHostile(world.Locations.Country[location], sweeper, units.Faction[u])
                && Draw(u) < probability)
            {
                units.Target[u] = QuietNeighbour(location, units.Faction[u]);
            }
        }
    }

    private double Draw(int u) =>
        world.Deterministic ? 0.5 : random.Uniform(ProcessId.Command, world.Tick, world.Units.StableIds[u], 1);

    private int QuietNeighbour(int location, int faction)
    {
        Corridors corridors = world.Corridors;
        int best = -1;
        for (int arc = corridors.ArcStart[location]; arc < corridors.ArcStart[location + 1]; arc++)
        {
            int to = corridors.ArcTo[arc];
            bool quiet = !Presence.IsEmbattled(world, to, faction);
            if (quiet && (best < 0 || (world.Locations.IsRefuge[to] && !world.Locations.IsRefuge[best])))
            {
                best = to;
            }
        }

        return best;
    }
}
