using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.Scores;

namespace ControlSim.Study.Statistics;

/// <summary>A capture that is on record.</summary>
/// <param name="Location">Location id.</param>
/// <param name="Bloc">Id of the bloc that took it; empty where the record does not say.</param>
/// <param name="Date">Day.</param>
public sealed record ObservedCapture(string Location, string Bloc, DateOnly Date)
{
    /// <summary>The dated captures that a table tells of within a scenario: a town comes to one bloc alone that did not hold it alone before.</summary>
    public static ImmutableArray<ObservedCapture> Of(ObservedControl observed)
    {
        ArgumentNullException.ThrowIfNull(observed);
        Scenario scenario = observed.Scenario;
        var captures = ImmutableArray.CreateBuilder<ObservedCapture>();
        foreach (ObservedTown town in observed.Towns)
        {
            ImmutableArray<int> before = town.Start;
            foreach (ObservedState state in town.States.Where(s => s.Tick > 0 && s.Tick <= scenario.Ticks))
            {
                bool isCapture = state.IsChange && state.Holders.Length == 1 && observed.Holders.IsBloc(state.Holders[0]) && !before.SequenceEqual(state.Holders);
                before = state.Holders;
                if (!isCapture) continue;
                captures.Add(new ObservedCapture(scenario.Locations[town.Location].Id, scenario.Blocs[state.Holders[0]].Id, scenario.DateOf(state.Tick)));
            }
        }

        return captures.ToImmutable();
    }
}
