using System.Collections.Immutable;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Figures;

/// <summary>Elementary effects: how much a factor matters (mu*) against how unevenly (sigma).</summary>
public static class MorrisPlane
{
    /// <summary>Factors that get a name beside their point; the rest lies near the origin.</summary>
    private const int Named = 12;

    /// <summary>Describes the figure.</summary>
    public static Figure Describe(string title, string outcome, ImmutableArray<string> factors, ImmutableArray<MorrisEffect> effects)
    {
        int[] order = [.. Enumerable.Range(0, factors.Length).OrderByDescending(j => effects[j].MeanAbsolute)];
        double most = effects.Max(e => Math.Max(e.MeanAbsolute, double.IsNaN(e.Deviation) ? 0 : e.Deviation));
        double room = most > 0 ? most : 1;
        var series = new List<Series> { StudyFigure.Horizontal(0, 0, 0, StudyFigure.Zero) };
        series.Add(new LineSeries([0, room * 1.25], [0, room * 1.25], new Stroke(Palette.Muted, 1, "5 4")));
        foreach (int j in order)
        {
            Interval interval = effects[j].MeanAbsoluteInterval;
            if (!double.IsNaN(interval.Low))
            {
                series.Add(StudyFigure.Horizontal(interval.Low, interval.High, effects[j].Deviation, StudyFigure.Whisker));
            }
        }

        series.Add(new ScatterSeries(
            [.. order.Select(j => effects[j].MeanAbsolute)],
            [.. order.Select(j => effects[j].Deviation)],
            new Marker { Radius = 5, Fill = new Fill(StudyFigure.First), Stroke = new Stroke(Palette.White, 1) }));
        series.AddRange(Labels(order, factors, effects, room));
        string first = string.Join(", ", order.Take(3).Select(j => $"{factors[j]} {StudyFigure.Short(effects[j].MeanAbsolute)}"));
        return StudyFigure.With(
            "morris",
            title,
            $"What matters for: {outcome}",
            $"Mean absolute elementary effects, greatest first: {first}.",
            680,
            box =>
            [
                new Plot(box)
                {
                    XAxis = new Axis { Label = "mean absolute effect over the whole range (mu*)", Min = 0, Max = room * 1.25 },
                    YAxis = new Axis { Label = "standard deviation of the effects (sigma)", Min = 0, Max = room * 1.25 },
                    Series = [.. series],
                },
            ],
            new LegendItem("factor") { Marker = new Marker { Radius = 5, Fill = new Fill(StudyFigure.First) } },
            new LegendItem("95 % interval of mu*") { Line = StudyFigure.Whisker },
            new LegendItem("sigma = mu*: above it bends or interactions rule") { Line = new Stroke(Palette.Muted, 1, "5 4") });
    }

    /// <summary>A name to the right of its point, moved up or down where another name stands there already.</summary>
    private static IEnumerable<TextMark> Labels(int[] order, ImmutableArray<string> factors, ImmutableArray<MorrisEffect> effects, double room)
    {
        var taken = new List<(double X, double Y)>();
        foreach (int j in order.Take(Named))
        {
            double x = effects[j].MeanAbsolute + (room * 0.015);
            double y = effects[j].Deviation + (room * 0.018);
            if (double.IsNaN(y))
            {
                continue;
            }

            for (int tries = 0; tries < 40 && taken.Any(t => Math.Abs(t.Y - y) < room * 0.036 && Math.Abs(t.X - x) < room * 0.3); tries++)
            {
                y += room * 0.018;
            }

            taken.Add((x, y));
            yield return new TextMark(x, y, factors[j], new TextStyle { Size = 12, Halo = Palette.White });
        }
    }
}
