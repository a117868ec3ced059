using System.Collections.Immutable;
using ControlSim.Study.Comparisons;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Study.Figures;

/// <summary>Base and what-if as two maps of control side by side, and what differs as one map.</summary>
public static class ComparisonMaps
{
    private const double LegendWidth = 226;
    private const double Gap = 20;

    /// <summary>Locations that are named on the map of differences.</summary>
    private const int Named = 14;

    private static readonly Rgb Longer = Rgb.Parse("#2a6f97");
    private static readonly Rgb Shorter = Rgb.Parse("#b2522d");
    private static readonly Rgb Same = Rgb.Parse("#f1efe9");

    /// <summary>Both maps on the same day.</summary>
    public static Figure SideBySide(Comparison comparison, ScenarioInfo baseInfo, ScenarioInfo whatIfInfo, int tick, string whatIf)
    {
        ControlMapInput[] inputs =
        [
            ControlMapOfResults.Input(ResultData.Of(comparison.Base, baseInfo), tick),
            ControlMapOfResults.Input(ResultData.Of(comparison.WhatIf, whatIfInfo), tick),
        ];
        const int Width = 1900;
        const int Height = 960;
        Box content = Figure.Content(Width, Height);
        Box[] boxes = Layout.Grid(content.Inset(0, 0, LegendWidth + Gap, 0), 2, 2, 16, 0);
        var signs = inputs.Select(i => new ControlMapSigns(i)).ToArray();
        Panel Map(int k, string title) => new MapPanel(boxes[k], ControlMap.Extent(inputs[0]))
        {
            Title = title,
            Background = Palette.NeighbourLand,
            Layers = new ControlMapLayers(inputs[k], signs[k]).For(1),
        };
        var legend = new Box(content.Right - LegendWidth, content.Y, LegendWidth, content.Height);
        return new Figure
        {
            Name = "side-by-side",
            Title = $"{whatIf}: who holds what on {NumberText.LongDate(inputs[0].Date)}",
            Subtitle = $"{inputs[0].ScenarioTitle} · {comparison.Base.Results.Length} runs each with the same random numbers: the colour is the most likely holder",
            Width = Width,
            Height = Height,
            Source = inputs[0].Source.Length > 0 ? $"Source: {inputs[0].Source}" : "",
            Panels = [Map(0, "Base"), Map(1, "What-if"), new LegendPanel(legend, ControlMapLegend.Sections(inputs[0], signs[0]))],
            FooterNote = "ControlSim",
        };
    }

    /// <summary>Days longer or shorter that the bloc which changes most owns each place.</summary>
    public static Figure Difference(Comparison comparison, ScenarioInfo info, int tick, string whatIf)
    {
        ControlMapInput input = ControlMapOfResults.Input(ResultData.Of(comparison.Base, info), tick);
        int bloc = comparison.FocalBloc;
        string name = comparison.Base.Scenario.Blocs[bloc].Name;
        var days = comparison.Locations.Where(l => l.Bloc == bloc)
            .ToDictionary(l => comparison.Base.Scenario.Locations[l.Location].Id, StringComparer.Ordinal);
        double most = days.Count == 0 ? 1 : Math.Max(1, days.Values.Max(d => Math.Abs(d.Difference)));
        const int Width = 1400;
        const int Height = 1000;
        Box content = Figure.Content(Width, Height);
        LocationDifference[] greatest = [.. days.Values.OrderByDescending(d => Math.Abs(d.Difference)).Take(3)];
        string Place(LocationDifference d) =>
            $"{comparison.Base.Scenario.Locations[d.Location].Name} {(d.Difference > 0 ? "+" : "")}{NumberText.Of(d.Difference, 1)} days";
        return new Figure
        {
            Name = "difference-map",
            Title = $"{whatIf}: where {name} holds longer or shorter",
            Subtitle = $"{input.ScenarioTitle} · mean over {comparison.Base.Results.Length} pairs of runs, {comparison.Base.Scenario.Ticks} days",
            Description = greatest.Length == 0 ? "No place differs." : $"Greatest differences: {string.Join(", ", greatest.Select(Place))}.",
            Width = Width,
            Height = Height,
            Panels =
            [
                new MapPanel(content.Inset(0, 0, LegendWidth + Gap, 0), ControlMap.Extent(input))
                {
                    Background = Palette.NeighbourLand,
                    Layers = Layers(input, days, most),
                },
                new LegendPanel(new Box(content.Right - LegendWidth, content.Y, LegendWidth, content.Height), Legend(name, most)),
            ],
            Source = input.Source.Length > 0 ? $"Source: {input.Source}" : "",
            FooterNote = "ControlSim",
        };
    }

    private static ImmutableArray<MapLayer> Layers(ControlMapInput input, Dictionary<string, LocationDifference> days, double most)
    {
        double Of(MapLocation l) => days.TryGetValue(l.Id, out LocationDifference? d) ? d.Difference / most : 0;
        var border = new Stroke(Palette.Border, 1.3, "7 3 1.5 3");
        return
        [
            new PolygonLayer("land", [.. input.Countries.Select(c => new MapPolygon(c.Area, new Fill(c.InTheatre ? Palette.Land : Palette.NeighbourLand)))]),
            new PolygonLayer("areas",
            [
                .. input.Locations.Where(l => l.Area is not null).Select(l => new MapPolygon(l.Area!, new Fill(Shade(Of(l))), new Stroke(Palette.Grid, 0.6))
                {
                    Key = l.Id,
                    Tooltip = days.TryGetValue(l.Id, out LocationDifference? d) ? $"{l.Name}: {d.Difference:0.0} days [{d.Interval.Low:0.0}, {d.Interval.High:0.0}]" : $"{l.Name}: no difference",
                }),
            ]),
            new PolylineLayer("rivers", [.. input.Rivers.Select(r => new MapLine(r, new Stroke(Palette.River, 1.4)))]),
            new PolylineLayer("borders", [.. input.Borders.Select(b => new MapLine(b, border))]),
            new MarkerLayer("places", [.. input.Locations.Where(l => l.Area is not null).Select(l => new MapMarker(l.Position, Dot))]),
            new LabelLayer("names",
            [
                .. input.Locations.Where(l => Of(l) != 0).OrderByDescending(l => Math.Abs(Of(l))).Take(Named).Select(l =>
                    new MapLabel($"{l.Name} {(Of(l) > 0 ? "+" : "")}{NumberText.Of(Of(l) * most, 1)}", l.Position, Math.Abs(Of(l)), LabelText) { Leader = true }),
            ]),
        ];
    }

    private static Marker Dot => new() { Radius = 1.6, Fill = new Fill(Palette.Ink) };

    private static TextStyle LabelText => new() { Size = 12, Bold = true, Halo = Palette.White };

    private static ImmutableArray<LegendSection> Legend(string bloc, double most)
    {
        LegendItem Item(double share, string text) => new(text) { Fills = [new Fill(Shade(share))] };
        string Days(double share) => $"{NumberText.Of(share * most, 1)} days";
        return
        [
            new LegendSection($"{bloc} holds the place",
            [
                Item(1, $"{Days(1)} longer"), Item(0.5, $"{Days(0.5)} longer"), Item(0, "as long"),
                Item(-0.5, $"{Days(0.5)} shorter"), Item(-1, $"{Days(1)} shorter"),
            ]),
        ];
    }

    private static Rgb Shade(double share) => (share >= 0 ? Longer : Shorter).Over(Same, Math.Min(1, Math.Sqrt(Math.Abs(share))));
}
