namespace ControlSim.Study.Figures;

/// <summary>Draws markers.</summary>
internal static class MarkerDrawing
{
    private static readonly Rgb Shut = new(0xa0, 0x1c, 0x28);
    private static readonly Rgb OpenGate = new(0x0b, 0x6e, 0x4f);

    public static void Draw(SvgCanvas canvas, double x, double y, Marker marker, string tooltip = "", string key = "")
    {
        double r = marker.Radius;
        switch (marker.Shape)
        {
            case MarkerShape.Circle:
                canvas.Circle(x, y, r, marker.Fill, marker.Stroke, tooltip, key);
                break;
            case MarkerShape.Square:
                Polygon(canvas, marker, tooltip, key, (x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r));
                break;
            case MarkerShape.Triangle:
                Polygon(canvas, marker, tooltip, key, (x, y - (r * 1.15)), (x + (r * 1.1), y + (r * 0.8)), (x - (r * 1.1), y + (r * 0.8)));
                break;
            case MarkerShape.Diamond:
                Polygon(canvas, marker, tooltip, key, (x, y - (r * 1.25)), (x + (r * 1.25), y), (x, y + (r * 1.25)), (x - (r * 1.25), y));
                break;
            case MarkerShape.Cross:
                string arms = new SvgPath().MoveTo(x - r, y - r).LineTo(x + r, y + r).MoveTo(x - r, y + r).LineTo(x + r, y - r).ToString();
                canvas.Path(arms, null, marker.Stroke, tooltip, key);
                break;
            case MarkerShape.Gate:
                Gate(canvas, x, y, marker, tooltip, key);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(marker), marker.Shape, "no drawing for this shape");
        }
    }

    private static void Polygon(
        SvgCanvas canvas, Marker marker, string tooltip, string key, params ReadOnlySpan<(double X, double Y)> corners)
    {
        string data = new SvgPath().Ring(corners.ToArray()).ToString();
        canvas.Path(data, marker.Fill, marker.Stroke, tooltip, key);
    }

    // Shut: a filled sign with a white bar, as on a road. Open: a ring with two posts and the way free between them.
    // Open in a part of the runs: the ring, filled from below up to the share in which it is shut.
    private static void Gate(SvgCanvas canvas, double x, double y, Marker marker, string tooltip, string key)
    {
        double r = marker.Radius;
        bool shut = marker.ShareOpen < 0.05;
        bool open = marker.ShareOpen > 0.95;
        Rgb colour = open ? OpenGate : Shut;
        var frame = new Stroke(colour, Math.Max(1.4, r * 0.28));
        var ground = new Fill(shut ? Shut : Palette.White);
        var outline = new Marker { Shape = marker.External ? MarkerShape.Square : MarkerShape.Circle, Radius = r, Fill = ground };
        Draw(canvas, x, y, outline with { Radius = r + (frame.Width / 2) + 1, Fill = new Fill(Palette.White) });
        Draw(canvas, x, y, outline with { Stroke = frame }, tooltip, key);
        if (shut)
        {
            canvas.Rectangle(new Box(x - (r * 0.62), y - (r * 0.22), r * 1.24, r * 0.44), new Fill(Palette.White));
        }
        else if (open)
        {
            var post = new Stroke(colour, Math.Max(1.3, r * 0.3));
            canvas.Segment(x - (r * 0.4), y - (r * 0.42), x - (r * 0.4), y + (r * 0.42), post);
            canvas.Segment(x + (r * 0.4), y - (r * 0.42), x + (r * 0.4), y + (r * 0.42), post);
        }
        else
        {
            double height = 1.3 * r * (1 - marker.ShareOpen);
            canvas.Rectangle(new Box(x - (r * 0.45), y + (r * 0.65) - height, r * 0.9, height), new Fill(Shut));
        }
    }
}
