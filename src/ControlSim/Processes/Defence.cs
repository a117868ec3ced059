using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// A commander's defence: the most threatened place of value is reinforced from quiet ones; a hopeless one is given up by a
/// doctrine that preserves: its units withdraw to the best-supplied safe neighbour, or disperse if there is none (S1-22, S1-44).
/// Units on hold stay.
/// </summary>
internal sealed class Defence(World world, CommanderParameters parameters, FreeForces forces, Routes routes, EventLog log)
{
    public void Decide(int f)
    {
        int bloc = world.Factions.Bloc[f], worst = -1;
        double worstThreat = parameters.ThreatRatio;
        for (int l = 0; l < world.Locations.Count; l++)
        {
            double own = Presence.OwnStrength(world, l, f);
            if (own <= 0 || !Presence.IsHeldFor(world, l, bloc))
            {
                continue;
            }

            double threat = Presence.Threat(world, l, f) / own;
            if (threat > parameters.HopelessRatio && world.Factions.Doctrine[f].Preserve >= 0.5 && IsFacing(f, l) && !Presence.IsLastStand(world, l, f))
            {
                GiveUp(f, l, bloc, own);
            }
            else if (threat > worstThreat)
            {
                worstThreat = threat;
                worst = l;
            }
        }

        if (worst >= 0 && worstThreat <= parameters.HopelessRatio)
        {
            Reinforce(f, worst, bloc, worstThreat);
        }
    }

    private bool IsFacing(int f, int l) => Presence.HostileTo(world, l, f, world.Tallies.MassedPresent[l]) != 0;

    private void GiveUp(int f, int l, int bloc, double own)
    {
        int to = SafeNeighbour(f, l, bloc);
        Units units = world.Units;
        foreach (int u in world.Tallies.RowsAt(l))
        {
            if (units.Faction[u] != f || units.Posture[u] != Posture.Massed || units.Hold[u] || units.Operation[u] >= 0)
            {
                continue;
            }

            if (to >= 0)
            {
                units.Target[u] = to;
                log.Join(
                    RunEventKind.UnitsWithdrew, l, bloc, -1, units.Fighters[u], "",
                    new EventTerms(1, units.Supply[u], own, Presence.HostileStrength(world, l, f)), to);
            }
            else if (world.Factions.CanDisperse[f])
            {
                units.Posture[u] = Posture.Cells;
                log.Join(
                    RunEventKind.UnitsDispersed, l, bloc, -1, units.Fighters[u], "", PostureShift.Forced(PostureCause.GivenUp));
            }
        }
    }

    private int SafeNeighbour(int f, int l, int bloc)
    {
        Corridors corridors = world.Corridors;
        int best = -1;
        double most = -1;
        for (int arc = corridors.ArcStart[l]; arc < corridors.ArcStart[l + 1]; arc++)
        {
            int to = corridors.ArcTo[arc];
            double access = world.Tallies.SupplyAccess[(to * world.Blocs.Count) + bloc];
            if (access > most && Presence.IsHeldFor(world, to, bloc) && !IsFacing(f, to)
                && routes.IsGateOpen(corridors.ArcCorridor[arc], bloc))
            {
                most = access;
                best = to;
            }
        }

        return best;
    }

    /// <summary>From the strongest quiet place within reach, as much as would even the odds.</summary>
    private void Reinforce(int f, int l, int bloc, double threat)
    {
        int from = -1;
        double most = 0;
        for (int k = 0; k < world.Locations.Count; k++)
        {
            if (k != l && forces.At(k) > most && Presence.Threat(world, k, f) == 0 && double.IsFinite(routes.Days(bloc, Posture.Massed, l, k)))
            {
                most = forces.At(k);
                from = k;
            }
        }

        if (from < 0)
        {
            return;
        }

        double wanted = Math.Min(most, (threat - 1) * world.Tallies.Massed[(l * world.Factions.Count) + f]);
        Units units = world.Units;
        foreach (int u in world.Tallies.RowsAt(from))
        {
            if (wanted > 0 && units.Faction[u] == f && forces.IsFree(u) && units.Fighters[u] <= wanted)
            {
                units.Target[u] = l;
                wanted -= units.Fighters[u];
            }
        }
    }
}
