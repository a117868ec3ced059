using System.Numerics;
using System.Runtime.CompilerServices;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>Questions about who stands at a location, answered from the tallies.</summary>
internal static class Presence
{
    /// <summary>Bits of the factions in <paramref name="present"/> that are hostile to faction <paramref name="f"/> at a location.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong HostileTo(World world, int location, int f, ulong present) =>
        present & world.Factions.Hostiles[(world.Locations.Country[location] * world.Factions.Count) + f];

    /// <summary>Do massed enemies of faction <paramref name="f"/> stand here?</summary>
    public static bool IsEmbattled(World world, int location, int f) => (world.Tallies.Embattled[location] >> f & 1) != 0;

    /// <summary>Do hostile massed units face each other here?</summary>
    public static bool IsBattle(World world, int location) => (world.Tallies.Embattled[location] & world.Tallies.MassedPresent[location]) != 0;

    /// <summary>Finds whose massed enemies stand at a location: after units or relations have changed.</summary>
    public static void RenewEmbattled(World world, int location)
    {
        ulong massed = world.Tallies.MassedPresent[location], embattled = 0;
        for (int f = 0; f < world.Factions.Count && massed != 0; f++)
        {
            embattled |= HostileTo(world, location, f, massed) != 0 ? 1UL << f : 0;
        }

        world.Tallies.Embattled[location] = embattled;
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

    /// <summary>Effective strength of massed units here that are hostile to faction <paramref name="f"/>, as it sees them.</summary>
    public static double HostileStrength(World world, int location, int f)
    {
        double sum = 0;
        ulong hostile = HostileTo(world, location, f, world.Tallies.MassedPresent[location]);
        for (; hostile != 0; hostile &= hostile - 1)
        {
            sum += SeenStrength(world, location, BitOperations.TrailingZeroCount(hostile), f);
        }

        return sum;
    }

    /// <summary>
    /// Effective strength of the massed units of faction <paramref name="g"/> as <paramref name="watcher"/> sees it: what
    /// stands on paper, as far as surveillance and tips do not show how many are there (S3-9).
    /// </summary>
    public static double SeenStrength(World world, int location, int g, int watcher)
    {
        int at = (location * world.Factions.Count) + g;
        double there = world.Tallies.StrengthMassed[at], absent = world.Tallies.StrengthAbsent[at];
        return absent > 0 ? there + (absent * (1 - Visibility.Sight(world, location, watcher))) : there;
    }

    /// <summary>Effective strength of its own massed units as a commander reckons with it: what stands on paper.</summary>
    public static double OwnStrength(World world, int location, int f)
    {
        int at = (location * world.Factions.Count) + f;
        return world.Tallies.StrengthMassed[at] + world.Tallies.StrengthAbsent[at];
    }

    /// <summary>Threat to faction <paramref name="f"/> at a location: the hostile strength there and half of that beside it.</summary>
    public static double Threat(World world, int location, int f)
    {
        double sum = HostileStrength(world, location, f);
        Corridors corridors = world.Corridors;
        for (int arc = corridors.ArcStart[location]; arc < corridors.ArcStart[location + 1]; arc++)
        {
            sum += 0.5 * HostileStrength(world, corridors.ArcTo[arc], f);
        }

        return sum;
    }

    /// <summary>Effective strength of the massed units at the neighbours of a location that are hostile to faction <paramref name="f"/>.</summary>
    public static double HostileStrengthBeside(World world, int location, int f)
    {
        double sum = 0;
        Corridors corridors = world.Corridors;
        for (int arc = corridors.ArcStart[location]; arc < corridors.ArcStart[location + 1]; arc++)
        {
            sum += HostileStrength(world, corridors.ArcTo[arc], f);
        }

        return sum;
    }

    /// <summary>Does the bloc own the location, or hold out in a part of it?</summary>
    public static bool Holds(World world, int location, int bloc) =>
        world.Locations.Owner[location] == bloc || world.Locations.Holdout[(location * world.Blocs.Count) + bloc] != 0;

    /// <summary>
    /// Is it a headquarters or main city that the faction's bloc holds? It is defended to the last (S4-14): Mosul and Raqqa were
    /// neither given up nor left by small groups.
    /// </summary>
    public static bool IsLastStand(World world, int location, int f) =>
        (location == world.Factions.Headquarters[f] || location == world.Factions.MainCity[(f * world.Countries) + world.Locations.Country[location]])
        && Holds(world, location, world.Factions.Bloc[f]);

    /// <summary>Mean supply state of the massed units hostile to a bloc at a location, weighted by fighters; NaN without any.</summary>
    public static double SupplyOfEnemies(World world, int location, int bloc)
    {
        Units units = world.Units;
        int country = world.Locations.Country[location];
        double sum = 0, fighters = 0;
        for (ulong rest = world.Tallies.MassedPresent[location]; rest != 0; rest &= rest - 1)
        {
            int f = BitOperations.TrailingZeroCount(rest);
            if (world.Blocs.AreHostile(country, bloc, world.Factions.Bloc[f]))
            {
                foreach (int u in world.Tallies.Rows.Of(2 * ((location * world.Factions.Count) + f)))
                {
                    sum += units.Fighters[u] * units.Supply[u];
                    fighters += units.Fighters[u];
                }
            }
        }

        return fighters > 0 ? sum / fighters : double.NaN;
    }

    /// <summary>
    /// Bits of the factions whose units follow a commander: his own, and guests that own no ground and fight beside him, as Turkey's army
    /// beside the rebels. Those that are there to hold do not march with him either.
    /// </summary>
    public static ulong Following(World world, int f)
    {
        ulong follow = 1UL << f;
        int n = world.Factions.Count;
        for (int g = 0; g < n && world.Blocs.Owns[world.Factions.Bloc[f]]; g++)
        {
            for (int c = 0; c < world.Countries && !world.Blocs.Owns[world.Factions.Bloc[g]]; c++)
            {
                follow |= world.Factions.Relation[(((c * n) + f) * n) + g] == Scenarios.RelationKind.Cobelligerent ? 1UL << g : 0;
            }
        }

        return follow;
    }

    /// <summary>Does a siege shut the bloc in at the location?</summary>
    public static bool IsShutIn(World world, int location, int bloc) => world.Locations.ShutIn[(location * world.Blocs.Count) + bloc] != 0;

    /// <summary>Is the location owned by the bloc or a cobelligerent?</summary>
    public static bool IsHeldFor(World world, int location, int bloc)
    {
        int owner = world.Locations.Owner[location];
        return owner >= 0 && (owner == bloc || world.Blocs.AreCobelligerent(world.Locations.Country[location], bloc, owner));
    }
}
