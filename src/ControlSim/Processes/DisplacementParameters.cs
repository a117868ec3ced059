using ControlSim.Scenarios;

namespace ControlSim.Processes;

/// <summary>Parameters of <c>Displacement</c> (P11).</summary>
public sealed record DisplacementParameters
{
    /// <summary>Flight f0 from every place.</summary>
    [Parameter(0, 0.1, 0, "1/day", "no source")]
    public required double Base { get; init; }

    /// <summary>Further flight f1 from a place under assault.</summary>
    [Parameter(0, 0.5, 0.01, "1/day", "no source")]
    public required double Assault { get; init; }

    /// <summary>Further flight f2 at full fear.</summary>
    [Parameter(0, 0.1, 0.001, "1/day", "no source")]
    public required double Fear { get; init; }

    /// <summary>Return of the displaced to a home without battle, at no fear, over an open way.</summary>
    [Parameter(0, 0.1, 0.002, "1/day", "no source")]
    public required double Return { get; init; }
}
