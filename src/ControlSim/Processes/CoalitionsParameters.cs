using ControlSim.Scenarios;

namespace ControlSim.Processes;

/// <summary>Parameters of <c>Coalitions</c> (P12).</summary>
public sealed record CoalitionsParameters
{
    /// <summary>Adjustment of tension to its level.</summary>
    [Parameter(0, 1, 0.02, "1/day", "no source")]
    public required double Adjustment { get; init; }

    /// <summary>Level t0 of tension under a common enemy as strong as can be.</summary>
    [Parameter(0, 1, 0.1, "1", "no source")]
    public required double LeastTension { get; init; }

    /// <summary>Rise t1 of that level when the common enemy is gone.</summary>
    [Parameter(0, 1, 0.5, "1", "no source; S2-38, S3-17, S4-5")]
    public required double EnemyWeight { get; init; }

    /// <summary>Weight t2 of the tension between patrons.</summary>
    [Parameter(0, 1, 0.5, "1", "no source; S2-41, S2-42")]
    public required double PatronWeight { get; init; }

    /// <summary>Tension beyond which rivals that deconflict turn hostile.</summary>
    [Parameter(0, 2, 0.8, "1", "no source")]
    public required double Limit { get; init; }

    /// <summary>Tension below which they deconflict again.</summary>
    [Parameter(0, 1, 0.5, "1", "no source")]
    public required double ReturnLimit { get; init; }

    /// <summary>Incidents a day of two forces at one location at tension 1.</summary>
    [Parameter(0, 1, 0.003, "1/day", "no source; S4-22")]
    public required double IncidentRate { get; init; }

    /// <summary>Distance between fronts over which incidents fall to 1/e.</summary>
    [Parameter(1, 1000, 30, "km", "no source; S4-22")]
    public required double IncidentKm { get; init; }

    /// <summary>Tension added by an incident.</summary>
    [Parameter(0, 1, 0.1, "1", "no source; S2-31")]
    public required double IncidentTension { get; init; }

    /// <summary>Tension from which rivals spend effort on their own protection.</summary>
    [Parameter(0, 1, 0.5, "1", "no source")]
    public required double DiversionTension { get; init; }

    /// <summary>Greatest share of effort that goes into protection.</summary>
    [Parameter(0, 1, 0.5, "1", "S2-9, \"as much\"; value no source")]
    public required double MostDiversion { get; init; }

    /// <summary>Recovery of coordination after the loss of a leader.</summary>
    [Parameter(0, 1, 0.005, "1/day", "no source; S2-3")]
    public required double CoordinationRecovery { get; init; }
}
