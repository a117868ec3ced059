using System.Globalization;

namespace ControlSim.Study.Figures;

/// <summary>
/// Width of a text without a font at hand: advance widths of DejaVu Sans 2.37, in thousandths of the font size. Helvetica and Arial,
/// next in the font list, are narrower, so the estimate is an upper bound with them.
/// </summary>
public static class TextMetrics
{
    // Characters 32 to 126.
    private static readonly short[] Book =
    [
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337,
        636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531,
        1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
        603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500,
        500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612,
        635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
    ];

    private static readonly short[] Bold =
    [
        348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365,
        696, 696, 696, 696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580,
        1000, 774, 762, 734, 830, 683, 683, 821, 837, 372, 372, 775, 637, 995, 837, 850,
        733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838, 500,
        500, 675, 716, 593, 716, 678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687,
        716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838,
    ];

    /// <summary>Height above the base line that capitals take, as a share of the font size (DejaVu Sans: 0.73).</summary>
    public const double Ascent = 0.76;

    /// <summary>Depth below the base line, as a share of the font size (DejaVu Sans: 0.24).</summary>
    public const double Descent = 0.24;

    /// <summary>Width in px of a text at a font size in px.</summary>
    public static double Width(string text, double size, bool bold = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        int thousandths = 0;
        foreach (char c in text) thousandths += Advance(c, bold);
        return thousandths * size / 1000;
    }

    /// <summary>The text, cut with "…" where it is wider than <paramref name="width"/> px.</summary>
    public static string Fit(string text, double width, double size, bool bold = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Width(text, size, bold) <= width) return text;
        for (int length = text.Length - 1; length > 0; length--)
        {
            string cut = text[..length].TrimEnd() + "…";
            if (Width(cut, size, bold) <= width) return cut;
        }

        return "";
    }

    /// <summary>The text broken at blanks into lines of at most <paramref name="width"/> px; a longer word is cut.</summary>
    public static IReadOnlyList<string> Wrap(string text, double width, double size, bool bold = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = new List<string>();
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Width(longer, size, bold) > width)
            {
                lines.Add(Fit(line, width, size, bold));
                longer = word;
            }

            line = longer;
        }

        if (line.Length > 0) lines.Add(Fit(line, width, size, bold));
        return lines;
    }

    private static int Advance(char c, bool bold)
    {
        if (c is >= ' ' and <= '~') return (bold ? Bold : Book)[c - ' '];
        if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) return 0;
        return c switch
        {
            '\u2013' => 500,
            '\u00b7' or '\u2019' => bold ? 380 : 318,
            '\u00b0' => 500,
            '\u00b2' => bold ? 438 : 401,
            '\u2026' or '\u2014' => 1000,
            '\u00d7' or '\u2265' or '\u2264' or '\u2192' or '\u2212' or '\u00b1' => 838,
            // Latin letters with marks: the width of a wide small letter.
            >= '\u00c0' and <= '\u017f' => bold ? 734 : 660,
            // No table for other scripts; an em is wider than nearly every letter in them.
            _ => 1000,
        };
    }
}
