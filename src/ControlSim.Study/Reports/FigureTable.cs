using ControlSim.Study.Figures;

namespace ControlSim.Study.Reports;

/// <summary>The numbers of a figure's plots as tables: what a reader who does not see the figure gets.</summary>
internal static class FigureTable
{
    /// <summary>Rows of a table: a line of 123 days is read at some thirteen of them.</summary>
    private const int MostRows = 13;

    public static void Write(HtmlText html, Figure figure)
    {
        foreach (Plot plot in figure.Panels.OfType<Plot>())
        {
            Series[] named = [.. plot.Series.Where(s => s.Name.Length > 0 && SeriesData.Points(s).Any())];
            if (named.Length == 0) continue;
            html.Table(Caption(figure, plot), Header(plot, named), Rows(plot, named));
        }
    }

    private static string Caption(Figure figure, Plot plot)
    {
        string name = plot.Title.Length > 0 ? plot.Title : figure.Title;
        return plot.YAxis.Label.Length > 0 ? $"{name}, {plot.YAxis.Label}" : name;
    }

    private static string[] Header(Plot plot, Series[] series)
    {
        string first = plot.XAxis.Scale == AxisScale.Date ? "date" : plot.XAxis.Label.Length > 0 ? plot.XAxis.Label : "at";
        return [first, .. series.Select(s => $">{s.Name}")];
    }

    private static IEnumerable<string[]> Rows(Plot plot, Series[] series)
    {
        double[] at = [.. series.SelectMany(SeriesData.Points).Select(p => p.X).Where(double.IsFinite).Distinct().Order()];
        int every = Math.Max(1, (at.Length + MostRows - 2) / (MostRows - 1));
        for (int i = 0; i < at.Length; i = i == at.Length - 1 ? at.Length : Math.Min(i + every, at.Length - 1))
        {
            yield return [X(plot.XAxis, at[i]), .. series.Select(s => Y(s, at[i]))];
        }
    }

    private static string X(Axis axis, double value)
    {
        if (axis.Scale == AxisScale.Date) return NumberText.ShortDate(DateOnly.FromDayNumber((int)value));
        Tick named = axis.Named.FirstOrDefault(t => t.Value == value && t.Text.Length > 0);
        return named.Text ?? Number(value);
    }

    private static string Y(Series series, double x)
    {
        (double X, double Y)[] points = [.. SeriesData.Points(series).Where(p => p.X == x && double.IsFinite(p.Y))];
        if (points.Length == 0) return "";
        return series is BandSeries ? $"{Number(points[0].Y)} to {Number(points[^1].Y)}" : string.Join("; ", points.Select(p => Number(p.Y)));
    }

    private static string Number(double value) =>
        NumberText.Of(value, Math.Abs(value) >= 100 || value == Math.Round(value) ? 0 : Math.Abs(value) >= 1 ? 1 : 3);
}
