using System.Text;

namespace ControlSim.Study.Figures;

/// <summary>
/// Draws a figure as one SVG file without scripts or outside references. The same figure gives the same bytes on every machine.
/// </summary>
public static class SvgWriter
{
    private const string Fonts = "DejaVu Sans, Helvetica, Arial, sans-serif";

    /// <summary>The whole file, lines ended by \n.</summary>
    /// <exception cref="ArgumentException">The figure's name is no id.</exception>
    public static string Write(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        if (figure.Name.Length == 0 || !figure.Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            throw new ArgumentException($"'{figure.Name}' is no name of a figure: use a-z, 0-9 and '-'", nameof(figure));
        }

        var canvas = new SvgCanvas(figure.Name);
        DrawFrame(canvas, figure);
        // Plots that begin at the same place have their axes in one line.
        var margins = figure.Panels.OfType<Plot>().GroupBy(p => p.Box.X).ToDictionary(g => g.Key, g => g.Max(PlotDrawing.LeftMargin));
        foreach (Panel panel in figure.Panels) Draw(canvas, panel, margins);
        return Assemble(figure, canvas);
    }

    private static void Draw(SvgCanvas canvas, Panel panel, Dictionary<double, double> margins)
    {
        switch (panel)
        {
            case Plot plot:
                PlotDrawing.Draw(canvas, plot, margins[plot.Box.X]);
                break;
            case MapPanel map:
                MapDrawing.Draw(canvas, map);
                break;
            case LegendPanel legend:
                LegendDrawing.Draw(canvas, legend);
                break;
            case TextPanel text:
                text.Draw(canvas);
                break;
            default:
                throw new ArgumentException($"no drawing for a {panel.GetType().Name}", nameof(panel));
        }
    }

    private static void DrawFrame(SvgCanvas canvas, Figure figure)
    {
        const double margin = 24;
        double room = figure.Width - (2 * margin);
        canvas.Rectangle(new Box(0, 0, figure.Width, figure.Height), new Fill(Palette.White));
        Heading(canvas, margin, 40, figure.Title, room, new TextStyle { Size = 24, Bold = true });
        Heading(canvas, margin, 64, figure.Subtitle, room, new TextStyle { Size = 14, Colour = Palette.Muted });
        var small = new TextStyle { Size = 11, Colour = Palette.Muted };
        TextStyle strong = small with { Bold = true, Anchor = TextAnchor.End };
        string footer = TextMetrics.Fit(figure.Footer, room, small.Size, true);
        double line = figure.Height - 16;
        canvas.Text(figure.Width - margin, line, footer, strong);
        double left = room - strong.WidthOf(footer) - 20;
        IReadOnlyList<string> source = TextMetrics.Wrap(figure.Source, left, small.Size);
        for (int i = 0; i < Math.Min(2, source.Count); i++)
        {
            canvas.Text(margin, line - ((Math.Min(2, source.Count) - 1 - i) * 14), source[i], small);
        }
    }

    // A long title is set smaller, down to 60 %, before it is cut.
    private static void Heading(SvgCanvas canvas, double x, double y, string text, double room, TextStyle style)
    {
        double width = style.WidthOf(text);
        double size = width <= room ? style.Size : Math.Max(style.Size * 0.6, style.Size * room / width);
        canvas.Text(x, y, TextMetrics.Fit(text, room, size, style.Bold), style with { Size = size });
    }

    private static string Assemble(Figure figure, SvgCanvas canvas)
    {
        var svg = new StringBuilder();
        string id = figure.Name;
        svg.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{figure.Width}\" height=\"{figure.Height}\"");
        svg.Append($" viewBox=\"0 0 {figure.Width} {figure.Height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\"");
        svg.Append($" font-family=\"{Fonts}\" stroke-linecap=\"round\" stroke-linejoin=\"round\">\n");
        svg.Append($"  <title id=\"{id}-title\">{SvgCanvas.Escape(figure.Title)}</title>\n");
        string description = figure.Description.Length > 0 ? figure.Description : figure.Subtitle;
        svg.Append($"  <desc id=\"{id}-desc\">{SvgCanvas.Escape($"{description} ({Figure.Disclaimer})")}</desc>\n");
        if (canvas.Definitions.Length > 0) svg.Append("  <defs>\n").Append(canvas.Definitions).Append("  </defs>\n");
        svg.Append(canvas.Body).Append("</svg>\n");
        return svg.ToString();
    }
}
