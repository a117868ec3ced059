using ControlSim.Runs;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Headquarters move out of danger and can be lost, whether or not the commander has initiative: one that is attacked, or
/// beside which the enemy is stronger than its garrison, moves to the best place that is not. Its loss lowers prestige at
/// once, and after some days a new one stands at the best place that is left (S1-22, S1-45, S4-26).
/// </summary>
internal sealed class Headquarters(World world, CommanderParameters parameters, EventLog log)
{
    /// <summary>Looks after the headquarters of one faction.</summary>
    public void Check(int f)
    {
        int at = world.Factions.Headquarters[f], bloc = world.Factions.Bloc[f];
        int lost = world.Factions.HeadquartersLost[f];
        if (lost >= 0)
        {
            if (world.Tick - lost >= parameters.HeadquartersDays && BestSeat(f, false) is var seat and >= 0)
            {
                Move(f, seat, -1, EventTerms.None);
            }
        }
        else if (at >= 0 && !Presence.IsHeldFor(world, at, bloc) && world.Locations.Holdout[(at * world.Blocs.Count) + bloc] == 0)
        {
            world.Factions.HeadquartersLost[f] = world.Tick;
            world.Factions.Headquarters[f] = -1;
            world.Topology++;
            world.Economy.Prestige[f] *= 1 - parameters.HeadquartersPrestige;
            log.Add(RunEventKind.HeadquartersLost, at, bloc, -1, 0, "");
        }
        else if (at >= 0 && IsThreatened(at, f))
        {
            int better = BestSeat(f, true);
            better = better < 0 && IsAttacked(at, f) ? BestSeat(f, false) : better;
            if (better >= 0 && better != at)
            {
                Move(f, better, at, new EventTerms(Presence.OwnStrength(world, at, f), Presence.Threat(world, at, f)));
            }
        }
    }

    private bool IsThreatened(int l, int f) =>
        Presence.Threat(world, l, f) > parameters.ThreatRatio * Presence.OwnStrength(world, l, f);

    private bool IsAttacked(int l, int f) => Presence.IsEmbattled(world, l, f);

    private void Move(int f, int to, int from, in EventTerms terms)
    {
        world.Factions.Headquarters[f] = to;
        world.Topology++;
        world.Factions.HeadquartersLost[f] = -1;
        log.Add(RunEventKind.HeadquartersMoved, to, world.Factions.Bloc[f], -1, 0, "", terms, from);
    }

    /// <summary>
    /// The own place with most own massed fighters that is neither attacked nor next to a hostile place; else any that is
    /// not attacked.
    /// </summary>
    /// <param name="f">Row of the faction.</param>
    /// <param name="safe">Only places that are not threatened.</param>
    private int BestSeat(int f, bool safe)
    {
        int best = -1, bloc = world.Factions.Bloc[f];
        double most = -1;
        for (int l = 0; l < world.Locations.Count; l++)
        {
            if (world.Locations.Owner[l] == bloc && !IsAttacked(l, f) && !(safe && IsThreatened(l, f)))
            {
                double fighters = world.Tallies.Massed[(l * world.Factions.Count) + f] * (IsBesideEnemy(l, bloc) ? 0.1 : 1);
                if (fighters > most)
                {
                    most = fighters;
                    best = l;
                }
            }
        }

        return best;
    }

    private bool IsBesideEnemy(int l, int bloc)
    {
        Corridors corridors = world.Corridors;
        for (int arc = corridors.ArcStart[l]; arc < corridors.ArcStart[l + 1]; arc++)
        {
            int to = corridors.ArcTo[arc], owner = world.Locations.Owner[to];
            if (owner >= 0 && world.Blocs.AreHostile(world.Locations.Country[to], bloc, owner))
            {
                return true;
            }
        }

        return false;
    }
}
