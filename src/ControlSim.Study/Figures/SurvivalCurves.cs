using ControlSim.Study.ResultFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Figures;

/// <summary>
/// For each place the share of runs in which it has not fallen yet (Kaplan and Meier 1958), with a pointwise 90 % band from
/// Greenwood's variance (1926).
/// </summary>
public static class SurvivalCurves
{
    private const int MostPanels = 12;

    /// <summary>5 % point of the normal distribution.</summary>
    private const double Z = 1.6448536269514722;

    /// <summary>Describes the figure; null where nothing changes hands.</summary>
    public static Figure? Describe(ResultData result)
    {
        ArgumentNullException.ThrowIfNull(result);
        PlaceFall[] falls =
        [
            .. PlaceFall.Of(result)
                .Where(f => f.Probability >= 0.05)
                .OrderBy(f => IsAsked(result, f) ? 0 : 1)
                .ThenByDescending(f => Spread(result, f))
                .Take(MostPanels)
                .OrderBy(f => f.Quantile(0.5) ?? double.PositiveInfinity),
        ];
        if (falls.Length == 0) return null;
        int columns = Layout.Columns(falls.Length);
        int rows = (falls.Length + columns - 1) / columns;
        int height = 170 + (rows * 240);
        Box content = Figure.Content(ResultFigure.Width, height);
        Box[] boxes = Layout.Grid(content.Inset(0, 30, 0, 0), falls.Length, columns, 20, 10);
        IEnumerable<Panel> plots = falls.Select((f, i) => Plot(result, f, boxes[i], i % columns == 0));
        var legend = ResultFigure.Legend(
            content with { Height = 24 },
            new LegendItem("share of runs in which it has not fallen yet") { Line = new Stroke(ResultFigure.Grey, 2.4) },
            new LegendItem("90 % band of the estimate (Greenwood)") { Fills = [Band(ResultFigure.Grey)] });
        return ResultFigure.Of(
            result, "survival", "How long places hold", $"colour: who takes it · {ResultFigure.Runs(result)}",
            $"Survival curves of {falls.Length} places: those asked for, then those whose dates differ most between runs.", height, plots.Prepend(legend));
    }

    private static bool IsAsked(ResultData result, PlaceFall fall) => result.Scenario.Outcomes.Any(o =>
        o.Kind == Scenarios.OutcomeKind.CaptureDate && o.Locations[0] == result.Scenario.Locations[fall.Location].Id && o.Bloc == result.Scenario.Blocs[fall.Bloc].Id);

    private static double Spread(ResultData result, PlaceFall fall) =>
        (fall.Quantile(0.95) ?? result.Scenario.Ticks) - (fall.Quantile(0.05) ?? result.Scenario.Ticks);

    private static Plot Plot(ResultData result, PlaceFall fall, Box box, bool first)
    {
        Rgb colour = FigureBlocs.Of(result.Scenario, result.Info)[fall.Bloc].Colour;
        double start = result.Scenario.Start.DayNumber;
        var (x, y, low, high) = (new List<double> { start }, new List<double> { 1 }, new List<double> { 1 }, new List<double> { 1 });
        double sum = 0;
        foreach (SurvivalStep step in fall.Curve.Steps)
        {
            sum += step.AtRisk > step.Events ? step.Events / ((double)step.AtRisk * (step.AtRisk - step.Events)) : 0;
            double half = Z * step.Survival * Math.Sqrt(sum);
            x.Add(start + step.Time);
            y.Add(step.Survival);
            low.Add(Math.Max(0, step.Survival - half));
            high.Add(Math.Min(1, step.Survival + half));
        }

        foreach (List<double> list in (List<double>[])[y, low, high]) list.Add(list[^1]);
        x.Add(result.Scenario.End.DayNumber);
        return new Plot(box)
        {
            Title = result.Scenario.Locations[fall.Location].Name,
            TitleKey = colour,
            XAxis = new Axis { Scale = AxisScale.Date, Min = start, Max = result.Scenario.End.DayNumber },
            YAxis = new Axis { Min = 0, Max = 1, Label = first ? "share of runs" : "" },
            Series =
            [
                new BandSeries([.. x], [.. low], [.. high], Band(colour)) { Steps = true, Name = "90 % band" },
                new LineSeries([.. x], [.. y], new Stroke(colour.Darkened(48), 2.4)) { Steps = true, Name = "not fallen yet" },
            ],
        };
    }

    private static Fill Band(Rgb colour) => new(colour.Darkened(74).Over(Palette.White, 0.3));
}
