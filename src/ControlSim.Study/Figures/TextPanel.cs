namespace ControlSim.Study.Figures;

/// <summary>A text in its own box, broken into lines that fit.</summary>
/// <param name="Box">The box, px; the first line stands at its top.</param>
/// <param name="Text">What it says.</param>
/// <param name="Style">How it is set.</param>
public sealed record TextPanel(Box Box, string Text, TextStyle Style) : Panel(Box)
{
    /// <summary>From base line to base line, as a share of the font size.</summary>
    private const double Leading = 1.35;

    /// <summary>Height that a text of a width takes, px.</summary>
    public static double HeightFor(string text, double width, TextStyle style)
    {
        ArgumentNullException.ThrowIfNull(style);
        return TextMetrics.Wrap(text, width, style.Size, style.Bold).Count * style.Size * Leading;
    }

    internal void Draw(SvgCanvas canvas)
    {
        double line = Box.Y + (Style.Size * TextMetrics.Ascent);
        foreach (string text in TextMetrics.Wrap(Text, Box.Width, Style.Size, Style.Bold))
        {
            canvas.Text(Box.X, line, text, Style);
            line += Style.Size * Leading;
        }
    }
}
