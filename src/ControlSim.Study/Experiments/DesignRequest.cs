using System.Collections.Immutable;

namespace ControlSim.Study.Experiments;

/// <summary>A design as a study asks for it.</summary>
public sealed record DesignRequest
{
    public required string Name { get; init; }

    public required DesignKind Kind { get; init; }

    /// <summary>Rows of a sample; base rows N of Saltelli's N (d + 2).</summary>
    public int Rows { get; init; } = 64;

    /// <summary>Trajectories of Morris.</summary>
    public int Trajectories { get; init; } = 10;

    /// <summary>Levels of a range: in a full factorial or zip, and p of Morris.</summary>
    public int Levels { get; init; } = 4;

    /// <summary>Seed of sampling and scrambling; not that of the runs.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Scrambles a sequence.</summary>
    public bool Scramble { get; init; } = true;

    /// <summary>Factors that it varies; the others stay at their base. Empty: all.</summary>
    public ImmutableArray<string> Factors { get; init; } = [];

    /// <summary>Points of a list, by row id: texts by factor.</summary>
    public ImmutableArray<KeyValuePair<string, ImmutableDictionary<string, string>>> Points { get; init; } = [];

    /// <summary>File of a CSV design.</summary>
    public string File { get; init; } = "";

    /// <summary>Replicates of each row; null for the study's.</summary>
    public int? Replicates { get; init; }
}
