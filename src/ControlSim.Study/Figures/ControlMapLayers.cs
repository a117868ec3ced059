using System.Collections.Immutable;
using NetTopologySuite.Geometries;

namespace ControlSim.Study.Figures;

/// <summary>The layers of the control map, for the main map and for its inset; what both share is made once.</summary>
internal sealed class ControlMapLayers
{
    private readonly ControlMapInput _input;
    private readonly ControlMapSigns _signs;
    private readonly PolygonLayer _land;
    private readonly Lazy<(PolygonLayer Fronts, LabelLayer Names)> _held;
    private readonly Lazy<LabelLayer> _countries;

    public ControlMapLayers(ControlMapInput input, ControlMapSigns signs)
    {
        _input = input;
        _signs = signs;
        _land = Land(input);
        _held = new(() => Held(input, signs));
        _countries = new(() => input.CountryNames ?? ControlMapLabels.Countries(input));
    }

    /// <summary>Layers from the ground up.</summary>
    /// <param name="scale">Size of signs and letters; above 1 in an inset.</param>
    public ImmutableArray<MapLayer> For(double scale)
    {
        ControlMapInput input = _input;
        return
        [
            _land,
            Areas(input, _signs),
            _held.Value.Fronts,
            Lines("rivers", input.Rivers, new Stroke(Palette.River, 1.6)),
            new PolygonLayer("lakes", [.. input.Lakes.Select(l => new MapPolygon(l, new Fill(Palette.Water), new Stroke(Palette.River, 0.6)))]),
            Lines("borders", input.Borders, new Stroke(Palette.Border, 1.3, "7 3 1.5 3")),
            Corridors(input, _signs),
            Places(input, scale),
            Gates(input, scale),
            ControlMapLabels.Places(input, scale),
            _countries.Value,
            _held.Value.Names,
        ];
    }

    /// <summary>
    /// Layers of a map that a script moves: areas of all locations without their colours, roads, and flows and gates of each
    /// kept day in a group of their own.
    /// </summary>
    /// <param name="days">Kept days, each with its corridors and crossings.</param>
    /// <param name="greatestFlow">Greatest flow on any of the days, man-days a day.</param>
    public ImmutableArray<MapLayer> Frames(ImmutableArray<(int Tick, ControlMapInput Input)> days, double greatestFlow)
    {
        ControlMapInput input = _input;
        IEnumerable<MapPolygon> areas = input.Locations
            .Where(l => l.Area is not null)
            .Select(l => new MapPolygon(l.Area!, new Fill(Palette.Land), new Stroke(Palette.Land, 0.7)) { Key = l.Id });
        return
        [
            _land,
            new PolygonLayer("areas", [.. areas]),
            Lines("rivers", input.Rivers, new Stroke(Palette.River, 1.6)),
            new PolygonLayer("lakes", [.. input.Lakes.Select(l => new MapPolygon(l, new Fill(Palette.Water), new Stroke(Palette.River, 0.6)))]),
            Lines("borders", input.Borders, new Stroke(Palette.Border, 1.3, "7 3 1.5 3")),
            new PolylineLayer("roads", [.. input.Corridors.Select(c => new MapLine(c.Line, ControlMapSigns.RoadLine(c.Class)))]),
            .. days.Select(d => Flows(d.Tick, d.Input, new ControlMapSigns(d.Input, greatestFlow))),
            Places(input, 1, ""),
            .. days.Select(d => Gates(d.Input, 1, $"gates-{d.Tick}")),
            ControlMapLabels.Places(input, 1),
            _countries.Value,
        ];
    }

    /// <summary>Layers of a small map: areas, fronts, rivers, borders, and the names of the highlighted places alone.</summary>
    public ImmutableArray<MapLayer> Small()
    {
        LabelLayer names = ControlMapLabels.Places(_input with { Locations = [.. _input.Locations.Where(l => _input.Highlights.Contains(l.Id))] }, 1);
        return
        [
            _land, Areas(_input, _signs), _held.Value.Fronts, Lines("rivers", _input.Rivers, new Stroke(Palette.River, 1)),
            Lines("borders", _input.Borders, new Stroke(Palette.Border, 1, "7 3 1.5 3")),
            new MarkerLayer("places", [.. names.Labels.Select(l => new MapMarker(l.Position, new Marker { Radius = 2, Fill = new Fill(Palette.White), Stroke = new Stroke(Palette.Ink) }))]),
            names,
        ];
    }

    /// <summary>Layers of the network alone.</summary>
    /// <param name="cut">Ids of the corridors that get an underlay.</param>
    /// <param name="underlay">The underlay.</param>
    public ImmutableArray<MapLayer> Network(IReadOnlySet<string> cut, Stroke underlay) =>
    [
        _land, .. Ground(), Underlay(cut, underlay), Corridors(_input, _signs), Places(_input, 1), Gates(_input, 1), ControlMapLabels.Places(_input, 1), _countries.Value,
    ];

    /// <summary>Layers of the map of supply: areas paler than the flows, and the cut under the corridors.</summary>
    /// <param name="cut">Ids of the corridors that get an underlay.</param>
    /// <param name="underlay">The underlay.</param>
    public ImmutableArray<MapLayer> Supply(IReadOnlySet<string> cut, Stroke underlay)
    {
        PolygonLayer areas = Areas(_input, _signs);
        MapPolygon Pale(MapPolygon p) => p with
        {
            Fill = p.Fill! with { Colour = p.Fill.Colour.Over(Palette.Land, 0.3), Hatch = p.Fill.Hatch is { } h ? h with { Colour = h.Colour.Over(Palette.Land, 0.3) } : null },
            Stroke = p.Stroke is { } s ? s with { Colour = s.Colour.Over(Palette.Land, 0.3) } : null,
        };
        return
        [
            _land, areas with { Shapes = [.. areas.Shapes.Select(Pale)] }, .. Ground(), Underlay(cut, underlay), Corridors(_input, _signs), Places(_input, 1),
            Gates(_input, 1), ControlMapLabels.Places(_input, 1), _countries.Value,
        ];
    }

    private ImmutableArray<MapLayer> Ground() =>
    [
        Lines("rivers", _input.Rivers, new Stroke(Palette.River, 1.6)),
        new PolygonLayer("lakes", [.. _input.Lakes.Select(l => new MapPolygon(l, new Fill(Palette.Water), new Stroke(Palette.River, 0.6)))]),
        Lines("borders", _input.Borders, new Stroke(Palette.Border, 1.3, "7 3 1.5 3")),
    ];

    private PolylineLayer Underlay(IReadOnlySet<string> cut, Stroke stroke) =>
        new("cut", [.. _input.Corridors.Where(c => cut.Contains(c.Id)).Select(c => new MapLine(c.Line, stroke))]);

    private static PolylineLayer Flows(int tick, ControlMapInput input, ControlMapSigns signs) =>
        new($"flows-{tick}", [.. input.Corridors.Where(c => c.Flow > 0).OrderBy(c => c.Flow).Select(c => Corridor(c, input, signs))]);

    private static PolygonLayer Land(ControlMapInput input)
    {
        var shapes = new List<MapPolygon>();
        if (input.Sea is { } sea) shapes.Add(new MapPolygon(sea, new Fill(Palette.Water)));
        foreach (MapCountry country in input.Countries)
        {
            Rgb colour = country.InTheatre ? Palette.Land : Palette.NeighbourLand;
            shapes.Add(new MapPolygon(country.Area, new Fill(colour), new Stroke(colour, 0.5)) { Tooltip = country.Name });
        }

        return new PolygonLayer("land", [.. shapes]);
    }

    private static PolygonLayer Areas(ControlMapInput input, ControlMapSigns signs)
    {
        var shapes = new List<MapPolygon>();
        for (int i = 0; i < input.Locations.Length; i++)
        {
            MapLocation location = input.Locations[i];
            if (location.Area is null || signs.FillOf(signs.States[i]) is not { } fill) continue;
            Stroke? seam = fill.Hatch is null ? new Stroke(fill.Colour, 0.7) : null;
            shapes.Add(new MapPolygon(location.Area, fill, seam) { Tooltip = Words(location, input), Key = location.Id });
        }

        return new PolygonLayer("areas", [.. shapes]);
    }

    // A line around all that one bloc most likely holds, and its name in the largest part: fronts and holders stay legible in grey.
    private static (PolygonLayer Fronts, LabelLayer Names) Held(ControlMapInput input, ControlMapSigns signs)
    {
        int[] holders = [.. signs.Holders];
        var fronts = new MapPolygon?[holders.Length];
        var names = new MapLabel?[holders.Length];

        // The bloc with most areas takes half of the time, all others the other half.
        Parallel.For(0, holders.Length, h =>
        {
            FigureBloc bloc = input.Blocs[holders[h]];
            Geometry[] areas =
            [
                .. input.Locations.Where((l, i) => l.Area is not null && signs.States[i] is { Contested: false } state && state.Bloc == holders[h]).Select(l => l.Area!),
            ];
            if (areas.Length == 0) return;
            Geometry held = ControlMapLabels.Dissolved(areas);
            fronts[h] = new MapPolygon(held, null, new Stroke(bloc.Colour.Darkened(40), 0.9, "", 0.8));
            names[h] = ControlMapLabels.Bloc(bloc, held);
        });
        return (new PolygonLayer("fronts", [.. fronts.OfType<MapPolygon>()]), new LabelLayer("blocs", [.. names.OfType<MapLabel>()]));
    }

    private static PolylineLayer Lines(string name, ImmutableArray<Geometry> lines, Stroke stroke) =>
        new(name, [.. lines.Select(l => new MapLine(l, stroke))]);

    // Greater flows on top.
    private static PolylineLayer Corridors(ControlMapInput input, ControlMapSigns signs) =>
        new("corridors", [.. input.Corridors.OrderBy(c => c.Flow).Select(c => Corridor(c, input, signs))]);

    private static MapLine Corridor(MapCorridor corridor, ControlMapInput input, ControlMapSigns signs)
    {
        FigureBloc? bloc = input.Blocs.FirstOrDefault(b => b.Id == corridor.Bloc);
        Stroke stroke = corridor.Flow > 0 && bloc is not null
            ? signs.FlowLine(corridor.Flow, bloc.Colour)
            : ControlMapSigns.RoadLine(corridor.Class);
        string flow = corridor.Flow > 0 ? $": {NumberText.Of(corridor.Flow)} man-days a day, {bloc?.Name}" : "";
        return new MapLine(corridor.Line, stroke) { Tooltip = corridor.Id + flow, Key = corridor.Id };
    }

    private static MarkerLayer Places(ControlMapInput input, double scale, string? tooltip = null)
    {
        var shapes = new List<MapMarker>();
        foreach (MapLocation location in input.Locations)
        {
            Marker marker = ControlMapSigns.Place(location.Kind, location.Population);
            shapes.Add(new MapMarker(location.Position, marker with { Radius = marker.Radius * scale })
            {
                Tooltip = tooltip ?? Words(location, input),
                Key = location.Id,
            });
        }

        return new MarkerLayer("places", [.. shapes]);
    }

    private static MarkerLayer Gates(ControlMapInput input, double scale, string name = "crossings") => new(
        name,
        [.. input.Crossings.Select(c => new MapMarker(
            c.Position,
            new Marker { Shape = MarkerShape.Gate, Radius = 5 * Math.Min(scale, 1.1), ShareOpen = c.ShareOpen, External = c.External })
        {
            Tooltip = $"{c.Name}: open in {NumberText.Percent(c.ShareOpen)} of runs",
            Key = c.Id,
        })]);

    private static string Words(MapLocation location, ControlMapInput input)
    {
        IEnumerable<string> shares = input.Blocs
            .Where(b => location.Control.GetValueOrDefault(b.Id) > 0)
            .Select(b => $"{b.Name} {NumberText.Percent(location.Control[b.Id])}");
        if (location.Contested > 0) shares = shares.Append($"contested {NumberText.Percent(location.Contested)}");
        string words = string.Join(", ", shares);
        return words.Length == 0 ? location.Name : $"{location.Name}: {words}";
    }
}
