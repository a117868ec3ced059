using System.Collections.Immutable;
using ControlSim.Scenarios;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>What came of reading a scenario file.</summary>
public sealed record ScenarioReading
{
    /// <summary>The scenario; null if there is an error.</summary>
    public required Scenario? Scenario { get; init; }

    /// <summary>What people and figures need beside it; null if there is an error.</summary>
    public required ScenarioInfo? Info { get; init; }

    /// <summary>Every error and warning, in order of file, line and column.</summary>
    public required ImmutableArray<Problem> Problems { get; init; }
}
