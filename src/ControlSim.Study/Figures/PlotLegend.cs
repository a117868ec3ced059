namespace ControlSim.Study.Figures;

/// <summary>A legend within a plot, in that corner where it covers the fewest data.</summary>
internal static class PlotLegend
{
    /// <returns>Its box; null where no series has a name.</returns>
    public static Box? Draw(SvgCanvas canvas, PlotView view, IReadOnlyList<Series> series)
    {
        LegendItem[] items = [.. series.Where(s => s.Name.Length > 0).Select(Item)];
        if (items.Length == 0) return null;
        double width = Math.Min(items.Max(LegendDrawing.WidthOf), view.Box.Width - 16);
        double height = items.Length * 20;
        Box box = Corner(view, series, width + 12, height + 8);
        canvas.Open("legend");
        canvas.Rectangle(box, new Fill(Palette.White, 0.85), new Stroke(Palette.Grid), 3);
        for (int i = 0; i < items.Length; i++)
        {
            LegendDrawing.DrawItem(canvas, items[i], box.X + 6, box.Y + 14 + (i * 20), width);
        }

        canvas.Close();
        return box;
    }

    private static LegendItem Item(Series series) => series switch
    {
        LineSeries line => new LegendItem(series.Name) { Line = line.Stroke },
        BandSeries band => new LegendItem(series.Name) { Fills = [band.Fill] },
        ScatterSeries scatter => new LegendItem(series.Name) { Marker = scatter.Marker },
        BarSeries bars => new LegendItem(series.Name) { Fills = [bars.Fill] },
        ShapeSeries shape => new LegendItem(series.Name) { Fills = [shape.Fill] },
        VerticalMark mark => new LegendItem(series.Name) { Line = mark.Stroke },
        _ => new LegendItem(series.Name),
    };

    private static Box Corner(PlotView view, IReadOnlyList<Series> series, double width, double height)
    {
        (double X, double Y)[] data = [.. series.SelectMany(s => SeriesData.Traced(s, view))];
        double left = view.Box.X + 8;
        double right = view.Box.Right - 8 - width;
        double top = view.Box.Y + 8;
        double bottom = view.Box.Bottom - 8 - height;
        Box[] corners =
        [
            new(right, top, width, height), new(left, top, width, height),
            new(right, bottom, width, height), new(left, bottom, width, height),
        ];
        return corners.MinBy(c => data.Count(p => c.Contains(p.X, p.Y)));
    }
}
