using System.Numerics;
using ControlSim.Randomness;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P6. Hostile groups at one location wear each other down. A group is a faction in one posture; its strength W is
/// allocated over the groups hostile to it in proportion to their visible size v = n d, d = mu + (1 - mu) n/(n + H),
/// times the intensity of the pair (assault 1, siege, lull); the loss rate on a group is k W_alloc d. mu = 1 is the square
/// law, mu = 0 with n &lt;&lt; H area fire (Lanchester 1916; Deitchman 1962). RK4 once a day; losses of a unit are
/// Binomial of its fighters and the share that the group loses, or the expectation in a deterministic run. The battles of a
/// location have a pace, lognormal about 1. mu of cells and of massed attackers gains from surveillance and tips
/// (<see cref="Visibility"/>); defenders of their own place have the ground visibility mu_D. Of the fire on a group the share
/// (1 - mu) H/(n + H) finds nobody and kills rho civilians per fighter missed, as far as people make up H: Poisson by location.
/// All locations at once, from the tallies after movement. Deconflicting, neutral and cobelligerent factions do not fight; a refuge is ground like any other.
/// </summary>
[Writes("Units.Fighters", "Society.Collateral", "Ledger.Killed", "Locations.BattleDays", "Battles.Lost")]
internal sealed class Combat(World world, CombatParameters parameters, RandomStreams random)
{
    private readonly BattleField _field = new(2 * world.Factions.Count);
    private readonly double[] _hazard = new double[2 * world.Factions.Count];
    private readonly int[] _group = new int[2 * world.Factions.Count];

    public void Step()
    {
        for (int l = 0; l < world.Locations.Count; l++)
        {
            bool battle = Presence.IsBattle(world, l);
            if (HasHostiles(l) && parameters.Attrition > 0)
            {
                Gather(l);
                _field.Exchange(parameters.Attrition * Pace(l));
                Apply(l);
                HarmCivilians(l);
            }

            world.Locations.BattleDays[l] = battle ? world.Locations.BattleDays[l] + 1 : 0;
        }
    }

    /// <summary>
    /// Pace of battles at a location, one draw a run: lognormal with median 1. Not a draw a battle, so that a what-if that
    /// shifts a battle by a day keeps its pace.
    /// </summary>
    private double Pace(int l)
    {
        if (world.Deterministic || parameters.PaceSpread == 0)
        {
            return 1;
        }

        double draw = random.Uniform(ProcessId.Combat, 0, world.Locations.StableIds[l], 1);
        return Distributions.LogNormal(0, parameters.PaceSpread, draw);
    }

    private bool HasHostiles(int l)
    {
        ulong present = world.Tallies.Present[l];
        for (ulong rest = present; rest != 0; rest &= rest - 1)
        {
            if (Presence.HostileTo(world, l, BitOperations.TrailingZeroCount(rest), present) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private void Gather(int l)
    {
        _field.Clear();
        Array.Fill(_group, -1);
        int n = world.Factions.Count;
        for (ulong rest = world.Tallies.Present[l]; rest != 0; rest &= rest - 1)
        {
            int f = BitOperations.TrailingZeroCount(rest), at = (l * n) + f;
            if (world.Tallies.Massed[at] > 0)
            {
                AddMassed(l, f, at);
            }

            if (world.Tallies.Cells[at] > 0)
            {
                AddCells(l, f, at);
            }
        }

        for (int a = 0; a < _field.Count; a++)
        {
            for (int b = 0; b < _field.Count; b++)
            {
                if (world.Factions.AreHostile(world.Locations.Country[l], _field.Faction[a], _field.Faction[b]))
                {
                    _field.SetIntensity(a, b, Math.Max(OwnIntensity(l, a), OwnIntensity(l, b)));
                }
            }
        }
    }

    private void AddMassed(int l, int f, int at)
    {
        int bloc = world.Factions.Bloc[f];
        bool defends = world.Locations.Owner[l] == bloc || world.Locations.Holdout[(l * world.Blocs.Count) + bloc] != 0;
        double mu = defends ? parameters.VisibilityDefending : Visibility.Of(parameters.VisibilityMassed, Sight(l, f));
        double ground = defends ? 1 + (parameters.ConsolidationWeight * world.Locations.Consolidation[l]) : 1;
        double weight = ground * world.Tallies.StrengthMassed[at] / world.Tallies.Massed[at];
        _group[f] = _field.Add(f, world.Tallies.Massed[at], weight, mu, HidingPool(l));
    }

    private void AddCells(int l, int f, int at)
    {
        double ambush = world.Locations.BattleDays[l] == 0 ? parameters.AmbushBonus : 1;
        double weight = ambush * world.Tallies.StrengthCells[at] / world.Tallies.Cells[at];
        _group[world.Factions.Count + f] =
            _field.Add(f, world.Tallies.Cells[at], weight, Visibility.Of(parameters.VisibilityCells, Sight(l, f)), HidingPool(l));
    }

    /// <summary>Chance that the enemies of a faction that are present find it by surveillance or tips.</summary>
    private double Sight(int l, int f) =>
        Visibility.SightOfAny(world, l, Presence.HostileTo(world, l, f, world.Tallies.Present[l]));

    private double HidingPool(int l) => People(l) + world.Locations.HidingGround[l];

    /// <summary>The inhabitants among whom fighters hide; open ground hides them but is nobody to harm.</summary>
    private double People(int l) => parameters.HidingShare * world.Locations.Population[l];

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

        Units units = world.Units;
        double intensity = parameters.LullIntensity;
        for (int i = world.Tallies.RowStart[l]; i < world.Tallies.RowStart[l + 1]; i++)
        {
            int u = world.Tallies.Rows[i];
            int operation = units.Operation[u];
            if (operation >= 0 && units.Faction[u] == _field.Faction[group]
                && world.Operations.State[operation] == OperationState.Attacking)
            {
                intensity = Math.Max(intensity, world.Operations.IsSiege[operation] ? parameters.SiegeIntensity : 1);
            }
        }

        return intensity;
    }

    private bool ClearsOwnPlace(int l, int f)
    {
        if (world.Locations.Owner[l] != world.Factions.Bloc[f])
        {
            return false;
        }

        double enemy = 0;
        ulong hostile = Presence.HostileTo(world, l, f, world.Tallies.MassedPresent[l]);
        for (; hostile != 0; hostile &= hostile - 1)
        {
            enemy += world.Tallies.StrengthMassed[(l * world.Factions.Count) + BitOperations.TrailingZeroCount(hostile)];
        }

        double own = world.Tallies.StrengthMassed[(l * world.Factions.Count) + f];
        return enemy > 0 && own >= world.Factions.RequiredRatio[f] * enemy;
    }

    private void Apply(int l)
    {
        Units units = world.Units;
        for (int g = 0; g < _field.Count; g++)
        {
            double before = _field.Before[g];
            _hazard[g] = before > 0 ? _field.Loss(g) / before : 0;
        }

        for (int i = world.Tallies.RowStart[l]; i < world.Tallies.RowStart[l + 1]; i++)
        {
            int u = world.Tallies.Rows[i];
            int group = _group[units.Faction[u] + (units.Posture[u] == Posture.Massed ? 0 : world.Factions.Count)];
            if (group >= 0 && _hazard[group] > 0)
            {
                double loss = Loss(u, Math.Min(1, _hazard[group]));
                units.Fighters[u] -= loss;
                world.Ledger.Killed[units.Faction[u]] += loss;
                world.Battles.Lost[(l * world.Blocs.Count) + world.Factions.Bloc[units.Faction[u]]] += loss;
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

        double mean = missed > 0 ? parameters.Collateral * missed * people / HidingPool(l) : 0;
        if (mean > 0)
        {
            world.Society.Collateral[l] += world.Deterministic
                ? mean
                : Distributions.Poisson(mean, random.Uniform(ProcessId.Combat, world.Tick, world.Locations.StableIds[l], 2));
        }
    }

    /// <summary>The exchange already gives the share that falls over the day, so it is the probability of the Binomial.</summary>
    private double Loss(int u, double share)
    {
        double fighters = world.Units.Fighters[u];
        return world.Deterministic
            ? fighters * share
            : Distributions.Binomial((int)fighters, share, random.Uniform(ProcessId.Combat, world.Tick, world.Units.StableIds[u], 0));
    }
}
