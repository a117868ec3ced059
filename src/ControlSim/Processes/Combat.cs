using System.Numerics;
using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P6. Hostile groups at one location wear each other down. A group is a faction in one posture; its strength W is
/// allocated over the groups hostile to it in proportion to their visible size v = n d, d = mu + (1 - mu) n/(n + H),
/// times the intensity of the pair (assault 1, siege, lull); the loss rate on a group is k W_alloc d. mu = 1 is the square
/// law, mu = 0 with n &lt;&lt; H area fire (Lanchester 1916; Deitchman 1962); (x/y)^(1 - w) tempers both (Helmbold 1965). RK4 once a day; losses of a unit are
/// Binomial of its fighters and the share that the group loses, or the expectation in a deterministic run. The battles of a
/// location have a pace, lognormal about 1. mu of cells and of massed attackers gains from surveillance and tips
/// (<see cref="Visibility"/>); defenders of their own place have the ground visibility mu_D. Of the fire on a group the share
/// (1 - mu) H/(n + H) finds nobody and kills rho civilians per fighter missed, as far as people make up H: Poisson by location.
/// All locations at once, from the tallies after movement. Deconflicting, neutral and cobelligerent factions do not fight; a refuge is ground like any other.
/// </summary>
[Writes("Units.Fighters", "Society.Collateral", "Ledger.Killed", "Locations.BattleDays", "Battles.Lost")]
internal sealed class Combat
{
    private readonly World _world;
    private readonly CombatParameters _parameters;
    private readonly RandomStreams _random;
    private readonly BattleField _field;
    private readonly UnitHits _hits;
    private readonly UnitWords _words;
    private readonly UnitHits.Outcome _loss;
    private readonly double[] _hazard;
    private readonly double[] _logNone; // of the hazard
    private readonly int[] _hazarded; // those that are not 0
    private readonly (int Faction, int Lost)[] _books; // by location and faction: where its losses are counted
    private int _hazards;
    private readonly int[] _hazardOf;
    private readonly OrderedIntensity _intensity;
    private readonly (double[] Killed, double[] Lost)[] _fallen; // by chunk, where several threads may share them: whole numbers, so that no order matters
    private readonly Action<int> _fall;
    private readonly double[] _pace; // 0 where there was no battle yet

    public Combat(World world, CombatParameters parameters, RandomStreams random)
    {
        (_world, _parameters, _random) = (world, parameters, random);
        _field = new BattleField(2 * world.Factions.Count, parameters.RatioExponent);
        _hits = new UnitHits(world, random, ProcessId.Combat);
        _words = world.WordsOf(random);
        _loss = Loss;
        _hazardOf = new int[2 * world.Factions.Count];
        _hazard = new double[(2 * world.Locations.Count * world.Factions.Count) + 1];
        (_hazarded, _intensity) = (new int[_hazard.Length], new OrderedIntensity(world, parameters));
        _logNone = new double[_hazard.Length];
        _books = new (int, int)[_hazard.Length / 2];
        _pace = new double[world.Locations.Count];
        _fallen = world.Deterministic || world.Chunks.Count == 1 ? []
            : [.. Enumerable.Range(0, world.Chunks.Count).Select(_ => (new double[world.Factions.Count], new double[world.Battles.Lost.Length]))];
        _fall = Fall;
        (_hits.Factions, _hits.MostChance) = (0, 0);
    }

    public void Step()
    {
        _intensity.Find();
        for (int l = 0; l < _world.Locations.Count; l++)
        {
            bool battle = Presence.IsBattle(_world, l);
            _world.Tallies.InAssault[l] = 0;
            if (HasHostiles(l) && _parameters.Attrition > 0)
            {
                Gather(l);
                _field.Exchange(_parameters.Attrition * Pace(l));
                KeepHazards(l);
                HarmCivilians(l);
            }

            _world.Locations.BattleDays[l] = battle ? _world.Locations.BattleDays[l] + 1 : 0;
        }

        if (_hazards > 0)
        {
            Apply();
        }
    }

    /// <summary>
    /// Pace of battles at a location, one draw a run, times one of the whole run, for the attrition constant is not known: lognormal with median 1. Not a draw a battle, so that a what-if that
    /// shifts a battle by a day keeps its pace.
    /// </summary>
    private double Pace(int l)
    {
        if (_world.Deterministic)
        {
            return 1;
        }

        if (_pace[l] == 0)
        {
            double draw = _random.Uniform(ProcessId.Combat, 0, _world.Locations.StableIds[l], 1);
            _pace[l] = Distributions.LogNormal(0, _parameters.PaceSpread, draw)
                * Distributions.LogNormal(0, _parameters.AttritionSpread, _random.Uniform(ProcessId.Combat, 0, 0, 2));
        }

        return _pace[l];
    }

    private bool HasHostiles(int l)
    {
        ulong present = _world.Tallies.Present[l];
        for (ulong rest = (present & (present - 1)) == 0 ? 0 : present; rest != 0; rest &= rest - 1)
        {
            if (Presence.HostileTo(_world, l, BitOperations.TrailingZeroCount(rest), present) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private void Gather(int l)
    {
        _field.Clear();
        int n = _world.Factions.Count;
        for (ulong rest = _world.Tallies.Present[l]; rest != 0; rest &= rest - 1)
        {
            int f = BitOperations.TrailingZeroCount(rest), at = (l * n) + f;
            if (_world.Tallies.Massed[at] > 0)
            {
                AddMassed(l, f, at);
            }

            if (_world.Tallies.Cells[at] > 0)
            {
                AddCells(l, f, at);
            }
        }

        for (int a = 0; a < _field.Count; a++)
        {
            for (int b = 0; b < _field.Count; b++)
            {
                if (_world.Factions.AreHostile(_world.Locations.Country[l], _field.Faction[a], _field.Faction[b]))
                {
                    double intensity = Math.Max(OwnIntensity(l, a), OwnIntensity(l, b));
                    _field.SetIntensity(a, b, intensity);
                    NoteAssault(l, a, b, intensity);
                }
            }
        }
    }

    private void NoteAssault(int l, int a, int b, double intensity)
    {
        bool areMassed = ((_hazardOf[a] | _hazardOf[b]) & 1) == 0;
        _world.Tallies.InAssault[l] |= areMassed && intensity >= 1 ? (1UL << _field.Faction[a]) | (1UL << _field.Faction[b]) : 0;
    }

    private void AddMassed(int l, int f, int at)
    {
        int bloc = _world.Factions.Bloc[f];
        bool defends = _world.Locations.Owner[l] == bloc || _world.Locations.Holdout[(l * _world.Blocs.Count) + bloc] != 0;
        double mu = defends ? _parameters.VisibilityDefending : Visibility.Of(_parameters.VisibilityMassed, Sight(l, f));
        double ground = defends ? 1 + (_parameters.ConsolidationWeight * _world.Locations.Consolidation[l]) : 1;
        double weight = ground * _world.Tallies.StrengthMassed[at] / _world.Tallies.Massed[at];
        _hazardOf[_field.Count] = 2 * at;
        _field.Add(f, _world.Tallies.Massed[at], weight, mu, HidingPool(l));
    }

    private void AddCells(int l, int f, int at)
    {
        double ambush = _world.Locations.BattleDays[l] == 0 ? _parameters.AmbushBonus : 1;
        double weight = ambush * _world.Tallies.StrengthCells[at] / _world.Tallies.Cells[at];
        _hazardOf[_field.Count] = (2 * at) + 1;
        _field.Add(f, _world.Tallies.Cells[at], weight, Visibility.Of(_parameters.VisibilityCells, Sight(l, f)), HidingPool(l));
    }

    /// <summary>Chance that the enemies of a faction that are present find it by surveillance or tips.</summary>
    private double Sight(int l, int f) =>
        Visibility.SightOfAny(_world, l, Presence.HostileTo(_world, l, f, _world.Tallies.Present[l]));

    private double HidingPool(int l) => HidingPool(_world, _parameters, l);

    private double People(int l) => People(_world, _parameters, l);

    /// <summary>H, what fighters at a place hide among: inhabitants and ground.</summary>
    internal static double HidingPool(World world, CombatParameters parameters, int l) =>
        People(world, parameters, l) + world.Locations.HidingGround[l];

    /// <summary>The inhabitants among whom fighters hide; open ground hides them but is nobody to harm.</summary>
    internal static double People(World world, CombatParameters parameters, int l) => parameters.HidingShare * world.Locations.Population[l];

    /// <summary>
    /// Assault where a unit of the group attacks here under an order, or where a garrison has the required ratio over hostile
    /// massed units in its own place; siege where it was told to starve the place.
    /// </summary>
    private double OwnIntensity(int l, int group)
    {
        if (ClearsOwnPlace(l, _field.Faction[group]))
        {
            return 1;
        }

        return _intensity.Of(l, _field.Faction[group]);
    }

    private bool ClearsOwnPlace(int l, int f)
    {
        if (_world.Locations.Owner[l] != _world.Factions.Bloc[f])
        {
            return false;
        }

        double enemy = 0;
        ulong hostile = Presence.HostileTo(_world, l, f, _world.Tallies.MassedPresent[l]);
        for (; hostile != 0; hostile &= hostile - 1)
        {
            enemy += _world.Tallies.StrengthMassed[(l * _world.Factions.Count) + BitOperations.TrailingZeroCount(hostile)];
        }

        double own = _world.Tallies.StrengthMassed[(l * _world.Factions.Count) + f];
        return enemy > 0 && own >= _world.Factions.RequiredRatio[f] * enemy;
    }

    /// <summary>Share that a group loses today, by location, faction and posture, after a first entry for nowhere.</summary>
    private void KeepHazards(int l)
    {
        for (int g = 0; g < _field.Count; g++)
        {
            double before = _field.Before[g], share = before > 0 ? _field.Loss(g) / before : 0;
            if (share > 0)
            {
                double hazard = Math.Min(1, share);
                _hazard[_hazardOf[g] + 1] = hazard;
                _logNone[_hazardOf[g] + 1] = hazard <= 0.5 ? Distributions.LogNone(hazard) : double.NaN;
                _hazarded[_hazards++] = _hazardOf[g] + 1;
                _books[_hazardOf[g] >> 1] = (_field.Faction[g], (l * _world.Blocs.Count) + _world.Factions.Bloc[_field.Faction[g]]);
                _hits.Factions |= 1UL << _field.Faction[g];
                _hits.MostChance = Math.Max(_hits.MostChance, Math.Min(1, share));
            }
        }
    }

    private void HarmCivilians(int l)
    {
        double people = People(l), missed = 0;
        for (int g = 0; g < _field.Count && people > 0; g++)
        {
            missed += _field.Missed(g);
        }

        double mean = missed > 0 ? _parameters.Collateral * missed * people / HidingPool(l) : 0;
        if (mean > 0)
        {
            _world.Society.Collateral[l] += _world.Deterministic
                ? mean
                : Distributions.Poisson(mean, _random.Uniform(ProcessId.Combat, _world.Tick, _world.Locations.StableIds[l], 2));
        }
    }

    private void Apply()
    {
        _hits.FindFighters(_words, _words.Today(UnitWords.Combat), _hazard, _loss);
        foreach (int at in _hazarded.AsSpan(0, _hazards))
        {
            _hazard[at] = 0;
        }

        (_hazards, _hits.Factions, _hits.MostChance) = (0, 0, 0);
        double[] killed = _world.Ledger.Killed, lost = _world.Battles.Lost;
        if (_fallen.Length == 0)
        {
            for (int chunk = 0; chunk < _hits.Chunks; chunk++)
            {
                Fall(chunk, killed, lost);
            }

            return;
        }

        _world.Chunks.Run(_fall);
        foreach ((double[] killedIn, double[] lostIn) in _fallen)
        {
            for (int f = 0; f < killed.Length; f++)
            {
                killed[f] += killedIn[f];
            }

            for (int at = 0; at < lost.Length; at++)
            {
                lost[at] += lostIn[at];
            }
        }
    }

    private void Fall(int chunk)
    {
        (double[] killed, double[] lost) = _fallen[chunk];
        Array.Clear(killed);
        Array.Clear(lost);
        Fall(chunk, killed, lost);
    }

    /// <summary>Takes the losses of a chunk, and sums up what factions, and blocs at places, lose in it.</summary>
    private void Fall(int chunk, double[] killed, double[] lost)
    {
        ReadOnlySpan<int> rows = _hits.Rows(chunk);
        ReadOnlySpan<double> losses = _hits.Draws(chunk);
        _world.Changes.NoteLosses(chunk, rows);
        for (int i = 0; i < rows.Length; i++)
        {
            (int f, int book) = _books[_world.Tallies.Group[rows[i]] >> 1];
            _world.Units.Fighters[rows[i]] -= losses[i];
            killed[f] += losses[i];
            lost[book] += losses[i];
        }
    }

    /// <summary>
    /// The exchange already gives the share that falls over the day, so it is the probability of the Binomial. The logarithm is that
    /// of all units of the group.
    /// </summary>
    private void Loss(ReadOnlySpan<int> rows, Span<double> draws, double width)
    {
        const int Most = UnitHits.Piece;
        Span<double> fighters = stackalloc double[Most], share = stackalloc double[Most], logNone = stackalloc double[Most];
        for (int i = 0; i < rows.Length; i++)
        {
            int group = _world.Tallies.Group[rows[i]] + 1;
            (fighters[i], share[i], logNone[i]) = (_world.Units.Fighters[rows[i]], _hazard[group], _logNone[group]);
        }

        int n = rows.Length;
        Losses.Draw(_world, fighters[..n], share[..n], logNone[..n], draws, width);
    }
}
