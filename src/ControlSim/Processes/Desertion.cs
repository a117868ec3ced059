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
internal sealed partial class Desertion
{
    /// <summary>Number of the draw of first digits, above those of single units, of which there are as many as factions.</summary>
    private const int GoingOver = 1000;

    private readonly World _world;
    private readonly DesertionParameters _parameters;
    private readonly Enlistment _enlistment;
    private readonly RandomStreams _random;
    private readonly UnitHits _hits;
    private readonly UnitHits _goers;
    private readonly UnitWords _words;
    private readonly UnitWords _goingOver; // asked of few factions
    private readonly UnitHits.Outcome _leaving;
    private readonly UnitHits.Outcome _going;
    private readonly double[][] _deserted; // by chunk, where threads may share them, of factions: whole numbers, so that no order matters
    private readonly Action<int> _leave;
    private readonly Action<int> _goOver;
    private readonly UnitDraws[] _onRoads; // by chunk
    private readonly RowList _small; // by chunk: who lost fighters and may be the smallest unit of his place
    private readonly int[] _smalls;
    private readonly Offer[] _offers; // of those who go over, in the rows' order by chunk
    private readonly (double FromMorale, double FromPay)[] _terms; // by morale, of a faction in a country
    private readonly int[] _morale; // of a faction at a location
    private readonly double[] _supplied; // by morale: chance of a fighter who lacks nothing
    private readonly double[] _pull;
    private readonly double[] _unsupplied;
    private readonly double[] _pulled;
    private readonly Tempted[] _tempted; // by location and faction
    private readonly RowList _pulling; // groups of the massed that have a pull
    private readonly double[] _join;
    private readonly double[] _joinQuality;
    private readonly int[] _joined;
    private readonly int[] _joinTo;
    private int _joins;

    public Desertion(World world, DesertionParameters parameters, Enlistment enlistment, RandomStreams random)
    {
        (_world, _parameters, _enlistment, _random) = (world, parameters, enlistment, random);
        _hits = new UnitHits(world, random, ProcessId.Desertion);
        _goers = new UnitHits(world, random, ProcessId.Desertion, draw: 1);
        _words = world.WordsOf(random);
        _goingOver = new UnitWords(world, random, ProcessId.Desertion, draw: GoingOver);
        (_leaving, _going) = (Leaving, Going);
        _deserted = world.Deterministic || world.Chunks.Count == 1 ? []
            : [.. Enumerable.Range(0, world.Chunks.Count).Select(_ => new double[world.Factions.Count])];
        (_leave, _goOver) = (Leave, GoOver);
        _onRoads = [.. Enumerable.Range(0, world.Chunks.Count).Select(_ => new UnitDraws(world, random, ProcessId.Desertion))];
        (_small, _smalls, _offers) = (new RowList(world.Units.Count), new int[world.Chunks.Count], new Offer[world.Units.Count]);
        int groups = world.Locations.Count * world.Factions.Count;
        _terms = new (double FromMorale, double FromPay)[world.Factions.Count * world.Countries];
        _supplied = new double[_terms.Length];
        _morale = new int[groups];
        for (int group = 0; group < groups; group++)
        {
            _morale[group] = (group % world.Factions.Count * world.Countries) + world.Locations.Country[group / world.Factions.Count];
        }

        _pull = new double[world.Factions.Count * world.Factions.Count];
        _unsupplied = new double[(2 * groups) + 1];
        _pulled = new double[(2 * groups) + 1];
        _tempted = new Tempted[groups];
        _pulling = new RowList(groups);
        _unsupplied[0] = double.NegativeInfinity; // units on roads are asked one by one
        _join = new double[groups];
        _joinQuality = new double[groups];
        _joined = new int[groups];
        _joinTo = new int[groups];
    }

    public void Step()
    {
        RenewTerms();
        _goers.Factions = RenewGroups();
        _hits.FindFighters(_words, _words.Today(UnitWords.Leaving), _unsupplied, _parameters.Supply, _leaving);
        Leave();
        if (_goers.Factions != 0)
        {
            GoOver();
            Join();
        }
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
            double fromPay = _parameters.Pay * (1 - _world.Economy.PayRatio[f]);
            for (int at = f * _world.Countries; at < (f + 1) * _world.Countries; at++)
            {
                double fromMorale = _parameters.Morale * (1 - _world.Factions.Morale[at]);
                _terms[at] = (fromMorale, fromPay);
                _supplied[at] = _parameters.Base + fromMorale + fromPay;
            }

            for (ulong rest = _world.Factions.Kindred[f]; rest != 0; rest &= rest - 1)
            {
                int g = BitOperations.TrailingZeroCount(rest);
                double both = _world.Economy.Prestige[f] + _world.Economy.Prestige[g];
                double pull = both > 0 ? 2 * _world.Economy.Prestige[g] / both : 1;
                _pull[(f * n) + g] = Math.Min(1, _parameters.Defection * pull);
            }
        }
    }

    private void Leaving(ReadOnlySpan<int> rows, Span<double> draws, double width)
    {
        Span<double> fighters = stackalloc double[UnitHits.Piece], chance = stackalloc double[UnitHits.Piece];
        Units units = _world.Units;
        for (int i = 0; i < rows.Length; i++)
        {
            int u = rows[i];
            (double fromMorale, double fromPay) = _terms[_morale[_world.Tallies.Group[u] >> 1]];
            (fighters[i], chance[i]) = (units.Fighters[u], ProbabilityOf(_parameters, units.Supply[u], fromMorale, fromPay));
        }

        Losses.Draw(_world, fighters[..rows.Length], chance[..rows.Length], [], draws, width);
    }

    private void Leave()
    {
        double[] all = _world.Ledger.Deserted;
        if (_deserted.Length == 0)
        {
            LeaveInTurn(all);
        }
        else
        {
            _world.Chunks.Run(_leave);
            foreach (double[] deserted in _deserted)
            {
                for (int f = 0; f < deserted.Length; f++)
                {
                    all[f] += deserted[f];
                }
            }
        }

        ShrinkSmall();
    }

    private void LeaveInTurn(double[] deserted)
    {
        for (int chunk = 0; chunk < _hits.Chunks; chunk++)
        {
            LeavePlaces(chunk, deserted);
        }

        for (int chunk = 0; chunk < _hits.Chunks; chunk++)
        {
            LeaveRoads(chunk, deserted);
        }
    }

    private void ShrinkSmall()
    {
        for (int chunk = 0; chunk < _smalls.Length; chunk++)
        {
            _enlistment.Shrink(_small.RoomOf(_world.Chunks, chunk)[.._smalls[chunk]]);
        }
    }

    /// <summary>Sums what factions lose in a chunk apart: in arrays that lie side by side threads would wait for each other.</summary>
    private void Leave(int chunk)
    {
        Span<double> deserted = stackalloc double[_world.Factions.Count];
        deserted.Clear();
        LeavePlaces(chunk, deserted);
        LeaveRoads(chunk, deserted);
        deserted.CopyTo(_deserted[chunk]);
    }

    private void LeavePlaces(int chunk, Span<double> deserted)
    {
        ReadOnlySpan<int> rows = _hits.Rows(chunk);
        ReadOnlySpan<double> leaving = _hits.Draws(chunk);
        Span<int> small = _small.RoomOf(_world.Chunks, chunk);
        int found = 0;
        _world.Changes.NoteLosses(chunk, rows);
        Units units = _world.Units;
        for (int i = 0; i < rows.Length; i++)
        {
            int u = rows[i];
            units.Fighters[u] -= leaving[i];
            deserted[units.Faction[u]] += leaving[i];
            small[found] = u;
            found += _enlistment.MayBeSmallest(u) ? 1 : 0;
        }

        _smalls[chunk] = found;
    }

    private void LeaveRoads(int chunk, Span<double> deserted)
    {
        ReadOnlySpan<int> roads = _world.Chunks.ThoseOf(_world.Tallies.OnRoads.Rows, chunk);
        for (int first = 0; first < roads.Length; first += UnitDraws.Most)
        {
            ReadOnlySpan<int> rows = roads.Slice(first, Math.Min(UnitDraws.Most, roads.Length - first));
            LeaveRoads(rows, _onRoads[chunk].Of(rows, draw: 0), deserted);
        }
    }

    private void LeaveRoads(ReadOnlySpan<int> rows, Span<double> draws, Span<double> deserted)
    {
        Span<double> fighters = stackalloc double[UnitDraws.Most], chance = stackalloc double[UnitDraws.Most];
        Units units = _world.Units;
        for (int i = 0; i < rows.Length; i++)
        {
            int u = rows[i];
            (double fromMorale, double fromPay) = _terms[(units.Faction[u] * _world.Countries) + _world.Locations.Country[units.Location[u]]];
            fighters[i] = Math.Max(0, units.Fighters[u]);
            chance[i] = ProbabilityOf(_parameters, units.Supply[u], fromMorale, fromPay);
        }

        Losses.Draw(_world, fighters[..rows.Length], chance[..rows.Length], [], draws, 0);
        for (int i = 0; i < rows.Length; i++)
        {
            if (draws[i] > 0)
            {
                _world.Changes.NoteLoss(rows[i]);
                units.Fighters[rows[i]] -= draws[i];
                deserted[units.Faction[rows[i]]] += draws[i];
            }
        }
    }

    /// <summary>
    /// What bounds the chances of the groups that are there. The units that defectors join are those that are smallest before
    /// anybody leaves; where several factions take defectors, each has a draw of its own, so that no bound is known.
    /// </summary>
    /// <returns>Bits of the factions that are tempted.</returns>
    private ulong RenewGroups()
    {
        _enlistment.Begin();
        foreach (int group in _pulling.Rows)
        {
            (_pulled[group + 1], _pulled[group + 2]) = (0, 0);
        }

        _pulling.Clear();
        ulong[] kindred = _world.Factions.Kindred, present = _world.Tallies.Present;
        double[] supplied = _supplied, unsupplied = _unsupplied;
        ulong tempted = 0;
        double most = 0;
        foreach (Contingent contingent in _world.Tallies.Contingents)
        {
            int group = 2 * contingent.Row;
            double term = supplied[contingent.Morale];
            most = Math.Max(most, term);
            (unsupplied[group + 1], unsupplied[group + 2]) = (term, term);
            if ((kindred[contingent.Faction] & present[contingent.Location]) != 0)
            {
                tempted |= Tempt(contingent);
            }
        }

        _hits.MostChance = most;
        return tempted;
    }

    /// <summary>Whom kindred enemies at the place tempt, and whom those would join who go over to them.</summary>
    /// <returns>The faction's bit if it is tempted.</returns>
    private ulong Tempt(Contingent contingent)
    {
        int n = _world.Factions.Count, f = contingent.Faction, group = 2 * contingent.Row;
        ulong others = Kindred(contingent.Location, f);
        if (others == 0)
        {
            return 0;
        }

        double pull = BitOperations.IsPow2(others) ? _pull[(f * n) + BitOperations.TrailingZeroCount(others)] : double.PositiveInfinity;
        (_pulled[group + 1], _pulled[group + 2]) = (pull, pull);
        _pulling.Add(group);
        int by = BitOperations.IsPow2(others) ? BitOperations.TrailingZeroCount(others) : -1;
        _tempted[contingent.Row] = new Tempted(f, by, (contingent.Location * n) + by);
        for (; others != 0; others &= others - 1)
        {
            int g = BitOperations.TrailingZeroCount(others);
            _joinTo[(contingent.Location * n) + g] = _enlistment.SmallestUnit(contingent.Location, g);
        }

        return 1UL << f;
    }
}
