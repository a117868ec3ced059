using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;

namespace ControlSim.Study.Figures;

/// <summary>Names on the control map: places by importance, and countries in wide letters where there is room.</summary>
internal static class ControlMapLabels
{
    public static LabelLayer Places(ControlMapInput input, double scale)
    {
        var highlights = new HashSet<string>(input.Highlights, StringComparer.Ordinal);
        var labels = new List<MapLabel>();
        foreach (MapLocation location in input.Locations)
        {
            bool highlight = highlights.Contains(location.Id);
            double radius = ControlMapSigns.Place(location.Kind, location.Population).Radius * scale;
            labels.Add(new MapLabel(location.Name, location.Position, Priority(location, highlight), Style(location, highlight, scale))
            {
                Clearance = radius,
                Leader = highlight || location.Population >= 500_000,
            });
        }

        return new LabelLayer("names", [.. labels]);
    }

    /// <summary>Countries, on land that nobody holds; they give way to all names of places.</summary>
    public static LabelLayer Countries(ControlMapInput input)
    {
        Geometry[] areas = [.. input.Locations.Select(l => l.Area).OfType<Geometry>()];
        return new("countries", [.. input.Countries.Select(c => Country(c, areas))]);
    }

    /// <summary>
    /// Areas as one, snapped to a metre: neighbours cut their common side each on its own, and floating overlay of such sides takes
    /// ten times as long.
    /// </summary>
    public static Geometry Dissolved(IEnumerable<Geometry> areas) => UnaryUnionNG.Union(areas, new PrecisionModel(1000));

    /// <summary>The name of a bloc, somewhere in what it holds.</summary>
    public static MapLabel Bloc(FigureBloc bloc, Geometry held) =>
        Within(held, [], 8, 12, bloc.Name, new TextStyle { Size = 11.5, Bold = true, Italic = true, Colour = bloc.Colour.Darkened(38), Halo = Palette.White });

    private static MapLabel Country(MapCountry country, Geometry[] areas)
    {
        Geometry[] taken = country.InTheatre ? [.. areas.Where(a => a.EnvelopeInternal.Intersects(country.Area.EnvelopeInternal))] : [];
        var style = new TextStyle { Size = country.InTheatre ? 18 : 13, Bold = true, Spacing = 4, Colour = new Rgb(0x8a, 0x85, 0x7b) };
        return Within(country.Area, taken, 25, 14, country.Name.ToUpperInvariant(), style);
    }

    private static MapLabel Within(Geometry area, Geometry[] taken, double grid, double fromEdge, string text, TextStyle style)
    {
        List<Coordinate> points = NameRoom.Points(area, taken, grid, fromEdge);
        return new MapLabel(text, points[0], area.Area, style)
        {
            Clearance = -1,
            Inside = area,
            Outside = [.. taken],
            Alternatives = [.. points.Skip(1)],
        };
    }

    // Highlights first, then population; a place without inhabitants counts as a village, a refuge comes last.
    private static double Priority(MapLocation location, bool highlight)
    {
        double rank = location.Kind switch
        {
            "refuge" => 500,
            "base" or "dam" or "oilfield" or "crossing" => Math.Max(3_000, location.Population),
            _ => location.Population,
        };
        return highlight ? 1e9 + rank : rank;
    }

    private static TextStyle Style(MapLocation location, bool highlight, double scale)
    {
        double size = location.Kind == "refuge" ? 10 : location.Population switch
        {
            >= 500_000 => 13,
            >= 100_000 => 11.5,
            _ => 10.5,
        };
        return new TextStyle
        {
            Size = (highlight ? Math.Max(size, 12) : size) * Math.Min(scale, 1.15),
            Bold = highlight || location.Population >= 500_000,
            Italic = location.Kind == "refuge",
            Colour = location.Kind == "refuge" ? new Rgb(0x45, 0x4b, 0x52) : Palette.Ink,
            Halo = Palette.White,
        };
    }
}
