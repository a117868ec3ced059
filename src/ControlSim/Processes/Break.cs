using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P7. A massed unit breaks when its losses in the present battle exceed threshold x morale, or morale is too low. The
/// threshold is drawn when the battle begins, and again when its situation changes, Beta with the mean of the situation:
/// attacker, defender, last stand in a headquarters or main city, country whose main city is lost (Helmbold 1971; S4-14). A broken unit retreats to the
/// best-supplied neighbouring location that is held for its bloc and free of hostile massed units; encircled, a share
/// surrenders and the rest goes to cells if the faction can, or fights on. In turn, by rows; nobody's choice moves another's.
/// </summary>
[Writes(
    "Units.Fighters", "Units.Posture", "Units.Corridor", "Units.WayKm", "Units.Target", "Units.Operation", "Units.Hold",
    "Units.BattleStart", "Units.Threshold", "Units.Situation", "Ledger.Surrendered")]
internal sealed class Break(World world, BreakParameters parameters, Routes routes, RandomStreams random, EventLog log)
{
    /// <summary>Sum a + b of the Beta distribution of thresholds: standard deviation 0.1 at the means used.</summary>
    private const int Concentration = 20;

    public void Step()
    {
        Units units = world.Units;
        for (int u = 0; u < units.Count; u++)
        {
            if (units.Fighters[u] <= 0 || units.Corridor[u] >= 0 || units.Posture[u] != Posture.Massed || !InBattle(u))
            {
                units.BattleStart[u] = units.Fighters[u];
                units.Threshold[u] = -1;
                continue;
            }

            if (units.Threshold[u] < 0 || units.Situation[u] != SituationOf(u))
            {
                units.Threshold[u] = DrawThreshold(u);
            }

            if (IsBroken(u))
            {
                GiveWay(u);
            }
        }
    }

    private bool InBattle(int u)
    {
        int l = world.Units.Location[u];
        return Presence.HostileTo(world, l, world.Units.Faction[u], world.Tallies.MassedPresent[l]) != 0;
    }

    private bool IsBroken(int u)
    {
        Units units = world.Units;
        double morale = Morale(u);
        double lost = 1 - (units.Fighters[u] / units.BattleStart[u]);
        return lost > units.Threshold[u] * morale || morale < parameters.LeastMorale;
    }

    private double Morale(int u) =>
        world.Factions.Morale[(world.Units.Faction[u] * world.Countries) + world.Locations.Country[world.Units.Location[u]]];

    private double DrawThreshold(int u)
    {
        world.Units.Situation[u] = SituationOf(u);
        double mean = MeanThreshold(world.Units.Situation[u]);
        if (mean >= 1)
        {
            // Fights to the end: no loss share, which is at most 1, exceeds it whatever the morale.
            return double.PositiveInfinity;
        }

        if (world.Deterministic)
        {
            return mean;
        }

        int a = Math.Clamp((int)Math.Round(Concentration * mean), 1, Concentration - 1);
        double draw = random.Uniform(ProcessId.Break, world.Tick, world.Units.StableIds[u], 0);
        return Distributions.Beta(a, Concentration - a, draw) * mean * Concentration / a;
    }

    private double MeanThreshold(BreakSituation situation) => situation switch
    {
        BreakSituation.LastStand => parameters.ThresholdLastStand,
        BreakSituation.MainCityLost => parameters.ThresholdAfterMainCity,
        BreakSituation.Defender => parameters.ThresholdDefender,
        _ => parameters.ThresholdAttacker,
    };

    private BreakSituation SituationOf(int u)
    {
        int l = world.Units.Location[u], f = world.Units.Faction[u];
        int mainCity = world.Factions.MainCity[(f * world.Countries) + world.Locations.Country[l]];
        int bloc = world.Factions.Bloc[f];
        bool defends = Holds(l, bloc);
        if (defends && (l == mainCity || l == world.Factions.Headquarters[f]))
        {
            return BreakSituation.LastStand;
        }

        if (mainCity >= 0 && !Holds(mainCity, bloc))
        {
            return BreakSituation.MainCityLost;
        }

        return defends ? BreakSituation.Defender : BreakSituation.Attacker;
    }

    private bool Holds(int l, int bloc) =>
        world.Locations.Owner[l] == bloc || world.Locations.Holdout[(l * world.Blocs.Count) + bloc] != 0;

    private void GiveWay(int u)
    {
        Units units = world.Units;
        int bloc = world.Factions.Bloc[units.Faction[u]];
        int corridor = RetreatCorridor(u, bloc);
        LogBroken(u, bloc, corridor);
        units.Operation[u] = -1;
        if (corridor >= 0)
        {
            units.Target[u] = world.Corridors.OtherEnd(corridor, units.Location[u]);
            units.Corridor[u] = corridor;
            units.WayKm[u] = 0;
        }
        else
        {
            Encircled(u, bloc);
        }

        units.BattleStart[u] = units.Fighters[u];
        units.Threshold[u] = -1;
    }

    private void LogBroken(int u, int bloc, int corridor)
    {
        Units units = world.Units;
        int l = units.Location[u];
        double morale = Morale(u), lost = 1 - (units.Fighters[u] / units.BattleStart[u]), limit = units.Threshold[u] * morale;
        var terms = new EventTerms(
            (double)units.Situation[u], lost > limit ? 0 : 1, corridor >= 0 ? 0 : 1, 1, lost, limit, morale, units.Supply[u]);
        int refuge = corridor >= 0 ? world.Corridors.OtherEnd(corridor, l) : -1;
        log.Join(RunEventKind.UnitsBroke, l, bloc, -1, units.Fighters[u], "", terms, refuge);
    }

    private int RetreatCorridor(int u, int bloc)
    {
        Corridors corridors = world.Corridors;
        int l = world.Units.Location[u], f = world.Units.Faction[u], best = -1;
        double bestSupply = -1;
        for (int arc = corridors.ArcStart[l]; arc < corridors.ArcStart[l + 1]; arc++)
        {
            int to = corridors.ArcTo[arc];
            double supply = world.Tallies.SupplyAccess[(to * world.Blocs.Count) + bloc];
            if (Presence.IsHeldFor(world, to, bloc) && routes.IsGateOpen(corridors.ArcCorridor[arc], bloc)
                && Presence.HostileTo(world, to, f, world.Tallies.MassedPresent[to]) == 0 && supply > bestSupply)
            {
                bestSupply = supply;
                best = corridors.ArcCorridor[arc];
            }
        }

        return best;
    }

    private void Encircled(int u, int bloc)
    {
        Units units = world.Units;
        double wanted = units.Fighters[u] * parameters.SurrenderShare;
        double surrender = world.Deterministic
            ? wanted
            : Distributions.StochasticRound(wanted, random.Uniform(ProcessId.Break, world.Tick, units.StableIds[u], 1));
        units.Fighters[u] -= surrender;
        world.Ledger.Surrendered[units.Faction[u]] += surrender;
        if (surrender > 0)
        {
            var terms = new EventTerms(1, units.Supply[u], Morale(u));
            log.Join(RunEventKind.UnitsSurrendered, units.Location[u], bloc, -1, surrender, "", terms);
        }

        if (world.Factions.CanDisperse[units.Faction[u]] && units.Fighters[u] > 0)
        {
            units.Posture[u] = Posture.Cells;
            units.Hold[u] = false;
            log.Join(
                RunEventKind.UnitsDispersed, units.Location[u], bloc, -1, units.Fighters[u], "", PostureShift.Forced(PostureCause.Encircled));
        }
    }
}
