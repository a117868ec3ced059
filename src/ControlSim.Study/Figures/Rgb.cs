using System.Globalization;

namespace ControlSim.Study.Figures;

/// <summary>An opaque colour, sRGB.</summary>
/// <param name="R">Red, 0 to 255.</param>
/// <param name="G">Green, 0 to 255.</param>
/// <param name="B">Blue, 0 to 255.</param>
public readonly record struct Rgb(byte R, byte G, byte B)
{
    /// <summary>CIE L*, 0 (black) to 100 (white): how light the colour looks, and what a grey print keeps of it.</summary>
    public double Lightness
    {
        get
        {
            double y = (0.2126 * Linear(R)) + (0.7152 * Linear(G)) + (0.0722 * Linear(B));
            return y <= 216.0 / 24389 ? y * 24389 / 27 : (116 * Math.Cbrt(y)) - 16;
        }
    }

    /// <summary>Reads <c>#rrggbb</c>.</summary>
    /// <exception cref="FormatException">The text is no such colour.</exception>
    public static Rgb Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length != 7 || text[0] != '#'
            || !int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value))
        {
            throw new FormatException($"'{text}' is no colour: write #rrggbb");
        }

        return new Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }

    /// <summary>What one sees when this colour lies with the given opacity (0 to 1) on a ground.</summary>
    public Rgb Over(Rgb ground, double opacity) => new(
        Mix(ground.R, R, opacity),
        Mix(ground.G, G, opacity),
        Mix(ground.B, B, opacity));

    /// <summary>The same hue at a lightness of at most <paramref name="lightness"/> (CIE L*): for lines and letters on white.</summary>
    public Rgb Darkened(double lightness)
    {
        Rgb colour = this;
        for (int step = 1; step <= 50 && colour.Lightness > lightness; step++)
        {
            colour = Over(new Rgb(0, 0, 0), 1 - (step / 50.0));
        }

        return colour;
    }

    public override string ToString() => $"#{R:x2}{G:x2}{B:x2}";

    private static byte Mix(byte ground, byte top, double opacity) =>
        (byte)Math.Round((ground * (1 - opacity)) + (top * opacity), MidpointRounding.AwayFromZero);

    private static double Linear(byte channel)
    {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }
}
