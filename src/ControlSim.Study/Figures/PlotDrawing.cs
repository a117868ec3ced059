namespace ControlSim.Study.Figures;

/// <summary>Draws a plot: title, grid, axes, series, legend.</summary>
internal static class PlotDrawing
{
    private static readonly TextStyle TickText = new() { Size = 11, Colour = Palette.Muted };
    private static readonly TextStyle LabelText = new() { Size = 11.5, Colour = Palette.Muted };
    private static readonly TextStyle TitleText = new() { Size = 14, Bold = true };
    private static readonly Stroke GridLine = new(Palette.Grid);
    private static readonly Stroke AxisLine = new(Palette.Muted);

    public static void Draw(SvgCanvas canvas, Plot plot, double left)
    {
        AxisRange x = AxisRange.For(plot.XAxis, SeriesData.X(plot.Series));
        (AxisRange y, IReadOnlyList<Tick> yTicks, double head, double foot) = Upright(plot);
        Box inner = plot.Box.Inset(left, head, 14, foot);
        // Dates are short, and the first carries the year.
        double tick = plot.XAxis.Scale == AxisScale.Date ? 50 : 72;
        IReadOnlyList<Tick> xTicks = Ticks(plot.XAxis, x, Math.Clamp((int)(inner.Width / tick), 2, 16));
        var view = new PlotView(inner, x, y);
        canvas.Open("plot", Clock(plot, view));
        DrawTitle(canvas, plot, inner);
        DrawGrid(canvas, view, xTicks, yTicks);
        canvas.Open("series", canvas.Clip(inner.Grown(plot.Series.OfType<ScatterSeries>().Select(s => s.Marker.Radius + 1.5).DefaultIfEmpty(0.5).Max())));
        foreach (Series series in plot.Series) SeriesDrawing.Draw(canvas, view, series);
        canvas.Close();
        DrawAxes(canvas, plot, view, xTicks, yTicks);
        Box? legend = plot.Legend ? PlotLegend.Draw(canvas, view, plot.Series) : null;
        SeriesDrawing.DrawTexts(canvas, view, plot.Series, legend);
        canvas.Close();
    }

    /// <summary>The box that a plot by itself in its row leaves to its series, px.</summary>
    public static Box Inner(Plot plot)
    {
        (_, IReadOnlyList<Tick> ticks, double head, double foot) = Upright(plot);
        return plot.Box.Inset(LeftMargin(plot.YAxis, ticks), head, 14, foot);
    }

    /// <summary>Room that the numbers and the label of the upright axis need, px.</summary>
    public static double LeftMargin(Plot plot) => LeftMargin(plot.YAxis, Upright(plot).Ticks);

    private static (AxisRange Range, IReadOnlyList<Tick> Ticks, double Head, double Foot) Upright(Plot plot)
    {
        AxisRange range = AxisRange.For(plot.YAxis, SeriesData.Y(plot.Series));
        double head = plot.Title.Length > 0 ? 26 : 8;
        double foot = 8 + (plot.XAxis.ShowTickLabels ? 18 : 0) + (plot.XAxis.Label.Length > 0 ? 18 : 0);
        double height = plot.Box.Height - head - foot;
        return (range, Ticks(plot.YAxis, range, Math.Clamp((int)(height / 34), 2, 8)), head, foot);
    }

    // A page moves a line along the days: it needs the plot's corners on the canvas and the days at its sides.
    private static string Clock(Plot plot, PlotView view)
    {
        if (plot.XAxis.Scale != AxisScale.Date) return "";
        IEnumerable<string> numbers = new[] { view.Box.X, view.Box.Y, view.Box.Right, view.Box.Bottom, view.XRange.Min, view.XRange.Max }
            .Select(SvgCanvas.Number);
        return $" data-clock=\"{string.Join(' ', numbers)}\"";
    }

    private static IReadOnlyList<Tick> Ticks(Axis axis, AxisRange range, int most)
    {
        if (!axis.Named.IsEmpty) return axis.Named;
        return axis.Scale switch
        {
            AxisScale.Log => AxisTicks.Log(range.Min, range.Max),
            AxisScale.Date => AxisTicks.Date(range.Min, range.Max, most),
            _ => AxisTicks.Linear(range.Min, range.Max, most),
        };
    }

    private static double LeftMargin(Axis axis, IReadOnlyList<Tick> ticks)
    {
        double widest = axis.ShowTickLabels && ticks.Count > 0 ? ticks.Max(t => TickText.WidthOf(t.Text)) : 0;
        double numbers = axis.ShowTickLabels ? Math.Max(38, widest + 12) : 8;
        return numbers + (axis.Label.Length > 0 ? 18 : 0);
    }

    private static void DrawTitle(SvgCanvas canvas, Plot plot, Box inner)
    {
        double x = inner.X;
        double y = plot.Box.Y + 15;
        if (plot.TitleKey is { } key)
        {
            canvas.Rectangle(new Box(x, y - 11, 12, 12), new Fill(key), null, 2);
            x += 19;
        }

        // A long title is set smaller, down to three quarters, before it is cut.
        double room = plot.Box.Right - x;
        double size = Math.Clamp(TitleText.Size * room / Math.Max(1, TitleText.WidthOf(plot.Title)), TitleText.Size * 0.75, TitleText.Size);
        canvas.Text(x, y, TextMetrics.Fit(plot.Title, room, size, true), TitleText with { Size = size });
    }

    private static void DrawGrid(SvgCanvas canvas, PlotView view, IReadOnlyList<Tick> xTicks, IReadOnlyList<Tick> yTicks)
    {
        canvas.Open("grid");
        foreach (Tick tick in yTicks.Where(t => t.Text.Length > 0))
        {
            double y = view.Y(tick.Value);
            canvas.Segment(view.Box.X, y, view.Box.Right, y, GridLine);
        }

        foreach (Tick tick in xTicks.Where(t => t.Text.Length > 0))
        {
            double x = view.X(tick.Value);
            canvas.Segment(x, view.Box.Y, x, view.Box.Bottom, GridLine);
        }

        canvas.Close();
    }

    private static void DrawAxes(
        SvgCanvas canvas, Plot plot, PlotView view, IReadOnlyList<Tick> xTicks, IReadOnlyList<Tick> yTicks)
    {
        Box box = view.Box;
        canvas.Open("axes");
        canvas.Segment(box.X, box.Bottom, box.Right, box.Bottom, AxisLine);
        foreach (Tick tick in xTicks)
        {
            double x = view.X(tick.Value);
            canvas.Segment(x, box.Bottom, x, box.Bottom + (tick.Text.Length > 0 ? 5 : 3), AxisLine);
        }

        if (plot.XAxis.ShowTickLabels) DrawXTexts(canvas, plot.Box, view, xTicks);
        if (plot.YAxis.ShowTickLabels)
        {
            foreach (Tick tick in yTicks)
            {
                canvas.Text(box.X - 7, view.Y(tick.Value) + 4, tick.Text, TickText with { Anchor = TextAnchor.End });
            }
        }

        TextStyle label = LabelText with { Anchor = TextAnchor.Middle };
        canvas.Text(box.X + (box.Width / 2), plot.Box.Bottom - 4, TextMetrics.Fit(plot.XAxis.Label, box.Width, label.Size), label);
        double middle = box.Y + (box.Height / 2);
        canvas.Text(plot.Box.X + 11, middle, TextMetrics.Fit(plot.YAxis.Label, plot.Box.Height, label.Size), label, -90);
        canvas.Close();
    }

    // A text that would leave the panel or touch the one before is moved or left away.
    private static void DrawXTexts(SvgCanvas canvas, Box panel, PlotView view, IReadOnlyList<Tick> ticks)
    {
        double free = double.NegativeInfinity;
        foreach (Tick tick in ticks.Where(t => t.Text.Length > 0))
        {
            double width = TickText.WidthOf(tick.Text);
            double left = Math.Clamp(view.X(tick.Value) - (width / 2), panel.X, Math.Max(panel.X, panel.Right - width));
            if (left < free) continue;
            canvas.Text(left, view.Box.Bottom + 18, tick.Text, TickText);
            free = left + width + 6;
        }
    }
}
