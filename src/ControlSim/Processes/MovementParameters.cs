using ControlSim.Scenarios;

namespace ControlSim.Processes;

/// <summary>Parameters of <c>Movement</c> (P4).</summary>
public sealed record MovementParameters
{
    /// <summary>Speed of massed units on a highway.</summary>
    [Parameter(1, 400, 80, "km/day", "no source; ceiling 360 in Flee 3")]
    public required double SpeedHighway { get; init; }

    /// <summary>Speed of massed units on a primary road.</summary>
    [Parameter(1, 400, 60, "km/day", "no source")]
    public required double SpeedPrimary { get; init; }

    /// <summary>Speed of massed units on a secondary road.</summary>
    [Parameter(1, 400, 50, "km/day", "no source")]
    public required double SpeedSecondary { get; init; }

    /// <summary>Speed of massed units on a desert track.</summary>
    [Parameter(1, 400, 40, "km/day", "no source")]
    public required double SpeedDesertTrack { get; init; }

    /// <summary>Speed of massed units off the road.</summary>
    [Parameter(1, 400, 15, "km/day", "no source")]
    public required double SpeedOffRoad { get; init; }

    /// <summary>Speed of a massed unit near a location that hostile massed units hold.</summary>
    [Parameter(1, 400, 12, "km/day", "no source")]
    public required double SpeedResisted { get; init; }

    /// <summary>Length of the last stretch before such a location that is resisted.</summary>
    [Parameter(0, 400, 40, "km", "no source")]
    public required double ResistedKm { get; init; }

    /// <summary>Speed of cells, on any ground.</summary>
    [Parameter(1, 400, 15, "km/day", "no source")]
    public required double SpeedCells { get; init; }

    /// <summary>Slowing of massed units by one unit of air threat.</summary>
    [Parameter(0, 2, 0.5, "1", "no source")]
    public required double AirSlowing { get; init; }

    /// <summary>Least factor that air threat leaves of the speed.</summary>
    [Parameter(0, 1, 0.1, "1", "no source")]
    public required double LeastSpeedFactor { get; init; }

    /// <summary>Gain of massed units' speed by full transport of an air actor, g.</summary>
    [Parameter(0, 5, 0.5, "1", "no source; direction S2-16")]
    public required double TransportSpeed { get; init; }

    /// <summary>A massed unit stops where hostile massed strength exceeds this share of its own bloc's there.</summary>
    [Parameter(0, 10, 0.1, "1", "no source")]
    public required double StopRatio { get; init; }

    /// <summary>Daily probability that cells slip through a gate that is shut to them.</summary>
    [Parameter(0, 1, 0.1, "1/day", "no source")]
    public required double Smuggling { get; init; }
}
