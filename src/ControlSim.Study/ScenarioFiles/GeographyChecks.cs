using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Checks of locations against the countries of the theatre's basemap.</summary>
internal static class GeographyChecks
{
    /// <summary>Towns that lie on a border line may fall on its other side by this much, km.</summary>
    private const double Tolerance = 3;

    /// <summary>Length of a degree of latitude on the sphere of the great circle, km.</summary>
    private const double KmPerDegree = Math.PI / 180 * Geography.GreatCircle.EarthRadiusKm;

    /// <summary>Reports locations that lie outside their country; nothing without a basemap.</summary>
    public static void Check(CheckedTree tree, string theatreFolder)
    {
        string path = Path.Combine(theatreFolder, "basemap.geojson");
        if (theatreFolder.Length == 0 || !File.Exists(path) || Countries(path, tree.Problems) is not { } countries)
        {
            return;
        }

        Dictionary<string, IPreparedGeometry> prepared = [];
        foreach (Row location in tree.Table("locations"))
        {
            if (location.Text("country") is { } country && location.Number("lon") is { } lon && location.Number("lat") is { } lat)
            {
                CheckLocation(tree, location, countries, prepared, country, lon, lat);
            }
        }
    }

    /// <summary>
    /// Distance of a point to a polygon in km, 0 inside. The map is stretched about the point so that both axes are
    /// in km there: at a few km of distance the error is far below the tolerance.
    /// </summary>
    public static double DistanceKm(Geometry polygon, double lon, double lat)
    {
        double east = KmPerDegree * Math.Cos(lat * Math.PI / 180);
        Geometry local = polygon.Copy();
        local.Apply(new Stretch(lon, lat, east, KmPerDegree));
        return local.Distance(local.Factory.CreatePoint(new Coordinate(0, 0)));
    }

    private static void CheckLocation(
        CheckedTree tree, Row location, Dictionary<string, Geometry> countries, Dictionary<string, IPreparedGeometry> prepared,
        string country, double lon, double lat)
    {
        if (!countries.TryGetValue(country, out Geometry? polygon))
        {
            tree.Error(location, "country", $"the basemap has no country '{Wording.Shorten(country)}'" + Suggestion.For(country, countries.Keys, "correct it"));
            return;
        }

        if (!prepared.TryGetValue(country, out IPreparedGeometry? fast))
        {
            prepared[country] = fast = PreparedGeometryFactory.Prepare(polygon);
        }

        if (fast.Covers(polygon.Factory.CreatePoint(new Coordinate(lon, lat))))
        {
            return;
        }

        double distance = DistanceKm(polygon, lon, lat);
        if (distance > Tolerance)
        {
            tree.Error(location, "lon", $"the place lies {Numbers.Write(Math.Round(distance, 1))} km outside {country}; correct `lon`, `lat` or `country`");
        }
    }

    private static Dictionary<string, Geometry>? Countries(string path, ProblemList problems)
    {
        string file = Layers.Display(path);
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            Dictionary<string, Geometry> countries = new(StringComparer.Ordinal);
            foreach (JsonElement feature in document.RootElement.GetProperty("features").EnumerateArray())
            {
                JsonElement properties = feature.GetProperty("properties");
                if (properties.TryGetProperty("layer", out JsonElement layer) && layer.GetString() == "country")
                {
                    string name = properties.GetProperty("name").GetString() ?? "";
                    Geometry part = Polygons(feature.GetProperty("geometry"));
                    countries[name] = countries.TryGetValue(name, out Geometry? before) ? before.Union(part) : part;
                }
            }

            return countries;
        }
        catch (JsonException e)
        {
            FileMark mark = new(file, (int)(e.LineNumber ?? 0) + 1, (int)(e.BytePositionInLine ?? 0) + 1);
            problems.Error(mark, "", "not readable as JSON; write the basemap anew");
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            problems.Error(new FileMark(file, 0, 0), "", $"the countries cannot be read ({Wording.Shorten(e.Message)}); they are polygons with `layer` \"country\" and `name`");
        }

        return null;
    }

    private static Geometry Polygons(JsonElement geometry)
    {
        JsonElement coordinates = geometry.GetProperty("coordinates");
        GeometryFactory factory = new();
        return geometry.GetProperty("type").GetString() == "Polygon"
            ? Polygon(factory, coordinates)
            : factory.CreateMultiPolygon([.. coordinates.EnumerateArray().Select(part => Polygon(factory, part))]);
    }

    private static Polygon Polygon(GeometryFactory factory, JsonElement rings)
    {
        LinearRing[] all = [.. rings.EnumerateArray().Select(ring => factory.CreateLinearRing(
            [.. ring.EnumerateArray().Select(point => new Coordinate(point[0].GetDouble(), point[1].GetDouble()))]))];
        return factory.CreatePolygon(all[0], all[1..]);
    }

    /// <summary>Degrees to km about a point.</summary>
    private sealed class Stretch(double lon, double lat, double east, double north) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq, int i)
        {
            seq.SetX(i, (seq.GetX(i) - lon) * east);
            seq.SetY(i, (seq.GetY(i) - lat) * north);
        }
    }
}
