using ControlSim.Scenarios;

namespace ControlSim.Processes;

/// <summary>Parameters of <c>Supply</c> (P2).</summary>
public sealed record SupplyParameters
{
    /// <summary>Need of a massed fighter, q_M.</summary>
    [Parameter(0.1, 5, 1, "man-day/day", "no source")]
    public required double NeedMassed { get; init; }

    /// <summary>Need of a fighter in cells, q_C.</summary>
    [Parameter(0, 1, 0.2, "man-day/day", "no source")]
    public required double NeedCells { get; init; }

    /// <summary>What a massed fighter finds on the spot, as a share of one need.</summary>
    [Parameter(0, 1, 0.05, "man-day/day", "no source")]
    public required double ForageMassed { get; init; }

    /// <summary>What a fighter in cells finds on the spot.</summary>
    [Parameter(0, 1, 0.18, "man-day/day", "no source")]
    public required double ForageCells { get; init; }

    /// <summary>Supply that a highway carries.</summary>
    [Parameter(0, 1e6, 4000, "man-day/day", "no source")]
    public required double CapacityHighway { get; init; }

    /// <summary>Supply that a primary road carries.</summary>
    [Parameter(0, 1e6, 2000, "man-day/day", "no source")]
    public required double CapacityPrimary { get; init; }

    /// <summary>Supply that a secondary road carries.</summary>
    [Parameter(0, 1e6, 1000, "man-day/day", "no source")]
    public required double CapacitySecondary { get; init; }

    /// <summary>Supply that a desert track carries.</summary>
    [Parameter(0, 1e6, 200, "man-day/day", "no source")]
    public required double CapacityDesertTrack { get; init; }

    /// <summary>Supply that ground without a road lets through.</summary>
    [Parameter(0, 1e6, 50, "man-day/day", "no source")]
    public required double CapacityOffRoad { get; init; }

    /// <summary>Least control share of the own or a cobelligerent bloc at both ends of a usable corridor.</summary>
    [Parameter(0, 1, 0.35, "1", "no source")]
    public required double UsableControl { get; init; }

    /// <summary>Distance lambda over which deliveries fall to 1/e.</summary>
    [Parameter(50, 5000, 600, "km", "Boulding 1962, form; value no source")]
    public required double LossDistanceKm { get; init; }

    /// <summary>Adjustment eta of the supply state to the fill.</summary>
    [Parameter(0, 1, 0.1, "1/day", "no source")]
    public required double Adjustment { get; init; }

    /// <summary>
    /// Supply is planned anew when the need of a place, or a stock that is used up, differs by more than this from what was
    /// planned for; roads are reckoned with in steps of it. 0: planned every day.
    /// </summary>
    [Parameter(0, 0.5, 0.05, "1", "no source")]
    public required double PlanTolerance { get; init; }

    /// <summary>Capacities in the order of <see cref="CorridorClass"/>, man-days a day.</summary>
    internal double[] CapacitiesByClass() =>
        [CapacityHighway, CapacityPrimary, CapacitySecondary, CapacityDesertTrack, CapacityOffRoad];
}
