using System.Numerics;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Who rules a location for a bloc: its factions there, by massed fighters; where none stands, the bloc's largest faction.
/// What people meet is the conduct of those who rule (a garrison of locals, of another group's militia), never who they are.
/// </summary>
internal sealed class Rulers(World world)
{
    private readonly ulong[] _ofBloc = FactionsOfBlocs(world);

    /// <summary>Factions of a bloc, as bits.</summary>
    public ulong FactionsOf(int bloc) => _ofBloc[bloc];

    /// <summary>The bloc that holds a location, or held it last; -1 if none ever did.</summary>
    public int Holder(int location)
    {
        int owner = world.Locations.Owner[location];
        return owner < 0 ? world.Locations.LastOwner[location] : owner;
    }

    /// <summary>Factions that rule a location for a bloc, as bits.</summary>
    public ulong Of(int location, int bloc)
    {
        ulong there = world.Tallies.MassedPresent[location] & _ofBloc[bloc];
        int leader = there == 0 ? world.Blocs.Leader[bloc] : -1;
        return leader < 0 ? there : 1UL << leader;
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

        ulong rulers = Of(location, holder);
        if (BitOperations.IsPow2(rulers))
        {
            return world.Economy.InclusionOf(BitOperations.TrailingZeroCount(rulers), group);
        }

        double inclusion = 0;
        for (ulong rest = rulers; rest != 0; rest &= rest - 1)
        {
            int f = BitOperations.TrailingZeroCount(rest);
            inclusion += Share(location, f) * world.Economy.InclusionOf(f, group);
        }

        return inclusion;
    }

    private static ulong[] FactionsOfBlocs(World world)
    {
        ulong[] factions = new ulong[world.Blocs.Count];
        for (int f = 0; f < world.Factions.Count; f++)
        {
            factions[world.Factions.Bloc[f]] |= 1UL << f;
        }

        return factions;
    }
}
