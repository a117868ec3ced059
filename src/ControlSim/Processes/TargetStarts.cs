using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>From where a commander sets out for a place.</summary>
internal sealed class TargetStarts(World world, CommandParameters parameters)
{
    /// <summary>Days after which a place no longer counts as just won; no source.</summary>
    private const int JustWonDays = 10;

    /// <summary>Does the bloc stand massed at it?</summary>
    public bool IsIn(int l, int bloc) => world.Tallies.BlocMassed[(l * world.Blocs.Count) + bloc] > 0;

    /// <summary>The neighbour held for the bloc from which the way is shortest; the place itself where the bloc stands or holds out in it.</summary>
    public int For(int l, int bloc, out double km)
    {
        km = 0;
        if (IsIn(l, bloc) || world.Locations.Holdout[(l * world.Blocs.Count) + bloc] != 0 || Presence.IsHeldFor(world, l, bloc))
        {
            return l;
        }

        Corridors corridors = world.Corridors;
        int best = -1;
        double least = double.PositiveInfinity;
        for (int arc = corridors.ArcStart[l]; arc < corridors.ArcStart[l + 1]; arc++)
        {
            double length = corridors.LengthKm[corridors.ArcCorridor[arc]];
            if (length < least && Presence.IsHeldFor(world, corridors.ArcTo[arc], bloc))
            {
                least = length;
                best = corridors.ArcTo[arc];
            }
        }

        km = best < 0 ? 0 : least;
        return best;
    }

    /// <summary>Is a neighbour near enough to be exploited just won?</summary>
    public bool IsNextToJustWon(int l, int bloc)
    {
        Corridors corridors = world.Corridors;
        for (int arc = corridors.ArcStart[l]; arc < corridors.ArcStart[l + 1]; arc++)
        {
            int from = corridors.ArcTo[arc];
            int since = world.Locations.OwnerSince[from];
            if (world.Locations.Owner[from] == bloc && since > 0 && world.Tick - since <= JustWonDays
                && corridors.LengthKm[corridors.ArcCorridor[arc]] <= parameters.ExploitationKm)
            {
                return true;
            }
        }

        return false;
    }
}
