using NetTopologySuite.Geometries;

namespace ControlSim.Study.Figures;

/// <summary>Draws a map panel: background, layers, labels, title, scale, frame.</summary>
internal static class MapDrawing
{
    private static readonly TextStyle ScaleText = new() { Size = 11, Halo = Palette.White };
    private static readonly TextStyle TitleText = new() { Size = 13, Bold = true };

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
            if (!view.Seen.Contains(label.Position)) continue;
            (double x, double y) = view.Point(label.Position);
            TextStyle style = label.Style with { Anchor = TextAnchor.Start };
            double width = style.WidthOf(label.Text);
            if (placement.Place(x, y, width, style.Size, label.Clearance) is { } box)
            {
                canvas.Text(box.X, box.Y + (style.Size * TextMetrics.Ascent), label.Text, style);
            }
        }

        canvas.Close();
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
        canvas.Text(box.X + 8, box.Y + 16.5, TextMetrics.Fit(title, box.Width - 16, TitleText.Size, true), TitleText);
    }
}
