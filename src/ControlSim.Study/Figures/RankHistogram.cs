using ControlSim.Study.ResultFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Figures;

/// <summary>
/// Rank histogram (Talagrand): where among the runs the observed values fall. Flat: the spread is right; a U: it is too narrow;
/// a hump: too wide; a slope: biased.
/// </summary>
public static class RankHistogram
{
    private const int Bins = 10;

    /// <summary>Observed dates of capture among those of the runs; a run without the capture is later than any. Null without records.</summary>
    public static Figure? Describe(ResultData result, IReadOnlyList<ObservedCapture> observed)
    {
        ArgumentNullException.ThrowIfNull(result);
        PlaceFall[] falls = [.. PlaceFall.Of(result)];
        double[] ranks =
        [
            .. observed
                .Where(o => result.Scenario.Locations.Any(l => l.Id == o.Location) && o.Date >= result.Scenario.Start && o.Date <= result.Scenario.End)
                .Select(o => Rank(result, [.. falls.Where(f => Reliability.Matches(result, f, o)).SelectMany(f => f.Times)], o)),
        ];
        return ranks.Length == 0 ? null : Describe(result.Info.Title, $"dates of {ranks.Length} captures among {ResultFigure.Runs(result)}", ranks);
    }

    /// <summary>Describes the figure of any ranks.</summary>
    /// <param name="scenarioTitle">Title of the scenario.</param>
    /// <param name="measure">What was ranked.</param>
    /// <param name="ranks">Share of the runs below the observed value, ties counted half, 0 to 1.</param>
    public static Figure Describe(string scenarioTitle, string measure, IReadOnlyCollection<double> ranks)
    {
        const int height = 560;
        double[] counts = new double[Bins];
        foreach (double rank in ranks) counts[Math.Min(Bins - 1, (int)(rank * Bins))]++;
        double even = (double)ranks.Count / Bins;
        return new Figure
        {
            Name = "rank-histogram",
            Title = "Where the record falls among the runs",
            Subtitle = $"{scenarioTitle} · {measure}",
            Description = $"Rank histogram; counts from low to high: {string.Join(", ", counts.Select(c => NumberText.Of(c)))}. Flat would be calibrated.",
            Width = 1000,
            Height = height,
            Panels =
            [
                new Plot(Figure.Content(1000, height))
                {
                    XAxis = new Axis { Min = 0, Max = 1, Label = "share of the runs that are earlier than the record" },
                    YAxis = new Axis { Min = 0, Label = "captures" },
                    Series =
                    [
                        new BarSeries([.. Enumerable.Range(0, Bins).Select(b => (b + 0.5) / Bins)], [.. counts], new Fill(ResultFigure.First)) { BarWidth = 0.092, Name = "captures" },
                        new LineSeries([0, 1], [even, even], new Stroke(ResultFigure.Second.Darkened(55), 2, "6 4")) { Name = "flat: calibrated" },
                    ],
                    Legend = true,
                },
            ],
            Source = "Source: simulation and the given records",
            FooterNote = "ControlSim",
        };
    }

    private static double Rank(ResultData result, double[] times, ObservedCapture record)
    {
        int at = result.Scenario.TickOf(record.Date);
        return (times.Count(t => t < at) + (0.5 * times.Count(t => t == at))) / result.Runs;
    }
}
