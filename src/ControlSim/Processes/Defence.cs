using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// A commander's defence: the most threatened place of value is reinforced from quiet ones; a hopeless one is given up by a
/// doctrine that preserves: its units withdraw to the best-supplied safe neighbour, or disperse if there is none (S1-22, S1-44).
/// Hopeless is a place in which the enemy stands with the hopeless ratio over those whom he would find: a city hides its garrison. Or one within whose reach he has what the commander himself would
/// require for an attack when he has just turned hostile: nothing is prepared against him, and who will be overrun in days goes before. Units on hold stay.
/// </summary>
internal sealed class Defence(World world, Parameters all, FreeForces forces, Routes routes, EventLog log)
{
    private readonly CommanderParameters _commander = all.Commander;
    private readonly BattleSurvey _battle = new(world, all);

    public void Decide(int f)
    {
        int bloc = world.Factions.Bloc[f], worst = -1;
        double worstThreat = _commander.ThreatRatio;
        Span<bool> surprised = stackalloc bool[world.Countries];
        for (int c = 0; c < surprised.Length; c++)
        {
            int since = world.Factions.NewEnemiesSince[(c * world.Factions.Count) + f];
            surprised[c] = since > 0 && world.Tick - since <= _commander.SurpriseDays;
        }

        for (int l = 0; l < world.Locations.Count; l++)
        {
            double own = Presence.OwnStrength(world, l, f);
            if (own <= 0 || !Presence.IsHeldFor(world, l, bloc))
            {
                continue;
            }

            double threat = Presence.Threat(world, l, f) / own;
            bool yields = world.Factions.Doctrine[f].Preserve >= 0.5 && !Presence.IsLastStand(world, l, f);
            if (yields && threat * _battle.Detected(l, own) > _commander.HopelessRatio && IsFacing(f, l))
            {
                GiveUp(f, l, bloc, own, Presence.HostileStrength(world, l, f));
            }
            else if (yields && surprised[world.Locations.Country[l]] && StrengthInReach(f, l) is var reach && reach > world.Factions.RequiredRatio[f] * own)
            {
                GiveUp(f, l, bloc, own, reach);
            }
            else if (threat > worstThreat)
            {
                worstThreat = threat;
                worst = l;
            }
        }

        if (worst >= 0 && worstThreat <= _commander.HopelessRatio)
        {
            Reinforce(f, worst, bloc, worstThreat);
        }
    }

    /// <summary>
    /// Field forces of those that have just turned hostile and attack at all, less their reserves, that could be at a place as soon as an assembly.
    /// </summary>
    private double StrengthInReach(int f, int l)
    {
        Units units = world.Units;
        int country = world.Locations.Country[l], stance = (country * world.Factions.Count) + f;
        ulong enemies = world.Factions.NewEnemies[stance] & world.Factions.Hostiles[stance];
        double sum = 0;
        foreach (FactionRows.Stretch rows in world.FactionRows.All)
        {
            int g = rows.Faction;
            bool attacks = (enemies >> g & 1) != 0 && world.Factions.Doctrine[g].MaxOperations > 0;
            double share = 1 - world.Factions.Reserve[g], morale = world.Factions.Morale[(g * world.Countries) + country];
            for (int u = rows.First; u < rows.Last && attacks; u++)
            {
                int from = units.Location[u];
                if (units.Posture[u] == Posture.Massed && !units.Hold[u] && units.Fighters[u] > 0 && world.Locations.Country[from] == country
                    && routes.Days(world.Factions.Bloc[g], Posture.Massed, l, from) <= all.Command.AssemblyReachDays)
                {
                    sum += share * Aggregation.Strength(units.Fighters[u], units.Supply[u], morale, units.Quality[u]);
                }
            }
        }

        return sum;
    }

    private bool IsFacing(int f, int l) => Presence.IsEmbattled(world, l, f);

    private void GiveUp(int f, int l, int bloc, double own, double enemy)
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
                    new EventTerms(1, units.Supply[u], own, enemy), to);
            }
            else if (world.Factions.CanDisperse[f])
            {
                world.Changes.Note(u);
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
