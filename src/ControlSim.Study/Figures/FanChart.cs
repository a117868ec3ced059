using System.Collections.Immutable;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.Figures;

/// <summary>Quantiles of an outcome at one value of a factor.</summary>
/// <param name="At">Value of the factor.</param>
/// <param name="Levels">Quantiles at 5, 25, 50, 75 and 95 %.</param>
/// <param name="Runs">Number of runs.</param>
public sealed record FanPoint(double At, ImmutableArray<double> Levels, int Runs);

/// <summary>An outcome over a factor: median and bands of the runs, which hold both luck and the other factors.</summary>
public static class FanChart
{
    /// <summary>Describes the figure.</summary>
    public static Figure Describe(string title, string outcome, Factor factor, ImmutableArray<FanPoint> points)
    {
        ImmutableArray<double> x = [.. points.Select(p => p.At)];
        ImmutableArray<double> Level(int q) => [.. points.Select(p => p.Levels[q])];
        var wide = new Fill(StudyFigure.First.Over(Palette.White, 0.25));
        var narrow = new Fill(StudyFigure.First.Over(Palette.White, 0.5));
        var median = new Stroke(StudyFigure.First.Darkened(40), 2.6);
        bool isWord = factor.IsWord || points.Length == 1;
        ImmutableArray<Series> series = isWord
            ?
            [
                .. points.Select(p => (Series)StudyFigure.Rectangle(p.At - 0.3, p.At + 0.3, p.Levels[0], p.Levels[4], wide.Colour)),
                .. points.Select(p => (Series)StudyFigure.Rectangle(p.At - 0.3, p.At + 0.3, p.Levels[1], p.Levels[3], narrow.Colour)),
                .. points.Select(p => (Series)StudyFigure.Horizontal(p.At - 0.3, p.At + 0.3, p.Levels[2], median)),
            ]
            : [new BandSeries(x, Level(0), Level(4), wide), new BandSeries(x, Level(1), Level(3), narrow), new LineSeries(x, Level(2), median)];
        double low = points.Length > 1 ? x.Min() : x[0] - 1;
        double high = points.Length > 1 ? x.Max() : x[0] + 1;
        return StudyFigure.With(
            "fan",
            title,
            $"{outcome} over {factor.Label}",
            $"Median from {StudyFigure.Short(points[0].Levels[2])} at the least to {StudyFigure.Short(points[^1].Levels[2])} at the greatest {factor.Label}, {points.Sum(p => p.Runs)} runs.",
            620,
            box =>
            [
                new Plot(box) { XAxis = StudyFigure.AxisOf(factor, low, high), YAxis = new Axis { Label = outcome, Min = Least(points) }, Series = series },
            ],
            new LegendItem("median of the runs") { Line = median },
            new LegendItem("middle 50 %") { Fills = [narrow] },
            new LegendItem("middle 90 %") { Fills = [wide] });
    }

    /// <summary>Where the bands fill less than half of the height above zero, the axis begins just below them; else by itself.</summary>
    private static double? Least(ImmutableArray<FanPoint> points)
    {
        double low = points.Min(p => p.Levels[0]);
        double high = points.Max(p => p.Levels[4]);
        double step = AxisTicks.NiceStep((high - low) / 5);
        return low > high / 2 && high > low ? Math.Floor((low / step) - 0.5) * step : null;
    }
}
