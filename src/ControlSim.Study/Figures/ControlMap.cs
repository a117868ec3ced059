using NetTopologySuite.Geometries;

namespace ControlSim.Study.Figures;

/// <summary>
/// The map of control at a date: who most likely holds each control area (the surer, the stronger the colour), what is contested, which
/// corridors carry supply and which crossings are open.
/// </summary>
public static class ControlMap
{
    private const double LegendWidth = 226;
    private const double Gap = 20;

    /// <summary>Describes the figure.</summary>
    /// <exception cref="ArgumentException">There are no locations, no runs, or shares that cannot be.</exception>
    public static Figure Describe(ControlMapInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Locations.IsEmpty) throw new ArgumentException("a map of control needs at least one location", nameof(input));
        ArgumentOutOfRangeException.ThrowIfLessThan(input.Replicates, 1);
        var signs = new ControlMapSigns(input);
        Box content = Figure.Content(input.Width, input.Height);
        Box mapBox = content.Inset(0, 0, LegendWidth + Gap, 0);
        Envelope extent = input.Extent ?? Extent(input);
        var layers = new ControlMapLayers(input, signs);
        var panels = new List<Panel>();
        if (input.Inset is { } inset)
        {
            (Envelope seen, Box box) = InsetPlacement.Find(mapBox, extent, inset.Extent, input.Locations);
            panels.Add(Map(layers, mapBox, seen) with { KeepClear = [box.Grown(4)], Callouts = [new MapCallout(inset.Extent, box)] });
            panels.Add(Inset(layers, inset, box));
        }
        else
        {
            panels.Add(Map(layers, mapBox, extent));
        }

        var legendBox = new Box(content.Right - LegendWidth, content.Y, LegendWidth, content.Height);
        panels.Add(new LegendPanel(legendBox, ControlMapLegend.Sections(input, signs)));
        return new Figure
        {
            Name = "control-map",
            Title = input.Title.Length > 0 ? input.Title : $"Who holds what on {NumberText.LongDate(input.Date)}",
            Subtitle = $"{input.ScenarioTitle} · {(input.Basis.Length > 0 ? input.Basis : Runs(input.Replicates))}",
            Description = Description(input, signs),
            Width = input.Width,
            Height = input.Height,
            Panels = [.. panels],
            Source = input.Source.Length > 0 ? $"Source: {input.Source}" : "",
            FooterNote = Figure.Note(input.Caveat),
        };
    }

    private static string Runs(int replicates) =>
        replicates == 1 ? "one run" : $"{NumberText.Of(replicates)} runs: the colour is the most likely holder";

    private static MapPanel Map(ControlMapLayers layers, Box box, Envelope extent) => new(box, extent)
    {
        Background = Palette.NeighbourLand,
        Layers = layers.For(1),
    };

    // Locations and their areas with 2 % around; land without locations gives way, it says nothing.
    internal static Envelope Extent(ControlMapInput input)
    {
        var extent = new Envelope();
        foreach (MapLocation location in input.Locations)
        {
            extent.ExpandToInclude(location.Position);
            if (location.Area is { } area) extent.ExpandToInclude(area.EnvelopeInternal);
        }

        extent.ExpandBy(Math.Max(5, extent.Width * 0.02), Math.Max(5, extent.Height * 0.02));
        return extent;
    }

    private static MapPanel Inset(ControlMapLayers layers, MapInset inset, Box box) => new(box, inset.Extent)
    {
        Title = inset.Title,
        Background = Palette.NeighbourLand,
        Layers = layers.For(1.35),
        Frame = new Stroke(Palette.Ink, 1.6),
    };

    private static string Description(ControlMapInput input, ControlMapSigns signs)
    {
        IEnumerable<string> held = signs.Holders.Select(row =>
            $"{input.Blocs[row].Name} {signs.States.Count(s => !s.Contested && s.Bloc == row)}");
        return $"Map of control on {NumberText.LongDate(input.Date)}. Locations most likely held: {string.Join(", ", held)}; "
            + $"contested {signs.States.Count(s => s.Contested)}.";
    }
}
