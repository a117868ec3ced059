using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.Geography;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.ScenarioFiles;
using NetTopologySuite.Geometries;
using Location = ControlSim.Scenarios.Location;

namespace ControlSim.Study.Figures;

/// <summary>Who holds a location on a map: see <see cref="MapLocation"/>.</summary>
internal sealed record MapHolding(ImmutableSortedDictionary<string, double> Control, double Contested, ImmutableArray<string> ContestedBy);

/// <summary>What a scenario's map shows whatever happens on it: the base map, places, areas and roads, in the plane.</summary>
/// <param name="scenario">The scenario.</param>
/// <param name="info">Its theatre, colours and kinds of places.</param>
public sealed class MapGround(Scenario scenario, ScenarioInfo info)
{
    /// <summary>Room around the highlighted locations in the inset, km, and the part of the map's width that an inset may show.</summary>
    private const double InsetMargin = 25;
    private const double WidestInset = 0.4;

    private readonly Basemap? basemap = info.Land?.Basemap ?? (info.TheatreFolder.Length == 0 ? null : Basemap.FromFolder(info.TheatreFolder));

    // The same on every day: the areas alone take a tenth of a second, a report draws a dozen maps.
    private ImmutableArray<MapCountry>? countries;
    private (ImmutableArray<Geometry> Borders, ImmutableArray<Geometry> Rivers, ImmutableArray<Geometry> Lakes)? lines;
    private ImmutableSortedDictionary<string, ControlArea>? areas;
    private Geometry? sea;
    private LabelLayer? countryNames;

    private readonly Dictionary<string, Coordinate> points = scenario.Locations.ToDictionary(
        l => l.Id, l => Point(l.Longitude, l.Latitude), StringComparer.Ordinal);

    /// <summary>
    /// Works it out before a map is asked for: half a second in a process that has not drawn yet, which can pass while the runs
    /// are made.
    /// </summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="info">Its theatre, colours and kinds of places.</param>
    public static MapGround Prepared(Scenario scenario, ScenarioInfo info)
    {
        var ground = new MapGround(scenario, info);
        ControlMapOfStart.Input(scenario, ground);
        return ground;
    }

    /// <summary>The input of the map.</summary>
    /// <param name="date">Date of the map.</param>
    /// <param name="runs">Runs that the shares are taken over.</param>
    /// <param name="source">Where the control comes from.</param>
    /// <param name="holding">By row of <c>Scenario.Locations</c>.</param>
    /// <param name="flow">By row of <c>Scenario.Corridors</c>: supply carried a day, and the bloc that carries most.</param>
    /// <param name="open">By row of <c>Scenario.Crossings</c>: share of runs in which it is open to supply.</param>
    internal ControlMapInput Input(
        DateOnly date,
        int runs,
        string source,
        Func<int, MapHolding> holding,
        Func<int, (double Flow, string Bloc)> flow,
        Func<int, double> open)
    {
        ImmutableArray<string> highlights = Highlights();
        countries ??= Countries();
        lines ??= (Layer(basemap?.Borders), Layer(basemap?.Rivers), Layer(basemap?.Lakes));
        sea ??= MapSea.Of(countries.Value);
        var input = new ControlMapInput
        {
            Date = date,
            ScenarioTitle = info.Title,
            Caveat = info.Caveat,
            Replicates = runs,
            Source = string.Join("; ", (string[])[source, .. basemap?.Attributions ?? []]),
            Blocs = FigureBlocs.Of(scenario, info),
            Countries = countries.Value,
            Sea = sea,
            Borders = lines.Value.Borders,
            Rivers = lines.Value.Rivers,
            Lakes = lines.Value.Lakes,
            Locations = Locations(holding),
            Corridors = [.. scenario.Corridors.Select((c, row) => Corridor(c, flow(row)))],
            Crossings = [.. scenario.Crossings.Select((c, row) => Crossing(c, open(row))).OfType<MapCrossing>()],
            Highlights = highlights,
            Inset = Inset(highlights),
        };
        return input with { CountryNames = countryNames ??= ControlMapLabels.Countries(input) };
    }

    private static Coordinate Point(double longitude, double latitude)
    {
        var (x, y) = Projection.Theatre.Forward(longitude, latitude);
        return new Coordinate(x, y);
    }

    private static ImmutableArray<Geometry> Layer(ImmutableArray<BasemapFeature>? features) =>
        features is null ? [] : [.. features.Value.Select(f => Projection.Theatre.Forward(f.Geometry))];

    /// <summary>The places whose fall is asked for; the one whose battle is asked for first.</summary>
    private ImmutableArray<string> Highlights() =>
    [
        .. scenario.Outcomes
            .Where(o => o.Kind is OutcomeKind.CaptureDate or OutcomeKind.BattleDays)
            .OrderBy(o => o.Kind == OutcomeKind.BattleDays ? 0 : 1)
            .Select(o => o.Locations[0])
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The highlighted places, shown larger, unless they lie all over the map or there is but one.</summary>
    private MapInset? Inset(ImmutableArray<string> highlights)
    {
        var whole = new Envelope();
        foreach (Coordinate point in points.Values)
        {
            whole.ExpandToInclude(point);
        }

        var part = new Envelope();
        foreach (string id in highlights)
        {
            part.ExpandToInclude(points[id]);
        }

        part.ExpandBy(InsetMargin);
        return highlights.Length >= 2 && part.Width < WidestInset * whole.Width
            ? new MapInset($"Around {scenario.Locations.First(l => l.Id == highlights[0]).Name}", part)
            : null;
    }

    /// <summary>What figures of the same result share.</summary>
    internal static MapGround Of(ResultData result) => new(result.Scenario, result.Info);

    private ImmutableArray<MapCountry> Countries()
    {
        var own = scenario.Locations.Select(l => l.Country).ToHashSet(StringComparer.Ordinal);
        return basemap is null
            ? []
            : [.. basemap.Countries.Select(c => new MapCountry(c.Key, Projection.Theatre.Forward(c.Value), own.Contains(c.Key)))];
    }

    private ImmutableArray<MapLocation> Locations(Func<int, MapHolding> holding)
    {
        areas ??= basemap is null
            ? ImmutableSortedDictionary<string, ControlArea>.Empty
            : info.Land?.Fits(scenario.Locations) == true ? info.Land.Areas : ControlAreas.For(scenario.Locations, basemap.Countries);
        return
        [
            .. scenario.Locations.Select((location, row) =>
            {
                MapHolding held = holding(row);
                return new MapLocation
                {
                    Id = location.Id,
                    Name = location.Name,
                    Position = points[location.Id],
                    Area = areas.TryGetValue(location.Id, out ControlArea? area) && !area.Plane.IsEmpty ? area.Plane : null,
                    Population = location.Population,
                    Kind = KindOf(location),
                    Control = held.Control,
                    Contested = held.Contested,
                    ContestedBy = held.ContestedBy,
                };
            }),
        ];
    }

    private string KindOf(Location location) =>
        location.IsRefuge ? "refuge" : info.Locations.TryGetValue(location.Id, out PlaceInfo? place) ? place.Kind : "town";

    private MapCorridor Corridor(Corridor corridor, (double Flow, string Bloc) carried)
    {
        var line = Factories.Plane.CreateLineString([points[corridor.From].Copy(), points[corridor.To].Copy()]);
        return new MapCorridor(corridor.Id, line, corridor.Class, carried.Flow, carried.Bloc);
    }

    /// <summary>A crossing at its own place, else in the middle of its first corridor, else at its location; null if it has none.</summary>
    private MapCrossing? Crossing(Crossing crossing, double open)
    {
        Coordinate? position = null;
        if (info.Crossings.TryGetValue(crossing.Id, out PlaceInfo? place) && !double.IsNaN(place.Longitude))
        {
            position = Point(place.Longitude, place.Latitude);
        }
        else if (scenario.Corridors.FirstOrDefault(c => c.Crossing == crossing.Id) is { } corridor)
        {
            var (from, to) = (points[corridor.From], points[corridor.To]);
            position = new Coordinate((from.X + to.X) / 2, (from.Y + to.Y) / 2);
        }
        else if (points.TryGetValue(crossing.Location, out Coordinate? location))
        {
            position = location;
        }

        return position is null ? null : new MapCrossing(crossing.Id, crossing.Name, position, open, crossing.External.Length > 0);
    }
}
