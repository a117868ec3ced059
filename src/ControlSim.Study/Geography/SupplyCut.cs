using System.Collections.Immutable;
using ControlSim.Networks;
using ControlSim.Scenarios;

namespace ControlSim.Study.Geography;

/// <summary>
/// The narrowest set of corridors between a bloc's depots and some of its places on the first day: the minimum cut nearest to
/// the depots, whatever the depots have and the places need.
/// </summary>
/// <param name="Corridors">Ids of the corridors of the cut, in the order of the scenario.</param>
/// <param name="Capacity">Most that they carry together, man-days a day.</param>
public sealed record SupplyCut(ImmutableArray<string> Corridors, long Capacity)
{
    /// <summary>Finds it.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="bloc">Bloc id.</param>
    /// <param name="places">Location ids; depots at these places do not count.</param>
    /// <returns>The cut; null where no depot is joined to any of the places.</returns>
    public static SupplyCut? Of(Scenario scenario, string bloc, IReadOnlyCollection<string> places)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var network = new SupplyNetwork(scenario, bloc);
        var rows = Enumerable.Range(0, scenario.Locations.Length).ToDictionary(l => scenario.Locations[l].Id, StringComparer.Ordinal);
        int[] targets = [.. places.Where(rows.ContainsKey).Select(p => rows[p]).Distinct()];
        int[] depots = [.. network.Depots.Where(d => d.Income > 0).Select(d => rows[d.Location]).Distinct().Except(targets)];
        int corridors = scenario.Corridors.Length;
        (int source, int sink) = (rows.Count, rows.Count + 1);
        var flow = new MaxFlow(
            rows.Count + 2,
            [.. scenario.Corridors.Select(c => rows[c.From]), .. depots.Select(_ => source), .. targets],
            [.. scenario.Corridors.Select(c => rows[c.To]), .. depots, .. targets.Select(_ => sink)]);
        long all = 1;
        for (int c = 0; c < corridors; c++)
        {
            long capacity = network.Usable[c] ? network.Capacity(scenario.Corridors[c]) : 0;
            flow.SetCapacity(c, capacity);
            all += capacity;
        }

        // More than all roads together: the cut then lies in the roads.
        for (int link = corridors; link < corridors + depots.Length + targets.Length; link++) flow.SetCapacity(link, all, 0);
        long most = flow.Solve(source, sink);
        if (most == 0) return null;
        bool[] side = new bool[rows.Count + 2];
        flow.SourceSide(side);
        return new SupplyCut(
            [.. scenario.Corridors.Where((c, row) => network.Usable[row] && side[rows[c.From]] != side[rows[c.To]]).Select(c => c.Id)], most);
    }
}
