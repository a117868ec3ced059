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
    private readonly EventLog _log;
    private readonly AttackSizes _sizes;
    private readonly AttackAttempts _attempts;
    private readonly TurnLosses _losses;
    private readonly AttackTargets _targets;
    private readonly UnitHits _hits;
    private readonly UnitWords _words;
    private readonly UnitHits.Outcome _count;
    private readonly double[] _perFighter;
    private readonly AskedValues _unseen; // by location and faction; what threads ask for is known from the rates
    private readonly int[] _rows;
    private readonly double[] _weights;

    public Attacks(World world, AttackParameters parameters, CombatParameters combat, RandomStreams random, EventLog log)
    {
        (_world, _parameters, _combat, _log) = (world, parameters, combat, log);
        _sizes = new AttackSizes(parameters.Exponent);
        _attempts = new AttackAttempts(world, random, _sizes);
        _losses = new TurnLosses(world);
        _targets = new AttackTargets(world, parameters.ColumnWeight);
        _hits = new UnitHits(world, random, ProcessId.Attacks);
        _words = world.WordsOf(random);
        _count = Count;
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
        if (_world.Deterministic)
        {
            Expect();
            return;
        }

        _attempts.Draw(_hits);
        WeighTargets();
        for (int chunk = 0; chunk < _hits.Chunks; chunk++)
        {
            foreach (ref readonly AttackAttempts.Attempt attempt in _attempts.Of(chunk))
            {
                Attack(attempt);
            }
        }

        _losses.Bring();
    }

    private void WeighTargets()
    {
        for (int chunk = 0; chunk < _hits.Chunks; chunk++)
        {
            foreach (ref readonly AttackAttempts.Attempt attempt in _attempts.Of(chunk))
            {
                _targets.Want(attempt.Location, attempt.Faction);
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

    /// <summary>Attacks of a unit, as far as it has targets. What its first one is drawn from is at hand, further ones are few.</summary>
    private void Attack(in AttackAttempts.Attempt attempt)
    {
        double fighters = attempt.Fighters;
        AttackAttempts.Draws draws = attempt.First;
        for (int k = 0; k < attempt.Attacks && fighters >= 1 && _targets.Find(attempt.Location, attempt.Faction); k++)
        {
            if (k > 0)
            {
                draws = _attempts.Further(attempt, k, (int)fighters);
            }

            if (_targets.Choose(draws.Choice, out AttackTargets.Target target))
            {
                fighters -= Attack(attempt, draws, fighters, target);
            }
        }
    }

    /// <returns>Own losses.</returns>
    private double Attack(in AttackAttempts.Attempt by, in AttackAttempts.Draws draws, double fighters, in AttackTargets.Target target)
    {
        double killed = Math.Min(draws.Size, target.Fighters);
        double own = Math.Min(fighters, Distributions.StochasticRound(_parameters.OwnLosses * killed, draws.Own));
        _losses.Add(target.Unit, killed);
        _world.Ledger.Killed[target.Faction] += killed;
        _targets.Lose(target, killed);
        if (own > 0)
        {
            _losses.Add(by.Unit, own);
            _world.Ledger.Killed[by.Faction] += own;
        }

        _world.Society.Attacks[by.Location]++;
        Cut(target.Road >= 0 ? target.Road : draws.Road, 1);
        _log.Add(RunEventKind.Attack, by.Location, _world.Factions.Bloc[by.Faction], _world.Factions.Bloc[target.Faction], killed, "");
        return own;
    }

    /// <summary>The day in expectation, unit by unit.</summary>
    private void Expect()
    {
        Units units = _world.Units;
        for (int chunk = 0; chunk < _hits.Chunks; chunk++)
        {
            foreach (int u in _hits.Rows(chunk))
            {
                if (_targets.Find(units.Location[u], units.Faction[u]))
                {
                    Expect(u, Rate(u));
                }
            }
        }
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

    private void Cut(int corridor, double attacks)
    {
        if (corridor >= 0)
        {
            ref double cut = ref _world.Corridors.Cut[corridor];
            cut = Math.Min(1, cut + (_parameters.CorridorCut * attacks));
        }
    }
}
