using System.Collections.Immutable;
using NetTopologySuite.Geometries;
using Location = ControlSim.Scenarios.Location;

namespace ControlSim.Study.Geography;

/// <summary>
/// Control areas: each point of a country belongs to the nearest location of that country, at most 50 km away; what is farther
/// from all of them is "no location". A location just outside its own country (posts on the line, drawn coarsely by the basemap)
/// still has its share of the country's land.
/// </summary>
public static class ControlAreas
{
    /// <summary>Farthest that a location's area reaches, km.</summary>
    public const double ReachKm = 50;

    // Crumbs between a simplified border and a circle; well under the 1 km² to which areas are rounded.
    private const double LeastPartKm2 = 0.1;

    private const int CirclePoints = 256;

    /// <summary>The areas of a scenario's locations; refuges have none.</summary>
    public static ImmutableSortedDictionary<string, ControlArea> For(
        IEnumerable<Location> locations, IReadOnlyDictionary<string, Geometry> countries, Projection? projection = null) =>
        For(
            locations.Where(l => !l.IsRefuge).Select(l => new ControlSite(l.Id, l.Country, l.Longitude, l.Latitude)),
            countries,
            projection);

    /// <summary>The areas by location id.</summary>
    /// <param name="sites">
    /// Places that can be held, in any order. Of several on one spot the first id has the area. A place whose country is not in
    /// <paramref name="countries"/>, or that lies more than 50 km from it, has an empty area.
    /// </param>
    /// <param name="countries">Country polygons in degrees by name, as <see cref="Basemap.Countries"/>.</param>
    /// <param name="projection">Equal-area plane; that of the theatre if null.</param>
    public static ImmutableSortedDictionary<string, ControlArea> For(
        IEnumerable<ControlSite> sites, IReadOnlyDictionary<string, Geometry> countries, Projection? projection = null)
    {
        Projection plane = projection ?? Projection.Theatre;
        var areas = ImmutableSortedDictionary.CreateBuilder<string, ControlArea>(StringComparer.Ordinal);
        foreach (IGrouping<string, ControlSite> group in sites.GroupBy(s => s.Country, StringComparer.Ordinal))
        {
            Geometry land = countries.TryGetValue(group.Key, out Geometry? country)
                ? plane.Forward(country)
                : Factories.Plane.CreatePolygon();
            ControlSite[] own = [.. group.OrderBy(s => s.Id, StringComparer.Ordinal)];
            Coordinate[] at = Array.ConvertAll(own, s => Placed(s, plane));
            for (int i = 0; i < own.Length; i++)
            {
                Geometry cell = Whole(Cell(i, at).Intersection(land));
                double area = Math.Round(cell.Area, MidpointRounding.AwayFromZero);
                areas.Add(own[i].Id, new ControlArea(own[i].Id, cell, plane.Inverse(cell), area));
            }
        }

        return areas.ToImmutable();
    }

    private static Coordinate Placed(ControlSite site, Projection plane)
    {
        (double x, double y) = plane.Forward(site.Longitude, site.Latitude);
        return new Coordinate(x, y);
    }

    /// <summary>
    /// Voronoi cell inside the circle of reach, by cutting the circle along the bisector with each place nearer than twice the
    /// reach. Unlike a triangulation this has no trouble with one, two or collinear places.
    /// </summary>
    private static Polygon Cell(int own, Coordinate[] all)
    {
        Coordinate centre = all[own];
        List<Coordinate> ring = Circle(centre);
        IEnumerable<int> near = Enumerable.Range(0, all.Length)
            .Where(i => i != own && all[i].Distance(centre) < 2 * ReachKm)
            .OrderBy(i => all[i].Distance(centre));
        foreach (int other in near)
        {
            if (all[other].Equals2D(centre))
                ring = other < own ? [] : ring;
            else
                ring = Nearer(ring, centre, all[other]);
        }

        return ring.Count < 3 ? Factories.Plane.CreatePolygon() : Factories.Plane.CreatePolygon([.. ring, ring[0].Copy()]);
    }

    // Points on the circle itself: the polygon lies inside it (0.01 % smaller), so no point is farther than the reach.
    private static List<Coordinate> Circle(Coordinate centre)
    {
        List<Coordinate> ring = new(CirclePoints);
        for (int i = 0; i < CirclePoints; i++)
        {
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * i / CirclePoints);
            ring.Add(new Coordinate(centre.X + (ReachKm * cosine), centre.Y + (ReachKm * sine)));
        }

        return ring;
    }

    /// <summary>The part of a convex ring that is nearer to <paramref name="own"/> than to <paramref name="other"/>.</summary>
    private static List<Coordinate> Nearer(List<Coordinate> ring, Coordinate own, Coordinate other)
    {
        double dx = other.X - own.X;
        double dy = other.Y - own.Y;
        double middleX = (own.X + other.X) / 2;
        double middleY = (own.Y + other.Y) / 2;
        List<Coordinate> kept = new(ring.Count + 1);
        for (int i = 0; i < ring.Count; i++)
        {
            Coordinate a = ring[i];
            Coordinate b = ring[(i + 1) % ring.Count];
            double beyondA = ((a.X - middleX) * dx) + ((a.Y - middleY) * dy);
            double beyondB = ((b.X - middleX) * dx) + ((b.Y - middleY) * dy);
            if (beyondA <= 0)
                kept.Add(a);
            if ((beyondA < 0 && beyondB > 0) || (beyondA > 0 && beyondB < 0))
            {
                double share = beyondA / (beyondA - beyondB);
                kept.Add(new Coordinate(a.X + (share * (b.X - a.X)), a.Y + (share * (b.Y - a.Y))));
            }
        }

        return kept;
    }

    /// <summary>Polygons only, without crumbs.</summary>
    private static Geometry Whole(Geometry cell)
    {
        Polygon[] parts = [.. Enumerable.Range(0, cell.NumGeometries)
            .Select(cell.GetGeometryN)
            .OfType<Polygon>()
            .Where(p => p.Area >= LeastPartKm2)];
        return parts.Length == 1 ? parts[0] : Factories.Plane.CreateMultiPolygon(parts);
    }
}
