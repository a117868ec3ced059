using System.Collections.Immutable;

namespace ControlSim.Study.Figures;

/// <summary>
/// Colours that are the same in every figure. The blocs' colours differ by at least 6 in CIE lightness from one another, so that a
/// grey print still tells them apart; neighbours in the theatre differ by at least 12.
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

    /// <summary>The owning blocs of the theatre of Syria and Iraq, from dark to light.</summary>
    public static readonly ImmutableSortedDictionary<string, Rgb> Blocs = ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal,
        new Dictionary<string, Rgb>(StringComparer.Ordinal)
        {
            ["is"] = Rgb.Parse("#33312e"),
            ["hts"] = Rgb.Parse("#14532d"),
            ["syrian-government"] = Rgb.Parse("#b3262e"),
            ["turkish-backed-rebels"] = Rgb.Parse("#1b8a7b"),
            ["iraq-government"] = Rgb.Parse("#5a93d0"),
            ["syrian-rebels"] = Rgb.Parse("#83b13c"),
            ["krg-peshmerga"] = Rgb.Parse("#c7a6e3"),
            ["sdf-ypg"] = Rgb.Parse("#f8cc3a"),
        });

    // For blocs of other worlds, in this order: neighbours in it differ most. Lightness 20, 31, 40, 52, 60, 67, 73 and 84.
    private static readonly ImmutableArray<Rgb> Others =
    [
        Rgb.Parse("#5a93d0"), Rgb.Parse("#b3262e"), Rgb.Parse("#f8cc3a"), Rgb.Parse("#33312e"),
        Rgb.Parse("#83b13c"), Rgb.Parse("#14532d"), Rgb.Parse("#c7a6e3"), Rgb.Parse("#1b8a7b"),
    ];

    /// <summary>Colour of a bloc: the one given, else the theatre's, else the next of a fixed list.</summary>
    /// <param name="id">Bloc id.</param>
    /// <param name="given"><c>#rrggbb</c>, or empty.</param>
    /// <param name="row">The bloc's place in the list of blocs, for those that nobody gave a colour.</param>
    /// <exception cref="FormatException"><paramref name="given"/> is neither empty nor a colour.</exception>
    public static Rgb ForBloc(string id, string given, int row)
    {
        if (!string.IsNullOrEmpty(given)) return Rgb.Parse(given);
        return Blocs.TryGetValue(id, out Rgb colour) ? colour : Others[row % Others.Length];
    }
}
