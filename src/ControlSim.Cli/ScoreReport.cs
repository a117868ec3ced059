using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.Scores;

namespace ControlSim.Cli;

/// <summary>What <c>score</c> tells.</summary>
/// <param name="All">Score on all observations.</param>
/// <param name="Fitted">Score on those that parameters may be fitted on.</param>
/// <param name="HeldOut">Score on all others.</param>
/// <param name="Window">Which those are.</param>
internal sealed record ScoreReport(ControlScore All, ControlScore Fitted, ControlScore HeldOut, FitWindow Window)
{
    /// <summary>Scores runs.</summary>
    /// <param name="ensemble">At least one run, with what <see cref="ControlScore.Options"/> wants.</param>
    /// <param name="observed">The record over its scenario.</param>
    /// <param name="bloc">Bloc that the stylised facts are about; -1 for none.</param>
    public static ScoreReport Of(Ensemble ensemble, ObservedControl observed, int bloc)
    {
        FitWindow window = FitWindow.Default;
        bool IsFit(Location place, int tick) => window.Holds(place.Country, ensemble.Scenario.DateOf(tick));
        return new ScoreReport(
            ControlScore.Of(ensemble, observed),
            ControlScore.Of(ensemble, observed, IsFit),
            ControlScore.Of(ensemble, observed, (place, tick) => !IsFit(place, tick)),
            window)
        {
            Facts = bloc >= 0 ? StylisedFacts.Of(ensemble, observed, bloc) : [],
        };
    }

    /// <summary>Stylised facts; none if they were not asked for.</summary>
    public ImmutableArray<StylisedFact> Facts { get; init; } = [];

    /// <summary>Scores with changed parameters, the scenario as it is first; none if they were not asked for.</summary>
    public ImmutableArray<RobustnessRow> Robustness { get; init; } = [];
}
