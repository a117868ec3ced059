using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Figures;

/// <summary>Control over time of a result: quantiles over its replicates for each bloc that can own.</summary>
public static class ControlOverTimeOfResults
{
    /// <summary>Marks in the large panel: more would hide the curve.</summary>
    private const int MostMarks = 3;

    /// <summary>Inhabitants of the locations that each bloc owns, with a few single runs.</summary>
    /// <param name="result">The result.</param>
    public static ControlOverTimeInput HeldPopulation(ResultData result) =>
        Input(result, "held_population", "population of held locations", "people") with { Blocs = WithRuns(result) };

    /// <summary>Collects what the figure shows.</summary>
    /// <param name="result">The result.</param>
    /// <param name="series">Name of a series of the result.</param>
    /// <param name="measure">What is measured.</param>
    /// <param name="unit">Its unit.</param>
    public static ControlOverTimeInput Input(ResultData result, string series, string measure, string unit)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new ControlOverTimeInput
        {
            ScenarioTitle = result.Info.Title,
            Measure = measure,
            Unit = unit,
            Replicates = result.Runs,
            Dates = Dates(result.Scenario),
            Blocs = Bands(result, series),
            Marks = Marks(result),
            Source = "simulation",
        };
    }

    /// <summary>Every day of a scenario.</summary>
    internal static ImmutableArray<DateOnly> Dates(Scenario scenario) =>
        [.. Enumerable.Range(0, scenario.Ticks + 1).Select(scenario.DateOf)];

    /// <summary>Bands of a series for each bloc that can own.</summary>
    internal static ImmutableArray<BlocBands> Bands(ResultData result, string series)
    {
        SeriesQuantiles values = result.Series[series];
        ImmutableArray<FigureBloc> blocs = FigureBlocs.Of(result.Scenario, result.Info);
        return
        [
            .. Enumerable.Range(0, blocs.Length).Where(b => result.Scenario.Blocs[b].Owns).Select(b => new BlocBands
            {
                Bloc = blocs[b],
                P05 = values.Of(b, 0),
                P25 = values.Of(b, 1),
                P50 = values.Of(b, 2),
                P75 = values.Of(b, 3),
                P95 = values.Of(b, 4),
            }),
        ];
    }

    private static ImmutableArray<BlocBands> WithRuns(ResultData result)
    {
        int blocs = result.Scenario.Blocs.Length;
        int Row(string id) => Enumerable.Range(0, blocs).First(b => result.Scenario.Blocs[b].Id == id);
        ImmutableArray<double> Run(double[] run, int row) =>
            [.. Enumerable.Range(0, run.Length / blocs).Select(t => run[(t * blocs) + row])];
        ImmutableArray<double[]> runs = result.Runs > 1 ? result.SingleRuns : [];
        return [.. Bands(result, "held_population").Select(b => b with { Runs = [.. runs.Select(r => Run(r, Row(b.Bloc.Id)))] })];
    }

    /// <summary>The places whose fall is asked for, where half the runs reach it: the first few in the order of the file.</summary>
    private static ImmutableArray<DateMark> Marks(ResultData result)
    {
        Scenario scenario = result.Scenario;
        return
        [
            .. InFileOrder(result)
                .Where(o => scenario.Outcomes[o].Kind == OutcomeKind.CaptureDate)
                .Select(o => (Outcome: scenario.Outcomes[o], Median: KaplanMeier.CensoredAt(scenario.Ticks, result.Outcomes[o]).Quantile(0.5)))
                .Where(o => o.Median is not null)
                .Take(MostMarks)
                .Select(o => new DateMark(scenario.DateOf((int)o.Median!), $"{Name(result, o.Outcome)} falls (median)")),
        ];
    }

    /// <summary>Rows of <c>Scenario.Outcomes</c> as the author of the file asks for them.</summary>
    internal static IEnumerable<int> InFileOrder(ResultData result)
    {
        int Place(int row)
        {
            int place = result.Info.OutcomeOrder.IndexOf(result.Scenario.Outcomes[row].Id);
            return place < 0 ? int.MaxValue : place;
        }

        return Enumerable.Range(0, result.Scenario.Outcomes.Length).OrderBy(Place);
    }

    private static string Name(ResultData result, Outcome outcome) =>
        result.Scenario.Locations.First(l => l.Id == outcome.Locations[0]).Name;
}
