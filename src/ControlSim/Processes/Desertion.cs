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
internal sealed class Desertion
{
    private readonly World _world;
    private readonly DesertionParameters _parameters;
    private readonly Enlistment _enlistment;
    private readonly RandomStreams _random;
    private readonly UnitDraws _draws;
    private readonly UnitDraws _tempted;
    private readonly double[] _fromMorale;
    private readonly double[] _fromPay;
    private readonly double[] _pull;
    private readonly bool[] _isTempted;
    private readonly double[] _join;
    private readonly double[] _joinQuality;
    private readonly int[] _joined;
    private int _joins;

    public Desertion(World world, DesertionParameters parameters, Enlistment enlistment, RandomStreams random)
    {
        (_world, _parameters, _enlistment, _random) = (world, parameters, enlistment, random);
        _draws = new UnitDraws(world, random);
        _tempted = new UnitDraws(world, random);
        _fromMorale = new double[world.Factions.Count * world.Countries];
        _fromPay = new double[world.Factions.Count];
        _pull = new double[world.Factions.Count * world.Factions.Count];
        int groups = world.Locations.Count * world.Factions.Count;
        _isTempted = new bool[groups];
        _join = new double[groups];
        _joinQuality = new double[groups];
        _joined = new int[groups];
    }

    public void Step()
    {
        RenewTerms();
        FindUnitsToJoin();
        Units units = _world.Units;
        double[] fighters = units.Fighters;
        for (int u = 0; u < fighters.Length; u++)
        {
            if (fighters[u] > 0)
            {
                _draws.Add(u);
                if (_draws.IsFull)
                {
                    Leave();
                }
            }
        }

        Leave();
        GoOver();
        Join();
    }

    /// <summary>Daily probability of deserting.</summary>
    public static double Probability(DesertionParameters parameters, double supply, double morale, double pay) =>
        ProbabilityOf(parameters, supply, parameters.Morale * (1 - morale), parameters.Pay * (1 - pay));

    private static double ProbabilityOf(DesertionParameters parameters, double supply, double fromMorale, double fromPay) =>
        Math.Min(1, parameters.Base + (parameters.Supply * (1 - supply)) + fromMorale + fromPay);

    private void RenewTerms()
    {
        int n = _world.Factions.Count;
        for (int f = 0; f < n; f++)
        {
            _fromPay[f] = _parameters.Pay * (1 - _world.Economy.PayRatio[f]);
            for (int g = 0; g < n; g++)
            {
                double both = _world.Economy.Prestige[f] + _world.Economy.Prestige[g];
                double pull = both > 0 ? 2 * _world.Economy.Prestige[g] / both : 1;
                _pull[(f * n) + g] = Math.Min(1, _parameters.Defection * pull);
            }
        }

        for (int at = 0; at < _fromMorale.Length; at++)
        {
            _fromMorale[at] = _parameters.Morale * (1 - _world.Factions.Morale[at]);
        }
    }

    /// <summary>The block of units listed loses its deserters; who may go over is listed in turn.</summary>
    private void Leave()
    {
        Units units = _world.Units;
        double[] fighters = units.Fighters, supply = units.Supply, fromMorale = _fromMorale, fromPay = _fromPay;
        int[] faction = units.Faction, location = units.Location, country = _world.Locations.Country;
        bool[] isTempted = _isTempted;
        ReadOnlySpan<double> draws = _draws.Draw(ProcessId.Desertion, 0);
        ReadOnlySpan<int> rows = _draws.Rows;
        int n = _world.Factions.Count, countries = _world.Countries;
        for (int i = 0; i < draws.Length; i++)
        {
            int u = rows[i], f = faction[u], l = location[u], at = (l * n) + f;
            double before = fighters[u], leave = Leaving(before, ProbabilityOf(_parameters, supply[u], fromMorale[(f * countries) + country[l]], fromPay[f]), draws[i]);
            if (leave > 0)
            {
                fighters[u] = before - leave;
                _world.Ledger.Deserted[f] += leave;
            }

            if (isTempted[at] && before > leave && units.Corridor[u] < 0)
            {
                _tempted.Add(u);
                if (_tempted.IsFull)
                {
                    GoOver();
                }
            }
        }

        _draws.Clear();
    }

    private ulong Kindred(int l, int f) => Presence.HostileTo(_world, l, f, _world.Tallies.Present[l]) & _world.Factions.Kindred[f];

    private void GoOver()
    {
        Units units = _world.Units;
        ReadOnlySpan<double> draws = _tempted.Draw(ProcessId.Desertion, 1);
        ReadOnlySpan<int> rows = _tempted.Rows;
        for (int i = 0; i < rows.Length; i++)
        {
            int u = rows[i], f = units.Faction[u], l = units.Location[u];
            double left = units.Fighters[u], sum = 0;
            ulong others = Kindred(l, f);
            if (BitOperations.IsPow2(others) && !_world.Deterministic
                && draws[i] < 1 - (left * _pull[(f * _world.Factions.Count) + BitOperations.TrailingZeroCount(others)]))
            {
                continue;
            }

            for (int draw = 1; others != 0; others &= others - 1, draw++)
            {
                int g = BitOperations.TrailingZeroCount(others);
                double uniform = draw == 1 || _world.Deterministic
                    ? draws[i] : _random.Uniform(ProcessId.Desertion, _world.Tick, units.StableIds[u], draw);
                double leave = Leaving(left - sum, _pull[(f * _world.Factions.Count) + g], uniform);
                if (leave > 0 && _enlistment.SmallestUnit(l, g) >= 0)
                {
                    sum += leave;
                    Offer(l, f, g, leave, units.Quality[u]);
                }
            }

            units.Fighters[u] = left - sum;
        }

        _tempted.Clear();
    }

    /// <summary>The units that defectors join are those that are smallest before anybody leaves.</summary>
    private void FindUnitsToJoin()
    {
        _enlistment.Begin();
        Array.Clear(_isTempted);
        for (int l = 0; l < _world.Locations.Count; l++)
        {
            for (ulong rest = _world.Tallies.Present[l]; rest != 0; rest &= rest - 1)
            {
                int f = BitOperations.TrailingZeroCount(rest);
                if (_world.Factions.Kindred[f] != 0 && Kindred(l, f) != 0)
                {
                    _isTempted[(l * _world.Factions.Count) + f] = true;
                    _enlistment.SmallestUnit(l, f);
                }
            }
        }
    }

    private void Offer(int l, int f, int g, double fighters, double quality)
    {
        int at = (l * _world.Factions.Count) + g;
        if (_join[at] == 0)
        {
            _joined[_joins++] = at;
        }

        _join[at] += fighters;
        _joinQuality[at] += fighters * quality;
        _world.Ledger.DefectedOut[f] += fighters;
        _world.Ledger.DefectedIn[g] += fighters;
    }

    private void Join()
    {
        int n = _world.Factions.Count;
        for (int i = 0; i < _joins; i++)
        {
            int at = _joined[i];
            _enlistment.Join(_enlistment.SmallestUnit(at / n, at % n), _join[at], _joinQuality[at] / _join[at]);
            (_join[at], _joinQuality[at]) = (0, 0);
        }

        _joins = 0;
    }

    /// <summary>(1 - p)^n is at least 1 - np, so below that nobody leaves: mostly the case, and it saves the exponential.</summary>
    private double Leaving(double fighters, double p, double draw) =>
        _world.Deterministic ? fighters * p
        : draw < 1 - (fighters * p) ? 0
        : Distributions.Binomial((int)fighters, p, draw);
}
