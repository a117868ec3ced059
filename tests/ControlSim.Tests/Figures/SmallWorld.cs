using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.Figures;
using NetTopologySuite.Geometries;

namespace ControlSim.Tests.Figures;

/// <summary>Two square countries of 400 km with a grid of eight locations each, a river, a lake, corridors and three crossings.</summary>
internal static class SmallWorld
{
    private static readonly GeometryFactory Factory = new();

    public static readonly ImmutableArray<FigureBloc> Blocs =
    [
        new("north", "Northern bloc", Palette.ForBloc("", 0)),
        new("south", "Southern bloc", Palette.ForBloc("", 1)),
        new("idle", "Bloc that holds nothing", Palette.ForBloc("", 2)),
    ];

    public static ControlMapInput Map(int replicates = 20)
    {
        var locations = new List<MapLocation>();
        for (int i = 0; i < 16; i++) locations.Add(Town(i, replicates));
        locations.Add(new MapLocation { Id = "hills", Name = "Hills", Position = new Coordinate(420, 210), Kind = "refuge" });
        var input = new ControlMapInput
        {
            Date = new DateOnly(2017, 11, 5),
            ScenarioTitle = "Small world <&>",
            Replicates = replicates,
            Source = "made up",
            Blocs = Blocs,
            Countries = [new("Westland", Square(0, 0, 400), true), new("Eastland", Square(400, 0, 400), true), new("Far", Square(800, 0, 400), false)],
            Borders = [Factory.CreateLineString([new(400, 0), new(400, 400)])],
            Rivers = [Factory.CreateLineString([new(0, 130), new(350, 150), new(800, 120)])],
            Lakes = [Square(300, 300, 25)],
            Locations = [.. locations],
            Corridors =
            [
                Road("a", 0, 1, CorridorClass.Highway, 1200, "north"), Road("b", 1, 2, CorridorClass.Primary, 40, "south"),
                Road("c", 4, 5, CorridorClass.Secondary, 0, ""), Road("d", 8, 12, CorridorClass.DesertTrack, 0, ""),
            ],
            Crossings =
            [
                new("gate-1", "First gate", new Coordinate(400, 50), 1, false), new("gate-2", "Second gate", new Coordinate(400, 150), 0, false),
                new("gate-3", "Third gate", new Coordinate(800, 50), 0.5, true),
            ],
            Highlights = ["t5"],
            Inset = new MapInset("Around town 5", new Envelope(60, 180, 110, 210)),
        };
        return input with { Sea = MapSea.Of(input.Countries) };
    }

    public static ControlOverTimeInput OverTime(int replicates = 20)
    {
        ImmutableArray<DateOnly> dates = [.. Enumerable.Range(0, 92).Select(i => new DateOnly(2017, 9, 1).AddDays(i))];
        return new ControlOverTimeInput
        {
            ScenarioTitle = "Small world",
            Measure = "population of held locations",
            Unit = "people",
            Replicates = replicates,
            Dates = dates,
            Blocs = [Bands(0, 20_000_000, 20_500_000), Bands(1, 800_000, 20_000), Bands(2, 0, 0)],
            Marks = [new DateMark(new DateOnly(2017, 10, 3), "town 5 fell (history)"), new DateMark(new DateOnly(2017, 10, 9), "town 6 fell (history)")],
            Source = "made up",
        };
    }

    private static BlocBands Bands(int row, double from, double to)
    {
        ImmutableArray<double> At(double early) =>
            [.. Enumerable.Range(0, 92).Select(t => from + ((to - from) * Math.Clamp((t - 40 + early) / 20.0, 0, 1)))];
        return new BlocBands
        {
            Bloc = Blocs[row],
            P05 = At(from > to ? 15 : -15),
            P25 = At(from > to ? 5 : -5),
            P50 = At(0),
            P75 = At(from > to ? -5 : 5),
            P95 = At(from > to ? -15 : 15),
            Runs = [At(3)],
        };
    }

    private static MapLocation Town(int i, int replicates)
    {
        Coordinate at = Position(i);
        double share = replicates == 1 ? 1 : i % 3 == 0 ? 0.8 : 1;
        var control = ImmutableSortedDictionary<string, double>.Empty.WithComparers(StringComparer.Ordinal);
        if (i is not 6 and not 15) control = control.Add(i < 8 ? "north" : "south", share);
        return new MapLocation
        {
            Id = $"t{i}",
            Name = $"Town number {i}",
            Position = at,
            Area = Square(at.X - 50, at.Y - 50, 100),
            Population = 1000 * (i + 1) * (i + 1) * 4,
            Kind = i == 3 ? "base" : "town",
            Control = control,
            Contested = i == 6 ? 1 : 0,
            ContestedBy = i == 6 ? ["north", "south"] : [],
        };
    }

    private static MapCorridor Road(string id, int from, int to, CorridorClass kind, double flow, string bloc) =>
        new(id, Factory.CreateLineString([Position(from), Position(to)]), kind, flow, bloc);

    private static Coordinate Position(int i) => new(50 + (i / 2 * 100), 150 + (i % 2 * 100));

    private static Polygon Square(double x, double y, double side) => Factory.CreatePolygon(
        [new(x, y), new(x + side, y), new(x + side, y + side), new(x, y + side), new(x, y)]);
}
