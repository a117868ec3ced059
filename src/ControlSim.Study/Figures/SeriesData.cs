namespace ControlSim.Study.Figures;

/// <summary>The numbers of series, for ranges of axes and for places that a legend should not cover.</summary>
internal static class SeriesData
{
    public static IEnumerable<double> X(IEnumerable<Series> series) => series.SelectMany(X);

    public static IEnumerable<double> Y(IEnumerable<Series> series) => series.SelectMany(Y);

    /// <summary>Points of the data, band edges and bar tops included.</summary>
    public static IEnumerable<(double X, double Y)> Points(Series series) => series switch
    {
        LineSeries line => line.X.Zip(line.Y),
        BandSeries band => band.X.Zip(band.Low).Concat(band.X.Zip(band.High)),
        ScatterSeries scatter => scatter.X.Zip(scatter.Y),
        BarSeries { Horizontal: true } bar => bar.Y.Zip(bar.X),
        BarSeries bar => bar.X.Zip(bar.Y),
        CellSeries cells => [(cells.XEdges[0], cells.YEdges[0]), (cells.XEdges[^1], cells.YEdges[^1])],
        ShapeSeries shape => shape.X.Zip(shape.Y),
        TextMark text => [(text.X, text.Y)],
        _ => [],
    };

    /// <summary>Places of the data on the canvas, and along lines one every 6 px: a steep line must not pass through a text unseen.</summary>
    public static IEnumerable<(double X, double Y)> Traced(Series series, PlotView view)
    {
        (double X, double Y)[] points = [.. Points(series).Select(p => (view.X(p.X), view.Y(p.Y)))];
        for (int i = 0; i < points.Length; i++)
        {
            yield return points[i];
            if (i == 0 || series is not (LineSeries or BandSeries)) continue;
            (double dx, double dy) = (points[i].X - points[i - 1].X, points[i].Y - points[i - 1].Y);
            int parts = (int)Math.Min(200, Math.Max(Math.Abs(dx), Math.Abs(dy)) / 6);
            for (int k = 1; k < parts; k++) yield return (points[i].X - (dx * k / parts), points[i].Y - (dy * k / parts));
        }
    }

    private static IEnumerable<double> X(Series series) => series switch
    {
        BarSeries { Horizontal: true } bar => bar.Y.Append(bar.Base),
        BarSeries bar => bar.X.SelectMany(x => new[] { x - (bar.BarWidth / 2), x + (bar.BarWidth / 2) }),
        VerticalMark mark => [mark.X],
        _ => Points(series).Select(p => p.X),
    };

    private static IEnumerable<double> Y(Series series) => series switch
    {
        BarSeries { Horizontal: true } bar => bar.X.SelectMany(x => new[] { x - (bar.BarWidth / 2), x + (bar.BarWidth / 2) }),
        BarSeries bar => bar.Y.Append(bar.Base),
        _ => Points(series).Select(p => p.Y),
    };
}
