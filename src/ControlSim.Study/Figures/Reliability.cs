using ControlSim.Study.ResultFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Figures;

/// <summary>Reliability diagram: of what was given a probability p, how much came true; on the diagonal the shares were right.</summary>
public static class Reliability
{
    private const int Bins = 10;

    /// <summary>
    /// Forecasts of a result against records: for each place on record and the last day of each month, the share of runs in which
    /// it has fallen, and whether it had. Null where no record names a place of the scenario.
    /// </summary>
    public static Figure? Describe(ResultData result, IReadOnlyList<ObservedCapture> observed)
    {
        ArgumentNullException.ThrowIfNull(result);
        PlaceFall[] falls = [.. PlaceFall.Of(result)];
        int[] ends = [.. Enumerable.Range(1, result.Scenario.Ticks).Where(t => t == result.Scenario.Ticks || result.Scenario.DateOf(t + 1).Day == 1)];
        var pairs = new List<(double Forecast, bool Happened)>();
        foreach (ObservedCapture record in observed.Where(o => result.Scenario.Locations.Any(l => l.Id == o.Location)))
        {
            double[] times = [.. falls.Where(f => Matches(result, f, record)).SelectMany(f => f.Times)];
            pairs.AddRange(ends.Select(t => (Math.Min(1, (double)times.Count(x => x <= t) / result.Runs), record.Date <= result.Scenario.DateOf(t))));
        }

        return pairs.Count == 0 ? null : Describe(result.Info.Title, $"has the place fallen by the end of the month? {pairs.Count} forecasts", pairs);
    }

    /// <summary>Describes the figure of any forecasts.</summary>
    /// <param name="scenarioTitle">Title of the scenario.</param>
    /// <param name="measure">What was forecast.</param>
    /// <param name="pairs">Probability, 0 to 1, and whether it came true.</param>
    public static Figure Describe(string scenarioTitle, string measure, IReadOnlyCollection<(double Forecast, bool Happened)> pairs)
    {
        const int height = 760;
        Box content = Figure.Content(1000, height);
        var groups = pairs.GroupBy(p => Math.Min(Bins - 1, (int)(p.Forecast * Bins))).OrderBy(g => g.Key).ToArray();
        double[] forecast = [.. groups.Select(g => g.Average(p => p.Forecast))];
        double[] share = [.. groups.Select(g => g.Average(p => p.Happened ? 1.0 : 0))];
        int[] counts = [.. Enumerable.Range(0, Bins).Select(b => groups.FirstOrDefault(g => g.Key == b)?.Count() ?? 0)];
        double brier = pairs.Average(p => (p.Forecast - (p.Happened ? 1 : 0)) * (p.Forecast - (p.Happened ? 1 : 0)));
        var unit = new Axis { Min = -0.02, Max = 1.02 };
        return new Figure
        {
            Name = "reliability",
            Title = "Were the shares right?",
            Subtitle = $"{scenarioTitle} · {measure}",
            Description = $"Reliability diagram of {pairs.Count} forecasts; Brier score {NumberText.Of(brier, 3)} (0 is best).",
            Width = 1000,
            Height = height,
            Panels =
            [
                new Plot(content.Inset(0, 0, 0, 170))
                {
                    XAxis = unit with { ShowTickLabels = false },
                    YAxis = unit with { Label = "share that came true" },
                    Series =
                    [
                        new LineSeries([0, 1], [0, 1], new Stroke(ResultFigure.Grey, 1.4, "5 4")) { Name = "perfectly reliable" },
                        new LineSeries([.. forecast], [.. share], new Stroke(ResultFigure.First, 1.6)),
                        new ScatterSeries([.. forecast], [.. share], new Marker { Radius = 5, Fill = new Fill(ResultFigure.First) }) { Name = $"forecasts; Brier score {NumberText.Of(brier, 3)}" },
                    ],
                    Legend = true,
                },
                new Plot(content.Inset(0, content.Height - 165, 0, 0))
                {
                    XAxis = unit with { Label = "forecast: share of runs" },
                    YAxis = new Axis { Min = 0, Label = "forecasts" },
                    Series = [new BarSeries([.. Enumerable.Range(0, Bins).Select(b => (b + 0.5) / Bins)], [.. counts.Select(c => (double)c)], new Fill(ResultFigure.Second)) { BarWidth = 0.085, Name = "number of forecasts" }],
                },
            ],
            Source = "Source: simulation and the given records",
            FooterNote = "ControlSim",
        };
    }

    internal static bool Matches(ResultData result, PlaceFall fall, ObservedCapture record) =>
        record.Location == result.Scenario.Locations[fall.Location].Id && (record.Bloc.Length == 0 || record.Bloc == result.Scenario.Blocs[fall.Bloc].Id);
}
