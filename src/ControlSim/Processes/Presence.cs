using System.Numerics;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>Questions about who stands at a location, answered from the tallies.</summary>
internal static class Presence
{
    /// <summary>Bits of the factions in <paramref name="present"/> that are hostile to faction <paramref name="f"/> at a location.</summary>
    public static ulong HostileTo(World world, int location, int f, ulong present) =>
        present & world.Factions.Hostiles[(world.Locations.Country[location] * world.Factions.Count) + f];

    /// <summary>Do hostile massed units face each other here?</summary>
    public static bool IsBattle(World world, int location)
    {
        ulong massed = world.Tallies.MassedPresent[location];
        for (ulong rest = massed; rest != 0; rest &= rest - 1)
        {
            if (HostileTo(world, location, BitOperations.TrailingZeroCount(rest), massed) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Massed fighters here that are hostile to faction <paramref name="f"/>.</summary>
    public static double HostileMassed(World world, int location, int f)
    {
        double sum = 0;
        ulong hostile = HostileTo(world, location, f, world.Tallies.MassedPresent[location]);
        for (; hostile != 0; hostile &= hostile - 1)
        {
            sum += world.Tallies.Massed[(location * world.Factions.Count) + BitOperations.TrailingZeroCount(hostile)];
        }

        return sum;
    }

    /// <summary>Is the location owned by the bloc or a cobelligerent?</summary>
    public static bool IsHeldFor(World world, int location, int bloc)
    {
        int owner = world.Locations.Owner[location];
        return owner >= 0 && (owner == bloc || world.Blocs.AreCobelligerent(world.Locations.Country[location], bloc, owner));
    }
}
