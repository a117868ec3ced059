using System.Numerics;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// How long a battle for a place would last by the equation of <see cref="Combat"/>: until its defenders have lost what makes them give
/// way, theta D/(k W d), with d the share of them that is found at a time. In a city it takes months, in a village days.
/// </summary>
internal sealed class BattleSurvey(World world, Parameters parameters)
{
    /// <summary>Strength of who walks into a place over that of those who live there; no source.</summary>
    private const double WalkInRatio = 4;

    /// <summary>Share of the defenders of a place that fire finds.</summary>
    public double Detected(int l, double enemy)
    {
        CombatParameters combat = parameters.Combat;
        double hidden = Combat.HidingPool(world, combat, l);
        return combat.VisibilityDefending + ((1 - combat.VisibilityDefending) * enemy / Math.Max(1, enemy + hidden));
    }

    /// <summary>Days until a strength has broken the defenders; 0 without any.</summary>
    public double Days(int l, int bloc, double enemy, double strength) => Work(l, bloc, enemy) / Math.Max(1, strength);

    /// <summary>Strength that breaks the defenders within the days for which a commander plans.</summary>
    public double StrengthFor(int l, int bloc, double enemy) => Work(l, bloc, enemy) / parameters.Commander.PlanDays;

    /// <summary>
    /// Strength that is left in a place which nobody defends: it outweighs those who live there four to one, as control counts them, and
    /// keeps the odds of the enemy beside it below the guard ratio.
    /// </summary>
    public double GarrisonFor(int f, int l)
    {
        ControlParameters control = parameters.Control;
        double people = (control.Background * world.Locations.Population[l]) + control.BackgroundFloor;
        return Math.Max(WalkInRatio * people, Presence.HostileStrengthBeside(world, l, f) / parameters.Command.GuardRatio);
    }

    private double Work(int l, int bloc, double enemy)
    {
        double attrition = parameters.Combat.Attrition;
        return enemy <= 1 || attrition <= 0 ? 0 : Threshold(l, bloc) * enemy / (attrition * Math.Max(0.01, Detected(l, enemy)));
    }

    /// <summary>Everybody knows which places the enemy will hold to the last.</summary>
    private double Threshold(int l, int bloc)
    {
        int country = world.Locations.Country[l];
        for (ulong rest = world.Tallies.MassedPresent[l]; rest != 0; rest &= rest - 1)
        {
            int g = BitOperations.TrailingZeroCount(rest);
            if (world.Blocs.AreHostile(country, bloc, world.Factions.Bloc[g]) && Presence.IsLastStand(world, l, g))
            {
                return parameters.Break.ThresholdLastStand;
            }
        }

        return parameters.Break.ThresholdDefender;
    }
}
