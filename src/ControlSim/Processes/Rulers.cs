using System.Numerics;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Who rules a location for a bloc: its factions there, by massed fighters; where none stands, the bloc's largest faction.
/// What people meet is the conduct of those who rule (a garrison of locals, of another group's militia), never who they are.
/// </summary>
internal sealed class Rulers(World world)
{
    /// <summary>The bloc that holds a location, or held it last; -1 if none ever did.</summary>
    public int Holder(int location)
    {
        int owner = world.Locations.Owner[location];
        return owner < 0 ? world.Locations.LastOwner[location] : owner;
    }

    /// <summary>Factions that rule a location for a bloc, as bits.</summary>
    public ulong Of(int location, int bloc)
    {
        if (world.Tallies.BlocMassed[(location * world.Blocs.Count) + bloc] <= 0)
        {
            int leader = world.Blocs.Leader[bloc];
            return leader < 0 ? 0 : 1UL << leader;
        }

        ulong rulers = 0;
        for (ulong rest = world.Tallies.MassedPresent[location]; rest != 0; rest &= rest - 1)
        {
            int f = BitOperations.TrailingZeroCount(rest);
            rulers |= world.Factions.Bloc[f] == bloc ? 1UL << f : 0;
        }

        return rulers;
    }

    /// <summary>Part of a faction in its bloc's rule of a location; the parts of a bloc's rulers sum to 1.</summary>
    public double Share(int location, int faction)
    {
        int bloc = world.Factions.Bloc[faction];
        double all = world.Tallies.BlocMassed[(location * world.Blocs.Count) + bloc];
        return all > 0
            ? world.Tallies.Massed[(location * world.Factions.Count) + faction] / all
            : world.Blocs.Leader[bloc] == faction ? 1 : 0;
    }

    /// <summary>Inclusion of the people of a location by its holder: 1 where their group does not matter, 0 where nobody ever held it.</summary>
    public double Inclusion(int location)
    {
        int group = world.Society.Group[location], holder = Holder(location);
        if (group < 0 || holder < 0)
        {
            return group < 0 ? 1 : 0;
        }

        double inclusion = 0;
        for (ulong rest = Of(location, holder); rest != 0; rest &= rest - 1)
        {
            int f = BitOperations.TrailingZeroCount(rest);
            inclusion += Share(location, f) * world.Economy.InclusionOf(f, group);
        }

        return inclusion;
    }
}
