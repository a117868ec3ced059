using System.Numerics;
using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Incidents between factions that deconflict (S4-5, S4-22), a part of <see cref="Coalitions"/>: a pair has one in a country
/// on a day with probability 1 - exp(-r T x), T their tension, x its contacts: 1 for each location where both are, and
/// exp(-km/lambda) for each corridor with one at either end. It happens at a contact drawn by weight, adds to the tension
/// and counts against the consent to a guest. A deterministic run adds the probabilities up.
/// </summary>
internal sealed class Incidents
{
    private readonly World _world;
    private readonly CoalitionsParameters _parameters;
    private readonly RandomStreams _random;
    private readonly EventLog _log;
    private readonly string[] _names;
    private readonly ulong[] _ids;
    private readonly double[] _near;
    private readonly double[] _contacts;
    private readonly ulong[] _deconflicting;
    private readonly ulong[] _stood; // by location: those of them that were there when contacts were summed
    private readonly RowList _pairs; // country, faction, faction of a higher row: those that deconflict
    private readonly ulong[] _first; // by country: those that deconflict with one of a higher row there
    private ulong _apart; // those that deconflict with somebody
    private ulong _unknown; // those of whose contacts nothing is known

    public Incidents(World world, Scenario scenario, string[] names, RandomStreams random, EventLog log)
    {
        (_world, _parameters, _random, _log, _names) = (world, scenario.Parameters.Coalitions, random, log, names);
        int n = world.Factions.Count;
        _near = new double[world.Corridors.Count];
        for (int c = 0; c < _near.Length; c++)
        {
            _near[c] = DetMath.Exp(-world.Corridors.LengthKm[c] / _parameters.IncidentKm);
        }

        // The key of a pair does not depend on the order of its factions.
        _ids = new ulong[world.Countries * n * n];
        ulong[] factions = [.. world.Order.Factions.Select(row => StableId.Of(scenario.Factions[row].Id))];
        for (int at = 0; at < _ids.Length; at++)
        {
            ulong a = factions[at / n % n], b = factions[at % n], country = StableId.Of(world.Order.Countries[at / (n * n)]);
            _ids[at] = StableId.Combine(StableId.Combine(Math.Min(a, b), Math.Max(a, b)), country);
        }

        _contacts = new double[_ids.Length];
        _pairs = new RowList(_ids.Length);
        _stood = new ulong[world.Locations.Count];
        (_deconflicting, _first) = (new ulong[world.Countries * n], new ulong[world.Countries]);
    }

    public void Step()
    {
        ulong moved = Moved() | _unknown;
        _unknown = 0;
        if (moved != 0)
        {
            SumContacts(moved);
        }

        int n = _world.Factions.Count;
        foreach (int at in _pairs.Rows)
        {
            int a = at / n % n, b = at % n;
            if (_contacts[at] > 0 && Happens(at, a, b))
            {
                Happen(at, a, b);
            }
        }
    }

    /// <summary>Bits of the factions that deconflict with somebody and stand elsewhere than yesterday.</summary>
    private ulong Moved()
    {
        ReadOnlySpan<ulong> present = _world.Tallies.Present;
        ulong moved = 0;
        for (int l = 0; l < _stood.Length; l++)
        {
            ulong stand = present[l] & _apart;
            moved |= stand ^ _stood[l];
            _stood[l] = stand;
        }

        return moved;
    }

    /// <summary>Sums the contacts of the pairs of which one has moved.</summary>
    private void SumContacts(ulong moved)
    {
        int n = _world.Factions.Count;
        foreach (int at in _pairs.Rows)
        {
            bool stays = (moved >> (at / n % n) & 1) == 0 && (moved >> (at % n) & 1) == 0;
            _contacts[at] = stays ? _contacts[at] : 0;
        }

        for (int l = 0; l < _stood.Length; l++)
        {
            Visit(l, moved);
        }
    }

    /// <summary>By country and faction: the factions of higher rows with which it deconflicts there.</summary>
    public void RenewPairs()
    {
        int n = _world.Factions.Count;
        _unknown = ulong.MaxValue;
        _pairs.Clear();
        Array.Clear(_first);
        _apart = 0;
        for (int row = 0; row < _deconflicting.Length; row++)
        {
            _deconflicting[row] = 0;
            for (int g = (row % n) + 1; g < n; g++)
            {
                bool deconflicts = _world.Factions.Relation[(row * n) + g] == RelationKind.Deconflict;
                _deconflicting[row] |= deconflicts ? 1UL << g : 0;
                if (deconflicts)
                {
                    _pairs.Add((row * n) + g);
                    _apart |= (1UL << g) | (1UL << (row % n));
                    _first[row / n] |= 1UL << (row % n);
                }
            }
        }
    }

    /// <summary>Adds the contacts of a location to the sums of pairs of which one is among some factions.</summary>
    private void Visit(int l, ulong factions)
    {
        Corridors corridors = _world.Corridors;
        ReadOnlySpan<int> arcTo = corridors.ArcTo, arcCorridor = corridors.ArcCorridor;
        ReadOnlySpan<ulong> present = _world.Tallies.Present;
        int n = _world.Factions.Count, country = _world.Locations.Country[l], start = corridors.ArcStart[l], stop = corridors.ArcStart[l + 1];
        for (ulong rest = present[l] & _first[country]; rest != 0; rest &= rest - 1)
        {
            int f = BitOperations.TrailingZeroCount(rest), row = (country * n) + f;
            ulong others = _deconflicting[row] & ((factions >> f & 1) != 0 ? ulong.MaxValue : factions);
            if (others == 0)
            {
                continue;
            }

            Meet(row, present[l] & others, 1);
            for (int arc = start; arc < stop; arc++)
            {
                ulong met = present[arcTo[arc]] & others;
                if (met != 0)
                {
                    Meet(row, met, _near[arcCorridor[arc]]);
                }
            }
        }
    }

    private void Meet(int row, ulong others, double weight)
    {
        int first = row * _world.Factions.Count;
        for (ulong rest = others; rest != 0; rest &= rest - 1)
        {
            _contacts[first + BitOperations.TrailingZeroCount(rest)] += weight;
        }
    }

    private bool Happens(int at, int a, int b)
    {
        int n = _world.Factions.Count;
        double rate = _parameters.IncidentRate * Math.Max(0, _world.Politics.Tension[(a * n) + b]) * _contacts[at];
        double p = 1 - DetMath.Exp(-rate);
        if (!_world.Deterministic)
        {
            return p > 0 && _random.Uniform(ProcessId.Politics, _world.Tick, _ids[at], 0) < p;
        }

        ref double due = ref _world.Politics.IncidentsDue[at];
        due += p;
        bool happens = due >= 1;
        due -= happens ? 1 : 0;
        return happens;
    }

    private void Happen(int at, int a, int b)
    {
        int n = _world.Factions.Count, country = at / (n * n);
        Politics politics = _world.Politics;
        double tension = Math.Min(1, politics.Tension[(a * n) + b] + _parameters.IncidentTension);
        politics.Tension[(a * n) + b] = tension;
        politics.Tension[(b * n) + a] = tension;
        int blocA = _world.Factions.Bloc[a], blocB = _world.Factions.Bloc[b];
        politics.Attacks[(((a * _world.Countries) + country) * _world.Blocs.Count) + blocB]++;
        politics.Attacks[(((b * _world.Countries) + country) * _world.Blocs.Count) + blocA]++;
        _log.Add(RunEventKind.Incident, Place(at), blocA, blocB, 0, _names[(a * n) + b], new EventTerms(tension));
    }

    private int Place(int at)
    {
        double draw = _world.Deterministic ? 0.5 : _random.Uniform(ProcessId.Politics, _world.Tick, _ids[at], 1);
        double left = draw * _contacts[at];
        int n = _world.Factions.Count, country = at / (n * n), last = -1;
        ulong one = 1UL << (at / n % n), other = 1UL << (at % n);
        for (int l = 0; l < _world.Locations.Count && left >= 0; l++)
        {
            if (_world.Locations.Country[l] == country && (_world.Tallies.Present[l] & one) != 0)
            {
                double before = left;
                left = Pass(l, other, left);
                last = left < before ? l : last;
            }
        }

        return last;
    }

    /// <summary>What is left of a weight beyond the contacts of one who is at a location with another.</summary>
    private double Pass(int l, ulong other, double left)
    {
        Corridors corridors = _world.Corridors;
        ReadOnlySpan<ulong> present = _world.Tallies.Present;
        left -= (present[l] & other) != 0 ? 1 : 0;
        for (int arc = corridors.ArcStart[l]; arc < corridors.ArcStart[l + 1]; arc++)
        {
            left -= (present[corridors.ArcTo[arc]] & other) != 0 ? _near[corridors.ArcCorridor[arc]] : 0;
        }

        return left;
    }
}
