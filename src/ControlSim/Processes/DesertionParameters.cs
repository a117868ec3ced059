using ControlSim.Scenarios;

namespace ControlSim.Processes;

/// <summary>
/// Parameters of <c>Desertion</c> (P11). The defaults are net of the replacements that armies find, which are not in the
/// model: with 0.0003 and 0.001 for base and morale a tenth of all fighters leaves in four months of 2017.
/// </summary>
public sealed record DesertionParameters
{
    /// <summary>Desertion d0 of paid, supplied units of high morale.</summary>
    [Parameter(0, 0.1, 0.0001, "1/day", "no source")]
    public required double Base { get; init; }

    /// <summary>Further desertion ds without supply.</summary>
    [Parameter(0, 0.1, 0.001, "1/day", "no source; S3-43")]
    public required double Supply { get; init; }

    /// <summary>Further desertion dm without morale.</summary>
    [Parameter(0, 0.1, 0.0003, "1/day", "no source; S3-43")]
    public required double Morale { get; init; }

    /// <summary>Further desertion dp without pay.</summary>
    [Parameter(0, 0.1, 0.003, "1/day", "no source; S3-43")]
    public required double Pay { get; init; }

    /// <summary>Defection dd, where a hostile faction of kindred aim and equal prestige stands at the same place.</summary>
    [Parameter(0, 0.1, 0.001, "1/day", "no source; S1-33")]
    public required double Defection { get; init; }
}
