using System.Collections.Immutable;
using ControlSim.Networks;
using ControlSim.Scenarios;

namespace ControlSim.Study.Geography;

/// <summary>How the corridors hold the locations together, whoever controls them and whatever is shut.</summary>
/// <param name="Components">Connected parts, each by location id; the largest first, then by their first id.</param>
/// <param name="CutCorridors">Ids of corridors whose loss parts the network, in the order of the scenario.</param>
public sealed record NetworkFacts(ImmutableArray<ImmutableArray<string>> Components, ImmutableArray<string> CutCorridors)
{
    /// <summary>The facts of a scenario's corridors.</summary>
    public static NetworkFacts Of(Scenario scenario)
    {
        int locations = scenario.Locations.Length;
        var rows = Enumerable.Range(0, locations).ToDictionary(l => scenario.Locations[l].Id, StringComparer.Ordinal);
        var graph = new Adjacency(
            locations, [.. scenario.Corridors.Select(c => rows[c.From])], [.. scenario.Corridors.Select(c => rows[c.To])]);
        var search = new Components(graph);
        int[] component = new int[locations];
        search.Label([], component);
        bool[] bridge = new bool[scenario.Corridors.Length];
        search.Bridges([], bridge);
        return new NetworkFacts(
            [
                .. Enumerable.Range(0, locations)
                    .GroupBy(l => component[l], l => scenario.Locations[l].Id)
                    .Select(g => g.Order(StringComparer.Ordinal).ToImmutableArray())
                    .OrderByDescending(g => g.Length)
                    .ThenBy(g => g[0], StringComparer.Ordinal),
            ],
            [.. Enumerable.Range(0, bridge.Length).Where(c => bridge[c]).Select(c => scenario.Corridors[c].Id)]);
    }
}
