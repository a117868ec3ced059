using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Study.Figures;

/// <summary>The map of control of an ensemble: shares over its replicates at a tick that they kept.</summary>
public static class ControlMapOfRuns
{
    /// <summary>Share of control below which a bloc is not named among those who contest a place.</summary>
    private const double LeastRival = 0.02;

    /// <summary>Collects what the map shows.</summary>
    /// <param name="ensemble">At least one finished run.</param>
    /// <param name="info">The scenario's colours, places and theatre.</param>
    /// <param name="tick">One of the kept ticks.</param>
    /// <exception cref="ArgumentException">No run finished, or the tick was not kept.</exception>
    public static ControlMapInput Input(Ensemble ensemble, ScenarioInfo info, int tick)
    {
        int kept = ensemble.Results.IsEmpty ? -1 : Array.IndexOf(ensemble.Results[0].Series.FlowTicks, tick);
        if (kept < 0)
        {
            throw new ArgumentException($"No run kept tick {tick}.", nameof(ensemble));
        }

        Scenario scenario = ensemble.Scenario;
        return new MapGround(scenario, info).Input(
            scenario.DateOf(tick),
            ensemble.Results.Length,
            "simulation",
            location => Holding(ensemble, tick, kept, location),
            corridor => Carried(ensemble, kept, corridor),
            crossing => ShareOpen(ensemble, kept, crossing));
    }

    /// <summary>A place that is contested in a run counts as contested there, whoever owns it on paper.</summary>
    private static MapHolding Holding(Ensemble ensemble, int tick, int kept, int location)
    {
        Scenario scenario = ensemble.Scenario;
        int index = (tick * scenario.Locations.Length) + location;
        RunResult[] contested = [.. ensemble.Results.Where(r => r.Series.Contested[index] != 0)];
        var control = ensemble.Results
            .Where(r => r.Series.Owner[index] >= 0 && r.Series.Contested[index] == 0)
            .GroupBy(r => scenario.Blocs[r.Series.Owner[index]].Id)
            .ToImmutableSortedDictionary(g => g.Key, g => (double)g.Count() / ensemble.Results.Length, StringComparer.Ordinal);
        int first = ((kept * scenario.Locations.Length) + location) * scenario.Blocs.Length;
        return new MapHolding(control, (double)contested.Length / ensemble.Results.Length, Rivals(scenario, contested, first));
    }

    /// <summary>The blocs with most control of a place in the runs in which it is contested.</summary>
    private static ImmutableArray<string> Rivals(Scenario scenario, RunResult[] contested, int first) =>
        contested.Length == 0
            ? []
            :
            [
                .. Enumerable.Range(0, scenario.Blocs.Length)
                    .Select(b => (Bloc: b, Mean: contested.Sum(r => r.Series.Control[first + b]) / contested.Length))
                    .Where(b => b.Mean >= LeastRival)
                    .OrderByDescending(b => b.Mean)
                    .ThenBy(b => b.Bloc)
                    .Select(b => scenario.Blocs[b.Bloc].Id),
            ];

    private static (double Flow, string Bloc) Carried(Ensemble ensemble, int kept, int corridor)
    {
        Scenario scenario = ensemble.Scenario;
        double total = 0;
        (double Flow, string Bloc) most = (0, "");
        for (int bloc = 0; bloc < scenario.Blocs.Length; bloc++)
        {
            int index = (((kept * scenario.Blocs.Length) + bloc) * scenario.Corridors.Length) + corridor;
            double flow = ensemble.Results.Sum(r => Math.Abs(r.Series.Flow[index])) / ensemble.Results.Length;
            total += flow;
            if (flow > most.Flow)
            {
                most = (flow, scenario.Blocs[bloc].Id);
            }
        }

        return (total, most.Bloc);
    }

    private static double ShareOpen(Ensemble ensemble, int kept, int crossing)
    {
        int index = (kept * ensemble.Scenario.Crossings.Length) + crossing;
        return (double)ensemble.Results.Count(r => r.Series.CrossingOpen[index] != 0) / ensemble.Results.Length;
    }
}
