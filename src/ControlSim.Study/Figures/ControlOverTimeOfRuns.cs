using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Figures;

/// <summary>Control over time of an ensemble: quantiles over its replicates for each bloc that can own.</summary>
public static class ControlOverTimeOfRuns
{

    /// <summary>Inhabitants of the locations that each bloc owns.</summary>
    /// <param name="ensemble">At least one finished run.</param>
    /// <param name="info">The scenario's title and colours.</param>
    public static ControlOverTimeInput HeldPopulation(Ensemble ensemble, ScenarioInfo info) =>
        Input(ensemble, info, "population of held locations", "people", s => s.HeldPopulation);

    /// <summary>Collects what the figure shows.</summary>
    /// <param name="ensemble">At least one finished run.</param>
    /// <param name="info">The scenario's title and colours.</param>
    /// <param name="measure">What is measured.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="series">A bloc series.</param>
    /// <exception cref="ArgumentException">No run finished.</exception>
    public static ControlOverTimeInput Input(
        Ensemble ensemble, ScenarioInfo info, string measure, string unit, Func<RunSeries, double[]> series)
    {
        if (ensemble.Results.IsEmpty)
        {
            throw new ArgumentException("No run finished.", nameof(ensemble));
        }

        Scenario scenario = ensemble.Scenario;
        var quantiles = DailyQuantiles.Of(ensemble, series);
        ImmutableArray<FigureBloc> blocs = FigureBlocs.Of(scenario, info);
        return new ControlOverTimeInput
        {
            ScenarioTitle = info.Title,
            Measure = measure,
            Unit = unit,
            Replicates = ensemble.Results.Length,
            Dates = [.. Enumerable.Range(0, scenario.Ticks + 1).Select(scenario.DateOf)],
            Blocs =
            [
                .. Enumerable.Range(0, blocs.Length)
                    .Where(b => scenario.Blocs[b].Owns)
                    .Select(b => Bands(quantiles, blocs[b], b)),
            ],
            Marks = Marks(ensemble),
            Source = "simulation",
        };
    }

    private static BlocBands Bands(DailyQuantiles quantiles, FigureBloc bloc, int row)
    {
        ImmutableArray<double> Level(int level) => [.. Enumerable.Range(0, quantiles.Ticks + 1).Select(t => quantiles.At(t, row, level))];
        return new BlocBands { Bloc = bloc, P05 = Level(0), P25 = Level(1), P50 = Level(2), P75 = Level(3), P95 = Level(4) };
    }

    /// <summary>
    /// One date, if half the runs reach it, says what the scenario is about: the fall of the place whose battle is asked for,
    /// else of the first place asked for.
    /// </summary>
    private static ImmutableArray<DateMark> Marks(Ensemble ensemble)
    {
        Scenario scenario = ensemble.Scenario;
        string? battle = scenario.Outcomes.FirstOrDefault(o => o.Kind == OutcomeKind.BattleDays)?.Locations[0];
        int row = Enumerable.Range(0, scenario.Outcomes.Length)
            .Where(o => scenario.Outcomes[o].Kind == OutcomeKind.CaptureDate)
            .OrderBy(o => scenario.Outcomes[o].Locations[0] == battle ? 0 : 1)
            .FirstOrDefault(-1);
        if (row < 0 || OutcomeSummary.Of(ensemble)[row].Median is not double median)
        {
            return [];
        }

        return [new DateMark(scenario.DateOf((int)median), $"{scenario.Outcomes[row].Title} (median)")];
    }
}
