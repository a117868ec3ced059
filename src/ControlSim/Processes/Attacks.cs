using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P6. Cells attack hostile massed units at their location and on the corridors that meet there: Poisson events at the rate
/// a0 (n/50)(0.3 + 0.7 s)(1 - mu) per unit of cells, of a size with P(X = k) as k^-alpha up to n: the whole number
/// killed (Bohorquez et al. 2009). Targets are drawn in proportion to their fighters, those on the march weighted up. Own
/// losses are a small share; an attack cuts a corridor's capacity for a day and is counted for the people of the place
/// (fear, legitimacy). Units of cells act in turn, by rows; in a deterministic run their expectations do.
/// </summary>
[Writes("Units.Fighters", "Society.Attacks", "Corridors.Cut", "Ledger.Killed")]
internal sealed class Attacks
{
    private readonly World _world;
    private readonly AttackParameters _parameters;
    private readonly CombatParameters _combat;
    private readonly RandomStreams _random;
    private readonly EventLog _log;
    private readonly AttackSizes _sizes;
    private readonly AttackTargets _targets;
    private readonly UnitHits _hits;
    private readonly UnitWords _words;
    private readonly UnitHits.Outcome _count;
    private readonly UnitDraws _choices; // of the first attack of some units
    private readonly UnitDraws _effects;
    private readonly double[] _perFighter;
    private readonly AskedValues _unseen; // by location and faction; what threads ask for is known from the rates
    private readonly int[] _rows;
    private readonly double[] _weights;

    public Attacks(World world, AttackParameters parameters, CombatParameters combat, RandomStreams random, EventLog log)
    {
        (_world, _parameters, _combat, _random, _log) = (world, parameters, combat, random, log);
        _sizes = new AttackSizes(parameters.Exponent);
        _targets = new AttackTargets(world, parameters.ColumnWeight);
        _hits = new UnitHits(world, random, ProcessId.Attacks);
        _words = world.WordsOf(random);
        _count = Count;
        (_choices, _effects) = (new UnitDraws(world, random, ProcessId.Attacks), new UnitDraws(world, random, ProcessId.Attacks));
        _unseen = new AskedValues(world.Locations.Count * world.Factions.Count);
        _perFighter = new double[(2 * world.Locations.Count * world.Factions.Count) + 1];
        (_rows, _weights) = (new int[world.Deterministic ? world.Units.Count + 1 : 0], new double[world.Deterministic ? world.Units.Count + 1 : 0]);
    }

    public void Step()
    {
        Array.Clear(_world.Corridors.Cut);
        if (_parameters.Rate == 0)
        {
            return;
        }

        _unseen.Forget();
        _targets.BeginDay();
        _hits.Factions = RenewRates();
        _hits.FindFighters(_words, _words.Today(UnitWords.Attacks), _perFighter, _count);
        WeighTargets();
        for (int chunk = 0; chunk < _hits.Chunks; chunk++)
        {
            ReadOnlySpan<int> rows = _hits.Rows(chunk);
            ReadOnlySpan<double> counts = _hits.Draws(chunk);
            for (int first = 0; first < rows.Length; first += UnitDraws.Most)
            {
                ReadOnlySpan<int> some = rows.Slice(first, Math.Min(UnitDraws.Most, rows.Length - first));
                _choices.OfTwo(some, draw: 1);
                _effects.OfTwo(some, draw: 2);
                for (int i = 0; i < some.Length; i++)
                {
                    Act(some[i], i, (int)counts[first + i]);
                }
            }
        }
    }

    private void WeighTargets()
    {
        for (int chunk = 0; chunk < _hits.Chunks && !_world.Deterministic; chunk++)
        {
            foreach (int u in _hits.Rows(chunk))
            {
                _targets.Want(u);
            }
        }

        _targets.WeighWanted();
    }

    /// <summary>
    /// Attacks a day of a well-supplied fighter, by group: those of cells that may have targets. Below 1 - x, which e^-x exceeds,
    /// there is no attack: mostly the case, and nobody looks for targets.
    /// </summary>
    /// <returns>Bits of the factions that may attack.</returns>
    private ulong RenewRates()
    {
        ulong attackers = 0;
        double most = 0;
        foreach (Contingent contingent in _world.Tallies.Contingents)
        {
            int l = contingent.Location, f = contingent.Faction;
            bool may = _world.Tallies.Cells[contingent.Row] > 0 && _targets.MayExist(l, f);
            ref double perFighter = ref _perFighter[(2 * contingent.Row) + 2];
            perFighter = may ? _parameters.Rate / 50 * Unseen(l, f) : 0;
            most = Math.Max(most, perFighter);
            attackers |= may ? 1UL << f : 0;
        }

        _hits.MostChance = most;
        return attackers;
    }

    /// <summary>Attacks a day of a unit of cells that has targets.</summary>
    public double Rate(int u)
    {
        Units units = _world.Units;
        return _parameters.Rate * (units.Fighters[u] / 50) * (0.3 + (0.7 * units.Supply[u])) * Unseen(units.Location[u], units.Faction[u]);
    }

    /// <summary>1 - mu of a faction's cells at a location, found once a day where it is asked for.</summary>
    private double Unseen(int l, int f)
    {
        ref double unseen = ref _unseen[(l * _world.Factions.Count) + f];
        if (double.IsNaN(unseen))
        {
            ulong watchers = _world.Factions.Hostiles[(_world.Locations.Country[l] * _world.Factions.Count) + f];
            unseen = 1 - Visibility.Of(_combat.VisibilityCells, Visibility.SightOfAny(_world, l, watchers));
        }

        return unseen;
    }

    /// <summary>Attacks of units of cells today with their draws; in a deterministic run 1 each, and their rate is expected.</summary>
    private void Count(ReadOnlySpan<int> rows, Span<double> draws, double width)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            draws[i] = _world.Units.Fighters[rows[i]] < 1 ? 0
                : _world.Deterministic ? 1
                : width > 0 ? Distributions.TellSmall(Rate(rows[i]), draws[i], width)
                : Distributions.Poisson(Rate(rows[i]), draws[i]);
        }
    }

    /// <param name="u">A unit of cells.</param>
    /// <param name="at">Which it is of those whose first attack is drawn.</param>
    /// <param name="attacks">How many, as far as it has targets.</param>
    private void Act(int u, int at, int attacks)
    {
        if (!_world.Deterministic)
        {
            Attack(u, at, attacks);
        }
        else if (_targets.Find(u))
        {
            Expect(u, Rate(u));
        }
    }

    private void Attack(int u, int at, int attacks)
    {
        for (int k = 0; k < attacks && _world.Units.Fighters[u] >= 1 && _targets.Find(u); k++)
        {
            var (size, choice) = k == 0 ? _choices.Two(at) : Further(u, 1 + (2 * k));
            var (own, road) = k == 0 ? _effects.Two(at) : Further(u, 2 + (2 * k));
            Attack(u, _sizes.Draw((int)_world.Units.Fighters[u], size), _targets.Choose(choice), own, road);
        }
    }

    private (double, double) Further(int u, int draw) => _random.Uniforms2(ProcessId.Attacks, _world.Tick, _world.Units.StableIds[u], draw);

    private void Attack(int u, int size, int target, double ownDraw, double roadDraw)
    {
        if (target < 0)
        {
            return; // what is left of the weights is rounding
        }

        Units units = _world.Units;
        int l = units.Location[u], f = units.Faction[u], road = _targets.Road;
        double killed = Math.Min(size, units.Fighters[target]);
        double own = Math.Min(units.Fighters[u], Distributions.StochasticRound(_parameters.OwnLosses * killed, ownDraw));
        Kill(target, killed);
        _targets.Lose(target, killed);
        if (own > 0)
        {
            Kill(u, own);
        }

        _world.Society.Attacks[l]++;
        Cut(road >= 0 ? road : RoadAt(l, roadDraw), 1);
        _log.Add(RunEventKind.Attack, l, _world.Factions.Bloc[f], _world.Factions.Bloc[units.Faction[target]], killed, "");
    }

    /// <summary>The day of a unit in expectation.</summary>
    private void Expect(int u, double rate)
    {
        Units units = _world.Units;
        int l = units.Location[u];
        double wanted = rate * _sizes.Mean((int)units.Fighters[u]), killed = 0;
        int targets = _targets.List(_rows, _weights);
        for (int i = 0; i < targets; i++)
        {
            double share = Math.Min(units.Fighters[_rows[i]], wanted * (_weights[i] / _targets.Total));
            Kill(_rows[i], share);
            killed += share;
        }

        Kill(u, Math.Min(units.Fighters[u], _parameters.OwnLosses * killed));
        _world.Society.Attacks[l] += rate;
        Corridors corridors = _world.Corridors;
        int first = corridors.ArcStart[l], roads = corridors.ArcStart[l + 1] - first;
        for (int arc = first; arc < first + roads; arc++)
        {
            Cut(corridors.ArcCorridor[arc], rate / roads);
        }
    }

    private void Kill(int u, double fighters)
    {
        _world.Changes.NoteLoss(u);
        _world.Units.Fighters[u] -= fighters;
        _world.Ledger.Killed[_world.Units.Faction[u]] += fighters;
    }

    private int RoadAt(int l, double draw)
    {
        Corridors corridors = _world.Corridors;
        int roads = corridors.ArcStart[l + 1] - corridors.ArcStart[l];
        return roads == 0 ? -1 : corridors.ArcCorridor[corridors.ArcStart[l] + (int)(draw * roads)];
    }

    private void Cut(int corridor, double attacks)
    {
        if (corridor >= 0)
        {
            ref double cut = ref _world.Corridors.Cut[corridor];
            cut = Math.Min(1, cut + (_parameters.CorridorCut * attacks));
        }
    }
}
