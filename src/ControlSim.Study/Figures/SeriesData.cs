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
        BarSeries bar => bar.X.Zip(bar.Y),
        TextMark text => [(text.X, text.Y)],
        _ => [],
    };

    private static IEnumerable<double> X(Series series) => series switch
    {
        BarSeries bar => bar.X.SelectMany(x => new[] { x - (bar.BarWidth / 2), x + (bar.BarWidth / 2) }),
        VerticalMark mark => [mark.X],
        _ => Points(series).Select(p => p.X),
    };

    private static IEnumerable<double> Y(Series series) => series switch
    {
        BarSeries bar => bar.Y.Append(bar.Base),
        _ => Points(series).Select(p => p.Y),
    };
}
