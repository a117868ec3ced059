using System.Numerics;
using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// P9. People judge those who rule them by conduct: L += eta_L (L* - L), L* = clip(l0 + l1 (service - 0.5) + l2 (inclusion -
/// 0.5) - l3 (extraction - 0.1) - l4 (abuse - 0.1)), with l0 the stance of the faction in the country, so that neutral conduct
/// leaves it where it is; an attack costs the rulers a share of L. Grievance A += 0.05 c (1 - A) - eta_A (A - A0), c civilian
/// casualties from 0 to 1, A0 = (1 - inclusion)(1 - service). Fear: 1 - F shrinks by a tenth with each attack, F decays.
/// Inclusion is that of the place's group by those who rule it: a policy, never what a group is (S1-38). All locations at
/// once; nothing is drawn (Bennett 2008; Cederman, Gleditsch, Buhaug 2013).
/// </summary>
[Writes("Society.Legitimacy", "Society.Grievance", "Society.Fear")]
internal sealed class SocietyShift(World world, SocietyParameters parameters, Rulers rulers)
{
    /// <summary>Service and inclusion, extraction and abuse, that leave legitimacy alone: the defaults of these inputs.</summary>
    private const double NeutralCare = 0.5;
    private const double NeutralHarm = 0.1;

    public void Step()
    {
        Society society = world.Society;
        for (int l = 0; l < world.Locations.Count; l++)
        {
            double attacks = society.Attacks[l];
            if (world.Locations.Owner[l] >= 0)
            {
                Judge(l, world.Locations.Owner[l], attacks);
            }

            double rest = (1 - rulers.Inclusion(l)) * (1 - society.Service[l]);
            society.Grievance[l] = Grievance(parameters, society.Grievance[l], Casualties(l), rest);
            society.Fear[l] = Fear(parameters, society.Fear[l], attacks);
        }
    }

    /// <summary>L*, 0 to 1.</summary>
    /// <param name="parameters">Weights.</param>
    /// <param name="stance">l0: legitimacy with neutral conduct.</param>
    /// <param name="service">0 to 1.</param>
    /// <param name="inclusion">0 to 1; 0.5 where the group does not matter.</param>
    /// <param name="extraction">0 to 1.</param>
    /// <param name="abuse">0 to 1.</param>
    public static double LegitimacyTarget(
        SocietyParameters parameters, double stance, double service, double inclusion, double extraction, double abuse) =>
        Math.Clamp(
            stance + (parameters.LegitimacyService * (service - NeutralCare))
            + (parameters.LegitimacyInclusion * (inclusion - NeutralCare))
            - (parameters.LegitimacyExtraction * (extraction - NeutralHarm))
            - (parameters.LegitimacyAbuse * (abuse - NeutralHarm)),
            0, 1);

    /// <summary>Grievance a day later.</summary>
    /// <param name="parameters">Rates.</param>
    /// <param name="grievance">A.</param>
    /// <param name="casualties">c, 0 to 1.</param>
    /// <param name="rest">A0, 0 to 1.</param>
    public static double Grievance(SocietyParameters parameters, double grievance, double casualties, double rest) =>
        Math.Clamp(
            grievance + (parameters.GrievanceCasualties * casualties * (1 - grievance))
            - (parameters.GrievanceRate * (grievance - rest)),
            0, 1);

    /// <summary>Fear a day later.</summary>
    public static double Fear(SocietyParameters parameters, double fear, double attacks)
    {
        double calm = attacks > 0 ? (1 - fear) * DetMath.Pow(1 - parameters.FearAttack, attacks) : 1 - fear;
        return (1 - calm) * (1 - parameters.FearDecay);
    }

    private void Judge(int l, int owner, double attacks)
    {
        Society society = world.Society;
        double kept = attacks > 0 ? DetMath.Pow(1 - parameters.LegitimacyAttack, attacks) : 1;
        for (ulong rest = rulers.Of(l, owner); rest != 0; rest &= rest - 1)
        {
            int f = BitOperations.TrailingZeroCount(rest), group = society.Group[l];
            int stance = (f * world.Countries) + world.Locations.Country[l];
            double target = LegitimacyTarget(
                parameters, world.Factions.Legitimacy[stance], society.Service[l],
                group < 0 ? NeutralCare : world.Economy.InclusionOf(f, group),
                world.Factions.Extraction[stance], world.Factions.Abuse[stance]);
            ref double legitimacy = ref society.Legitimacy[(l * world.Factions.Count) + f];
            legitimacy = (legitimacy + (parameters.LegitimacyRate * (target - legitimacy))) * kept;
        }
    }

    private double Casualties(int l)
    {
        double full = parameters.FullCasualties * Math.Max(1, world.Locations.Population[l]);
        return Math.Min(1, world.Society.Collateral[l] / full);
    }
}
