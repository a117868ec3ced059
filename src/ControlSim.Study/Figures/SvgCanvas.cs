using System.Globalization;
using System.Text;

namespace ControlSim.Study.Figures;

/// <summary>
/// Collects SVG elements in drawing order, and the clip paths and hatch patterns that they need. Numbers have at most two decimals,
/// so the last bits of a sine on another machine do not change a byte.
/// </summary>
internal sealed class SvgCanvas(string prefix)
{
    private readonly StringBuilder _body = new();
    private readonly StringBuilder _defs = new();
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private int _depth = 1;

    public string Body => _body.ToString();

    public string Definitions => _defs.ToString();

    /// <summary>A number with at most two decimals and no exponent.</summary>
    public static string Number(double value)
    {
        double rounded = Math.Round(value, 2, MidpointRounding.AwayFromZero);
        return rounded == 0 ? "0" : rounded.ToString("0.##", CultureInfo.InvariantCulture);
    }

    public static string Escape(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            _ = c switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '"' => safe.Append("&quot;"),
                // XML allows no other control characters, not even as entities.
                < ' ' or '\ufffe' or '\uffff' => safe.Append(' '),
                _ => safe.Append(c),
            };
        }

        return safe.ToString();
    }

    public void Open(string name, string attributes = "")
    {
        Line($"<g class=\"{name}\"{attributes}>");
        _depth++;
    }

    public void Close()
    {
        _depth--;
        Line("</g>");
    }

    public void Rectangle(Box box, Fill? fill, Stroke? stroke = null, double radius = 0)
    {
        string round = radius > 0 ? $" rx=\"{Number(radius)}\"" : "";
        Line($"<rect x=\"{Number(box.X)}\" y=\"{Number(box.Y)}\" width=\"{Number(box.Width)}\" height=\"{Number(box.Height)}\""
            + $"{round}{Paint(fill, stroke)}/>");
    }

    public void Circle(double x, double y, double radius, Fill? fill, Stroke? stroke = null, string tooltip = "", string key = "") =>
        Shape($"<circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\"{Key(key)}{Paint(fill, stroke)}", "circle", tooltip);

    public void Segment(double x1, double y1, double x2, double y2, Stroke stroke) =>
        Line($"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\"{Paint(null, stroke)}/>");

    public void Path(string data, Fill? fill, Stroke? stroke, string tooltip = "", string key = "")
    {
        if (data.Length == 0) return;
        if (stroke?.Halo is { } halo)
        {
            Line($"<path d=\"{data}\"{Paint(null, new Stroke(halo, stroke.Width + 2, "", stroke.Opacity))}/>");
        }

        string rule = fill is null ? "" : " fill-rule=\"evenodd\"";
        Shape($"<path d=\"{data}\"{rule}{Key(key)}{Paint(fill, stroke)}", "path", tooltip);
    }

    public void Text(double x, double y, string text, TextStyle style, double rotate = 0)
    {
        if (text.Length == 0) return;
        var tag = new StringBuilder($"<text x=\"{Number(x)}\" y=\"{Number(y)}\" font-size=\"{Number(style.Size)}\" fill=\"{style.Colour}\"");
        if (style.Bold) tag.Append(" font-weight=\"bold\"");
        if (style.Italic) tag.Append(" font-style=\"italic\"");
        if (style.Spacing > 0) tag.Append($" letter-spacing=\"{Number(style.Spacing)}\"");
        if (style.Anchor != TextAnchor.Start) tag.Append($" text-anchor=\"{(style.Anchor == TextAnchor.Middle ? "middle" : "end")}\"");
        if (style.Halo is { } halo)
        {
            tag.Append($" stroke=\"{halo}\" stroke-width=\"{Number(style.Size * 0.26)}\" paint-order=\"stroke\"");
        }

        if (rotate != 0) tag.Append($" transform=\"rotate({Number(rotate)} {Number(x)} {Number(y)})\"");
        Line($"{tag}>{Escape(text)}</text>");
    }

    /// <summary>Attribute that keeps what follows within a box.</summary>
    public string Clip(Box box)
    {
        string rect = $"<rect x=\"{Number(box.X)}\" y=\"{Number(box.Y)}\" width=\"{Number(box.Width)}\" height=\"{Number(box.Height)}\"/>";
        return $" clip-path=\"url(#{Define("clip", id => $"<clipPath id=\"{id}\">{rect}</clipPath>", rect)})\"";
    }

    private static string Key(string key) => key.Length == 0 ? "" : $" data-id=\"{Escape(key)}\"";

    private void Shape(string start, string element, string tooltip) =>
        Line(tooltip.Length == 0 ? start + "/>" : $"{start}><title>{Escape(tooltip)}</title></{element}>");

    private string Paint(Fill? fill, Stroke? stroke)
    {
        var paint = new StringBuilder();
        paint.Append(fill is null ? " fill=\"none\"" : $" fill=\"{Ground(fill)}\"");
        if (fill is { Opacity: < 1 }) paint.Append($" fill-opacity=\"{Number(fill.Opacity)}\"");
        if (stroke is null) return paint.ToString();
        paint.Append($" stroke=\"{stroke.Colour}\" stroke-width=\"{Number(stroke.Width)}\"");
        if (stroke.Dash.Length > 0) paint.Append($" stroke-dasharray=\"{stroke.Dash}\"");
        if (stroke.Opacity < 1) paint.Append($" stroke-opacity=\"{Number(stroke.Opacity)}\"");
        return paint.ToString();
    }

    private string Ground(Fill fill)
    {
        if (fill.Hatch is not { } hatch) return fill.Colour.ToString();
        string size = Number(hatch.Spacing);
        string tile = $"patternUnits=\"userSpaceOnUse\" width=\"{size}\" height=\"{size}\" patternTransform=\"rotate({Number(hatch.Angle)})\">"
            + $"<rect width=\"{size}\" height=\"{size}\" fill=\"{fill.Colour}\"/>"
            + $"<rect width=\"{Number(hatch.Width)}\" height=\"{size}\" fill=\"{hatch.Colour}\"/></pattern>";
        return $"url(#{Define("hatch", id => $"<pattern id=\"{id}\" {tile}", tile)})";
    }

    private string Define(string kind, Func<string, string> element, string content)
    {
        if (_ids.TryGetValue(content, out string? known)) return known;
        string id = $"{prefix}-{kind}-{_ids.Count + 1}";
        _ids.Add(content, id);
        _defs.Append("    ").Append(element(id)).Append('\n');
        return id;
    }

    private void Line(string element) => _body.Append(' ', _depth * 2).Append(element).Append('\n');
}
