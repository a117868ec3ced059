using System.Numerics;
using ControlSim.Runs;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Keeps the last battle of each location for the log: since when, the greatest strength of each bloc, its supply state, its
/// losses (added by whatever kills). A battle is hostile massed units at one place, pauses of up to three days included.
/// Before the fighting of the day, all at once; changes nothing that another process reads.
/// </summary>
[Writes("Battles.Since", "Battles.LastDay", "Battles.IsOver", "Battles.Lost", "Battles.Strength", "Battles.Supply")]
internal sealed class BattleRecords(World world, EventLog log)
{
    /// <summary>Days without hostile massed units after which a battle is over.</summary>
    private const int CalmDays = 3;

    private Action<int>? _renewSupply;

    public void Step()
    {
        Battles battles = world.Battles;
        bool isAny = false;
        for (int l = 0; l < world.Locations.Count; l++)
        {
            if (Presence.IsBattle(world, l))
            {
                if (battles.IsOver[l])
                {
                    Begin(l);
                }

                isAny = true;
                battles.LastDay[l] = world.Tick;
                Renew(l);
            }
            else if (!battles.IsOver[l] && world.Tick - battles.LastDay[l] > CalmDays)
            {
                End(l);
            }
        }

        if (isAny)
        {
            world.Tallies.Rows.SortIfNeeded();
            world.Chunks.Run(_renewSupply ??= RenewSupply);
        }
    }

    private void Begin(int l)
    {
        Battles battles = world.Battles;
        int blocs = world.Blocs.Count;
        battles.Since[l] = world.Tick;
        battles.IsOver[l] = false;
        Array.Clear(battles.Lost, l * blocs, blocs);
        Array.Clear(battles.Strength, l * blocs, blocs);
        Array.Fill(battles.Supply, -1, l * blocs, blocs);
        Renew(l);
        var (attacker, defender) = Sides(l);
        double own = 0, enemy = 0, ownMassed = 0, enemyMassed = 0;
        int country = world.Locations.Country[l];
        for (int b = 0; b < blocs; b++)
        {
            int at = (l * blocs) + b;
            if (defender >= 0 && world.Blocs.AreHostile(country, defender, b))
            {
                own += battles.Strength[at];
                ownMassed += world.Tallies.BlocMassed[at];
            }
            else if (attacker >= 0 && world.Blocs.AreHostile(country, attacker, b))
            {
                enemy += battles.Strength[at];
                enemyMassed += world.Tallies.BlocMassed[at];
            }
        }

        log.Add(RunEventKind.BattleBegins, l, attacker, defender, ownMassed, "", new EventTerms(own, enemy, ownMassed, enemyMassed));
    }

    private void Renew(int l)
    {
        Battles battles = world.Battles;
        for (ulong present = world.Tallies.BlocsPresent[l]; present != 0; present &= present - 1)
        {
            int b = BitOperations.TrailingZeroCount(present), at = (l * world.Blocs.Count) + b;
            battles.Strength[at] = Math.Max(battles.Strength[at], StrengthOf(l, b));
        }
    }

    /// <summary>Supply of who fights, of every so many locations: threads may share them as they share chunks of units.</summary>
    private void RenewSupply(int part)
    {
        for (int l = part; l < world.Locations.Count; l += world.Chunks.Count)
        {
            bool fights = !world.Battles.IsOver[l] && world.Battles.LastDay[l] == world.Tick;
            for (ulong present = fights ? world.Tallies.BlocsPresent[l] : 0; present != 0; present &= present - 1)
            {
                int b = BitOperations.TrailingZeroCount(present), at = (l * world.Blocs.Count) + b;
                world.Battles.Supply[at] = StrengthOf(l, b) > 0 ? SupplyOf(l, b) : world.Battles.Supply[at];
            }
        }
    }

    private double StrengthOf(int l, int bloc)
    {
        double strength = 0;
        for (ulong rest = world.Tallies.MassedPresent[l]; rest != 0; rest &= rest - 1)
        {
            int f = BitOperations.TrailingZeroCount(rest);
            strength += world.Factions.Bloc[f] == bloc ? world.Tallies.StrengthMassed[(l * world.Factions.Count) + f] : 0;
        }

        return strength;
    }

    private double SupplyOf(int l, int bloc)
    {
        double[] heads = world.Units.Fighters, supply = world.Units.Supply;
        double sum = 0, fighters = 0;
        for (ulong rest = world.Tallies.MassedPresent[l]; rest != 0; rest &= rest - 1)
        {
            int f = BitOperations.TrailingZeroCount(rest);
            if (world.Factions.Bloc[f] == bloc)
            {
                foreach (int u in world.Tallies.Rows.Of(2 * ((l * world.Factions.Count) + f)))
                {
                    sum += heads[u] * supply[u];
                    fighters += heads[u];
                }
            }
        }

        return fighters > 0 ? sum / fighters : -1;
    }

    /// <summary>The strongest enemy of the owner against the owner; without one there, the two strongest enemies.</summary>
    private (int Attacker, int Defender) Sides(int l)
    {
        int owner = world.Locations.Owner[l], blocs = world.Blocs.Count;
        bool holds = owner >= 0 && world.Tallies.BlocMassed[(l * blocs) + owner] > 0;
        if (holds && StrongestEnemy(l, owner) is >= 0 and int enemy)
        {
            return (enemy, owner);
        }

        int first = -1;
        for (int b = 0; b < blocs; b++)
        {
            double strength = world.Battles.Strength[(l * blocs) + b];
            if (strength > 0 && StrongestEnemy(l, b) >= 0 && (first < 0 || strength > world.Battles.Strength[(l * blocs) + first]))
            {
                first = b;
            }
        }

        return (first, first < 0 ? -1 : StrongestEnemy(l, first));
    }

    private int StrongestEnemy(int l, int bloc)
    {
        int blocs = world.Blocs.Count, best = -1;
        for (int b = 0; b < blocs; b++)
        {
            double strength = world.Battles.Strength[(l * blocs) + b];
            if (strength > 0 && world.Blocs.AreHostile(world.Locations.Country[l], bloc, b)
                && (best < 0 || strength > world.Battles.Strength[(l * blocs) + best]))
            {
                best = b;
            }
        }

        return best;
    }

    private void End(int l)
    {
        Battles battles = world.Battles;
        battles.IsOver[l] = true;
        int blocs = world.Blocs.Count, country = world.Locations.Country[l], left = -1;
        for (int b = 0; b < blocs; b++)
        {
            double massed = world.Tallies.BlocMassed[(l * blocs) + b];
            left = massed > 0 && (left < 0 || massed > world.Tallies.BlocMassed[(l * blocs) + left]) ? b : left;
        }

        double own = 0, enemy = 0;
        for (int b = 0; b < blocs && left >= 0; b++)
        {
            double lost = battles.Lost[(l * blocs) + b];
            own += world.Blocs.AreCobelligerent(country, left, b) ? lost : 0;
            enemy += world.Blocs.AreHostile(country, left, b) ? lost : 0;
        }

        int days = battles.LastDay[l] - battles.Since[l] + 1;
        double stay = left < 0 ? 0 : world.Tallies.BlocMassed[(l * blocs) + left];
        log.Add(
            RunEventKind.BattleEnds, l, left, left < 0 ? -1 : StrongestEnemy(l, left), stay, "",
            left < 0 ? new EventTerms(days) : new EventTerms(days, own, enemy));
    }
}
