using ControlSim.Study.Scores;

namespace ControlSim.Cli;

/// <summary>What <c>score</c> tells.</summary>
/// <param name="All">Score on all observations.</param>
/// <param name="Fitted">Score on those that parameters may be fitted on.</param>
/// <param name="HeldOut">Score on all others.</param>
/// <param name="Window">Which those are.</param>
internal sealed record ScoreReport(ControlScore All, ControlScore Fitted, ControlScore HeldOut, FitWindow Window);
