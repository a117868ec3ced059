using ControlSim.Scenarios;

namespace ControlSim.Processes;

/// <summary>Parameters of <c>Interdiction</c> (P6).</summary>
public sealed record InterdictionParameters
{
    /// <summary>Intensity of the fight of posts against columns that pass them, relative to an assault.</summary>
    [Parameter(0, 1, 0.1, "1", "no source; direction S3-24")]
    public required double Intensity { get; init; }
}
