using System.Numerics;
using ControlSim.Randomness;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// How long a battle for a place would last by the equation of <see cref="Combat"/> and the rule of <see cref="HoldRule"/>. The defenders lose
/// the share k d R^w of themselves a day, with d the share that is found at a time, R the ratio of strengths and w Helmbold's exponent. They give way when
/// theta are lost, after theta/(k d R^w); or, but for headquarters and main cities, when so few are left that they are overrun, 1 - R/R_o of
/// them lost, and the place is cleared after that. In a city it takes months, in a village days.
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

    /// <summary>Days until a strength has broken or overrun the defenders; 0 without any.</summary>
    public double Days(int l, int bloc, double enemy, double strength)
    {
        double rate = Rate(l, enemy);
        return rate <= 0 ? 0 : Days(l, rate, IsLastStand(l, bloc), Math.Max(1, strength) / enemy);
    }

    /// <summary>Own strength that is lost until the defenders have given way: they find who comes into their place by mu_M.</summary>
    public double Loss(int l, int bloc, double enemy, double strength)
    {
        CombatParameters combat = parameters.Combat;
        double ratio = Math.Max(1, strength / Math.Max(1, enemy));
        return combat.Attrition * enemy * DetMath.Pow(ratio, 1 - combat.RatioExponent) * combat.VisibilityMassed * Days(l, bloc, enemy, ratio * enemy);
    }

    /// <summary>
    /// Strength that breaks or overruns the defenders within the days for which a commander plans: theta/(k d R^w) of them, or by twelve
    /// halvings less, for who will be overrun.
    /// </summary>
    public double StrengthFor(int l, int bloc, double enemy)
    {
        double rate = Rate(l, enemy), days = parameters.Commander.PlanDays, exponent = parameters.Combat.RatioExponent;
        if (rate <= 0 || exponent <= 0)
        {
            return 0;
        }

        bool last = IsLastStand(l, bloc);
        double most = DetMath.Pow(Threshold(last) / (rate * days), 1 / exponent), high = Math.Min(most, parameters.Control.OverrunRatio);
        if (last || Days(l, rate, last, high) > days)
        {
            return most * enemy;
        }

        double low = 0;
        for (int step = 0; step < 12; step++)
        {
            double middle = (low + high) / 2;
            (low, high) = Days(l, rate, last, middle) > days ? (middle, high) : (low, middle);
        }

        return high * enemy;
    }

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

    /// <summary>Share of the defenders that falls in a day at even odds, k d; 0 where nobody defends.</summary>
    private double Rate(int l, double enemy) => enemy <= 1 ? 0 : parameters.Combat.Attrition * Math.Max(0.01, Detected(l, enemy));

    private double Threshold(bool last) => last ? parameters.Break.ThresholdLastStand : parameters.Break.ThresholdDefender;

    private double Days(int l, double rate, bool last, double ratio)
    {
        double daily = rate * DetMath.Pow(ratio, parameters.Combat.RatioExponent), broken = Threshold(last) / daily;
        double fought = Math.Max(0, 1 - (ratio / parameters.Control.OverrunRatio)) / daily;
        return last || fought >= broken ? broken : Math.Min(broken, fought + ClearingDays(l, fought));
    }

    /// <summary>
    /// Days in which an assault that overruns a place has taken the share of it that makes an owner; while it was fought for a share has
    /// come to him already, up to a half.
    /// </summary>
    private double ClearingDays(int l, double fought)
    {
        ControlParameters control = parameters.Control;
        double daily = Math.Min(control.Adjustment, control.ClearingRate / Math.Max(1, world.Locations.Population[l]));
        double others = 1 - (HoldRule.OthersMost * (1 - DetMath.Pow(1 - control.Adjustment, fought)));
        return daily >= 1 ? 1 : Math.Max(0, DetMath.Log((1 - control.TakeAt) / others) / DetMath.Log1p(-daily));
    }

    /// <summary>Everybody knows which places the enemy will hold to the last.</summary>
    private bool IsLastStand(int l, int bloc)
    {
        int country = world.Locations.Country[l];
        for (ulong rest = world.Tallies.MassedPresent[l]; rest != 0; rest &= rest - 1)
        {
            int g = BitOperations.TrailingZeroCount(rest);
            if (world.Blocs.AreHostile(country, bloc, world.Factions.Bloc[g]) && Presence.IsLastStand(world, l, g))
            {
                return true;
            }
        }

        return false;
    }
}
