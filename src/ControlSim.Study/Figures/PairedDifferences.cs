using System.Collections.Immutable;
using ControlSim.Study.Comparisons;

namespace ControlSim.Study.Figures;

/// <summary>The difference of every pair of runs, a panel an outcome: mean, interval, and the pairs themselves.</summary>
public static class PairedDifferences
{
    private const int PanelHeight = 130;

    /// <summary>Describes the figure.</summary>
    /// <param name="title">Title of the scenario.</param>
    /// <param name="whatIf">Title of the what-if.</param>
    /// <param name="outcomes">The differences, at least one.</param>
    public static Figure Describe(string title, string whatIf, ImmutableArray<OutcomeDifference> outcomes)
    {
        const int Columns = 2;
        int rows = (outcomes.Length + Columns - 1) / Columns;
        int height = 190 + (rows * PanelHeight);
        string[] clear =
        [
            .. outcomes.Where(o => o.Interval.Low > 0 || o.Interval.High < 0)
                .Select(o => $"{o.Title} {(o.Paired.Mean > 0 ? "+" : "")}{StudyFigure.Short(o.Paired.Mean)}"),
        ];
        return StudyFigure.With(
            "paired-differences",
            whatIf,
            $"{title} · what-if minus base, {outcomes.Max(o => o.Paired.Pairs)} pairs of runs with the same random numbers",
            clear.Length == 0 ? "No outcome differs clearly." : $"Clear differences: {string.Join("; ", clear)}.",
            height,
            box => [.. Layout.Grid(box, outcomes.Length, Columns, 30, 10).Zip(outcomes, Panel)],
            new LegendItem("one pair") { Marker = Pair },
            new LegendItem("mean and its 95 % interval") { Line = new Stroke(StudyFigure.Second.Darkened(40), 5) },
            new LegendItem("no difference") { Line = StudyFigure.Zero });
    }

    private static Marker Pair => new() { Radius = 2.5, Fill = new Fill(StudyFigure.First, 0.55) };

    private static Panel Panel(Box box, OutcomeDifference outcome)
    {
        double[] values = [.. outcome.Differences.Where(d => !double.IsNaN(d))];
        double most = values.Length == 0 || values.Max(Math.Abs) == 0 ? 1 : values.Max(Math.Abs);
        string unit = outcome.Unit is "1" or "" ? "" : $", {StudyFigure.Plural(outcome.Unit)}";
        // Pairs stand on seven lines in turn, so that equal values do not hide one another.
        var series = new List<Series>
        {
            StudyFigure.Vertical(0, -1, 1, StudyFigure.Zero),
            new ScatterSeries([.. values], [.. values.Select((_, i) => ((i % 7) - 3) * 0.22)], Pair),
        };
        Rgb dark = StudyFigure.Second.Darkened(40);
        if (!double.IsNaN(outcome.Interval.Low))
        {
            series.Add(StudyFigure.Horizontal(outcome.Interval.Low, outcome.Interval.High, 0, new Stroke(dark, 5)));
        }

        series.Add(new ScatterSeries([outcome.Paired.Mean], [0], new Marker { Radius = 4.5, Fill = new Fill(Palette.White), Stroke = new Stroke(dark, 2) }));
        return new Plot(box)
        {
            Title = $"{outcome.Title}{unit}",
            XAxis = new Axis { Min = -most * 1.08, Max = most * 1.08 },
            YAxis = new Axis { Min = -1, Max = 1, ShowTickLabels = false, Named = [new Tick(0, "")] },
            Series = [.. series],
        };
    }
}
