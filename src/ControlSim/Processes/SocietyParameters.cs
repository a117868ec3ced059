using ControlSim.Scenarios;

namespace ControlSim.Processes;

/// <summary>Parameters of <c>SocietyShift</c> and <c>Tips</c> (P9).</summary>
public sealed record SocietyParameters
{
    /// <summary>Rate eta_L at which legitimacy follows conduct.</summary>
    [Parameter(0, 1, 0.01, "1/day", "no source")]
    public required double LegitimacyRate { get; init; }

    /// <summary>Weight l1 of services, from 0.5 on.</summary>
    [Parameter(0, 2, 0.3, "1", "direction Berman, Shapiro, Felter 2011; value no source")]
    public required double LegitimacyService { get; init; }

    /// <summary>Weight l2 of the inclusion of the people's group, from 0.5 on.</summary>
    [Parameter(0, 2, 0.4, "1", "direction Cederman, Gleditsch, Buhaug 2013; value no source")]
    public required double LegitimacyInclusion { get; init; }

    /// <summary>Weight l3 of what is taken from the people, from 0.1 on.</summary>
    [Parameter(0, 2, 0.3, "1", "no source")]
    public required double LegitimacyExtraction { get; init; }

    /// <summary>Weight l4 of abuse by the garrison, from 0.1 on.</summary>
    [Parameter(0, 2, 0.5, "1", "no source; S0-18")]
    public required double LegitimacyAbuse { get; init; }

    /// <summary>Share of the rulers' legitimacy that an attack in their place costs.</summary>
    [Parameter(0, 1, 0.01, "1", "no source")]
    public required double LegitimacyAttack { get; init; }

    /// <summary>Growth of grievance on a day with full casualties.</summary>
    [Parameter(0, 1, 0.05, "1", "Bennett 2008")]
    public required double GrievanceCasualties { get; init; }

    /// <summary>Share of the inhabitants killed in a day that counts as full casualties.</summary>
    [Parameter(0.000001, 1, 0.0005, "1", "no source")]
    public required double FullCasualties { get; init; }

    /// <summary>Rate eta_A at which grievance returns to what exclusion and neglect make it.</summary>
    [Parameter(0, 1, 0.003, "1/day", "no source")]
    public required double GrievanceRate { get; init; }

    /// <summary>Growth of fear with an attack.</summary>
    [Parameter(0, 1, 0.1, "1", "Bennett 2008")]
    public required double FearAttack { get; init; }

    /// <summary>Decay of fear.</summary>
    [Parameter(0, 1, 0.05, "1/day", "no source")]
    public required double FearDecay { get; init; }
}
