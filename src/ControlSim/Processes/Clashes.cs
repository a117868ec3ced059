using System.Numerics;
using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Who meets whom at some of the places, and what share of each group falls there today (<see cref="Combat"/>). Places do not touch
/// one another, so that threads may share them.
/// </summary>
internal sealed class Clashes
{
    private readonly World _world;
    private readonly CombatParameters _parameters;
    private readonly RandomStreams _random;
    private readonly OrderedIntensity _intensity;
    private readonly Range _places;
    private readonly BattleField _field;
    private readonly int[] _group; // by row of the field: twice its location and faction, and 1 for cells
    private readonly double[] _own; // by row of the field: how hard the group fights by itself
    private readonly Hazard[] _hazards;
    private readonly double[] _pace; // by place of these; 0 where there was no battle yet
    private int _count;

    public Clashes(World world, CombatParameters parameters, RandomStreams random, OrderedIntensity intensity, Range places)
    {
        (_world, _parameters, _random, _intensity, _places) = (world, parameters, random, intensity, places);
        _field = new BattleField(2 * world.Factions.Count, parameters.RatioExponent);
        (_group, _own) = (new int[2 * world.Factions.Count], new double[2 * world.Factions.Count]);
        int count = places.GetOffsetAndLength(world.Locations.Count).Length;
        (_hazards, _pace) = (new Hazard[count * _group.Length], new double[count]);
    }

    /// <summary>The groups that lose fighters today, place by place.</summary>
    public ReadOnlySpan<Hazard> Hazards => _hazards.AsSpan(0, _count);

    /// <summary>A day's fighting at these places.</summary>
    public void Meet()
    {
        _count = 0;
        (int first, int count) = _places.GetOffsetAndLength(_world.Locations.Count);
        for (int l = first; l < first + count; l++)
        {
            bool battle = Presence.IsBattle(_world, l);
            _world.Tallies.InAssault[l] = 0;
            if (HasHostiles(l) && _parameters.Attrition > 0)
            {
                Gather(l);
                _field.Exchange(_parameters.Attrition * Pace(l, ref _pace[l - first]));
                KeepHazards(l);
                HarmCivilians(l);
            }

            _world.Locations.BattleDays[l] = battle ? _world.Locations.BattleDays[l] + 1 : 0;
        }
    }

    /// <summary>
    /// Pace of battles at a location, one draw a run, times one of the whole run, for the attrition constant is not known: lognormal with median 1. Not a draw a battle, so that a what-if that
    /// shifts a battle by a day keeps its pace.
    /// </summary>
    private double Pace(int l, ref double pace)
    {
        if (_world.Deterministic)
        {
            return 1;
        }

        if (pace == 0)
        {
            double draw = _random.Uniform(ProcessId.Combat, 0, _world.Locations.StableIds[l], 1);
            pace = Distributions.LogNormal(0, _parameters.PaceSpread, draw)
                * Distributions.LogNormal(0, _parameters.AttritionSpread, _random.Uniform(ProcessId.Combat, 0, 0, 2));
        }

        return pace;
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

        for (int g = 0; g < _field.Count; g++)
        {
            _own[g] = OwnIntensity(l, g);
        }

        for (int a = 0; a < _field.Count; a++)
        {
            for (int b = 0; b < _field.Count; b++)
            {
                if (_world.Factions.AreHostile(_world.Locations.Country[l], _field.Faction[a], _field.Faction[b]))
                {
                    double intensity = Math.Max(_own[a], _own[b]);
                    _field.SetIntensity(a, b, intensity);
                    NoteAssault(l, a, b, intensity);
                }
            }
        }
    }

    private void NoteAssault(int l, int a, int b, double intensity)
    {
        bool areMassed = ((_group[a] | _group[b]) & 1) == 0;
        _world.Tallies.InAssault[l] |= areMassed && intensity >= 1 ? (1UL << _field.Faction[a]) | (1UL << _field.Faction[b]) : 0;
    }

    private void AddMassed(int l, int f, int at)
    {
        int bloc = _world.Factions.Bloc[f];
        bool defends = _world.Locations.Owner[l] == bloc || _world.Locations.Holdout[(l * _world.Blocs.Count) + bloc] != 0;
        double mu = defends ? _parameters.VisibilityDefending : Visibility.Of(_parameters.VisibilityMassed, Sight(l, f));
        double ground = defends ? 1 + (_parameters.ConsolidationWeight * _world.Locations.Consolidation[l]) : 1;
        double weight = ground * _world.Tallies.StrengthMassed[at] / _world.Tallies.Massed[at];
        _group[_field.Count] = 2 * at;
        _field.Add(f, _world.Tallies.Massed[at], weight, mu, Combat.HidingPool(_world, _parameters, l));
    }

    private void AddCells(int l, int f, int at)
    {
        double ambush = _world.Locations.BattleDays[l] == 0 ? _parameters.AmbushBonus : 1;
        double weight = ambush * _world.Tallies.StrengthCells[at] / _world.Tallies.Cells[at];
        _group[_field.Count] = (2 * at) + 1;
        _field.Add(f, _world.Tallies.Cells[at], weight, Visibility.Of(_parameters.VisibilityCells, Sight(l, f)), Combat.HidingPool(_world, _parameters, l));
    }

    /// <summary>Chance that the enemies of a faction that are present find it by surveillance or tips.</summary>
    private double Sight(int l, int f) =>
        Visibility.SightOfAny(_world, l, Presence.HostileTo(_world, l, f, _world.Tallies.Present[l]));

    /// <summary>
    /// Assault where a unit of the group attacks here under an order, or where a garrison has the required ratio over hostile
    /// massed units in its own place; siege where it was told to starve the place.
    /// </summary>
    private double OwnIntensity(int l, int group) =>
        ClearsOwnPlace(l, _field.Faction[group]) ? 1 : _intensity.Of(l, _field.Faction[group]);

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

    /// <summary>Keeps the share that each group loses today.</summary>
    private void KeepHazards(int l)
    {
        for (int g = 0; g < _field.Count; g++)
        {
            double before = _field.Before[g], share = before > 0 ? _field.Loss(g) / before : 0;
            if (share > 0)
            {
                double hazard = Math.Min(1, share);
                _hazards[_count++] = new Hazard(_group[g], _field.Faction[g], l, hazard, hazard <= 0.5 ? Distributions.LogNone(hazard) : double.NaN);
            }
        }
    }

    private void HarmCivilians(int l)
    {
        double people = Combat.People(_world, _parameters, l), missed = 0;
        for (int g = 0; g < _field.Count && people > 0; g++)
        {
            missed += _field.Missed(g);
        }

        double mean = missed > 0 ? _parameters.Collateral * missed * people / Combat.HidingPool(_world, _parameters, l) : 0;
        if (mean > 0)
        {
            _world.Society.Collateral[l] += _world.Deterministic
                ? mean
                : Distributions.Poisson(mean, _random.Uniform(ProcessId.Combat, _world.Tick, _world.Locations.StableIds[l], 2));
        }
    }

    /// <summary>Share of a group that falls today.</summary>
    /// <param name="Group">Twice its location and faction, and 1 for cells.</param>
    /// <param name="Faction">Row of its faction.</param>
    /// <param name="Location">Row of its location.</param>
    /// <param name="Share">Above 0, at most 1.</param>
    /// <param name="LogNone">Logarithm of 1 - share; not a number above 1/2.</param>
    public readonly record struct Hazard(int Group, int Faction, int Location, double Share, double LogNone);
}
