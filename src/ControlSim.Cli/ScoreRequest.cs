using System.Collections.Immutable;

namespace ControlSim.Cli;

/// <summary>What <c>score</c> is asked for.</summary>
/// <param name="Run">The runs.</param>
/// <param name="Observed">Table of observed control.</param>
/// <param name="Facts">Hold the runs against stylised facts.</param>
/// <param name="Robustness">Table of the scores with changed parameters; null for none.</param>
/// <param name="Parameters">Parameters that are changed; none for all.</param>
internal sealed record ScoreRequest(
    RunRequest Run, string Observed, bool Facts = false, string? Robustness = null, ImmutableArray<string> Parameters = default);
