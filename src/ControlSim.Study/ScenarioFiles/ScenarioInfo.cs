using System.Collections.Immutable;
using ControlSim.Study.Geography;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>What people and figures need of a scenario beside what is run.</summary>
public sealed record ScenarioInfo
{
    /// <summary>What is known of a scenario that could not be read.</summary>
    public static ScenarioInfo Empty { get; } = new()
    {
        Name = "",
        Title = "",
        Description = "",
        MapDate = DateOnly.MinValue,
        WhatIfs = [],
        AppliedWhatIfs = [],
        Sources = ImmutableSortedDictionary<string, string>.Empty,
        BlocColours = ImmutableSortedDictionary<string, string>.Empty,
        Locations = ImmutableSortedDictionary<string, PlaceInfo>.Empty,
        Crossings = ImmutableSortedDictionary<string, PlaceInfo>.Empty,
        TheatreFolder = "",
        Files = [],
        LockText = "",
    };

    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    /// <summary>File with the lesson text, relative to the scenario; empty if there is none.</summary>
    public string Lesson { get; init; } = "";

    /// <summary>One sentence on the data or the model that stands on every picture; may be empty.</summary>
    public string Caveat { get; init; } = "";

    /// <summary>What the dates of the run left of the shared layers, in words; empty if they hold nothing outside it.</summary>
    public string WindowNote { get; init; } = "";

    /// <summary>Day of the map figure.</summary>
    public required DateOnly MapDate { get; init; }

    /// <summary>Every what-if of the file, sorted by id.</summary>
    public required ImmutableArray<WhatIfInfo> WhatIfs { get; init; }

    /// <summary>What-ifs laid over the scenario, in order.</summary>
    public required ImmutableArray<string> AppliedWhatIfs { get; init; }

    /// <summary>Sources by their short id.</summary>
    public required ImmutableSortedDictionary<string, string> Sources { get; init; }

    /// <summary>Ids of the outcomes in the order of the file: what its author asks for first comes first in figures.</summary>
    public ImmutableArray<string> OutcomeOrder { get; init; } = [];

    /// <summary>What happened, by outcome; outcomes without an observation are left out.</summary>
    public ImmutableSortedDictionary<string, string> Observed { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Colour of each bloc, #rrggbb.</summary>
    public required ImmutableSortedDictionary<string, string> BlocColours { get; init; }

    /// <summary>Every location by id.</summary>
    public required ImmutableSortedDictionary<string, PlaceInfo> Locations { get; init; }

    /// <summary>Every crossing by id.</summary>
    public required ImmutableSortedDictionary<string, PlaceInfo> Crossings { get; init; }

    /// <summary>Folder with the basemap; empty without a theatre.</summary>
    public required string TheatreFolder { get; init; }

    /// <summary>Every file that was read, the scenario's own first.</summary>
    public required ImmutableArray<string> Files { get; init; }

    /// <summary>The merged scenario with all defaults as one YAML text, which reads back to the same scenario by itself.</summary>
    public required string LockText { get; init; }

    /// <summary>The control areas, if they were made while the files were read; null: whoever draws a map makes them.</summary>
    internal DividedLand? Land { get; init; }
}

/// <summary>A named change of a scenario.</summary>
/// <param name="Id">Name on the command line.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Description">What is changed and why.</param>
/// <param name="Expect">What it should show.</param>
/// <param name="Expectations">In which direction outcomes should move, in the order of the file.</param>
public sealed record WhatIfInfo(string Id, string Title, string Description, string Expect, ImmutableArray<Expectation> Expectations);

/// <summary>The direction in which a what-if should move an outcome, written down before it is run.</summary>
/// <param name="Outcome">Id of the outcome.</param>
/// <param name="Rises">True if it should rise (a date: become later), false if it should fall.</param>
public sealed record Expectation(string Outcome, bool Rises);

/// <summary>A point on the map.</summary>
/// <param name="Name">Name.</param>
/// <param name="Longitude">Degrees east; NaN for a crossing without a place of its own.</param>
/// <param name="Latitude">Degrees north; NaN likewise.</param>
/// <param name="Kind">Kind of location (city, town, village, base, dam, oilfield, crossing, refuge); empty for a crossing.</param>
/// <param name="Source">Where its figures come from.</param>
/// <param name="Confidence">How sure the source is.</param>
public sealed record PlaceInfo(string Name, double Longitude, double Latitude, string Kind, string Source, string Confidence);
