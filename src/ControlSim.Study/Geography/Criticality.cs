using System.Collections.Immutable;
using ControlSim.Networks;
using ControlSim.Scenarios;

namespace ControlSim.Study.Geography;

/// <summary>How much a bloc's supply hangs on one corridor or crossing on the first day. The two measures disagree usefully.</summary>
/// <param name="Id">Id of the corridor or crossing.</param>
/// <param name="IsCrossing">A crossing: all its corridors, and the depots behind it, close together.</param>
/// <param name="Bloc">Bloc that is supplied.</param>
/// <param name="FlowDrop">Share of the most supply that can be delivered which is lost when it closes, 0 to 1.</param>
/// <param name="Betweenness">
/// Share of the traffic between the bloc's depots and garrisons (each pair counts with the product of income and need, over
/// shortest ways) that goes through it, 0 to 1; through several corridors of a crossing the sum.
/// </param>
public sealed record Criticality(string Id, bool IsCrossing, string Bloc, double FlowDrop, double Betweenness)
{
    /// <summary>
    /// Every corridor and crossing that matters to some bloc, the greatest flow drop first, then the greatest betweenness,
    /// then by id and bloc.
    /// </summary>
    public static ImmutableArray<Criticality> Of(Scenario scenario)
    {
        var all = new List<Criticality>();
        foreach (string bloc in scenario.Blocs.Select(b => b.Id))
        {
            var network = new SupplyNetwork(scenario, bloc);
            long whole = network.Deliverable();
            if (whole > 0)
            {
                all.AddRange(Of(scenario, bloc, network, whole));
            }
        }

        return
        [
            .. all
                .OrderByDescending(c => c.FlowDrop)
                .ThenByDescending(c => c.Betweenness)
                .ThenBy(c => c.Id, StringComparer.Ordinal)
                .ThenBy(c => c.IsCrossing)
                .ThenBy(c => c.Bloc, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<Criticality> Of(Scenario scenario, string bloc, SupplyNetwork network, long whole)
    {
        double Drop(long rest) => (double)(whole - rest) / whole;
        double[] betweenness = Traffic(scenario, network);
        for (int corridor = 0; corridor < scenario.Corridors.Length; corridor++)
        {
            if (network.Usable[corridor])
            {
                double drop = Drop(network.Deliverable(corridor));
                if (drop > 0 || betweenness[corridor] > 0)
                {
                    yield return new Criticality(scenario.Corridors[corridor].Id, false, bloc, drop, betweenness[corridor]);
                }
            }
        }

        foreach (Crossing crossing in scenario.Crossings)
        {
            double drop = Drop(network.Deliverable(closedCrossing: crossing.Id));
            double through = Enumerable.Range(0, scenario.Corridors.Length)
                .Where(c => scenario.Corridors[c].Crossing == crossing.Id)
                .Sum(c => betweenness[c]);
            if (drop > 0 || through > 0)
            {
                yield return new Criticality(crossing.Id, true, bloc, drop, through);
            }
        }
    }

    /// <summary>
    /// Weighted edge betweenness by corridor as a share of all traffic. Weights are products over all pairs, so what goes
    /// between depots and needs alone is the traffic of both minus that of depots among themselves and of needs among
    /// themselves.
    /// </summary>
    private static double[] Traffic(Scenario scenario, SupplyNetwork network)
    {
        var rows = Enumerable.Range(0, scenario.Locations.Length).ToDictionary(l => scenario.Locations[l].Id, StringComparer.Ordinal);
        var graph = new Adjacency(
            scenario.Locations.Length,
            [.. scenario.Corridors.Select(c => rows[c.From])],
            [.. scenario.Corridors.Select(c => rows[c.To])]);
        double[] lengths = [.. scenario.Corridors.Select(c => c.LengthKm)];
        double[] income = new double[scenario.Locations.Length];
        foreach (Depot depot in network.Depots)
        {
            income[rows[depot.Location]] += depot.Income;
        }

        double[] Load(double[] weight)
        {
            double[] load = new double[lengths.Length];
            new Betweenness(graph).Solve(lengths, network.Usable, weight, load);
            return load;
        }

        double[] both = Load([.. income.Zip(network.Need, (i, n) => i + n)]);
        double[] depots = Load(income);
        double[] needs = Load(network.Need);
        double all = (income.Sum() * network.Need.Sum()) - income.Zip(network.Need, (i, n) => i * n).Sum();
        const double Rounding = 1e-12;
        return
        [
            .. both.Select((load, c) =>
            {
                double share = all > 0 ? (load - depots[c] - needs[c]) / all : 0;
                return share > Rounding ? share : 0;
            }),
        ];
    }
}
