using System.Numerics;
using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P11. Fighters leave: each with probability d0 + ds (1 - s) + dm (1 - m) + dp (1 - psi) a day; of the rest, each goes over
/// with probability dd 2 Qg/(Qf + Qg) to a hostile faction g of kindred aim whose units stand at the same place, into its
/// smallest unit there (S1-33, S3-43). Units on a corridor desert too, but go over to nobody. All units at once, from the
/// numbers of the start of the step; Binomial, in a deterministic run the expectation.
/// </summary>
[Writes("Units.Fighters", "Units.Quality", "Ledger.Deserted", "Ledger.DefectedOut", "Ledger.DefectedIn")]
internal sealed class Desertion(World world, DesertionParameters parameters, Enlistment enlistment, RandomStreams random)
{
    private readonly double[] _leave = new double[world.Units.Count];
    private readonly double[] _join = new double[world.Units.Count];
    private readonly double[] _joinQuality = new double[world.Units.Count];

    public void Step()
    {
        Array.Clear(_join);
        Array.Clear(_joinQuality);
        Units units = world.Units;
        for (int u = 0; u < units.Count; u++)
        {
            _leave[u] = units.Fighters[u] > 0 ? Desert(u) : 0;
            if (units.Fighters[u] > _leave[u] && units.Corridor[u] < 0 && world.Factions.Kindred[units.Faction[u]] != 0)
            {
                _leave[u] += Defect(u, units.Fighters[u] - _leave[u]);
            }
        }

        for (int u = 0; u < units.Count; u++)
        {
            units.Fighters[u] -= _leave[u];
            if (_join[u] > 0)
            {
                enlistment.Join(u, _join[u], _joinQuality[u] / _join[u]);
            }
        }
    }

    /// <summary>Daily probability of deserting.</summary>
    public static double Probability(DesertionParameters parameters, double supply, double morale, double pay) => Math.Min(
        1, parameters.Base + (parameters.Supply * (1 - supply)) + (parameters.Morale * (1 - morale)) + (parameters.Pay * (1 - pay)));

    private double Desert(int u)
    {
        Units units = world.Units;
        int f = units.Faction[u];
        double morale = world.Factions.Morale[(f * world.Countries) + world.Locations.Country[units.Location[u]]];
        double leave = Draw(u, units.Fighters[u], Probability(parameters, units.Supply[u], morale, world.Economy.PayRatio[f]), 0);
        world.Ledger.Deserted[f] += leave;
        return leave;
    }

    private double Defect(int u, double fighters)
    {
        int f = world.Units.Faction[u], l = world.Units.Location[u];
        double sum = 0;
        ulong others = Presence.HostileTo(world, l, f, world.Tallies.Present[l]) & world.Factions.Kindred[f];
        for (int draw = 1; others != 0; others &= others - 1, draw++)
        {
            int g = BitOperations.TrailingZeroCount(others), unit = enlistment.SmallestUnit(l, g);
            double both = world.Economy.Prestige[f] + world.Economy.Prestige[g];
            double pull = both > 0 ? 2 * world.Economy.Prestige[g] / both : 1;
            if (unit < 0)
            {
                continue;
            }

            double leave = Draw(u, fighters - sum, Math.Min(1, parameters.Defection * pull), draw);
            sum += leave;
            _join[unit] += leave;
            _joinQuality[unit] += leave * world.Units.Quality[u];
            world.Ledger.DefectedOut[f] += leave;
            world.Ledger.DefectedIn[g] += leave;
        }

        return sum;
    }

    private double Draw(int u, double fighters, double p, int draw)
    {
        if (world.Deterministic)
        {
            return fighters * p;
        }

        double uniform = random.Uniform(ProcessId.Desertion, world.Tick, world.Units.StableIds[u], draw);

        // (1 - p)^n is at least 1 - np, so below that nobody leaves: mostly the case, and it saves the exponential.
        return uniform < 1 - (fighters * p) ? 0 : Distributions.Binomial((int)fighters, p, uniform);
    }
}
