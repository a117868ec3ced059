using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P7. A massed unit breaks when its losses in the present battle exceed threshold x morale, or morale is too low. The
/// threshold is drawn when the battle begins, and again when its situation changes, Beta with the mean of the situation:
/// attacker, defender, last stand in a headquarters, a main city or of those who are fed and can neither leave nor go to cells,
/// defender in a country whose main city is lost (Helmbold 1971; S4-14). A battle is an assault and ends with it: what a siege or
/// a lull costs breaks nobody whose morale holds. A broken unit retreats to the best-supplied neighbouring location that is held for
/// its bloc and free of hostile massed units; encircled, a share surrenders and the rest goes to cells if the faction can, or fights
/// on. In turn, by rows; nobody's choice moves another's.
/// </summary>
[Writes(
    "Units.Fighters", "Units.Posture", "Units.Corridor", "Units.WayKm", "Units.Target", "Units.Operation", "Units.Hold",
    "Units.BattleStart", "Units.BreakDraw", "Units.Situation", "Ledger.Surrendered")]
internal sealed class Break(World world, BreakParameters parameters, Retreat retreat, RandomStreams random, EventLog log)
{
    private readonly BreakLookout _lookout = new(world, parameters, retreat);
    private readonly int[] _broken = new int[world.Chunks.Count];
    private Action<int>? _look;

    public void Step()
    {
        _lookout.FindBattles();
        world.Chunks.Run(_look ??= Look);
        for (int chunk = 0; chunk < _broken.Length; chunk++)
        {
            ReadOnlySpan<int> rows = world.Chunks.Listed(chunk)[.._broken[chunk]];
            ReadOnlySpan<double> thresholds = world.Chunks.Values(chunk);
            for (int i = 0; i < rows.Length; i++)
            {
                GiveWay(rows[i], thresholds[i]);
            }
        }
    }

    /// <summary>Looks who breaks in a chunk; they give way afterwards, in the order of rows.</summary>
    private void Look(int chunk)
    {
        Span<int> rows = world.Chunks.Listed(chunk);
        int listed = _lookout.Find(chunk, rows), broken = 0;
        for (int i = 0; i < listed; i++)
        {
            int u = rows[i];
            rows[broken] = u;
            broken += Fights(u) ? 1 : 0;
        }

        rows[..broken].Sort();
        _broken[chunk] = broken;
        Span<double> thresholds = world.Chunks.Values(chunk);
        for (int i = 0; i < broken; i++)
        {
            thresholds[i] = Threshold(rows[i]);
        }
    }

    /// <summary>A unit that faces an enemy; true if it breaks.</summary>
    private bool Fights(int u)
    {
        Units units = world.Units;
        double fighters = units.Fighters[u];
        if (fighters <= 0)
        {
            (units.BattleStart[u], units.BreakDraw[u]) = (fighters, -1);
            return false;
        }

        BreakSituation situation = _lookout.SituationOf(u);
        if (units.BreakDraw[u] < 0 || units.Situation[u] != situation)
        {
            world.Changes.Rouse(u);

            // Who is raised in the midst of a battle begins it with those he has.
            units.BattleStart[u] = units.BattleStart[u] > 0 ? units.BattleStart[u] : fighters;
            units.Situation[u] = situation;
            units.BreakDraw[u] = world.Deterministic ? 0.5 : random.Uniform(ProcessId.Break, world.Tick, units.StableIds[u], 0);
        }

        // Without losses only morale can break it.
        double morale = Morale(u);
        return (fighters < units.BattleStart[u] || morale < parameters.LeastMorale) && IsBroken(u, morale);
    }

    /// <summary>
    /// Losses above threshold x morale. The threshold is the one at which P(Beta &lt;= x) passes the unit's draw: whether losses
    /// are above it is told by that probability, and mostly by a bound that is known already; the threshold itself, which
    /// takes some fifty such sums, is needed for the log alone.
    /// </summary>
    private bool IsBroken(int u, double morale)
    {
        Units units = world.Units;
        double lost = 1 - (units.Fighters[u] / units.BattleStart[u]), mean = parameters.MeanThreshold(units.Situation[u]);
        if (morale < parameters.LeastMorale)
        {
            return true;
        }

        if (lost <= 0 || mean >= 1)
        {
            return false;
        }

        return world.Deterministic ? lost > mean * morale : _lookout.IsAbove(units.Situation[u], units.BreakDraw[u], lost, morale);
    }

    private double Morale(int u) =>
        world.Factions.Morale[(world.Units.Faction[u] * world.Countries) + world.Locations.Country[world.Units.Location[u]]];

    /// <summary>Share of losses at which a unit breaks, before morale; infinite for one that fights to the end.</summary>
    private double Threshold(int u)
    {
        double mean = parameters.MeanThreshold(world.Units.Situation[u]);
        return mean >= 1 ? double.PositiveInfinity
            : world.Deterministic ? mean
            : _lookout.Threshold(world.Units.Situation[u], world.Units.BreakDraw[u]);
    }

    private void GiveWay(int u, double threshold)
    {
        Units units = world.Units;
        int bloc = world.Factions.Bloc[units.Faction[u]];
        int corridor = retreat.Corridor(units.Location[u], units.Faction[u]);
        LogBroken(u, bloc, corridor, threshold);
        world.Changes.Note(u);
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
        units.BreakDraw[u] = -1;
    }

    private void LogBroken(int u, int bloc, int corridor, double threshold)
    {
        Units units = world.Units;
        int l = units.Location[u];
        double morale = Morale(u), lost = 1 - (units.Fighters[u] / units.BattleStart[u]), limit = threshold * morale;
        var terms = new EventTerms(
            (double)units.Situation[u], lost > limit ? 0 : 1, corridor >= 0 ? 0 : 1, 1, lost, limit, morale, units.Supply[u]);
        int refuge = corridor >= 0 ? world.Corridors.OtherEnd(corridor, l) : -1;
        log.Join(RunEventKind.UnitsBroke, l, bloc, -1, units.Fighters[u], "", terms, refuge);
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
