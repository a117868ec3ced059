using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P7. A massed unit breaks when its losses in the present battle exceed threshold x morale, or morale is too low. The
/// threshold is drawn when the battle begins, and again when its situation changes, Beta with the mean of the situation:
/// attacker, defender, last stand in a headquarters or main city, defender in a country whose main city is lost (Helmbold 1971; S4-14). A broken unit retreats to the
/// best-supplied neighbouring location that is held for its bloc and free of hostile massed units; encircled, a share
/// surrenders and the rest goes to cells if the faction can, or fights on. In turn, by rows; nobody's choice moves another's.
/// </summary>
[Writes(
    "Units.Fighters", "Units.Posture", "Units.Corridor", "Units.WayKm", "Units.Target", "Units.Operation", "Units.Hold",
    "Units.BattleStart", "Units.BreakDraw", "Units.Situation", "Ledger.Surrendered")]
internal sealed class Break(World world, BreakParameters parameters, Routes routes, RandomStreams random, EventLog log)
{
    /// <summary>Sum a + b of the Beta distribution of thresholds: standard deviation 0.1 at the means used.</summary>
    private const int Concentration = 20;

    /// <summary>Parts of [0, 1) for whose bounds the thresholds are known beforehand.</summary>
    private const int Parts = 128;

    private readonly double[] _bound = new double[Concentration * (Parts + 1)];
    private readonly long[] _faced = new long[(2 * world.Locations.Count * world.Factions.Count) + 1]; // all bits or none, by group, after nowhere
    private readonly double[] _morale = new double[world.Locations.Count * world.Factions.Count];
    private readonly double[] _mean = new double[world.Locations.Count * world.Factions.Count];
    private readonly BreakSituation[] _situation = new BreakSituation[world.Locations.Count * world.Factions.Count];

    private readonly int[] _broken = new int[world.Chunks.Count];
    private Action<int>? _look;

    public void Step()
    {
        FindBattles();
        world.Chunks.Run(_look ??= Look);
        for (int chunk = 0; chunk < _broken.Length; chunk++)
        {
            foreach (int u in world.Chunks.Listed(chunk)[.._broken[chunk]])
            {
                GiveWay(u);
            }
        }
    }

    /// <summary>Looks who breaks in a chunk; they give way afterwards, in the order of rows.</summary>
    private void Look(int chunk)
    {
        Span<int> rows = world.Chunks.Listed(chunk);
        int facing = Rest(chunk, rows), broken = 0;
        for (int i = 0; i < facing; i++)
        {
            int u = rows[i];
            rows[broken] = u;
            broken += Fights(u) ? 1 : 0;
        }

        _broken[chunk] = broken;
    }

    /// <summary>
    /// Units that are in no battle begin and end the day with all their fighters and without a draw; the others are listed. Four
    /// rows at a time and without a guess: runs of rows at peace are as short as those in battle.
    /// </summary>
    /// <returns>How many are in battle.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Rest(int chunk, Span<int> rows)
    {
        Units units = world.Units;
        int found = 0, u = world.Chunks.First(chunk), last = world.Chunks.First(chunk + 1);
        ref int groups = ref MemoryMarshal.GetArrayDataReference(world.Tallies.Group), row = ref MemoryMarshal.GetReference(rows);
        ref long faced = ref MemoryMarshal.GetArrayDataReference(_faced);
        ref double fighters = ref MemoryMarshal.GetArrayDataReference(units.Fighters);
        ref double start = ref MemoryMarshal.GetArrayDataReference(units.BattleStart), draw = ref MemoryMarshal.GetArrayDataReference(units.BreakDraw);
        for (; u <= last - Vector256<double>.Count; u += Vector256<double>.Count)
        {
            nuint at = (nuint)u;
            long a = Unsafe.Add(ref faced, Unsafe.Add(ref groups, u) + 1), b = Unsafe.Add(ref faced, Unsafe.Add(ref groups, u + 1) + 1);
            long c = Unsafe.Add(ref faced, Unsafe.Add(ref groups, u + 2) + 1), d = Unsafe.Add(ref faced, Unsafe.Add(ref groups, u + 3) + 1);
            Vector256<double> fights = Vector256.Create(a, b, c, d).AsDouble();
            Vector256.ConditionalSelect(fights, Vector256.LoadUnsafe(ref start, at), Vector256.LoadUnsafe(ref fighters, at)).StoreUnsafe(ref start, at);
            Vector256.ConditionalSelect(fights, Vector256.LoadUnsafe(ref draw, at), Vector256.Create(-1.0)).StoreUnsafe(ref draw, at);
            Unsafe.Add(ref row, found) = u;
            Unsafe.Add(ref row, found -= (int)a) = u + 1;
            Unsafe.Add(ref row, found -= (int)b) = u + 2;
            Unsafe.Add(ref row, found -= (int)c) = u + 3;
            found -= (int)d;
        }

        for (; u < last; u++)
        {
            bool fights = Unsafe.Add(ref faced, Unsafe.Add(ref groups, u) + 1) != 0;
            rows[found] = u;
            found += fights ? 1 : 0;
            (units.BattleStart[u], units.BreakDraw[u]) = fights ? (units.BattleStart[u], units.BreakDraw[u]) : (units.Fighters[u], -1);
        }

        return found;
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

        int at = world.Tallies.Group[u] / 2;
        BreakSituation situation = _situation[at];
        if (units.BreakDraw[u] < 0 || units.Situation[u] != situation)
        {
            units.Situation[u] = situation;
            units.BreakDraw[u] = world.Deterministic ? 0.5 : random.Uniform(ProcessId.Break, world.Tick, units.StableIds[u], 0);
        }

        // Without losses only morale can break it.
        return (fighters < units.BattleStart[u] || _morale[at] < parameters.LeastMorale) && IsBroken(u, _morale[at], _mean[at]);
    }

    /// <summary>Groups that face hostile massed units. Who gives way leaves the tallies as they are.</summary>
    private void FindBattles()
    {
        Array.Clear(_faced);
        for (int l = 0; l < world.Locations.Count; l++)
        {
            for (ulong rest = world.Tallies.MassedPresent[l]; rest != 0; rest &= rest - 1)
            {
                int f = BitOperations.TrailingZeroCount(rest);
                if (Presence.HostileTo(world, l, f, world.Tallies.MassedPresent[l]) != 0)
                {
                    int at = (l * world.Factions.Count) + f;
                    _faced[(2 * at) + 1] = -1;
                    _situation[at] = SituationOf(l, f);
                    _mean[at] = MeanThreshold(_situation[at]);
                    _morale[at] = world.Factions.Morale[(f * world.Countries) + world.Locations.Country[l]];
                }
            }
        }
    }

    /// <summary>
    /// Losses above threshold x morale. The threshold is the one at which P(Beta &lt;= x) passes the unit's draw: whether losses
    /// are above it is told by that probability, and mostly by a bound that is known already; the threshold itself, which
    /// takes some fifty such sums, is needed for the log alone.
    /// </summary>
    private bool IsBroken(int u, double morale, double mean)
    {
        Units units = world.Units;
        double lost = 1 - (units.Fighters[u] / units.BattleStart[u]);
        if (morale < parameters.LeastMorale)
        {
            return true;
        }

        if (lost <= 0 || mean >= 1)
        {
            return false;
        }

        if (world.Deterministic)
        {
            return lost > mean * morale;
        }

        int a = Shape(mean);
        double scale = Scale(mean, a) * morale;
        int part = (int)(Parts * units.BreakDraw[u]);
        return lost > Bound(a, part) * scale
            && (lost > Bound(a, part + 1) * scale || Distributions.BetaProbability(a, Concentration - a, lost / scale) > units.BreakDraw[u]);
    }

    private static int Shape(double mean) => Math.Clamp((int)Math.Round(Concentration * mean), 1, Concentration - 1);

    private static double Scale(double mean, int a) => mean * Concentration / a;

    /// <summary>Variate of Beta(a, .) at the lower bound of a part of the draws; the last bound is 1.</summary>
    private double Bound(int a, int part)
    {
        ref double bound = ref _bound[(a * (Parts + 1)) + part];
        if (bound == 0)
        {
            bound = part == 0 ? double.Epsilon : part == Parts ? 1 : Distributions.Beta(a, Concentration - a, (double)part / Parts);
        }

        return bound;
    }

    private double Morale(int u) =>
        world.Factions.Morale[(world.Units.Faction[u] * world.Countries) + world.Locations.Country[world.Units.Location[u]]];

    /// <summary>Share of losses at which a unit breaks, before morale; infinite for one that fights to the end.</summary>
    private double Threshold(int u)
    {
        double mean = MeanThreshold(world.Units.Situation[u]);
        if (mean >= 1 || world.Deterministic)
        {
            return mean >= 1 ? double.PositiveInfinity : mean;
        }

        int a = Shape(mean);
        return Distributions.Beta(a, Concentration - a, world.Units.BreakDraw[u]) * Scale(mean, a);
    }

    private double MeanThreshold(BreakSituation situation) => situation switch
    {
        BreakSituation.LastStand => parameters.ThresholdLastStand,
        BreakSituation.MainCityLost => parameters.ThresholdAfterMainCity,
        BreakSituation.Defender => parameters.ThresholdDefender,
        _ => parameters.ThresholdAttacker,
    };

    private BreakSituation SituationOf(int l, int f)
    {
        int mainCity = world.Factions.MainCity[(f * world.Countries) + world.Locations.Country[l]];
        int bloc = world.Factions.Bloc[f];
        bool defends = Presence.Holds(world, l, bloc);
        if (Presence.IsLastStand(world, l, f))
        {
            return BreakSituation.LastStand;
        }

        // The will to hold is what goes with the city (S4-14); who still attacks has not lost the will to.
        return !defends ? BreakSituation.Attacker
            : mainCity >= 0 && !Presence.Holds(world, mainCity, bloc) ? BreakSituation.MainCityLost
            : BreakSituation.Defender;
    }

    private void GiveWay(int u)
    {
        Units units = world.Units;
        int bloc = world.Factions.Bloc[units.Faction[u]];
        int corridor = RetreatCorridor(u, bloc);
        LogBroken(u, bloc, corridor);
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

    private void LogBroken(int u, int bloc, int corridor)
    {
        Units units = world.Units;
        int l = units.Location[u];
        double morale = Morale(u), lost = 1 - (units.Fighters[u] / units.BattleStart[u]), limit = Threshold(u) * morale;
        var terms = new EventTerms(
            (double)units.Situation[u], lost > limit ? 0 : 1, corridor >= 0 ? 0 : 1, 1, lost, limit, morale, units.Supply[u]);
        int refuge = corridor >= 0 ? world.Corridors.OtherEnd(corridor, l) : -1;
        log.Join(RunEventKind.UnitsBroke, l, bloc, -1, units.Fighters[u], "", terms, refuge);
    }

    private int RetreatCorridor(int u, int bloc)
    {
        Corridors corridors = world.Corridors;
        int l = world.Units.Location[u], f = world.Units.Faction[u], best = -1;
        if (world.Locations.ShutIn[(l * world.Blocs.Count) + bloc] != 0)
        {
            return -1;
        }

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
