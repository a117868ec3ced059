using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>Where massed units of a place can go when they give way.</summary>
internal sealed class Retreat(World world, Routes routes)
{
    /// <summary>
    /// The corridor to the best-supplied neighbouring location that is held for the bloc and free of massed enemies, or -1 for who is
    /// encircled.
    /// </summary>
    public int Corridor(int l, int faction)
    {
        Corridors corridors = world.Corridors;
        int bloc = world.Factions.Bloc[faction], best = -1;
        if (Presence.IsShutIn(world, l, bloc))
        {
            return -1;
        }

        double bestSupply = -1;
        for (int arc = corridors.ArcStart[l]; arc < corridors.ArcStart[l + 1]; arc++)
        {
            int to = corridors.ArcTo[arc];
            double supply = world.Tallies.SupplyAccess[(to * world.Blocs.Count) + bloc];
            if (Presence.IsHeldFor(world, to, bloc) && routes.IsGateOpen(corridors.ArcCorridor[arc], bloc)
                && !Presence.IsEmbattled(world, to, faction) && supply > bestSupply)
            {
                bestSupply = supply;
                best = corridors.ArcCorridor[arc];
            }
        }

        return best;
    }
}
