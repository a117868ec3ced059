using System.Numerics;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>Which places a commander can think of taking, and who of his enemies is there.</summary>
internal sealed class TargetPlaces(World world, Restraints restraints)
{
    /// <summary>
    /// Inhabitants for which a place counts that has fewer: a base, dam, field, crossing or post is worth a small town, or nobody would
    /// ever clear the desert; no source.
    /// </summary>
    public const double LeastPeople = 5000;

    /// <summary>
    /// Inhabitants of the most populous place that the faction's bloc could take: value is relative to what is left, so that small
    /// places get their turn when the cities are won.
    /// </summary>
    public double MostPeopleToTake(int f)
    {
        double most = 0;
        int bloc = world.Factions.Bloc[f];
        for (int l = 0; l < world.Locations.Count; l++)
        {
            most = IsHostile(f, l) && HoldsIn(world.Locations.Country[l], bloc) ? Math.Max(most, world.Locations.Population[l]) : most;
        }

        return Math.Max(LeastPeople, most);
    }

    /// <summary>
    /// Does the bloc hold a place in the country? Commanders take ground on their own side of a border alone: no army of Iraq or
    /// Syria, nor the SDF, took a place in the other country in 2013-2020; what crosses it does so under an order.
    /// </summary>
    public bool HoldsIn(int country, int bloc)
    {
        for (int l = 0; l < world.Locations.Count; l++)
        {
            if (world.Locations.Owner[l] == bloc && world.Locations.Country[l] == country)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Is it a place to be taken? One whose owner's garrison the faction fights; where no garrison stands, one of a hostile bloc;
    /// without an owner, one where enemies are or nobody of the own bloc is. A bloc can hold factions of which the commander fights some
    /// and spares others. What politics close is none.
    /// </summary>
    public bool IsHostile(int f, int l)
    {
        if (restraints.Closes(l))
        {
            return false;
        }

        int owner = world.Locations.Owner[l];
        if (owner < 0)
        {
            bool isThere = world.Tallies.BlocMassed[(l * world.Blocs.Count) + world.Factions.Bloc[f]] > 0;
            return (!isThere || HostileFighters(f, l) > 0) && !IsSharedWithOthers(f, l, isOpen: false);
        }

        ulong massed = world.Tallies.MassedPresent[l], hostile = Presence.HostileTo(world, l, f, massed);
        if (!world.Blocs.AreHostile(world.Locations.Country[l], world.Factions.Bloc[f], owner) || IsSharedWithOthers(f, l, hostile == 0))
        {
            return false;
        }

        bool garrison = false;
        for (ulong rest = massed; rest != 0; rest &= rest - 1)
        {
            int g = BitOperations.TrailingZeroCount(rest);
            if (world.Factions.Bloc[g] == owner)
            {
                garrison = true;
                if ((hostile >> g & 1) != 0) return true;
            }
        }

        return !garrison;
    }

    /// <summary>
    /// Does a third party stand massed at it that the faction neither fights nor fights beside? It would keep its part, and a guest of
    /// the enemy (the coalition at Tanf) is not to be drawn in. In a place that its owner's garrison has left only such a guest counts.
    /// </summary>
    private bool IsSharedWithOthers(int f, int l, bool isOpen)
    {
        ulong massed = world.Tallies.MassedPresent[l], hostile = Presence.HostileTo(world, l, f, massed);
        for (ulong rest = massed & ~hostile; rest != 0; rest &= rest - 1)
        {
            int bloc = world.Factions.Bloc[BitOperations.TrailingZeroCount(rest)];
            if (!world.Blocs.AreCobelligerent(world.Locations.Country[l], world.Factions.Bloc[f], bloc) && !(isOpen && world.Blocs.Owns[bloc]))
            {
                return true;
            }
        }

        return false;
    }

    public double HostileFighters(int f, int l)
    {
        double sum = 0;
        for (ulong rest = Presence.HostileTo(world, l, f, world.Tallies.Present[l]); rest != 0; rest &= rest - 1)
        {
            int at = (l * world.Factions.Count) + BitOperations.TrailingZeroCount(rest);
            sum += world.Tallies.Massed[at] + world.Tallies.Cells[at];
        }

        return sum;
    }

    public double HostileCells(int f, int l)
    {
        double sum = 0;
        for (ulong rest = Presence.HostileTo(world, l, f, world.Tallies.Present[l]); rest != 0; rest &= rest - 1)
        {
            sum += world.Tallies.Cells[(l * world.Factions.Count) + BitOperations.TrailingZeroCount(rest)];
        }

        return sum;
    }
}
