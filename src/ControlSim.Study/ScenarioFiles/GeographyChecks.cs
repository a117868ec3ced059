using System.Collections.Immutable;
using ControlSim.Study.Geography;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Checks of locations against the countries of the theatre's basemap.</summary>
internal static class GeographyChecks
{
    /// <summary>Towns that lie on a border line may fall on its other side by this much, km.</summary>
    private const double Tolerance = 3;

    /// <summary>Length of a degree of latitude on the sphere of the great circle, km.</summary>
    private const double KmPerDegree = Math.PI / 180 * GreatCircle.EarthRadiusKm;

    /// <summary>The theatre's basemap; null without one, or with a problem if it cannot be read.</summary>
    public static Basemap? Read(Layers layers, ProblemList problems)
    {
        try
        {
            return layers.Basemap.GetAwaiter().GetResult();
        }
        catch (FormatException e)
        {
            FileMark mark = new(Layers.Display(Path.Combine(layers.TheatreFolder, Basemap.FileName)), 0, 0);
            problems.Error(mark, "", $"the basemap cannot be read ({Wording.Shorten(e.Message)}); its countries are polygons with `layer` \"country\" and `name`");
            return null;
        }
    }

    /// <summary>Reports locations that lie outside their country.</summary>
    public static void Check(CheckedTree tree, Basemap basemap)
    {
        Dictionary<string, IPreparedGeometry> prepared = [];
        foreach (Row location in tree.Table("locations"))
        {
            if (location.Text("country") is { } country && location.Number("lon") is { } lon && location.Number("lat") is { } lat)
            {
                CheckLocation(tree, location, basemap.Countries, prepared, country, lon, lat);
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
        CheckedTree tree, Row location, ImmutableSortedDictionary<string, Geometry> countries, Dictionary<string, IPreparedGeometry> prepared,
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
