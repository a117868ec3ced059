using System.Collections.Immutable;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace ControlSim.Study.Figures;

/// <summary>Draws a map panel: background, layers, labels, title, scale, frame.</summary>
internal static class MapDrawing
{
    private static readonly TextStyle ScaleText = new() { Size = 11, Halo = Palette.White };
    private static readonly TextStyle TitleText = new() { Size = 13, Bold = true };
    private static readonly Stroke Leader = new(Palette.Ink, 0.8, "", 1, Palette.White);
    private static readonly Stroke Callout = new(Palette.Ink, 0.8, "2 3");
    private static readonly Stroke CalloutFrame = new(Palette.Ink, 1.6);

    public static void Draw(SvgCanvas canvas, MapPanel map)
    {
        var view = new MapView(map.Box, map.Extent);
        canvas.Open("map", canvas.Clip(map.Box));
        canvas.Rectangle(map.Box, new Fill(map.Background));
        var taken = new List<Box>(map.KeepClear);
        foreach (MapLayer layer in map.Layers)
        {
            if (layer is LabelLayer) continue;
            canvas.Open(layer.Name);
            DrawLayer(canvas, view, layer, taken);
            canvas.Close();
        }

        foreach (MapCallout callout in map.Callouts) DrawCallout(canvas, view, callout);
        double bar = ScaleBarKm(view);
        Box scale = ScaleBox(view, bar);
        if (map.ScaleBar) taken.Add(scale.Grown(4));
        Box? title = map.Title.Length == 0 ? null : TitleBox(map);
        if (title is { } heading) taken.Add(heading);
        var placement = new LabelPlacement(map.Box.Inset(3, 3, 3, 3), taken);
        foreach (LabelLayer layer in map.Layers.OfType<LabelLayer>()) DrawLabels(canvas, view, layer, placement);
        if (map.ScaleBar) DrawScale(canvas, view, bar, scale);
        if (title is { } box) DrawTitle(canvas, map.Title, box);
        canvas.Close();
        canvas.Rectangle(map.Box, null, map.Frame);
    }

    private static void DrawLayer(SvgCanvas canvas, MapView view, MapLayer layer, List<Box> taken)
    {
        switch (layer)
        {
            case PolygonLayer areas:
                foreach (MapPolygon area in areas.Shapes.Where(a => Seen(view, a.Geometry)))
                {
                    canvas.Path(view.AreaPath(area.Geometry), area.Fill, area.Stroke, area.Tooltip, area.Key);
                }

                break;
            case PolylineLayer lines:
                foreach (MapLine line in lines.Shapes.Where(l => Seen(view, l.Geometry)))
                {
                    canvas.Path(view.LinePath(line.Geometry), null, line.Stroke, line.Tooltip, line.Key);
                }

                break;
            case MarkerLayer markers:
                DrawMarkers(canvas, view, markers, taken);
                break;
            default:
                throw new ArgumentException($"no drawing for a {layer.GetType().Name}", nameof(layer));
        }
    }

    private static bool Seen(MapView view, Geometry geometry) =>
        !geometry.IsEmpty && view.Seen.Intersects(geometry.EnvelopeInternal);

    private static void DrawMarkers(SvgCanvas canvas, MapView view, MarkerLayer layer, List<Box> taken)
    {
        foreach (MapMarker shape in layer.Shapes)
        {
            if (!view.Seen.Contains(shape.Position)) continue;
            (double x, double y) = view.Point(shape.Position);
            MarkerDrawing.Draw(canvas, x, y, shape.Marker, shape.Tooltip, shape.Key);
            taken.Add(new Box(x, y, 0, 0).Grown(shape.Marker.Radius + 0.5));
        }
    }

    private static void DrawLabels(SvgCanvas canvas, MapView view, LabelLayer layer, LabelPlacement placement)
    {
        canvas.Open(layer.Name);
        foreach (MapLabel label in layer.Labels.OrderByDescending(l => l.Priority))
        {
            if (Place(view, label, placement) is not { } box) continue;
            if (label.Leader && !box.Grown(label.Clearance + 4).Contains(view.Point(label.Position).X, view.Point(label.Position).Y))
            {
                DrawLeader(canvas, view.Point(label.Position), box);
            }

            TextStyle style = label.Style with { Anchor = TextAnchor.Start };
            canvas.Text(box.X, box.Y + (style.Size * TextMetrics.Ascent), label.Text, style);
        }

        canvas.Close();
    }

    private static Box? Place(MapView view, MapLabel label, LabelPlacement placement)
    {
        double width = label.Style.WidthOf(label.Text);
        Predicate<Box>? allowed = label.Inside is { } area ? box => IsWithin(view, area, label.Outside, box) : null;
        foreach (Coordinate at in label.Alternatives.Prepend(label.Position).Where(view.Seen.Contains))
        {
            (double x, double y) = view.Point(at);
            for (int ring = 0; ring < (label.Leader ? 4 : 1); ring++)
            {
                if (placement.Place(x, y, width, label.Style.Size, label.Clearance + (ring * 12), allowed) is { } box) return box;
            }
        }

        return null;
    }

    private static bool IsWithin(MapView view, Geometry area, ImmutableArray<Geometry> outside, Box box)
    {
        double y = box.Y + (box.Height / 2);
        return IsFree(view.Kilometres(box.X, y)) && IsFree(view.Kilometres(box.Right, y));
        bool IsFree(Coordinate at) => Holds(area, at) && !outside.Any(o => Holds(o, at));
        static bool Holds(Geometry geometry, Coordinate at) =>
            geometry.EnvelopeInternal.Contains(at) && SimplePointInAreaLocator.Locate(at, geometry) != Location.Exterior;
    }

    private static void DrawLeader(SvgCanvas canvas, (double X, double Y) point, Box box)
    {
        double x = Math.Clamp(point.X, box.X, box.Right);
        double y = Math.Clamp(point.Y, box.Y + 2, box.Bottom - 2);
        canvas.Path(new SvgPath().MoveTo(point.X, point.Y).LineTo(x, y).ToString(), null, Leader);
    }

    private static void DrawCallout(SvgCanvas canvas, MapView view, MapCallout callout)
    {
        Box part = view.BoxOf(callout.Extent);
        Box target = callout.Target;
        // Two lines between the facing sides.
        if (target.Y >= part.Bottom)
        {
            canvas.Segment(part.X, part.Bottom, target.X, target.Y, Callout);
            canvas.Segment(part.Right, part.Bottom, target.Right, target.Y, Callout);
        }
        else if (target.Bottom <= part.Y)
        {
            canvas.Segment(part.X, part.Y, target.X, target.Bottom, Callout);
            canvas.Segment(part.Right, part.Y, target.Right, target.Bottom, Callout);
        }
        else
        {
            double near = target.X >= part.Right ? part.Right : part.X;
            double far = target.X >= part.Right ? target.X : target.Right;
            canvas.Segment(near, part.Y, far, target.Y, Callout);
            canvas.Segment(near, part.Bottom, far, target.Bottom, Callout);
        }

        canvas.Rectangle(part, null, CalloutFrame);
    }

    // About a sixth of the map's width.
    private static double ScaleBarKm(MapView view) => AxisTicks.NiceStep(view.Seen.Width / 6 / 2);

    private static Box ScaleBox(MapView view, double km)
    {
        double width = km * view.PixelsPerKm;
        string end = $"{NumberText.Of(km, km < 1 ? 1 : 0)} km";
        double right = view.Box.Right - 16 - (ScaleText.WidthOf(end) / 2);
        return new Box(right - width, view.Box.Bottom - 32, width + (ScaleText.WidthOf(end) / 2), 24);
    }

    private static void DrawScale(SvgCanvas canvas, MapView view, double km, Box box)
    {
        double half = km * view.PixelsPerKm / 2;
        double y = box.Bottom - 5;
        canvas.Open("scale");
        canvas.Rectangle(new Box(box.X, y, half, 5), new Fill(Palette.Ink), new Stroke(Palette.Ink, 0.8));
        canvas.Rectangle(new Box(box.X + half, y, half, 5), new Fill(Palette.White), new Stroke(Palette.Ink, 0.8));
        TextStyle middle = ScaleText with { Anchor = TextAnchor.Middle };
        canvas.Text(box.X, y - 5, "0", middle);
        canvas.Text(box.X + (2 * half), y - 5, $"{NumberText.Of(km, km < 1 ? 1 : 0)} km", middle);
        canvas.Close();
    }

    private static Box TitleBox(MapPanel map)
    {
        double width = Math.Min(TitleText.WidthOf(map.Title) + 16, map.Box.Width);
        return new Box(map.Box.X, map.Box.Y, width, 24);
    }

    private static void DrawTitle(SvgCanvas canvas, string title, Box box)
    {
        canvas.Rectangle(box, new Fill(Palette.White, 0.9));
        canvas.Text(box.X + 8, box.Y + 16.5, TextMetrics.Fit(title, box.Width - 15.9, TitleText.Size, true), TitleText);
    }
}
