using System.Collections.Immutable;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using Location = ControlSim.Scenarios.Location;

namespace ControlSim.Study.Geography;

/// <summary>
/// Control areas: each point of a country belongs to the nearest location of that country, at most 50 km away; what is farther
/// from all of them is "no location". A location just outside its own country (posts on the line, drawn coarsely by the basemap)
/// still has its share of the country's land. A pocket whose area the file states has a disc instead.
/// </summary>
public static class ControlAreas
{
    /// <summary>Farthest that a location's area reaches, km.</summary>
    public const double ReachKm = 50;

    // Crumbs between a simplified border and a circle; well under the 1 km² to which areas are rounded.
    private const double LeastPartKm2 = 0.1;

    // No source: wide enough that a place whose neighbours lost a little land to a pocket is not taken for one.
    private const double PocketShare = 0.5;

    private const int CirclePoints = 256;

    /// <summary>The areas of a scenario's locations; refuges have none. Areas that were computed here come out the same again.</summary>
    public static ImmutableSortedDictionary<string, ControlArea> For(
        IEnumerable<Location> locations, IReadOnlyDictionary<string, Geometry> countries, Projection? projection = null) =>
        For(
            locations.Where(l => !l.IsRefuge).Select(l => new ControlSite(l.Id, l.Country, l.Longitude, l.Latitude, l.AreaKm2)),
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
            foreach ((string id, Geometry cell) in Divided([.. group.OrderBy(s => s.Id, StringComparer.Ordinal)], land, plane))
            {
                double area = Math.Round(cell.Area, MidpointRounding.AwayFromZero);
                areas.Add(id, new ControlArea(id, cell, area));
            }
        }

        return areas.ToImmutable();
    }

    /// <summary>The land of one country: first the discs of the pockets, the rest to the nearest of the other places.</summary>
    private static IEnumerable<(string Id, Geometry Cell)> Divided(ControlSite[] sites, Geometry land, Projection plane)
    {
        Coordinate[] all = Array.ConvertAll(sites, s => Placed(s, plane));
        bool[] pocket = [.. sites.Select((s, i) => s.StatedKm2 > 0 && IsPocket(s.StatedKm2.Value, Cell(i, all), land))];
        Geometry rest = land;
        for (int i = 0; i < sites.Length; i++)
        {
            if (!pocket[i])
                continue;
            Polygon disc = Ringed(Circle(all[i], Math.Sqrt(sites[i].StatedKm2!.Value / Math.PI)));
            yield return (sites[i].Id, Whole(disc.Intersection(rest)));
            rest = rest.Difference(disc);
        }

        ControlSite[] others = [.. sites.Where((_, i) => !pocket[i])];
        Coordinate[] at = Array.ConvertAll(others, s => Placed(s, plane));
        IPreparedGeometry prepared = PreparedGeometryFactory.Prepare(rest);
        for (int i = 0; i < others.Length; i++)
        {
            Polygon cell = Cell(i, at);
            // Most cells lie inland: they need no overlay with a border of thousands of points.
            yield return (others[i].Id, Whole(prepared.ContainsProperly(cell) ? cell : cell.Intersection(rest)));
        }
    }

    // The whole cell is larger than its part on land: only a place that is small beside the cell needs the overlay.
    private static bool IsPocket(double statedKm2, Polygon cell, Geometry land) =>
        statedKm2 < PocketShare * cell.Area && statedKm2 < PocketShare * cell.Intersection(land).Area;

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
        List<Coordinate> ring = Circle(centre, ReachKm);
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

        return Ringed(ring);
    }

    private static Polygon Ringed(List<Coordinate> ring) =>
        ring.Count < 3 ? Factories.Plane.CreatePolygon() : Factories.Plane.CreatePolygon([.. ring, ring[0].Copy()]);

    // Points on the circle itself: the polygon lies inside it (0.01 % smaller), so no point is farther than the reach.
    private static List<Coordinate> Circle(Coordinate centre, double radiusKm)
    {
        List<Coordinate> ring = new(CirclePoints);
        for (int i = 0; i < CirclePoints; i++)
        {
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * i / CirclePoints);
            ring.Add(new Coordinate(centre.X + (radiusKm * cosine), centre.Y + (radiusKm * sine)));
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
