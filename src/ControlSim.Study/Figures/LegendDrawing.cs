namespace ControlSim.Study.Figures;

/// <summary>Draws legends: as a column under headings, or as one row.</summary>
internal static class LegendDrawing
{
    private const double SwatchWidth = 30;
    private const double SwatchHeight = 14;
    private const double LineHeight = 22;
    private const double HeadingHeight = 22;
    private const double EntryHeight = 20;
    private const double RemarkHeight = 14;
    private const double SectionGap = 12;
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
    public static void DrawItem(SvgCanvas canvas, LegendItem item, double x, double y, double width, double scale = 1)
    {
        canvas.Open("entry", item.Key.Length == 0 ? "" : $" data-id=\"{SvgCanvas.Escape(item.Key)}\"");
        Sign(canvas, item, x, y, scale);
        double room = width - SwatchWidth - 8;
        double size = scale * Math.Clamp(Entry.Size * room / Math.Max(1, Entry.WidthOf(item.Text)), Entry.Size * 0.8, Entry.Size);
        canvas.Text(x + SwatchWidth + 8, y + (size * 0.36), TextMetrics.Fit(item.Text, room, size), Entry with { Size = size });
        canvas.Close();
    }

    // Sizes shrink where the entries would not fit into the box.
    private static void Column(SvgCanvas canvas, LegendPanel legend)
    {
        Box box = legend.Box;
        double scale = Math.Min(1, box.Height / legend.Sections.Sum(s => HeightOf(s, box.Width)));
        double y = box.Y;
        foreach (LegendSection section in legend.Sections)
        {
            if (section.Title.Length > 0)
            {
                TextStyle heading = Heading with { Size = Heading.Size * scale };
                canvas.Text(box.X, y + (12 * scale), TextMetrics.Fit(section.Title, box.Width, heading.Size, true), heading);
                y += HeadingHeight * scale;
            }

            foreach (LegendItem item in section.Items)
            {
                DrawItem(canvas, item, box.X, y + (8 * scale), box.Width, scale);
                y += EntryHeight * scale;
            }

            foreach (string line in TextMetrics.Wrap(section.Note, box.Width, Remark.Size))
            {
                canvas.Text(box.X, y + (11 * scale), line, Remark with { Size = Remark.Size * scale });
                y += RemarkHeight * scale;
            }

            y += SectionGap * scale;
        }
    }

    private static double HeightOf(LegendSection section, double width) =>
        (section.Title.Length > 0 ? HeadingHeight : 0)
        + (section.Items.Length * EntryHeight)
        + (TextMetrics.Wrap(section.Note, width, Remark.Size).Count * RemarkHeight)
        + SectionGap;

    private static void Row(SvgCanvas canvas, LegendPanel legend)
    {
        double x = legend.Box.X;
        int lines = Math.Max(1, (int)(legend.Box.Height / LineHeight));
        double y = legend.Box.Y + (legend.Box.Height / lines / 2);
        foreach (LegendItem item in legend.Sections.SelectMany(s => s.Items))
        {
            if (lines > 1 && x > legend.Box.X && x + WidthOf(item) > legend.Box.Right)
            {
                (x, y, lines) = (legend.Box.X, y + LineHeight, lines - 1);
            }

            double width = Math.Min(WidthOf(item), legend.Box.Right - x);
            if (width < SwatchWidth + 20) break;
            DrawItem(canvas, item, x, y, width);
            x += width + 24;
        }
    }

    private static void Sign(SvgCanvas canvas, LegendItem item, double x, double y, double scale)
    {
        var swatch = new Box(x, y - (SwatchHeight * scale / 2), SwatchWidth, SwatchHeight * scale);
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
