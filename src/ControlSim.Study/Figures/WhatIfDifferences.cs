using ControlSim.Scenarios;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Figures;

/// <summary>What a what-if changes: for each outcome the mean difference over pairs of runs, with its 99 % interval.</summary>
public static class WhatIfDifferences
{
    /// <summary>Describes the figure; null where the two share no outcome, or their runs are no pairs.</summary>
    public static Figure? Describe(ResultData baseline, ResultData whatIf)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        (int Row, PairedDifference Paired)[] rows =
        [
            .. ControlOverTimeOfResults.InFileOrder(baseline)
                .Select(o => (Row: o, Paired: OutcomeText.Paired(baseline, whatIf, o)))
                .Where(r => r.Paired is { Pairs: >= 2 })
                .Select(r => (r.Row, r.Paired!)),
        ];
        if (rows.Length == 0) return null;
        int lines = (rows.Length + 1) / 2;
        int height = 176 + (lines * 96);
        Box content = Figure.Content(ResultFigure.Width, height);
        Box[] boxes = Layout.Grid(content.Inset(0, 30, 0, 0), rows.Length, 2, 40, 8);
        string[] clear = [.. rows.Where(r => r.Paired.Low > 0 || r.Paired.High < 0).Select(r => Words(baseline, r.Row, r.Paired))];
        return ResultFigure.Of(
            baseline, "what-if-differences", "What the what-if changes", $"what-if minus base, {rows.Max(r => r.Paired.Pairs)} pairs of runs with common random numbers",
            clear.Length == 0 ? "No outcome differs beyond chance." : $"Beyond chance: {string.Join("; ", clear)}.", height,
            rows.Select((r, i) => (Panel)Plot(baseline, r.Row, r.Paired, boxes[i])).Prepend(ResultFigure.Legend(
                content with { Height = 24 },
                new LegendItem("mean difference") { Marker = Dot(ResultFigure.First) },
                new LegendItem("99 % interval of the mean") { Line = new Stroke(ResultFigure.First, 4) },
                new LegendItem("no difference") { Line = Zero })));
    }

    private static readonly Stroke Zero = new(ResultFigure.Grey, 1.4, "5 4");

    private static Marker Dot(Rgb colour) => new() { Radius = 5, Fill = new Fill(Palette.White), Stroke = new Stroke(colour, 2.6) };

    private static string Words(ResultData baseline, int row, PairedDifference paired) =>
        $"{baseline.Scenario.Outcomes[row].Title} {OutcomeText.Difference(baseline.Scenario.Outcomes[row], paired.Mean)}";

    private static Plot Plot(ResultData baseline, int row, PairedDifference paired, Box box)
    {
        Outcome outcome = baseline.Scenario.Outcomes[row];
        double unit = outcome.Kind.IsShare() ? 100 : 1;
        double reach = Math.Max(Math.Abs(paired.Low), Math.Abs(paired.High)) * unit;
        if (!(reach > 0)) reach = 1;
        // Grey where the interval holds zero: the runs show no difference.
        Rgb colour = paired.Low > 0 || paired.High < 0 ? ResultFigure.First : ResultFigure.Grey;
        double step = AxisTicks.NiceStep(reach * 1.15 / 4);
        double end = Math.Ceiling(reach * 1.15 / step) * step;
        return new Plot(box)
        {
            Title = Words(baseline, row, paired),
            TitleKey = colour,
            XAxis = new Axis { Min = -end, Max = end },
            YAxis = new Axis { Min = -1, Max = 1, ShowTickLabels = false, Named = [new Tick(0, "")] },
            Series =
            [
                new LineSeries([0, 0], [-1, 1], Zero),
                new LineSeries([paired.Low * unit, paired.High * unit], [0, 0], new Stroke(colour, 4)),
                new ScatterSeries([paired.Mean * unit], [0], Dot(colour)),
            ],
        };
    }
}
