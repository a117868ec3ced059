using NetTopologySuite.Geometries;

namespace ControlSim.Study.Figures;

/// <summary>
/// Finds the place of an inset on a map: along the edges, where it hides the fewest locations and control areas. The map is made a little
/// smaller where that frees room.
/// </summary>
internal static class InsetPlacement
{
    private const double Edge = 10;
    private const int Steps = 8;

    /// <param name="map">Box of the map, px.</param>
    /// <param name="extent">What the map must show, km.</param>
    /// <param name="inset">What the inset must show, km.</param>
    /// <param name="locations">What it should not hide.</param>
    /// <returns>Extent of the map in the shape of its box, and the box of the inset.</returns>
    public static (Envelope Extent, Box Inset) Find(Box map, Envelope extent, Envelope inset, IReadOnlyList<MapLocation> locations)
    {
        double width = map.Width * 0.42;
        double height = Math.Min(width * inset.Height / inset.Width, map.Height * 0.34);
        width = Math.Min(width, height * inset.Width / inset.Height * 1.25);
        (double Cost, Envelope Extent, Box Box) best = (double.PositiveInfinity, extent, map);
        for (int step = 0; step <= 12; step++)
        {
            // 2 % smaller at each step, the room gained at the lower edge; hiding one location weighs as much as 10 %.
            Envelope seen = Shaped(extent, map, 1 - (step * 0.02));
            var view = new MapView(map, seen);
            foreach (Box box in Candidates(map, width, height))
            {
                double cost = Hidden(view, box, inset, locations) + (step * 2);
                if (cost < best.Cost) best = (cost, seen, box);
            }
        }

        return (best.Extent, best.Box);
    }

    // The extent widened to the box's shape: evenly to the sides, downwards.
    private static Envelope Shaped(Envelope extent, Box map, double scale)
    {
        double pixelsPerKm = scale * Math.Min(map.Width / extent.Width, map.Height / extent.Height);
        double width = map.Width / pixelsPerKm;
        double height = map.Height / pixelsPerKm;
        double left = extent.Centre.X - (width / 2);
        return new Envelope(left, left + width, extent.MaxY - height, extent.MaxY);
    }

    private static IEnumerable<Box> Candidates(Box map, double width, double height)
    {
        double left = map.X + Edge;
        double top = map.Y + Edge;
        double right = map.Right - Edge - width;
        // Room for the scale bar.
        double bottom = map.Bottom - Edge - height;
        for (int i = 0; i <= Steps; i++)
        {
            double x = left + ((right - left) * i / Steps);
            double y = top + ((bottom - top) * i / Steps);
            if (i < Steps) yield return new Box(x, bottom, width, height);
            yield return new Box(x, top, width, height);
            yield return new Box(left, y, width, height);
            yield return new Box(right, Math.Min(y, bottom - 44), width, height);
        }
    }

    private static double Hidden(MapView view, Box box, Envelope inset, IReadOnlyList<MapLocation> locations)
    {
        double hidden = view.BoxOf(inset).Overlaps(box.Grown(8)) ? 1000 : 0;
        foreach (MapLocation location in locations)
        {
            (double x, double y) = view.Point(location.Position);
            if (box.Grown(14).Contains(x, y)) hidden += 10;
            // By the area's frame: near enough, and quick for the four hundred boxes tried.
            else if (location.Area is { } area && view.BoxOf(area.EnvelopeInternal).Overlaps(box)) hidden += 1;
        }

        return hidden;
    }
}
