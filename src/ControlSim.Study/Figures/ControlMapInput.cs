using System.Collections.Immutable;
using ControlSim.Scenarios;
using NetTopologySuite.Geometries;

namespace ControlSim.Study.Figures;

/// <summary>All that the map of control at one date shows. Geometries are in km on one projected plane, y to the north.</summary>
public sealed record ControlMapInput
{
    public required DateOnly Date { get; init; }

    public required string ScenarioTitle { get; init; }

    /// <summary>Title of the figure; empty: "Who holds what" with the date.</summary>
    public string Title { get; init; } = "";

    /// <summary>Runs that the shares are taken over, at least 1.</summary>
    public required int Replicates { get; init; }

    /// <summary>What the map rests on, in place of the number of runs: "as the scenario file has it"; empty for runs.</summary>
    public string Basis { get; init; } = "";

    /// <summary>What the scenario says of its data on every picture; may be empty.</summary>
    public string Caveat { get; init; } = "";

    /// <summary>Sources of data and base map, one line.</summary>
    public string Source { get; init; } = "";

    /// <summary>All blocs of the scenario, in the order of the legend.</summary>
    public required ImmutableArray<FigureBloc> Blocs { get; init; }

    public ImmutableArray<MapCountry> Countries { get; init; } = [];

    /// <summary>Water between the countries; null for none.</summary>
    public Geometry? Sea { get; init; }

    /// <summary>Names of the countries where nobody holds land, if that was found out before; null: it is found out when the map is drawn.</summary>
    internal LabelLayer? CountryNames { get; init; }

    public ImmutableArray<Geometry> Borders { get; init; } = [];

    public ImmutableArray<Geometry> Rivers { get; init; } = [];

    public ImmutableArray<Geometry> Lakes { get; init; } = [];

    public required ImmutableArray<MapLocation> Locations { get; init; }

    public ImmutableArray<MapCorridor> Corridors { get; init; } = [];

    public ImmutableArray<MapCrossing> Crossings { get; init; } = [];

    /// <summary>Ids of locations that the scenario is about: named first, in bold.</summary>
    public ImmutableArray<string> Highlights { get; init; } = [];

    /// <summary>What is shown, km; null: the countries of the theatre and the locations with a small margin.</summary>
    public Envelope? Extent { get; init; }

    /// <summary>A part shown larger in a corner; null for none.</summary>
    public MapInset? Inset { get; init; }

    /// <summary>px.</summary>
    public int Width { get; init; } = 1400;

    /// <summary>px.</summary>
    public int Height { get; init; } = 1000;
}

/// <summary>A bloc in figures.</summary>
/// <param name="Id">Bloc id.</param>
/// <param name="Name">Name in the legend.</param>
/// <param name="Colour">The same in every figure: <see cref="Palette.ForBloc"/>.</param>
public sealed record FigureBloc(string Id, string Name, Rgb Colour);

/// <summary>A country of the base map.</summary>
/// <param name="Name">Name.</param>
/// <param name="Area">km.</param>
/// <param name="InTheatre">False for a neighbour: paler land.</param>
public sealed record MapCountry(string Name, Geometry Area, bool InTheatre);

/// <summary>A part of the map that is shown larger.</summary>
/// <param name="Title">Title in its corner.</param>
/// <param name="Extent">km.</param>
public sealed record MapInset(string Title, Envelope Extent);

/// <summary>A location and who holds it.</summary>
public sealed record MapLocation
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>km.</summary>
    public required Coordinate Position { get; init; }

    /// <summary>Its control area, km; null for a refuge.</summary>
    public Geometry? Area { get; init; }

    /// <summary>Inhabitants.</summary>
    public long Population { get; init; }

    /// <summary>city, town, village, base, dam, oilfield, crossing or refuge.</summary>
    public string Kind { get; init; } = "town";

    /// <summary>Share of runs in which each bloc holds it, by bloc id; with <see cref="Contested"/> at most 1, the rest is held by nobody.</summary>
    public ImmutableSortedDictionary<string, double> Control { get; init; } =
        ImmutableSortedDictionary<string, double>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Share of runs in which it is contested.</summary>
    public double Contested { get; init; }

    /// <summary>Ids of the blocs that contest it, most often first.</summary>
    public ImmutableArray<string> ContestedBy { get; init; } = [];
}

/// <summary>A corridor and what it carries.</summary>
/// <param name="Id">Corridor id.</param>
/// <param name="Line">km.</param>
/// <param name="Class">Class of the road.</param>
/// <param name="Flow">Mean supply carried a day, man-days; 0 for none.</param>
/// <param name="Bloc">Id of the bloc that carries most; empty for none.</param>
public sealed record MapCorridor(string Id, Geometry Line, CorridorClass Class, double Flow, string Bloc);

/// <summary>A crossing of the border.</summary>
/// <param name="Id">Crossing id.</param>
/// <param name="Name">Name.</param>
/// <param name="Position">km.</param>
/// <param name="ShareOpen">Share of runs in which it is open to supply.</param>
/// <param name="External">Leads to a country outside the theatre.</param>
public sealed record MapCrossing(string Id, string Name, Coordinate Position, double ShareOpen, bool External);
