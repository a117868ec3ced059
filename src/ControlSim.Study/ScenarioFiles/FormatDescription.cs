using System.Collections.Immutable;
using System.Reflection;
using ControlSim.Scenarios;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>
/// Scenario format 1: every key, its type, range, default and meaning. Parts are computed, not stored: the order in which
/// static fields of several files are set is not defined.
/// </summary>
internal static partial class FormatDescription
{
    /// <summary>Number of the format that this program reads.</summary>
    public const int Format = 1;

    /// <summary>Longest run, years of 366 days.</summary>
    public const int LongestRunYears = 40;

    /// <summary>Keys that say how a file is put together: not part of what is asked, and closed to what-ifs.</summary>
    public static ImmutableArray<string> FileKeys { get; } = ["format", "extends", "theatre", "posterior", "what_ifs"];

    /// <summary>Keys that a theatre's factions file may have.</summary>
    public static ImmutableArray<string> TheatreKeys { get; } = ["format", "sources", "blocs", "factions", "relations"];

    /// <summary>The whole file.</summary>
    public static MapShape Root { get; } = new(
    [
        new("format", new NumberShape(Format, Format, IsWhole: true), "Number of the format; stands first.") { IsRequired = true },
        new("name", new TextShape(RowShape.IdPattern, "use small letters, digits and hyphens"), "Name for folders and tables.") { IsRequired = true },
        new("title", new TextShape(), "Title for people.") { DefaultText = "the name" },
        new("description", new TextShape(), "What the scenario is about, plain text.") { Default = "" },
        new("lesson", new TextShape(), "Lesson text in Markdown, relative to this file.") { Default = "" },
        new("caveat", new TextShape(), "One sentence on the data or the model that stands on every picture.") { Default = "" },
        new("sources", new MapShape([], new RowShape("source", RowShape.NamePattern, new TextShape())), "Sources by a short id."),
        new("extends", new OneOrMoreShape(new TextShape()), "Scenario file or layers, relative to this file, that this one is laid over; of a list the later lies over the earlier. Their events and orders outside the run are left out, events before the start set its first day."),
        new("theatre", new TextShape(), "Folder with locations.geojson, corridors.geojson, crossings.geojson and factions.yaml, relative to this file."),
        new("start", new DateShape(), "Day of tick 0, the initial state.") { IsRequired = true },
        new("end", new DateShape(), "Day of the last tick.") { IsRequired = true },
        new("seed", new SeedShape(), "Root seed of all random numbers.") { Default = "1" },
        new("deterministic", new FlagShape(), "Every draw is replaced by its expectation, and fighters are real numbers.") { Default = "false" },
        new("map_date", new DateShape(), "Day of the map figure.") { DefaultText = "the end" },
        new("processes", ProcessShape(), "What runs: every process unless it is switched off here."),
        new("parameters", ParameterShape(), "Parameters of the processes."),
        new("posterior", new TextShape(), "Table that `controlsim calibrate` wrote, relative to this file: each run takes the parameters of one of its lines. A value that a file, a what-if or a setting laid over this one gives stands instead."),
        new("uncertain", MapShape.Table("uncertain parameter", Uncertain), "Parameters that are not known well: each run draws them anew, the same in every what-if."),
        new("blocs", MapShape.Table("bloc", Bloc), "Holders of territory."),
        new("factions", MapShape.Table("faction", Faction), "Armed parties; each belongs to one bloc."),
        new("locations", MapShape.Table("location", Location), "Places of the theatre."),
        new("corridors", MapShape.Table("corridor", Corridor), "Roads and tracks between locations."),
        new("crossings", MapShape.Table("crossing", Crossing), "Gates on borders."),
        new("relations", MapShape.Table("relation", Relation), "How factions stand to each other, by date; pairs never named are neutral, factions of one bloc cobelligerent."),
        new("control", MapShape.Table("location", Control), "Who holds a location on the first day."),
        new("forces", MapShape.Table("force", Force), "Fighters on the first day."),
        new("depots", MapShape.Table("depot", Depot), "Places with an income of supply."),
        new("air", MapShape.Table("air actor", AirActor), "Air power, by faction and country."),
        new("airlifts", MapShape.Table("airlift", Airlift), "Supply by air for places that are cut off."),
        new("orders", MapShape.Table("order", Order), "Decisions of factions, never their outcomes."),
        new("restraints", MapShape.Table("restraint", Restraint), "Places that politics close to the commanders of some factions, for days or until others are won. Orders and defence do not ask for it."),
        new("events", MapShape.Table("event", Event), "Dated changes of inputs."),
        new("triggers", MapShape.Table("trigger", Trigger), "Reactions: what happens when something has come about."),
        new("rivalries", MapShape.Table("rivalry", Rivalry), "Pairs of factions that turn on each other when their tension grows."),
        new("presences", MapShape.Table("presence", Presence), "Guests, and the consent of their hosts."),
        new("outcomes", MapShape.Table("outcome", Outcome), "Numbers that are read off every run."),
        new("what_ifs", MapShape.Table("what-if", WhatIf), "Named changes to the scenario."),
    ]);

    private static MapShape ProcessShape() => new(
    [
        .. Enum.GetNames<ProcessKind>().Select(process => new Key(
            Wording.Snake(process), new FlagShape(), $"Does the process {Wording.Snake(process)} run?") { Default = "true" }),
    ]);

    /// <summary>The parameter records by reflection: their attributes are the only list of parameters.</summary>
    private static MapShape ParameterShape() => new(
    [
        .. typeof(Parameters).GetProperties().Select(process => new Key(
            Wording.Snake(process.Name),
            new MapShape([.. process.PropertyType.GetProperties().Where(IsParameter).Select(ParameterKey)]),
            $"Parameters of the process {Wording.Snake(process.Name)}.")),
    ]);

    private static bool IsParameter(PropertyInfo property) => property.GetCustomAttribute<ParameterAttribute>() is not null;

    private static Key ParameterKey(PropertyInfo property)
    {
        ParameterAttribute parameter = property.GetCustomAttribute<ParameterAttribute>()!;
        bool isWhole = property.PropertyType == typeof(int);
        return new Key(
            Wording.Snake(property.Name),
            new NumberShape(parameter.Min, parameter.Max, isWhole),
            $"Unit: {parameter.Unit}. Source: {parameter.Source}.")
        { Default = Numbers.Write(parameter.Default) };
    }

    /// <summary>Numbers of a location or faction, from the attributes of their record.</summary>
    private static IEnumerable<Key> InputKeys<T>() => typeof(T).GetProperties().Where(IsParameter).Select(property =>
    {
        Key key = ParameterKey(property);
        ParameterAttribute parameter = property.GetCustomAttribute<ParameterAttribute>()!;
        return key with { Description = $"{parameter.Meaning}. {key.Description}" };
    });

    private static Key Note => new("note", new TextShape(), "Remark for people.");

    private static Key Source => new("source", new TextShape(), "Where the figures come from.");

    private static Key Confidence => new("confidence", new TextShape(), "How sure the source is.");
}
