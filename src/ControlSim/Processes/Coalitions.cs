using System.Numerics;
using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P12, tension between factions that only deconflict, and between rivals (S2-36 to S2-42, S3-17, S4-5):
/// T += eta (t0 + t1 (1 - E/(E + own)) + t2 patrons - T), E the strength of their common enemies and own that of both, in
/// the countries in which they stand so. Incidents, see <see cref="Incidents"/>, add to it. Rivals of different blocs turn
/// hostile where they deconflict when T passes the limit, and back below the lower one; from a lower tension on they divert
/// effort into their own protection. Coordination lost with a leader comes back at a constant rate. Pairs in turn, in
/// canonical order; none sees another's change.
/// </summary>
[Writes(
    "Politics.Tension", "Politics.Override", "Politics.IncidentsDue", "Politics.Diversion", "Politics.Coordination",
    "Politics.Attacks")]
internal sealed class Coalitions
{
    private readonly World _world;
    private readonly CoalitionsParameters _parameters;
    private readonly Incidents _incidents;
    private readonly EventLog _log;
    private readonly string[] _names;
    private readonly double[] _strength;
    private readonly ulong[] _tense;
    private readonly RelationKind[] _relation; // for which pairs were found: owners change more often
    private int _topology = -1;

    public Coalitions(World world, Scenario scenario, RandomStreams random, EventLog log)
    {
        (_world, _parameters, _log) = (world, scenario.Parameters.Coalitions, log);
        int n = world.Factions.Count;
        _names = new string[n * n];
        for (int at = 0; at < n * n; at++)
        {
            _names[at] = $"{scenario.Factions[world.Order.Factions[at / n]].Id} {scenario.Factions[world.Order.Factions[at % n]].Id}";
        }

        _incidents = new Incidents(world, scenario, _names, random, log);
        _strength = new double[world.Countries * n];
        _tense = new ulong[world.Countries * n];
        _relation = new RelationKind[world.Factions.Relation.Length];
        Array.Fill(_relation, (RelationKind)(-1));
    }

    public void Step()
    {
        if (_topology != _world.Topology)
        {
            _topology = _world.Topology;
            if (!_relation.AsSpan().SequenceEqual(_world.Factions.Relation))
            {
                _world.Factions.Relation.CopyTo(_relation, 0);
                RenewPairs();
                _incidents.RenewPairs();
            }
        }

        SumStrengths();
        int n = _world.Factions.Count;
        for (int a = 0; a < n; a++)
        {
            for (ulong rest = TenseOf(a) & ~((2UL << a) - 1); rest != 0; rest &= rest - 1)
            {
                Move(a, BitOperations.TrailingZeroCount(rest));
            }
        }

        _incidents.Step();
        TurnRivals();
        Divert();
        for (int f = 0; f < n; f++)
        {
            _world.Politics.Coordination[f] += _parameters.CoordinationRecovery * (1 - _world.Politics.Coordination[f]);
        }
    }

    /// <summary>Level of tension with a common enemy of this share of the strength of all three.</summary>
    public static double Level(CoalitionsParameters parameters, double enemyShare, double patrons) => Math.Clamp(
        parameters.LeastTension + (parameters.EnemyWeight * (1 - enemyShare)) + (parameters.PatronWeight * patrons), 0, 1);

    private ulong TenseOf(int f)
    {
        ulong mask = 0;
        for (int c = 0; c < _world.Countries; c++)
        {
            mask |= _tense[(c * _world.Factions.Count) + f];
        }

        return mask;
    }

    /// <summary>Bits of those with whom a faction has tension in a country: it deconflicts with them, or they are hostile rivals.</summary>
    private void RenewPairs()
    {
        int n = _world.Factions.Count;
        for (int at = 0; at < _tense.Length; at++)
        {
            _tense[at] = 0;
            for (int g = 0; g < n; g++)
            {
                RelationKind relation = _world.Factions.Relation[(at * n) + g];
                bool isRival = _world.Politics.IsRivalry[((at % n) * n) + g];
                if (relation == RelationKind.Deconflict || (relation == RelationKind.Hostile && isRival))
                {
                    _tense[at] |= 1UL << g;
                }
            }
        }
    }

    private void SumStrengths()
    {
        Array.Clear(_strength);
        Tallies tallies = _world.Tallies;
        foreach (Contingent contingent in tallies.Contingents)
        {
            int at = (_world.Locations.Country[contingent.Location] * _world.Factions.Count) + contingent.Faction;
            _strength[at] += tallies.StrengthMassed[contingent.Row] + tallies.StrengthCells[contingent.Row];
        }
    }

    private void Move(int a, int b)
    {
        int n = _world.Factions.Count;
        double target = Level(_parameters, CommonEnemyShare(a, b), _world.Politics.PatronTension[(a * n) + b]);
        double tension = _world.Politics.Tension[(a * n) + b];
        SetTension(a, b, tension < 0 ? target : tension + (_parameters.Adjustment * (target - tension)));
    }

    private double CommonEnemyShare(int a, int b)
    {
        int n = _world.Factions.Count;
        double enemy = 0, own = 0;
        for (int c = 0; c < _world.Countries; c++)
        {
            int first = c * n;
            if ((_tense[first + a] >> b & 1) == 0)
            {
                continue;
            }

            own += _strength[first + a] + _strength[first + b];
            for (ulong rest = _world.Factions.Hostiles[first + a] & _world.Factions.Hostiles[first + b]; rest != 0; rest &= rest - 1)
            {
                enemy += _strength[first + BitOperations.TrailingZeroCount(rest)];
            }
        }

        return enemy > 0 ? enemy / (enemy + own) : 0;
    }

    private void SetTension(int a, int b, double value)
    {
        int n = _world.Factions.Count;
        _world.Politics.Tension[(a * n) + b] = value;
        _world.Politics.Tension[(b * n) + a] = value;
    }

    private void TurnRivals()
    {
        int n = _world.Factions.Count;
        bool[] isRivalry = _world.Politics.IsRivalry;
        for (int at = Array.IndexOf(isRivalry, true); at >= 0 && at < n * n; at++)
        {
            int a = at / n, b = at % n;
            if (!isRivalry[at] || a >= b || _world.Factions.Bloc[a] == _world.Factions.Bloc[b])
            {
                continue;
            }

            double tension = _world.Politics.Tension[at];
            if (tension > _parameters.Limit)
            {
                Turn(a, b, RelationKind.Deconflict, Politics.Turned, tension, _parameters.Limit);
            }
            else if (tension < _parameters.ReturnLimit)
            {
                Turn(a, b, RelationKind.Hostile, (sbyte)RelationKind.Deconflict, tension, _parameters.ReturnLimit);
            }
        }
    }

    /// <summary>In every country in which the pair stands as <paramref name="from"/>; back only where it was tension that turned it.</summary>
    private void Turn(int a, int b, RelationKind from, sbyte to, double tension, double limit)
    {
        int n = _world.Factions.Count;
        bool turned = false;
        for (int c = 0; c < _world.Countries; c++)
        {
            int ab = (((c * n) + a) * n) + b, ba = (((c * n) + b) * n) + a;
            sbyte now = _world.Politics.Override[ab];
            if (_world.Factions.Relation[ab] == from && now != to && (from == RelationKind.Deconflict || now == Politics.Turned))
            {
                _world.Politics.Override[ab] = to;
                _world.Politics.Override[ba] = to;
                turned = true;
            }
        }

        if (turned)
        {
            RunEventKind kind = to == Politics.Turned ? RunEventKind.RivalsTurnHostile : RunEventKind.RivalsDeconflict;
            _log.Add(kind, -1, _world.Factions.Bloc[a], _world.Factions.Bloc[b], 0, _names[(a * n) + b], new EventTerms(tension, limit));
        }
    }

    private void Divert()
    {
        int n = _world.Factions.Count;
        double span = Math.Max(1e-9, _parameters.Limit - _parameters.DiversionTension);
        for (int c = 0; c < _world.Countries; c++)
        {
            for (int f = 0; f < n; f++)
            {
                double most = 0;
                for (ulong rest = _tense[(c * n) + f]; rest != 0; rest &= rest - 1)
                {
                    int at = (f * n) + BitOperations.TrailingZeroCount(rest);
                    most = _world.Politics.IsRivalry[at] ? Math.Max(most, _world.Politics.Tension[at]) : most;
                }

                double ramp = Math.Clamp((most - _parameters.DiversionTension) / span, 0, 1);
                _world.Politics.Diversion[(f * _world.Countries) + c] = _parameters.MostDiversion * ramp;
            }
        }
    }
}
