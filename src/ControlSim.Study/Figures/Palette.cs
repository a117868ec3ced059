using System.Collections.Immutable;

namespace ControlSim.Study.Figures;

/// <summary>
/// Colours that are the same in every figure. Those of the blocs come with the scenario; here is a list for worlds that name none.
/// </summary>
public static class Palette
{
    /// <summary>Text and frames.</summary>
    public static readonly Rgb Ink = new(0x22, 0x26, 0x2b);

    /// <summary>Text of second rank.</summary>
    public static readonly Rgb Muted = new(0x5c, 0x63, 0x6b);

    /// <summary>Grid lines.</summary>
    public static readonly Rgb Grid = new(0xe3, 0xe6, 0xe9);

    public static readonly Rgb White = new(0xff, 0xff, 0xff);

    /// <summary>Land of the countries of the theatre, where nobody holds it.</summary>
    public static readonly Rgb Land = new(0xf8, 0xf6, 0xf0);

    /// <summary>Land of neighbouring countries.</summary>
    public static readonly Rgb NeighbourLand = new(0xe9, 0xe7, 0xe1);

    public static readonly Rgb Water = new(0xc9, 0xdf, 0xee);

    public static readonly Rgb River = new(0x6f, 0xa3, 0xcc);

    public static readonly Rgb Border = new(0x6b, 0x66, 0x5e);

    // For blocs that nobody gave a colour: neighbours in the list differ most. Lightness 48, 30, 88, 20, 65, 39, 77 and 55, at least
    // 7 apart, so that a grey print keeps them apart.
    private static readonly ImmutableArray<Rgb> Others =
    [
        Rgb.Parse("#4477aa"), Rgb.Parse("#882255"), Rgb.Parse("#f0e074"), Rgb.Parse("#262626"),
        Rgb.Parse("#a3a13a"), Rgb.Parse("#0f6b3c"), Rgb.Parse("#88ccee"), Rgb.Parse("#cc6677"),
    ];

    /// <summary>Colour of a bloc: the one given, else the next of a fixed list.</summary>
    /// <param name="given"><c>#rrggbb</c>, or empty.</param>
    /// <param name="row">The bloc's place in the list of blocs, at least 0.</param>
    /// <exception cref="FormatException"><paramref name="given"/> is neither empty nor a colour.</exception>
    public static Rgb ForBloc(string given, int row) => string.IsNullOrEmpty(given) ? Others[row % Others.Length] : Rgb.Parse(given);
}
