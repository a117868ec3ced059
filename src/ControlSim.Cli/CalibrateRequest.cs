using System.Collections.Immutable;
using ControlSim.Scenarios;

namespace ControlSim.Cli;

/// <summary>What <c>calibrate</c> is asked for.</summary>
internal sealed record CalibrateRequest
{
    public required string File { get; init; }

    public required string Observed { get; init; }

    /// <summary>Parameters with their priors; empty for those that the scenario calls uncertain, or the default ones.</summary>
    public required ImmutableArray<UncertainParameter> Priors { get; init; }

    /// <summary>Seed in place of the file's; null for the file's.</summary>
    public required ulong? Seed { get; init; }

    /// <summary>Points of each wave.</summary>
    public required int Points { get; init; }

    public required int Waves { get; init; }

    /// <summary>Runs of each point.</summary>
    public required int Replicates { get; init; }

    /// <summary>Runs of each of the ensembles that are scored at the end.</summary>
    public required int ScoreReplicates { get; init; }

    public required int Jobs { get; init; }

    /// <summary>Share of the candidates that is accepted.</summary>
    public required double Accepted { get; init; }

    public required bool Json { get; init; }

    public required string Out { get; init; }
}
