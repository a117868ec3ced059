using System.Collections.Immutable;
using ControlSim.Study.ResultFiles;
using NetTopologySuite.Geometries;

namespace ControlSim.Study.Figures;

/// <summary>
/// The map for a page that moves it: every area carries the id of its location and no colour yet; what corridors carry and
/// which crossings are open stand in one group for each kept day, <c>flows-T</c> and <c>gates-T</c>.
/// </summary>
public static class ControlMapFrames
{
    private const int Width = 1400;
    private const double LegendWidth = 226;

    /// <summary>Box of the map on the canvas, px, in the shape of the theatre: the page shows this part, a saved picture the whole figure.</summary>
    internal static Box MapBox(ResultData result, MapGround ground) => BoxOf(ControlMap.Extent(ControlMapOfResults.Input(result, 0, ground)));

    /// <summary>Describes the figure.</summary>
    /// <param name="result">The result.</param>
    /// <param name="name">Name of the figure.</param>
    /// <param name="title">Title in a saved picture; the page puts the date in its place.</param>
    public static Figure Describe(ResultData result, string name, string title) => Describe(result, name, title, MapGround.Of(result));

    internal static Figure Describe(ResultData result, string name, string title, MapGround ground)
    {
        ArgumentNullException.ThrowIfNull(result);
        ImmutableArray<(int Tick, ControlMapInput Input)> days = Days(result, ground);
        ControlMapInput first = days[0].Input with { Inset = null };
        double greatest = days.Max(d => d.Input.Corridors.Select(c => c.Flow).DefaultIfEmpty(0).Max());
        var signs = new ControlMapSigns(first, greatest);
        var layers = new ControlMapLayers(first, signs);
        ImmutableArray<int> owners = [.. Enumerable.Range(0, first.Blocs.Length).Where(b => result.Scenario.Blocs[b].Owns)];
        Envelope extent = ControlMap.Extent(first);
        Box box = BoxOf(extent);
        int height = (int)box.Height + 128;
        Box content = Figure.Content(Width, height);
        return new Figure
        {
            Name = name,
            Title = title,
            Subtitle = $"{result.Info.Title} · {NumberText.Of(result.Runs)} {(result.Runs == 1 ? "run" : "runs")}",
            Description = "Map of control that follows the clock of this page. The table below it has the same facts.",
            Width = Width,
            Height = height,
            Panels =
            [
                new MapPanel(box, extent) { Background = Palette.NeighbourLand, Layers = layers.Frames(days, greatest) },
                new LegendPanel(
                    new Box(content.Right - LegendWidth, content.Y, LegendWidth, content.Height), ControlMapLegend.Frames(first, signs, owners)),
            ],
            Source = $"Source: {first.Source}",
            FooterNote = "ControlSim",
        };
    }

    /// <summary>Where the places that the scenario asks about lie, as shares of the map's box; null if it asks about none.</summary>
    internal static (double X, double Y)? Focus(ResultData result, MapGround ground)
    {
        ArgumentNullException.ThrowIfNull(result);
        ControlMapInput input = ControlMapOfResults.Input(result, 0, ground);
        var part = new Envelope();
        foreach (MapLocation location in input.Locations.Where(l => input.Highlights.Contains(l.Id))) part.ExpandToInclude(location.Position);
        if (part.IsNull) return null;
        Box box = MapBox(result, ground);
        (double x, double y) = new MapView(box, ControlMap.Extent(input)).Point(part.Centre);
        return ((x - box.X) / box.Width, (y - box.Y) / box.Height);
    }

    /// <summary>Box of a map in the shape of its extent, with a legend to its right.</summary>
    internal static Box BoxOf(Envelope extent)
    {
        const double width = Width - 48 - LegendWidth - 20;
        double height = Math.Round(Math.Clamp(width * extent.Height / extent.Width, width * 0.45, width * 1.1));
        return new Box(24, Figure.Content(Width, 1000).Y, width, height);
    }

    private static ImmutableArray<(int Tick, ControlMapInput Input)> Days(ResultData result, MapGround ground) =>
        result.Supply.IsEmpty
            ? [(0, ControlMapOfResults.Input(result, 0, ground, null))]
            : [.. result.Supply.Select(s => (s.Tick, ControlMapOfResults.Input(result, s.Tick, ground, s)))];
}
