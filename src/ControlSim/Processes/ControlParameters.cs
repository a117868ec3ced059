using ControlSim.Scenarios;

namespace ControlSim.Processes;

/// <summary>Parameters of <c>Control</c> (P8).</summary>
public sealed record ControlParameters
{
    /// <summary>Weight w_C of cells in holding openly.</summary>
    [Parameter(0, 1, 0.25, "1", "no source")]
    public required double CellsWeight { get; init; }

    /// <summary>Share sigma of a neighbour's strength that is felt.</summary>
    [Parameter(0, 1, 0.1, "1", "no source")]
    public required double NeighbourShare { get; init; }

    /// <summary>Distance lambda_c over which a neighbour's strength falls to 1/e.</summary>
    [Parameter(1, 500, 50, "km", "Boulding 1962, form; value no source")]
    public required double NeighbourDistanceKm { get; init; }

    /// <summary>Exponent theta of the contest.</summary>
    [Parameter(0.5, 4, 1.5, "1", "no source")]
    public required double Exponent { get; init; }

    /// <summary>Strength rho0 at which an inhabitant counts as ungoverned.</summary>
    [Parameter(0, 0.01, 0.0005, "fighter/head", "garrisons of about 1 per 1000 held cities; value no source")]
    public required double Background { get; init; }

    /// <summary>Strength that an empty place sets against any holder.</summary>
    [Parameter(0, 1000, 20, "fighter", "no source")]
    public required double BackgroundFloor { get; init; }

    /// <summary>Adjustment eta_c.</summary>
    [Parameter(0, 1, 0.2, "1/day", "no source")]
    public required double Adjustment { get; init; }

    /// <summary>Share at which a bloc becomes owner.</summary>
    [Parameter(0.5, 1, 0.6, "1", "no source")]
    public required double TakeAt { get; init; }

    /// <summary>Share below which an owner loses the location.</summary>
    [Parameter(0, 0.5, 0.4, "1", "no source")]
    public required double LoseAt { get; init; }

    /// <summary>Hold rule: massed defenders above this number keep the place contested.</summary>
    [Parameter(0, 1000, 20, "fighter", "no source")]
    public required double HoldFighters { get; init; }

    /// <summary>Hold rule: or above this share of their number when the battle began.</summary>
    [Parameter(0, 1, 0.05, "1", "no source")]
    public required double HoldShare { get; init; }

    /// <summary>Ratio of effective strengths at which who assaults a place overruns its massed defenders, so that they no longer hold it.</summary>
    [Parameter(1, 1000, 8, "1", "no source; the best of 5, 8, 12 and never on the Iraqi side up to June 2017; 5 takes Raqqa a year early")]
    public required double OverrunRatio { get; init; }

    /// <summary>Inhabitants a day among whom an assault that overruns a place works its way.</summary>
    [Parameter(1, 10000000, 3000, "head/day", "Hit, spring of 2016: some 100,000 inhabitants in 33 days")]
    public required double ClearingRate { get; init; }

    /// <summary>Rate eta_K of consolidation.</summary>
    [Parameter(0, 1, 0.01, "1/day", "no source")]
    public required double ConsolidationRate { get; init; }

    /// <summary>Density of fighters at which a place can be fully consolidated.</summary>
    [Parameter(0.001, 0.1, 0.02, "fighter/head", "Quinlivan 2003; disputed")]
    public required double ConsolidationDensity { get; init; }
}
