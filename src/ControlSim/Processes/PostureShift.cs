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
/// half of its neighbours'. Units ordered to hold do not switch; cells mass again only where their bloc owns the location.
/// All at once, from the tallies of the start of the tick. Direction of the terms: statements S1-25 to S1-35.
/// </summary>
[Writes("Units.Posture")]
internal sealed class PostureShift(World world, PostureParameters parameters, RandomStreams random, EventLog log)
{
    public void Step()
    {
        Units units = world.Units;
        for (int u = 0; u < units.Count; u++)
        {
            if (units.Fighters[u] > 0 && units.Corridor[u] < 0 && !units.Hold[u] && units.Operation[u] < 0
                && world.Factions.CanDisperse[units.Faction[u]] && MaySwitch(u))
            {
                Switch(u);
            }
        }
    }

    /// <summary>The index z of a unit: high values keep it massed.</summary>
    public double Index(int u)
    {
        Units units = world.Units;
        int f = units.Faction[u], l = units.Location[u];
        int stance = (f * world.Countries) + world.Locations.Country[l];
        var (own, enemy) = Strengths(l, f);
        return Index(
            parameters, own, enemy, units.Supply[u], world.Factions.Morale[stance],
            world.Factions.AirThreat[stance] + world.Factions.AirPower[stance], units.OrderedPosture[u]);
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
        PostureParameters parameters, double own, double enemy, double supply, double morale, double air, double order)
    {
        return parameters.Intercept
            + ForceTerm(parameters, own, enemy)
            + (parameters.SupplyWeight * (supply - 0.5))
            + (parameters.MoraleWeight * (morale - 0.5))
            - (parameters.AirWeight * air)
            + (parameters.OrderWeight * order);
    }

    /// <summary>Daily probability of leaving the posture.</summary>
    public static double Probability(PostureParameters parameters, Posture posture, double z) =>
        parameters.Rate * DetMath.Sigmoid((posture == Posture.Massed ? -z : z) - parameters.Hysteresis);

    private bool MaySwitch(int u) =>
        world.Units.Posture[u] == Posture.Massed
        || world.Locations.Owner[world.Units.Location[u]] == world.Factions.Bloc[world.Units.Faction[u]];

    private void Switch(int u)
    {
        Units units = world.Units;
        double p = Probability(parameters, units.Posture[u], Index(u));
        double draw = world.Deterministic ? 0.5 : random.Uniform(ProcessId.Posture, world.Tick, units.StableIds[u], 0);
        if (draw >= p)
        {
            return;
        }

        bool massed = units.Posture[u] == Posture.Massed;
        EventTerms terms = Weighed(u);
        units.Posture[u] = massed ? Posture.Cells : Posture.Massed;
        log.Join(
            massed ? RunEventKind.UnitsDispersed : RunEventKind.UnitsMassed, units.Location[u],
            world.Factions.Bloc[units.Faction[u]], -1, units.Fighters[u], "", terms);
    }

    /// <summary>The terms of z of a unit that switches by its own weighing; with the intercept they sum to z.</summary>
    private EventTerms Weighed(int u)
    {
        Units units = world.Units;
        int f = units.Faction[u], l = units.Location[u];
        int stance = (f * world.Countries) + world.Locations.Country[l];
        var (own, enemy) = Strengths(l, f);
        double air = world.Factions.AirThreat[stance] + world.Factions.AirPower[stance];
        return new EventTerms(
            (double)PostureCause.Weighing, 1, Index(u), ForceTerm(parameters, own, enemy),
            parameters.SupplyWeight * (units.Supply[u] - 0.5), parameters.MoraleWeight * (world.Factions.Morale[stance] - 0.5),
            -parameters.AirWeight * air, parameters.OrderWeight * units.OrderedPosture[u]);
    }

    /// <summary>Terms of a switch that was not weighed.</summary>
    public static EventTerms Forced(PostureCause cause) => new((double)cause, 1);

    private static double ForceTerm(PostureParameters parameters, double own, double enemy)
    {
        double ratio = DetMath.Log((own + parameters.ForceOffset) / (enemy + parameters.ForceOffset));
        return parameters.ForceWeight * Math.Clamp(ratio, -parameters.ForceLimit, parameters.ForceLimit);
    }

    private (double Own, double Enemy) Strengths(int location, int f)
    {
        var (own, enemy) = StrengthsAt(location, f);
        Corridors corridors = world.Corridors;
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
        Tallies tallies = world.Tallies;
        int n = world.Factions.Count;
        int country = world.Locations.Country[location];
        double own = 0, enemy = 0;
        for (ulong rest = tallies.Present[location]; rest != 0; rest &= rest - 1)
        {
            int g = BitOperations.TrailingZeroCount(rest);
            double strength = tallies.StrengthMassed[(location * n) + g] + tallies.StrengthCells[(location * n) + g];
            switch (world.Factions.Relation[(((country * n) + f) * n) + g])
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
