using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
        rulers.Renew();
        Society society = world.Society;
        int[] owners = world.Locations.Owner;
        for (int l = 0; l < owners.Length; l++)
        {
            if (owners[l] >= 0)
            {
                Judge(l, owners[l], society.Attacks[l]);
            }
        }

        int done = ShiftFour();
        for (; done < owners.Length; done++)
        {
            double full = parameters.FullCasualties * Math.Max(1, world.Locations.Population[done]);
            double casualties = Math.Min(1, society.Collateral[done] / full), rest = (1 - rulers.Inclusion[done]) * (1 - society.Service[done]);
            society.Grievance[done] = Grievance(parameters, society.Grievance[done], casualties, rest);
            society.Fear[done] = Fear(parameters, society.Fear[done], society.Attacks[done]);
        }
    }

    /// <summary>Grievance and fear of four places at a time, fear place by place where one was attacked; elementwise, so the bits are the same.</summary>
    /// <returns>Places done.</returns>
    private int ShiftFour()
    {
        Society society = world.Society;
        ref double grievance = ref MemoryMarshal.GetArrayDataReference(society.Grievance), fear = ref MemoryMarshal.GetArrayDataReference(society.Fear);
        ref double attacks = ref MemoryMarshal.GetArrayDataReference(society.Attacks), people = ref MemoryMarshal.GetArrayDataReference(world.Locations.Population);
        ref double collateral = ref MemoryMarshal.GetArrayDataReference(society.Collateral), service = ref MemoryMarshal.GetArrayDataReference(society.Service);
        ref double inclusion = ref MemoryMarshal.GetReference(rulers.Inclusion);
        Vector256<double> one = Vector256<double>.One, kept = Vector256.Create(1 - parameters.FearDecay);
        int done = 0;
        for (; done <= world.Locations.Count - Vector256<double>.Count; done += Vector256<double>.Count)
        {
            nuint at = (nuint)done;
            Vector256<double> full = Vector256.Create(parameters.FullCasualties) * Vector256.Max(one, Vector256.LoadUnsafe(ref people, at));
            var casualties = Vector256.Min(one, Vector256.LoadUnsafe(ref collateral, at) / full);
            Vector256<double> rest = (one - Vector256.LoadUnsafe(ref inclusion, at)) * (one - Vector256.LoadUnsafe(ref service, at));
            var before = Vector256.LoadUnsafe(ref grievance, at);
            Vector256<double> after = before + (Vector256.Create(parameters.GrievanceCasualties) * casualties * (one - before))
                - (Vector256.Create(parameters.GrievanceRate) * (before - rest));
            after = Vector256.ConditionalSelect(Vector256.LessThan(after, default), default, after);
            Vector256.ConditionalSelect(Vector256.GreaterThan(after, one), one, after).StoreUnsafe(ref grievance, at);
            if (Vector256.GreaterThanAny(Vector256.LoadUnsafe(ref attacks, at), default))
            {
                FearAttacks(done, Vector256<double>.Count);
                continue;
            }

            Vector256<double> calm = one - Vector256.LoadUnsafe(ref fear, at);
            ((one - calm) * kept).StoreUnsafe(ref fear, at);
        }

        return done;
    }

    private void FearAttacks(int first, int count)
    {
        for (int l = first; l < first + count; l++)
        {
            world.Society.Fear[l] = Fear(parameters, world.Society.Fear[l], world.Society.Attacks[l]);
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
}
