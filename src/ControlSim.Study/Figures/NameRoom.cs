using NetTopologySuite.Geometries;

namespace ControlSim.Study.Figures;

/// <summary>
/// Where the name of an area may stand: points of a grid in the area, some way from its edge. Found by looking at each point: the
/// shape of what is left (a buffer of hundreds of parts united) takes a hundred times as long.
/// </summary>
internal static class NameRoom
{
    /// <summary>Points of a grid and the middles of the parts of an area, nearest to their middle first; a point inside the area if none is far enough from the edge.</summary>
    /// <param name="area">The area, km.</param>
    /// <param name="taken">Parts of it that are not free, km.</param>
    /// <param name="grid">Distance of the points, km.</param>
    /// <param name="fromEdge">Least distance from the edge of what is free, km.</param>
    public static List<Coordinate> Points(Geometry area, IReadOnlyList<Geometry> taken, double grid, double fromEdge)
    {
        var inside = new Shape(area);
        Shape[] outside = [.. taken.Select(t => new Shape(t))];
        bool IsFree(double x, double y) =>
            inside.At(x, y, fromEdge) == Side.Inside && Array.TrueForAll(outside, s => s.At(x, y, fromEdge) == Side.Outside);

        // A small part may have none of the points of the grid.
        List<Coordinate> points =
            [.. Enumerable.Range(0, area.NumGeometries).Select(i => area.GetGeometryN(i).InteriorPoint.Coordinate).Where(p => IsFree(p.X, p.Y))];
        Envelope span = area.EnvelopeInternal;
        for (double x = span.MinX + (grid / 2); x < span.MaxX; x += grid)
        {
            for (double y = span.MinY + (grid / 2); y < span.MaxY; y += grid)
            {
                if (IsFree(x, y)) points.Add(new Coordinate(x, y));
            }
        }

        if (points.Count == 0) return [area.InteriorPoint.Coordinate];
        var middle = new Coordinate(points.Average(p => p.X), points.Average(p => p.Y));
        return [.. points.OrderBy(p => p.Distance(middle)).ThenBy(p => p.X).ThenBy(p => p.Y)];
    }

    private enum Side
    {
        Outside,
        Edge,
        Inside,
    }

    /// <summary>The rings of an area as numbers.</summary>
    private sealed class Shape
    {
        private readonly Envelope span;
        private readonly double[][] rings;

        public Shape(Geometry area)
        {
            span = area.EnvelopeInternal;
            rings =
            [
                .. Enumerable.Range(0, area.NumGeometries).Select(area.GetGeometryN).OfType<Polygon>()
                    .SelectMany(polygon => polygon.Holes.Prepend(polygon.Shell)).Select(Numbers),
            ];
        }

        /// <summary>Where a point is; on the edge if that is nearer than a distance.</summary>
        public Side At(double x, double y, double edge)
        {
            if (x < span.MinX - edge || x > span.MaxX + edge || y < span.MinY - edge || y > span.MaxY + edge) return Side.Outside;
            bool isInside = false;
            foreach (double[] ring in rings)
            {
                for (int i = 2; i < ring.Length; i += 2)
                {
                    double ax = ring[i - 2] - x, ay = ring[i - 1] - y, bx = ring[i] - x, by = ring[i + 1] - y;
                    if ((ay > edge && by > edge) || (ay < -edge && by < -edge)) continue;
                    if (IsNear(ax, ay, bx - ax, by - ay, edge)) return Side.Edge;

                    // A ray to the east crosses the sides that it has to its right.
                    if (ay > 0 != by > 0 && ((ax * by) - (bx * ay)) / (by - ay) > 0) isInside = !isInside;
                }
            }

            return isInside ? Side.Inside : Side.Outside;
        }

        private static bool IsNear(double ax, double ay, double dx, double dy, double edge)
        {
            double length = (dx * dx) + (dy * dy);
            double along = length > 0 ? Math.Clamp(-((ax * dx) + (ay * dy)) / length, 0, 1) : 0;
            double x = ax + (along * dx), y = ay + (along * dy);
            return (x * x) + (y * y) < edge * edge;
        }

        private static double[] Numbers(LinearRing ring)
        {
            CoordinateSequence points = ring.CoordinateSequence;
            double[] numbers = new double[2 * points.Count];
            for (int i = 0; i < points.Count; i++)
            {
                (numbers[2 * i], numbers[(2 * i) + 1]) = (points.GetX(i), points.GetY(i));
            }

            return numbers;
        }
    }
}
