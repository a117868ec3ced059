using System.Collections.Immutable;
using ControlSim.Study.Geography;
using ControlSim.Study.ResultFiles;
using NetTopologySuite.Geometries;

namespace ControlSim.Study.Figures;

/// <summary>The network itself: locations, corridors by class, crossings, and the corridors whose loss parts it.</summary>
public static class NetworkMap
{
    private static readonly Stroke Bridge = new(new Rgb(0xb3, 0x12, 0x3c), 4, "", 0.55);

    /// <summary>Describes the figure.</summary>
    internal static Figure Describe(ResultData result, MapGround ground)
    {
        ArgumentNullException.ThrowIfNull(result);
        ControlMapInput input = ground.Input(
            result.Scenario.Start, 1, "scenario file", _ => new MapHolding(ImmutableSortedDictionary<string, double>.Empty, 0, []), _ => (0, ""), c => result.Scenario.Crossings[c].OpenToSupply ? 1 : 0);
        input = input with { Inset = null };
        var facts = NetworkFacts.Of(result.Scenario);
        Envelope extent = ControlMap.Extent(input);
        Box box = ControlMapFrames.BoxOf(extent);
        int height = (int)box.Height + 128;
        Box content = Figure.Content(ResultFigure.Width, height);
        var cut = facts.CutCorridors.ToHashSet(StringComparer.Ordinal);
        return ResultFigure.Of(
            result, "network", "The network", $"{input.Locations.Length} locations, {input.Corridors.Length} corridors, {input.Crossings.Length} crossings",
            $"{facts.Components.Length} connected parts; {cut.Count} corridors whose loss parts the network.", height,
            [
                new MapPanel(box, extent) { Background = Palette.NeighbourLand, Layers = new ControlMapLayers(input, new ControlMapSigns(input)).Network(cut, Bridge) },
                new LegendPanel(content with { X = box.Right + 20, Width = content.Right - box.Right - 20 }, ControlMapLegend.Network(input, Bridge)),
            ]) with
        { Source = $"Source: {input.Source}" };
    }
}
