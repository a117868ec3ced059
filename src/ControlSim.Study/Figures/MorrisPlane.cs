using System.Collections.Immutable;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Figures;

/// <summary>Elementary effects: how much a factor matters (mu*) against how unevenly (sigma).</summary>
public static class MorrisPlane
{
    /// <summary>Below this share of the greatest mu* a factor gets no name beside its point but stands in the list of those that hardly matter.</summary>
    private const double LeastNamed = 0.04;

    private const int Height = 680;
    private const double Radius = 5;
    private const double LineHeight = 17;
    private static readonly TextStyle Name = new() { Size = 12, Halo = Palette.White };
    private static readonly TextStyle Faint = new() { Size = 12, Colour = Palette.Muted, Halo = Palette.White };

    /// <summary>Describes the figure.</summary>
    public static Figure Describe(string title, string outcome, ImmutableArray<string> factors, ImmutableArray<MorrisEffect> effects)
    {
        int[] order = [.. Enumerable.Range(0, factors.Length).OrderByDescending(j => effects[j].MeanAbsolute)];
        string first = string.Join(", ", order.Take(3).Select(j => $"{factors[j]} {StudyFigure.Short(effects[j].MeanAbsolute)}"));
        return StudyFigure.With(
            "morris",
            title,
            $"What matters for: {outcome}",
            $"Mean absolute elementary effects, greatest first: {first}.",
            Height,
            box => [Plane(box, order, factors, effects)],
            new LegendItem("factor") { Marker = new Marker { Radius = Radius, Fill = new Fill(StudyFigure.First) } },
            new LegendItem("95 % interval of mu*") { Line = StudyFigure.Whisker },
            new LegendItem("sigma = mu*: above it bends or interactions rule") { Line = new Stroke(Palette.Muted, 1, "5 4") });
    }

    private static Plot Plane(Box box, int[] order, ImmutableArray<string> factors, ImmutableArray<MorrisEffect> effects)
    {
        double right = Room(effects.Select(e => double.IsNaN(e.MeanAbsoluteInterval.High) ? e.MeanAbsolute : e.MeanAbsoluteInterval.High));
        double top = Room(effects.Select(e => e.Deviation));
        double diagonal = Math.Min(right, top);
        var series = new List<Series>
        {
            StudyFigure.Horizontal(0, 0, 0, StudyFigure.Zero),
            new LineSeries([0, diagonal], [0, diagonal], new Stroke(Palette.Muted, 1, "5 4")),
        };
        foreach (MorrisEffect e in order.Select(j => effects[j]).Where(e => !double.IsNaN(e.MeanAbsoluteInterval.Low)))
        {
            series.Add(StudyFigure.Horizontal(e.MeanAbsoluteInterval.Low, e.MeanAbsoluteInterval.High, e.Deviation, StudyFigure.Whisker));
        }

        series.Add(new ScatterSeries(
            [.. order.Select(j => effects[j].MeanAbsolute)],
            [.. order.Select(j => effects[j].Deviation)],
            new Marker { Radius = Radius, Fill = new Fill(StudyFigure.First), Stroke = new Stroke(Palette.White, 1) }));
        var plot = new Plot(box)
        {
            XAxis = new Axis { Label = "mean absolute effect over the whole range (mu*)", Min = 0, Max = right },
            YAxis = new Axis { Label = "standard deviation of the effects (sigma)", Min = 0, Max = top },
            Series = [.. series],
        };
        Box inner = PlotDrawing.Inner(plot);
        PlotView View(double most) => new(inner, new AxisRange(0, right, AxisScale.Linear), new AxisRange(0, most, AxisScale.Linear));
        // The list stands above the highest point: how many lines it takes is known once the names are placed.
        double lines = Labels(View(top), order, factors, effects).Count(m => m.Style == Faint) * LineHeight;
        double most = lines > 0 ? top * inner.Height / (inner.Height - lines - LineHeight) : top;
        return plot with { YAxis = plot.YAxis with { Max = most }, Series = [.. plot.Series, .. Labels(View(most), order, factors, effects)] };
    }

    private static double Room(IEnumerable<double> values)
    {
        double most = values.Where(v => !double.IsNaN(v)).DefaultIfEmpty(0).Max();
        return most > 0 ? most * 1.08 : 1;
    }

    /// <summary>A name beside each point that matters, where it covers no point, line or name; the others are listed in the upper corner.</summary>
    private static IEnumerable<TextMark> Labels(PlotView view, int[] order, ImmutableArray<string> factors, ImmutableArray<MorrisEffect> effects)
    {
        Box Around(double x0, double x1, double y, double reach) => new(view.X(x0) - reach, view.Y(y) - reach, view.X(x1) - view.X(x0) + (2 * reach), 2 * reach);
        MorrisEffect[] drawn = [.. effects.Where(e => !double.IsNaN(e.Deviation))];
        var placement = new LabelPlacement(
            view.Box,
            [
                .. drawn.Select(e => Around(e.MeanAbsolute, e.MeanAbsolute, e.Deviation, Radius)),
                .. drawn.Where(e => !double.IsNaN(e.MeanAbsoluteInterval.Low)).Select(e => Around(e.MeanAbsoluteInterval.Low, e.MeanAbsoluteInterval.High, e.Deviation, 1)),
            ]);
        double least = LeastNamed * effects[order[0]].MeanAbsolute;
        var hardly = new List<string>();
        foreach (int j in order.Where(j => !double.IsNaN(effects[j].Deviation)))
        {
            (double x, double y) = (view.X(effects[j].MeanAbsolute), view.Y(effects[j].Deviation));
            Box? free = effects[j].MeanAbsolute < least ? null : placement.Place(x, y, Name.WidthOf(factors[j]), Name.Size, Radius + 2);
            if (free is { } place) yield return Mark(view, place.X, place.Y + (Name.Size * TextMetrics.Ascent), factors[j], Name);
            else hardly.Add($"{factors[j]} {StudyFigure.Short(effects[j].MeanAbsolute)}");
        }

        if (hardly.Count == 0) yield break;
        double line = view.Box.Y + 18;
        foreach (string text in TextMetrics.Wrap("Without a name, mu*: " + string.Join(", ", hardly), view.Box.Width - 24, Faint.Size))
        {
            yield return Mark(view, view.Box.X + 12, line, text, Faint);
            line += LineHeight;
        }
    }

    private static TextMark Mark(PlotView view, double x, double y, string text, TextStyle style) => new(
        (x - view.Box.X) / view.Box.Width * view.XRange.Max, (view.Box.Bottom - y) / view.Box.Height * view.YRange.Max, text, style);
}
