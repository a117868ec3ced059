using ControlSim.Scenarios;

namespace ControlSim.Processes;

/// <summary>Parameters of <c>Combat</c> (P6).</summary>
public sealed record CombatParameters
{
    /// <summary>Attrition constant k; with the preparation time it decides dates more than anything else.</summary>
    [Parameter(0, 1, 0.02, "1/day", "no source")]
    public required double Attrition { get; init; }

    /// <summary>Deviation of the logarithm of a battle's pace: battles of equal forces differ.</summary>
    [Parameter(0, 2, 0.3, "1", "no source")]
    public required double PaceSpread { get; init; }

    /// <summary>Deviation of the logarithm of the attrition constant from run to run: it is not known better.</summary>
    [Parameter(0, 2, 0.3, "1", "published values span 0.003 to 0.03")]
    public required double AttritionSpread { get; init; }

    /// <summary>
    /// Exponent w of the ratio of forces: x' = -a (x/y)^(1 - w) y. 1 is the square law, 0.5 has the invariant of the linear law,
    /// at 0 losses depend on the own number alone.
    /// </summary>
    [Parameter(0, 1, 1, "1", "Helmbold 1965; no value fits all battles: Bracken 1995 near 0.5, Fricker 1998 above 1")]
    public required double RatioExponent { get; init; }

    /// <summary>Visibility mu_M of massed units.</summary>
    [Parameter(0, 1, 0.8, "1", "no source")]
    public required double VisibilityMassed { get; init; }

    /// <summary>Visibility mu_C of cells.</summary>
    [Parameter(0, 1, 0.03, "1", "no source")]
    public required double VisibilityCells { get; init; }

    /// <summary>Ground visibility mu_D of massed units that defend their own bloc's location.</summary>
    [Parameter(0, 1, 0.05, "1", "no source; Mosul 263 days against Tal Afar 8")]
    public required double VisibilityDefending { get; init; }

    /// <summary>Share of the population among which fighters can hide.</summary>
    [Parameter(0, 1, 0.1, "1", "no source")]
    public required double HidingShare { get; init; }

    /// <summary>Bonus of cells on the first exchange.</summary>
    [Parameter(1, 10, 3, "1", "Deitchman 1962, form; value no source")]
    public required double AmbushBonus { get; init; }

    /// <summary>Weight chi of consolidation in the defender's strength.</summary>
    [Parameter(0, 5, 0.5, "1", "no source")]
    public required double ConsolidationWeight { get; init; }

    /// <summary>Civilians killed by fire that would have killed one fighter and found none, where only civilians can be hit.</summary>
    [Parameter(0, 100, 0.1, "person/fighter", "no source; about as many civilians as defenders died in Mosul, 2016 to 2017")]
    public required double Collateral { get; init; }

    /// <summary>Intensity of a pair of which one besieges, relative to an assault.</summary>
    [Parameter(0, 1, 0.05, "1", "no source")]
    public required double SiegeIntensity { get; init; }

    /// <summary>Intensity of a pair that faces each other without orders to attack, relative to an assault.</summary>
    [Parameter(0, 1, 0.005, "1", "no source")]
    public required double LullIntensity { get; init; }
}
