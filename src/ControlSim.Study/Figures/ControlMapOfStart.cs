using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Study.Figures;

/// <summary>The map of a scenario's first day, as its file has it: nothing is run, so no corridor carries anything yet.</summary>
public static class ControlMapOfStart
{
    /// <summary>Collects what the map shows.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="info">Its colours, places and theatre.</param>
    public static ControlMapInput Input(Scenario scenario, ScenarioInfo info) => Input(scenario, new MapGround(scenario, info));

    internal static ControlMapInput Input(Scenario scenario, MapGround ground)
    {
        var control = scenario.Control.ToDictionary(c => c.Location, StringComparer.Ordinal);
        var nobody = ImmutableSortedDictionary<string, double>.Empty.WithComparers(StringComparer.Ordinal);
        return ground.Input(
            scenario.Start,
            1,
            "scenario file",
            location => control.GetValueOrDefault(scenario.Locations[location].Id) switch
            {
                { ContestedBy.IsEmpty: false } contested => new MapHolding(nobody, 1, contested.ContestedBy),
                { Owner.Length: > 0 } owned => new MapHolding(nobody.Add(owned.Owner, 1), 0, []),
                _ => new MapHolding(nobody, 0, []),
            },
            _ => (0, ""),
            crossing => scenario.Crossings[crossing].OpenToSupply ? 1 : 0) with
        { Basis = "as the scenario file has it" };
    }
}
