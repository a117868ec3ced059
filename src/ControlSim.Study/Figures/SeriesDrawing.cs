namespace ControlSim.Study.Figures;

/// <summary>Draws series onto axes.</summary>
internal static class SeriesDrawing
{
    /// <summary>Points that lie this close to the line of their neighbours are not written, px: long flat series shrink to a few points.</summary>
    private const double Tolerance = 0.05;

    /// <summary>From this number on the plain dots of a series are one path instead of a circle each.</summary>
    private const int ManyDots = 12;

    private static readonly TextStyle MarkText = new() { Size = 11, Colour = Palette.Ink, Halo = Palette.White };

    public static void Draw(SvgCanvas canvas, PlotView view, Series series)
    {
        switch (series)
        {
            case LineSeries line:
                canvas.Path(Line(view, line), null, line.Stroke);
                break;
            case BandSeries band:
                Band(canvas, view, band);
                break;
            case ScatterSeries scatter:
                Scatter(canvas, view, scatter);
                break;
            case BarSeries bars:
                Bars(canvas, view, bars);
                break;
            case CellSeries cells:
                Cells(canvas, view, cells);
                break;
            case ShapeSeries shape:
                canvas.Path(
                    new SvgPath(1, Tolerance).Ring([.. shape.X.Zip(shape.Y).Select(p => (view.X(p.First), view.Y(p.Second)))]).ToString(), shape.Fill, shape.Stroke);
                break;
            case VerticalMark mark:
                canvas.Segment(view.X(mark.X), view.Box.Y, view.X(mark.X), view.Box.Bottom, mark.Stroke);
                break;
            case TextMark:
                break;
            default:
                throw new ArgumentException($"no drawing for a {series.GetType().Name}", nameof(series));
        }
    }

    /// <summary>
    /// Texts stand above all series. Those of vertical marks stand beside the mark, in the highest line where they cover neither one
    /// another nor data.
    /// </summary>
    public static void DrawTexts(SvgCanvas canvas, PlotView view, IReadOnlyList<Series> series, Box? legend)
    {
        List<Box> taken = legend is { } box ? [box] : [];
        (double X, double Y)[] data =
        [
            .. series.SelectMany(s => SeriesData.Traced(s, view)),
            .. series.OfType<VerticalMark>().SelectMany(m => Lines(view, view.X(m.X), 0).Select(b => (b.X, b.Y + 6))),
        ];
        foreach (Series one in series)
        {
            if (one is TextMark text) canvas.Text(view.X(text.X), view.Y(text.Y), text.Text, text.Style);
            if (one is VerticalMark { Text.Length: > 0 } mark) Mark(canvas, view, mark, taken, data);
        }
    }

    private static void Mark(SvgCanvas canvas, PlotView view, VerticalMark mark, List<Box> taken, (double X, double Y)[] data)
    {
        string text = TextMetrics.Fit(mark.Text, view.Box.Width - 8, MarkText.Size);
        double width = MarkText.WidthOf(text);
        double x = view.X(mark.X);
        double right = Math.Max(x + 5, view.Box.X + 2);
        double left = Math.Max(x - 5 - width, view.Box.X + 2);
        Box[] free =
        [
            .. Lines(view, right, width).Where(b => b.Right <= view.Box.Right && !taken.Exists(b.Overlaps)),
            .. Lines(view, left, width).Where(b => b.Right <= view.Box.Right && !taken.Exists(b.Overlaps)),
        ];
        if (free.Length == 0) return;
        Box box = free.MinBy(b => data.Count(p => b.Grown(2).Contains(p.X, p.Y)));
        taken.Add(box);
        canvas.Text(box.X, box.Y + 10, text, MarkText);
    }

    private static IEnumerable<Box> Lines(PlotView view, double x, double width)
    {
        for (double y = view.Box.Y + 4; y + 13 <= view.Box.Bottom; y += 14) yield return new Box(x, y, width, 13);
    }

    private static void Scatter(SvgCanvas canvas, PlotView view, ScatterSeries scatter)
    {
        (double X, double Y)[] points = [.. scatter.X.Zip(scatter.Y).Where(p => double.IsFinite(p.Second))];
        if (points.Length >= ManyDots && scatter.Marker is { Shape: MarkerShape.Circle, Stroke: null, Fill: { Hatch: null } fill })
        {
            var dots = new SvgPath(1);
            foreach ((double x, double y) in points) dots.Dot(view.X(x), view.Y(y));
            canvas.Path(dots.ToString(), null, new Stroke(fill.Colour, 2 * scatter.Marker.Radius, "", fill.Opacity));
            return;
        }

        foreach ((double x, double y) in points) MarkerDrawing.Draw(canvas, view.X(x), view.Y(y), scatter.Marker);
    }

    private static string Line(PlotView view, LineSeries line)
    {
        var path = new SvgPath(1, Tolerance);
        bool joined = false;
        double last = 0;
        for (int i = 0; i < Math.Min(line.X.Length, line.Y.Length); i++)
        {
            if (!double.IsFinite(line.Y[i]))
            {
                joined = false;
                continue;
            }

            double x = view.X(line.X[i]);
            double y = view.Y(line.Y[i]);
            if (!joined) path.MoveTo(x, y);
            if (joined && line.Steps) path.LineTo(x, last);
            if (joined) path.LineTo(x, y);
            joined = true;
            last = y;
        }

        return path.ToString();
    }

    private static void Band(SvgCanvas canvas, PlotView view, BandSeries band)
    {
        int count = Math.Min(band.X.Length, Math.Min(band.Low.Length, band.High.Length));
        var ring = new List<(double X, double Y)>(2 * count);
        for (int i = 0; i < count; i++)
        {
            if (band.Steps && i > 0) ring.Add((view.X(band.X[i]), view.Y(band.High[i - 1])));
            ring.Add((view.X(band.X[i]), view.Y(band.High[i])));
        }

        for (int i = count - 1; i >= 0; i--)
        {
            ring.Add((view.X(band.X[i]), view.Y(band.Low[i])));
            if (band.Steps && i > 0) ring.Add((view.X(band.X[i]), view.Y(band.Low[i - 1])));
        }

        canvas.Path(new SvgPath(1, Tolerance).Ring(ring).ToString(), band.Fill, null);
    }

    private static void Bars(SvgCanvas canvas, PlotView view, BarSeries bars)
    {
        foreach ((double x, double y) in bars.X.Zip(bars.Y))
        {
            if (!double.IsFinite(y)) continue;
            if (bars.Horizontal)
            {
                double upper = view.Y(x + (bars.BarWidth / 2));
                double start = view.X(Math.Min(y, bars.Base));
                canvas.Rectangle(
                    new Box(start, upper, view.X(Math.Max(y, bars.Base)) - start, view.Y(x - (bars.BarWidth / 2)) - upper), bars.Fill);
                continue;
            }

            double left = view.X(x - (bars.BarWidth / 2));
            double right = view.X(x + (bars.BarWidth / 2));
            double top = view.Y(Math.Max(y, bars.Base));
            double bottom = view.Y(Math.Min(y, bars.Base));
            canvas.Rectangle(new Box(left, top, right - left, bottom - top), bars.Fill);
        }
    }

    private static void Cells(SvgCanvas canvas, PlotView view, CellSeries cells)
    {
        int columns = cells.XEdges.Length - 1;
        for (int row = 0; row < cells.YEdges.Length - 1; row++)
        {
            double top = view.Y(cells.YEdges[row + 1]);
            double height = view.Y(cells.YEdges[row]) - top;
            for (int from = 0, to; from < columns; from = to)
            {
                Rgb? colour = cells.Colours[(row * columns) + from];
                for (to = from + 1; to < columns && cells.Colours[(row * columns) + to] == colour;) to++;
                if (colour is not { } fill) continue;
                double left = view.X(cells.XEdges[from]);
                canvas.Rectangle(new Box(left, top, view.X(cells.XEdges[to]) - left, height), new Fill(fill));
            }
        }
    }
}
