namespace ControlSim.Study.Figures;

/// <summary>Draws legends: as a column under headings, or as one row.</summary>
internal static class LegendDrawing
{
    private const double SwatchWidth = 30;
    private const double SwatchHeight = 14;
    private static readonly TextStyle Entry = new() { Size = 12 };
    private static readonly TextStyle Heading = new() { Size = 12.5, Bold = true };
    private static readonly TextStyle Remark = new() { Size = 10.5, Colour = Palette.Muted };

    public static void Draw(SvgCanvas canvas, LegendPanel legend)
    {
        canvas.Open("legend");
        if (legend.Horizontal) Row(canvas, legend);
        else Column(canvas, legend);
        canvas.Close();
    }

    /// <summary>Width of an entry with its sign, px.</summary>
    public static double WidthOf(LegendItem item) => SwatchWidth + 8 + Entry.WidthOf(item.Text);

    /// <summary>Draws one entry with its left edge and middle line at (x, y).</summary>
    public static void DrawItem(SvgCanvas canvas, LegendItem item, double x, double y, double width)
    {
        canvas.Open("entry", item.Key.Length == 0 ? "" : $" data-id=\"{SvgCanvas.Escape(item.Key)}\"");
        Sign(canvas, item, x, y);
        double room = width - SwatchWidth - 8;
        double size = Math.Clamp(Entry.Size * room / Math.Max(1, Entry.WidthOf(item.Text)), Entry.Size * 0.8, Entry.Size);
        canvas.Text(x + SwatchWidth + 8, y + (size * 0.36), TextMetrics.Fit(item.Text, room, size), Entry with { Size = size });
        canvas.Close();
    }

    private static void Column(SvgCanvas canvas, LegendPanel legend)
    {
        double x = legend.Box.X;
        double y = legend.Box.Y;
        foreach (LegendSection section in legend.Sections)
        {
            if (section.Title.Length > 0)
            {
                canvas.Text(x, y + 12, TextMetrics.Fit(section.Title, legend.Box.Width, Heading.Size, true), Heading);
                y += 22;
            }

            foreach (LegendItem item in section.Items)
            {
                DrawItem(canvas, item, x, y + 8, legend.Box.Width);
                y += 20;
            }

            foreach (string line in TextMetrics.Wrap(section.Note, legend.Box.Width, Remark.Size))
            {
                canvas.Text(x, y + 11, line, Remark);
                y += 14;
            }

            y += 12;
        }
    }

    private static void Row(SvgCanvas canvas, LegendPanel legend)
    {
        double x = legend.Box.X;
        double y = legend.Box.Y + (legend.Box.Height / 2);
        foreach (LegendItem item in legend.Sections.SelectMany(s => s.Items))
        {
            double width = Math.Min(WidthOf(item), legend.Box.Right - x);
            if (width < SwatchWidth + 20) break;
            DrawItem(canvas, item, x, y, width);
            x += width + 24;
        }
    }

    private static void Sign(SvgCanvas canvas, LegendItem item, double x, double y)
    {
        var swatch = new Box(x, y - (SwatchHeight / 2), SwatchWidth, SwatchHeight);
        for (int i = 0; i < item.Fills.Length; i++)
        {
            double width = SwatchWidth / item.Fills.Length;
            canvas.Rectangle(swatch with { X = x + (i * width), Width = width }, item.Fills[i]);
        }

        if (item.Fills.Length > 0) canvas.Rectangle(swatch, null, new Stroke(Palette.Muted, 0.6));
        if (item.Line is { } line)
        {
            canvas.Path(new SvgPath().MoveTo(x + 2, y).LineTo(x + SwatchWidth - 2, y).ToString(), null, line);
        }

        if (item.Marker is { } marker) MarkerDrawing.Draw(canvas, x + (SwatchWidth / 2), y, marker);
    }
}
