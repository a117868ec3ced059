namespace ControlSim.Study.Figures;

/// <summary>How an area is filled.</summary>
/// <param name="Colour">Colour of the ground.</param>
/// <param name="Opacity">0 (not seen) to 1.</param>
/// <param name="Hatch">Stripes on the ground; null for none.</param>
public sealed record Fill(Rgb Colour, double Opacity = 1, Hatch? Hatch = null);

/// <summary>Stripes: they tell areas apart where colours do not (a grey print, a colour-blind reader).</summary>
/// <param name="Colour">Colour of the stripes.</param>
/// <param name="Width">Width of a stripe, px.</param>
/// <param name="Spacing">Distance from stripe to stripe, px.</param>
/// <param name="Angle">Degrees clockwise from upright.</param>
public sealed record Hatch(Rgb Colour, double Width = 3.5, double Spacing = 7, double Angle = 45);

/// <summary>How a line is drawn.</summary>
/// <param name="Colour">Colour.</param>
/// <param name="Width">px.</param>
/// <param name="Dash">Lengths of dashes and gaps, px, separated by blanks; empty for a full line.</param>
/// <param name="Opacity">0 (not seen) to 1.</param>
/// <param name="Halo">Colour of a casing under the line; null for none.</param>
public sealed record Stroke(Rgb Colour, double Width = 1, string Dash = "", double Opacity = 1, Rgb? Halo = null);

/// <summary>Where a text stands to its point.</summary>
public enum TextAnchor
{
    Start,
    Middle,
    End,
}

/// <summary>How a text is set.</summary>
public sealed record TextStyle
{
    /// <summary>Font size, px.</summary>
    public double Size { get; init; } = 12;

    public bool Bold { get; init; }

    public bool Italic { get; init; }

    public Rgb Colour { get; init; } = Palette.Ink;

    /// <summary>Colour of a halo around the letters; null for none.</summary>
    public Rgb? Halo { get; init; }

    public TextAnchor Anchor { get; init; } = TextAnchor.Start;

    /// <summary>Space added between letters, px.</summary>
    public double Spacing { get; init; }

    /// <summary>Width of the text in this style, px.</summary>
    public double WidthOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TextMetrics.Width(text, Size, Bold) + (Spacing * text.Length);
    }
}
