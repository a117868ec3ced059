using System.Numerics;
using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P3. Units of factions that can disperse switch between massed and cells:
/// z = b0 + bF clip(ln((O + eps)/(E + eps))) + bs (s - 0.5) + bm (m - 0.5) - ba a + bo order,
/// Pr(M to C) = h sigma(-z - delta), Pr(C to M) = h sigma(z - delta); O, E are own and enemy strength at the location plus
/// half of its neighbours'. Units ordered to hold do not switch, nor do those that hold a headquarters or main city, which is
/// defended to the last (S4-14), or their part of a contested place, which goes with them; cells mass again only where their bloc owns the location.
/// All at once, from the tallies of the start of the tick. Direction of the terms: statements S1-25 to S1-35.
/// </summary>
[Writes("Units.Posture")]
internal sealed class PostureShift
{
    private readonly World _world;
    private readonly PostureParameters _parameters;
    private readonly EventLog _log;
    private readonly UnitHits _hits;
    private readonly UnitWords _words;
    private readonly double[] _force; // NaN where nobody asked today
    private readonly RowList[] _known; // where somebody did, by chunk
    private readonly UnitHits.Outcome _weigh;
    private readonly double[] _most; // by group, after nowhere; 0 for factions that cannot disperse
    private int _topology = -1;

    public PostureShift(World world, PostureParameters parameters, RandomStreams random, EventLog log)
    {
        (_world, _parameters, _log) = (world, parameters, log);
        _hits = new UnitHits(world, random, ProcessId.Posture);
        _words = world.WordsOf(random);
        _most = new double[(2 * world.Locations.Count * world.Factions.Count) + 1];
        _force = new double[world.Locations.Count * world.Factions.Count];
        _known = [.. Enumerable.Range(0, world.Chunks.Count).Select(_ => new RowList(_force.Length + 1))];
        _weigh = Weigh;
        Array.Fill(_force, double.NaN);
        (_hits.Factions, _hits.MostChance) = (0, parameters.Rate);
        for (int f = 0; f < world.Factions.Count; f++)
        {
            _hits.Factions |= world.Factions.CanDisperse[f] ? 1UL << f : 0;
        }
    }

    public void Step()
    {
        foreach (RowList known in _known)
        {
            foreach (int at in known.Rows)
            {
                _force[at] = double.NaN;
            }

            known.Clear();
        }

        if (_topology != _world.Topology)
        {
            _topology = _world.Topology;
            FindWhoMaySwitch();
        }

        _hits.FindUnits(_words, _words.Today(UnitWords.Posture), _most, _weigh);
        for (int chunk = 0; chunk < _hits.Chunks; chunk++)
        {
            foreach (int u in _hits.Rows(chunk))
            {
                Switch(u);
            }
        }
    }

    /// <summary>Who switches with his draw: 1, and 0 who stays.</summary>
    private void Weigh(ReadOnlySpan<int> rows, Span<double> draws, double width)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            int u = rows[i];
            double least = MaySwitch(u) ? 1 - Probability(_parameters, _world.Units.Posture[u], Index(u)) : 2;
            draws[i] = draws[i] >= least ? 1 : draws[i] + width <= least ? 0 : double.NaN;
        }
    }

    /// <summary>No probability exceeds the rate: above it z need not be known.</summary>
    private void FindWhoMaySwitch()
    {
        Factions factions = _world.Factions;
        for (int l = 0; l < _world.Locations.Count; l++)
        {
            for (ulong rest = _hits.Factions; rest != 0; rest &= rest - 1)
            {
                int f = BitOperations.TrailingZeroCount(rest), group = 2 * ((l * factions.Count) + f);
                bool owns = _world.Locations.Owner[l] == factions.Bloc[f];
                bool stays = Presence.IsLastStand(_world, l, f) || _world.Locations.Holdout[(l * _world.Blocs.Count) + factions.Bloc[f]] != 0;
                _most[group + 1] = stays ? 0 : _parameters.Rate;
                _most[group + 2] = owns ? _parameters.Rate : 0;
            }
        }
    }

    private bool MaySwitch(int u) => _world.Units.Operation[u] < 0 && !_world.Units.Hold[u];

    /// <summary>The index z of a unit: high values keep it massed.</summary>
    private double Index(int u)
    {
        Units units = _world.Units;
        int f = units.Faction[u], l = units.Location[u];
        int stance = (f * _world.Countries) + _world.Locations.Country[l];
        return Index(
            _parameters, ForceAt(_world.Chunks.Of(u), l, f), units.Supply[u], _world.Factions.Morale[stance],
            _world.Factions.AirThreat[stance] + _world.Factions.AirPower[stance], units.OrderedPosture[u]);
    }

    /// <summary>z from its terms.</summary>
    /// <param name="parameters">Weights.</param>
    /// <param name="own">Own effective strength.</param>
    /// <param name="enemy">Enemy effective strength.</param>
    /// <param name="supply">s, 0 to 1.</param>
    /// <param name="morale">m, 0 to 1.</param>
    /// <param name="air">Air threat a.</param>
    /// <param name="order">+1 ordered to mass, -1 ordered to disperse, 0 free.</param>
    public static double Index(
        PostureParameters parameters, double own, double enemy, double supply, double morale, double air, double order) =>
        Index(parameters, ForceTerm(parameters, own, enemy), supply, morale, air, order);

    private static double Index(PostureParameters parameters, double force, double supply, double morale, double air, double order) =>
        parameters.Intercept
            + force
            + (parameters.SupplyWeight * (supply - 0.5))
            + (parameters.MoraleWeight * (morale - 0.5))
            - (parameters.AirWeight * air)
            + (parameters.OrderWeight * order);

    /// <summary>Daily probability of leaving the posture.</summary>
    public static double Probability(PostureParameters parameters, Posture posture, double z) =>
        parameters.Rate * DetMath.Sigmoid((posture == Posture.Massed ? -z : z) - parameters.Hysteresis);

    private void Switch(int u)
    {
        Units units = _world.Units;
        bool massed = units.Posture[u] == Posture.Massed;
        EventTerms terms = Weighed(u);
        _world.Changes.Note(u);
        units.Posture[u] = massed ? Posture.Cells : Posture.Massed;
        _log.Join(
            massed ? RunEventKind.UnitsDispersed : RunEventKind.UnitsMassed, units.Location[u],
            _world.Factions.Bloc[units.Faction[u]], -1, units.Fighters[u], "", terms);
    }

    /// <summary>The terms of z of a unit that switches by its own weighing; with the intercept they sum to z.</summary>
    private EventTerms Weighed(int u)
    {
        Units units = _world.Units;
        int f = units.Faction[u], l = units.Location[u];
        int stance = (f * _world.Countries) + _world.Locations.Country[l];
        double air = _world.Factions.AirThreat[stance] + _world.Factions.AirPower[stance];
        return new EventTerms(
            (double)PostureCause.Weighing, 1, Index(u), ForceAt(_world.Chunks.Of(u), l, f),
            _parameters.SupplyWeight * (units.Supply[u] - 0.5), _parameters.MoraleWeight * (_world.Factions.Morale[stance] - 0.5),
            -_parameters.AirWeight * air, _parameters.OrderWeight * units.OrderedPosture[u]);
    }

    /// <summary>Terms of a switch that was not weighed.</summary>
    public static EventTerms Forced(PostureCause cause) => new((double)cause, 1);

    private static double ForceTerm(PostureParameters parameters, double own, double enemy)
    {
        double ratio = DetMath.Log((own + parameters.ForceOffset) / (enemy + parameters.ForceOffset));
        return parameters.ForceWeight * Math.Clamp(ratio, -parameters.ForceLimit, parameters.ForceLimit);
    }

    /// <summary>The force term of a faction at a location, found once a day where it is asked for; two threads that ask at once find the same.</summary>
    private double ForceAt(int chunk, int location, int f)
    {
        ref double force = ref _force[(location * _world.Factions.Count) + f];
        double known = force;
        if (double.IsNaN(known))
        {
            var (own, enemy) = Strengths(location, f);
            known = force = ForceTerm(_parameters, own, enemy);
            _known[chunk].Add((location * _world.Factions.Count) + f);
        }

        return known;
    }

    private (double Own, double Enemy) Strengths(int location, int f)
    {
        var (own, enemy) = StrengthsAt(location, f);
        Corridors corridors = _world.Corridors;
        for (int arc = corridors.ArcStart[location]; arc < corridors.ArcStart[location + 1]; arc++)
        {
            var (near, far) = StrengthsAt(corridors.ArcTo[arc], f);
            own += 0.5 * near;
            enemy += 0.5 * far;
        }

        return (own, enemy);
    }

    private (double Own, double Enemy) StrengthsAt(int location, int f)
    {
        Tallies tallies = _world.Tallies;
        int n = _world.Factions.Count;
        int country = _world.Locations.Country[location];
        double own = 0, enemy = 0;
        for (ulong rest = tallies.Present[location]; rest != 0; rest &= rest - 1)
        {
            int g = BitOperations.TrailingZeroCount(rest);
            double strength = tallies.StrengthMassed[(location * n) + g] + tallies.StrengthCells[(location * n) + g];
            switch (_world.Factions.Relation[(((country * n) + f) * n) + g])
            {
                case RelationKind.Cobelligerent:
                    own += strength;
                    break;
                case RelationKind.Hostile:
                    enemy += strength;
                    break;
            }
        }

        return (own, enemy);
    }
}
