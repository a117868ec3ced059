using ControlSim.Scenarios;

namespace ControlSim.Processes;

/// <summary>Parameters of <c>PostureShift</c> (P3): the terms of z and the daily rate.</summary>
public sealed record PostureParameters
{
    /// <summary>Greatest daily probability h of a switch.</summary>
    [Parameter(0, 1, 0.02, "1/day", "no source")]
    public required double Rate { get; init; }

    /// <summary>Intercept b0: what keeps units massed when nothing else speaks.</summary>
    [Parameter(-10, 10, 1, "1", "no source")]
    public required double Intercept { get; init; }

    /// <summary>Weight of the log ratio of own to enemy strength, bF.</summary>
    [Parameter(0, 10, 1, "1", "no source; direction S1-35")]
    public required double ForceWeight { get; init; }

    /// <summary>Limit of the log ratio on either side.</summary>
    [Parameter(0, 10, 1.5, "1", "no source")]
    public required double ForceLimit { get; init; }

    /// <summary>Fighters added to both sides of the ratio.</summary>
    [Parameter(1, 1000, 50, "fighter", "no source")]
    public required double ForceOffset { get; init; }

    /// <summary>Weight bs of the supply state, from 0.5 on.</summary>
    [Parameter(0, 10, 2, "1", "no source; direction S0-9")]
    public required double SupplyWeight { get; init; }

    /// <summary>Weight bm of morale, from 0.5 on.</summary>
    [Parameter(0, 10, 2, "1", "no source; direction S0-9")]
    public required double MoraleWeight { get; init; }

    /// <summary>Weight ba of air threat, against massing.</summary>
    [Parameter(0, 10, 1, "1", "no source; direction S1-26")]
    public required double AirWeight { get; init; }

    /// <summary>Weight bo of an order to mass, or against it of one to disperse; it lasts until the unit is ordered to hold or march.</summary>
    [Parameter(0, 10, 3, "1", "no source")]
    public required double OrderWeight { get; init; }

    /// <summary>Hysteresis delta.</summary>
    [Parameter(0, 5, 0.5, "1", "no source")]
    public required double Hysteresis { get; init; }
}
