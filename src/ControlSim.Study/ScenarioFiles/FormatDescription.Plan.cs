using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Scenarios;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>The run: orders, events, outcomes, what-ifs.</summary>
internal static partial class FormatDescription
{
    /// <summary>Direction in which a what-if is expected to move an outcome.</summary>
    public const string Rises = "rises";

    /// <summary>The verbs, and the word of the tables for one of them.</summary>
    private static ChoiceShape Verbs => ChoiceShape.Of<OrderVerb>() with
    {
        Refused = new Dictionary<string, string>
        {
            ["reinforce"] = "is written 'redeploy' here",
        }.ToImmutableDictionary(),
    };

    /// <summary>Classes of air targets, in the order of the weights of an air actor.</summary>
    internal static ImmutableArray<string> TargetClasses => ["fighters", "depots", "oil", "roads"];

    private static TextShape Id => new(RowShape.IdPattern, "write an id: small letters, digits and hyphens");

    private static MapShape Order => new(
    [
        new("faction", new ReferenceShape("factions"), "Faction whose decision it is.") { IsRequired = true },
        new("verb", Verbs, "What its units do.") { IsRequired = true },
        new("date", new DateShape(), "Launch: the forces are ready on this day. For an order on call a day from which `until` counts.") { IsRequired = true },
        new("until", new DateShape(), "Last day of the launch window; for train the last day of the training.") { DefaultText = "the date" },
        new("from", new ListShape(new ReferenceShape("locations")), "Locations where it starts; none for open, close and strike-weight."),
        new("objectives", new ListShape(Id), "Locations in the order in which they are to be taken; crossings for open and close, air actors for strike-weight."),
        new("waits_for", new ListShape(new ReferenceShape("locations")), "Locations that the own or a cobelligerent bloc must hold first."),
        new("with", new ListShape(new ReferenceShape("factions")), "Further factions whose units may be taken."),
        new("forces", new NumberShape(0, MostFighters, IsAboveMin: true, InfinityWord: "all"), "Fighters asked for; `all` for everything at `from`.") { Default = "all" },
        new("regroup_days", new NumberShape(0, 365, IsWhole: true), "Days to regroup between two objectives, unless the next is exploited at once.") { Default = "7" },
        new("on_call", new FlagShape(), "Not launched by date but by an event or a trigger of the kind launch.") { Default = "false" },
        new("weights", new MapShape(
        [
            .. TargetClasses.Select(name => new Key(name, NumberShape.Fraction, $"Weight of {name} among the targets.") { Default = "0" }),
        ]), "For strike-weight: how strikes are spread over classes of targets."),
        Source, Confidence, Note,
    ]);

    private static MapShape Event => new(
    [
        new("date", new DateShape(), "Day on which it takes effect.") { IsRequired = true },
        .. EffectKeys,
        new("probability", NumberShape.Fraction, "Chance that it happens at all.") { Default = "1" },
        Source, Confidence, Note,
    ]);

    private static MapShape Outcome => new(
    [
        new("title", new TextShape(), "Name in figures.") { DefaultIsId = true },
        new("kind", ChoiceShape.Of<OutcomeKind>(), "What is measured.") { IsRequired = true },
        new("bloc", new ReferenceShape("blocs", MayBeEmpty: true), "Bloc; empty where any will do.") { Default = "" },
        new("location", new ReferenceShape("locations"), "Location of a capture or a battle."),
        new("locations", new ListShape(new ReferenceShape("locations")), "Locations over which units, people, places or events are taken; all if none is named."),
        new("event", ChoiceShape.Of<RunEventKind>(), "For the kind events: which lines of the event log are counted."),
        new("from", new DateShape(), "First day of the mean or total.") { DefaultText = "the start" },
        new("to", new DateShape(), "Last day of the mean or total.") { DefaultText = "the end" },
        new("observed", new TextShape(), "What happened, a date or a number, to stand beside what the model says; never an input.") { Default = "" },
        Note,
    ]);

    private static MapShape WhatIf => new(
    [
        new("title", new TextShape(), "Title for people.") { DefaultIsId = true },
        new("description", new TextShape(), "What is changed and why.") { Default = "" },
        new("expect", new TextShape(), "What it should show.") { Default = "" },
        new("expects", new MapShape([], new RowShape("outcome", RowShape.IdPattern, ChoiceShape.Of(Rises, "falls"))), "Outcomes that it should move, by id: rises (a date: later) or falls. `compare` says whether they do."),
        new("changes", new ChangesShape(), "Laid over the scenario: maps key by key, null removes a key, anything else replaces.") { IsRequired = true },
        Note,
    ]);
}
