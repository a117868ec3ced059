using System.Collections.Immutable;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Study.ResultFiles;

/// <summary>Where a result comes from, beside the scenario and the seed. It enters the manifest and no other file.</summary>
public sealed record Provenance
{
    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Arguments of the program.</summary>
    public required ImmutableArray<string> CommandLine { get; init; }

    /// <summary>Scenario file as it was named.</summary>
    public required string ScenarioFile { get; init; }

    /// <summary>Lock text of the scenario before what-ifs and settings; null if it does not hold by itself.</summary>
    public required string? BaseLock { get; init; }

    /// <summary>What-ifs in the order in which they were applied, each with the lock text of the base with it and those before it
    /// (null if that does not hold by itself).</summary>
    public required ImmutableArray<(string Name, string? Lock)> WhatIfs { get; init; }

    /// <summary>What the file says about the what-ifs that were applied.</summary>
    public ImmutableArray<WhatIfInfo> WhatIfTexts { get; init; } = [];

    /// <summary>Ids of the outcomes in the order of the scenario file.</summary>
    public ImmutableArray<string> OutcomeOrder { get; init; } = [];

    /// <summary>Settings <c>path=value</c> in the order in which they were applied.</summary>
    public required ImmutableArray<string> Settings { get; init; }

    /// <summary>Last day in place of the scenario's; null if it ran to its end.</summary>
    public required DateOnly? Until { get; init; }

    /// <summary>Most runs at the same time.</summary>
    public required int Jobs { get; init; }

    /// <summary>Start of the program's work.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>End of the last run.</summary>
    public required DateTimeOffset Finished { get; init; }
}
