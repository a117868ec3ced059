using System.Collections.Immutable;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Figures;

/// <summary>First-order and total indices as two bars a factor, the most important factor first.</summary>
public static class SobolBars
{
    /// <summary>Describes the figure.</summary>
    /// <param name="title">Title of the study.</param>
    /// <param name="outcome">The response.</param>
    /// <param name="factors">Names of the factors.</param>
    /// <param name="indices">Their indices.</param>
    public static Figure Describe(string title, string outcome, ImmutableArray<string> factors, SobolIndices indices)
    {
        int[] order = [.. Enumerable.Range(0, factors.Length).OrderByDescending(j => indices.Factors[j].Total)];
        var series = new List<Series>();
        for (int i = 0; i < order.Length; i++)
        {
            SobolIndex index = indices.Factors[order[i]];
            double y = order.Length - 1 - i;
            series.Add(StudyFigure.Rectangle(0, Math.Clamp(index.Total, 0, 2), y - 0.38, y - 0.02, StudyFigure.Pale));
            series.Add(StudyFigure.Rectangle(0, Math.Clamp(index.First, 0, 2), y + 0.02, y + 0.38, StudyFigure.First));
            Whisker(series, index.TotalInterval, y - 0.2);
            Whisker(series, index.FirstInterval, y + 0.2);
        }

        double most = Math.Max(1, indices.Factors.Max(f => double.IsNaN(f.TotalInterval.High) ? f.Total : f.TotalInterval.High));
        double least = Math.Min(0, indices.Factors.Min(f => double.IsNaN(f.FirstInterval.Low) ? f.First : f.FirstInterval.Low));
        // A few base rows give intervals of several times the variance: beyond this they say nothing more.
        (least, most) = (Math.Max(least, -0.3), Math.Min(most, 1.3));
        string first = string.Join(", ", order.Take(3).Select(j => $"{factors[j]} {StudyFigure.Short(indices.Factors[j].Total)}"));
        return StudyFigure.With(
            "sobol",
            title,
            $"What explains the variance of: {outcome}",
            $"Total Sobol' indices, greatest first: {first}.",
            StudyFigure.HeightFor(order.Length),
            box =>
            [
                new Plot(box)
                {
                    XAxis = new Axis { Label = "share of the variance", Min = Math.Floor(least * 10) / 10, Max = Math.Ceiling(most * 10) / 10 },
                    YAxis = StudyFigure.Names([.. order.Select(j => factors[j])]),
                    Series = [.. series],
                },
            ],
            new LegendItem("by itself (first order)") { Fills = [new Fill(StudyFigure.First)] },
            new LegendItem("with its interactions (total)") { Fills = [new Fill(StudyFigure.Pale)] },
            new LegendItem("95 % interval") { Line = StudyFigure.Whisker });
    }

    private static void Whisker(List<Series> series, Interval interval, double y)
    {
        if (!double.IsNaN(interval.Low))
        {
            series.Add(StudyFigure.Horizontal(interval.Low, interval.High, y, StudyFigure.Whisker));
        }
    }
}
