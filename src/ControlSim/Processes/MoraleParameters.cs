using ControlSim.Scenarios;

namespace ControlSim.Processes;

/// <summary>Parameters of <c>Morale</c> (P12).</summary>
public sealed record MoraleParameters
{
    /// <summary>Adjustment eta_m of morale to its level.</summary>
    [Parameter(0, 1, 0.02, "1/day", "no source")]
    public required double Adjustment { get; init; }

    /// <summary>Supply state at which morale is the scenario's input.</summary>
    [Parameter(0, 1, 0.8, "1", "no source")]
    public required double NeutralSupply { get; init; }

    /// <summary>Weight ws of the supply state.</summary>
    [Parameter(0, 2, 0.2, "1", "no source; S0-9")]
    public required double SupplyWeight { get; init; }

    /// <summary>Weight wp of the share of wages that is paid.</summary>
    [Parameter(0, 2, 0.2, "1", "no source")]
    public required double PayWeight { get; init; }

    /// <summary>Weight wv of prestige.</summary>
    [Parameter(0, 2, 0.4, "1", "no source; S3-11, S3-34")]
    public required double PrestigeWeight { get; init; }

    /// <summary>Morale lost, gl, with the loss of a whole force.</summary>
    [Parameter(0, 5, 0.2, "1", "no source")]
    public required double LossWeight { get; init; }

    /// <summary>Adjustment eta_Q of prestige to its level.</summary>
    [Parameter(0, 1, 0.05, "1/day", "no source")]
    public required double PrestigeAdjustment { get; init; }

    /// <summary>Weight of territory against that of the start.</summary>
    [Parameter(0, 1, 0.3, "1", "no source; S3-46")]
    public required double TerritoryWeight { get; init; }

    /// <summary>Weight of territory against what is remembered: victories and defeats.</summary>
    [Parameter(0, 1, 0.3, "1", "no source; S3-36")]
    public required double ChangeWeight { get; init; }

    /// <summary>Days over which gains and losses of territory are remembered.</summary>
    [Parameter(1, 3650, 90, "day", "no source")]
    public required double MemoryDays { get; init; }

    /// <summary>What a location of political weight 1 counts for beside its inhabitants.</summary>
    [Parameter(0, 1e7, 500_000, "person", "no source; S3-34")]
    public required double SymbolicPopulation { get; init; }

    /// <summary>Fall of prestige, Q0 - Q, up to which a faction holds together.</summary>
    [Parameter(0, 1, 0.2, "1", "no source")]
    public required double InfightingFall { get; init; }

    /// <summary>Share of a force that falls in its own infighting, a day and unit of prestige lost beyond that.</summary>
    [Parameter(0, 0.1, 0.001, "1/day", "no source; S3-43")]
    public required double InfightingRate { get; init; }
}
