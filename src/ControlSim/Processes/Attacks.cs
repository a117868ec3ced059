using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P6. Cells attack hostile massed units at their location and on the corridors that meet there: Poisson events at the rate
/// a0 (n/50)(0.3 + 0.7 s)(1 - mu) per unit of cells, of a size with P(X >= k) as k^-(alpha - 1) up to n: the whole number
/// killed (Bohorquez et al. 2009). Targets are drawn in proportion to their fighters, those on the march weighted up. Own
/// losses are a small share; an attack cuts a corridor's capacity for a day and is counted for the people of the place
/// (fear, legitimacy). Units of cells act in turn, by rows; in a deterministic run their expectations do.
/// </summary>
[Writes("Units.Fighters", "Society.Attacks", "Corridors.Cut", "Ledger.Killed")]
internal sealed class Attacks(World world, AttackParameters parameters, CombatParameters combat, RandomStreams random, EventLog log)
{
    private readonly AttackSizes _sizes = new(parameters.Exponent);
    private readonly AttackTargets _targets = new(world, parameters.ColumnWeight);

    public void Step()
    {
        Array.Clear(world.Corridors.Cut);
        if (parameters.Rate == 0)
        {
            return;
        }

        _targets.FindColumns();
        Units units = world.Units;
        for (int u = 0; u < units.Count; u++)
        {
            if (units.Posture[u] == Posture.Cells && units.Fighters[u] >= 1 && units.Corridor[u] < 0 && _targets.Find(u))
            {
                Act(u);
            }
        }
    }

    /// <summary>Attacks a day of a unit of cells that has targets.</summary>
    public double Rate(int u)
    {
        Units units = world.Units;
        int l = units.Location[u];
        ulong watchers = world.Factions.Hostiles[(world.Locations.Country[l] * world.Factions.Count) + units.Faction[u]];
        double mu = Visibility.Of(combat.VisibilityCells, Visibility.SightOfAny(world, l, watchers));
        return parameters.Rate * (units.Fighters[u] / 50) * (0.3 + (0.7 * units.Supply[u])) * (1 - mu);
    }

    private void Act(int u)
    {
        double rate = Rate(u);
        if (world.Deterministic)
        {
            Expect(u, rate);
            return;
        }

        ulong id = world.Units.StableIds[u];
        int attacks = Distributions.Poisson(rate, random.Uniform(ProcessId.Attacks, world.Tick, id, 0));
        for (int k = 0; k < attacks && world.Units.Fighters[u] >= 1 && (k == 0 || _targets.Find(u)); k++)
        {
            var (size, choice) = random.Uniforms2(ProcessId.Attacks, world.Tick, id, 1 + (2 * k));
            var (own, road) = random.Uniforms2(ProcessId.Attacks, world.Tick, id, 2 + (2 * k));
            Attack(u, _sizes.Draw((int)world.Units.Fighters[u], size), _targets.Choose(choice), own, road);
        }
    }

    private void Attack(int u, int size, int target, double ownDraw, double roadDraw)
    {
        Units units = world.Units;
        int l = units.Location[u], f = units.Faction[u], column = _targets.IsColumn(target, l) ? units.MarchedOn[target] : -1;
        double killed = Math.Min(size, units.Fighters[target]);
        double own = Math.Min(units.Fighters[u], Distributions.StochasticRound(parameters.OwnLosses * killed, ownDraw));
        Kill(target, killed);
        Kill(u, own);
        world.Society.Attacks[l]++;
        Cut(column >= 0 ? column : RoadAt(l, roadDraw), 1);
        log.Add(RunEventKind.Attack, l, world.Factions.Bloc[f], world.Factions.Bloc[units.Faction[target]], killed, "");
    }

    /// <summary>The day of a unit in expectation.</summary>
    private void Expect(int u, double rate)
    {
        Units units = world.Units;
        int l = units.Location[u];
        double wanted = rate * _sizes.Mean((int)units.Fighters[u]), killed = 0;
        for (int i = 0; i < _targets.Count; i++)
        {
            double share = Math.Min(units.Fighters[_targets.Row(i)], wanted * _targets.Share(i));
            Kill(_targets.Row(i), share);
            killed += share;
        }

        Kill(u, Math.Min(units.Fighters[u], parameters.OwnLosses * killed));
        world.Society.Attacks[l] += rate;
        Corridors corridors = world.Corridors;
        int first = corridors.ArcStart[l], roads = corridors.ArcStart[l + 1] - first;
        for (int arc = first; arc < first + roads; arc++)
        {
            Cut(corridors.ArcCorridor[arc], rate / roads);
        }
    }

    private void Kill(int u, double fighters)
    {
        world.Units.Fighters[u] -= fighters;
        world.Ledger.Killed[world.Units.Faction[u]] += fighters;
    }

    private int RoadAt(int l, double draw)
    {
        Corridors corridors = world.Corridors;
        int roads = corridors.ArcStart[l + 1] - corridors.ArcStart[l];
        return roads == 0 ? -1 : corridors.ArcCorridor[corridors.ArcStart[l] + (int)(draw * roads)];
    }

    private void Cut(int corridor, double attacks)
    {
        if (corridor >= 0)
        {
            ref double cut = ref world.Corridors.Cut[corridor];
            cut = Math.Min(1, cut + (parameters.CorridorCut * attacks));
        }
    }
}
