using NetTopologySuite.Geometries;

namespace ControlSim.Study.Figures;

/// <summary>From km on the projected plane to px in a box: one scale, north up, the extent centred.</summary>
internal sealed class MapView
{
    /// <summary>Distance from the true line that nobody sees, px: a quarter of the thinnest line.</summary>
    private const double Tolerance = 0.15;

    private readonly double _left;
    private readonly double _top;

    public MapView(Box box, Envelope extent)
    {
        Box = box;
        PixelsPerKm = Math.Min(box.Width / extent.Width, box.Height / extent.Height);
        double width = box.Width / PixelsPerKm;
        double height = box.Height / PixelsPerKm;
        _left = extent.Centre.X - (width / 2);
        _top = extent.Centre.Y + (height / 2);
        Seen = new Envelope(_left, _left + width, _top - height, _top);
    }

    public Box Box { get; }

    public double PixelsPerKm { get; }

    /// <summary>What the box shows, km.</summary>
    public Envelope Seen { get; }

    public (double X, double Y) Point(Coordinate at) =>
        (Box.X + ((at.X - _left) * PixelsPerKm), Box.Y + ((_top - at.Y) * PixelsPerKm));

    /// <summary>The point in km at a place on the canvas.</summary>
    public Coordinate Kilometres(double x, double y) => new(_left + ((x - Box.X) / PixelsPerKm), _top - ((y - Box.Y) / PixelsPerKm));

    public Box BoxOf(Envelope extent)
    {
        (double x, double y) = Point(new Coordinate(extent.MinX, extent.MaxY));
        return new Box(x, y, extent.Width * PixelsPerKm, extent.Height * PixelsPerKm);
    }

    /// <summary>Path of all rings of an area, cut to a little more than the box so that outlines at the cut are not seen.</summary>
    public string AreaPath(Geometry area)
    {
        Box cut = Box.Grown(12);
        var path = new SvgPath(1, Tolerance);
        for (int i = 0; i < area.NumGeometries; i++)
        {
            if (area.GetGeometryN(i) is not Polygon polygon) continue;
            path.Ring(RingCut.To(cut, Points(polygon.ExteriorRing)));
            foreach (LineString hole in polygon.InteriorRings) path.Ring(RingCut.To(cut, Points(hole)));
        }

        return path.ToString();
    }

    /// <summary>Path of the parts of a line that may be seen.</summary>
    public string LinePath(Geometry line)
    {
        Box cut = Box.Grown(12);
        var path = new SvgPath(1, Tolerance);
        for (int i = 0; i < line.NumGeometries; i++)
        {
            if (line.GetGeometryN(i) is not LineString part) continue;
            (double X, double Y)[] points = Points(part);
            bool joined = false;
            for (int k = 1; k < points.Length; k++)
            {
                (double x1, double y1) = points[k - 1];
                (double x2, double y2) = points[k];
                var span = new Box(Math.Min(x1, x2), Math.Min(y1, y2), Math.Abs(x2 - x1), Math.Abs(y2 - y1));
                bool seen = cut.Overlaps(span.Grown(0.01));
                if (seen && !joined) path.MoveTo(x1, y1);
                if (seen) path.LineTo(x2, y2);
                joined = seen;
            }
        }

        return path.ToString();
    }

    private (double X, double Y)[] Points(LineString line) => Array.ConvertAll(line.Coordinates, Point);
}
