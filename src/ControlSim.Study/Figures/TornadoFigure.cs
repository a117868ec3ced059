using System.Collections.Immutable;
using ControlSim.Study.Experiments;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Figures;

/// <summary>What each factor does at its two ends while the others stay at the base, the longest bar at the top.</summary>
public static class TornadoFigure
{
    /// <summary>Describes the figure.</summary>
    /// <param name="title">Title of the study.</param>
    /// <param name="outcome">The response.</param>
    /// <param name="factors">All factors of the study.</param>
    /// <param name="bars">The bars, longest first.</param>
    public static Figure Describe(string title, string outcome, ImmutableArray<Factor> factors, IReadOnlyList<TornadoBar> bars)
    {
        var series = new List<Series>();
        for (int i = 0; i < bars.Count; i++)
        {
            double y = bars.Count - 1 - i;
            Bar(series, bars[i].AtLow, bars[i].LowInterval, y, 0.16, StudyFigure.First);
            Bar(series, bars[i].AtHigh, bars[i].HighInterval, y, -0.16, StudyFigure.Second);
        }

        series.Add(StudyFigure.Vertical(0, -0.6, bars.Count - 0.4, StudyFigure.Zero));
        string first = string.Join(", ", bars.Take(3).Select(b => $"{factors[b.Factor].Label} {StudyFigure.Short(b.Swing)}"));
        return StudyFigure.With(
            "tornado",
            title,
            $"One factor at a time: change of {outcome}",
            $"Longest bars: {first}.",
            StudyFigure.HeightFor(bars.Count),
            box =>
            [
                new Plot(box)
                {
                    XAxis = new Axis { Label = $"difference to the base: {outcome}" },
                    YAxis = StudyFigure.Names([.. bars.Select(b => factors[b.Factor].Label)]),
                    Series = [.. series],
                },
            ],
            new LegendItem("at its least value") { Fills = [new Fill(StudyFigure.First)] },
            new LegendItem("at its greatest value") { Fills = [new Fill(StudyFigure.Second)] },
            new LegendItem("95 % interval") { Line = StudyFigure.Whisker });
    }

    private static void Bar(List<Series> series, double value, Interval interval, double y, double shift, Rgb colour)
    {
        if (double.IsNaN(value))
        {
            return;
        }

        series.Add(StudyFigure.Rectangle(Math.Min(0, value), Math.Max(0, value), y + shift - 0.16, y + shift + 0.16, colour));
        if (!double.IsNaN(interval.Low))
        {
            series.Add(StudyFigure.Horizontal(interval.Low, interval.High, y + shift, StudyFigure.Whisker));
        }
    }
}
