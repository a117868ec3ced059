using System.Collections.Immutable;
using ControlSim.Scenarios;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Politics: what events and triggers change, conditions, rivalries, presences.</summary>
internal static partial class FormatDescription
{
    /// <summary>What an event or a trigger changes.</summary>
    private static ImmutableArray<Key> EffectKeys =>
    [
        new("kind", ChoiceShape.Of<EventKind>(), "What it changes.") { IsRequired = true },
        new("target", Id, "Id of the faction, location (service, local-security), crossing, depot, air actor, airlift, order (launch), or presence (consent, breach).") { IsRequired = true },
        new("other", new ReferenceShape("factions", MayBeEmpty: true), "The other faction of a relation or tension.") { Default = "" },
        Country,
        new("group", new TextShape(), "Group of inhabitants whose inclusion changes.") { Default = "" },
        new("relation", ChoiceShape.Of<RelationKind>(), "New relation, for the kind relation."),
        new("value", new NumberShape(0, 1e9), "New value; for a crossing 1 opens it and 0 shuts it, for a presence 1 begins and 0 ends it."),
    ];

    private static MapShape Condition => new(
    [
        new("quantity", ChoiceShape.Of<Quantity>(), "What is watched.") { IsRequired = true },
        new("faction", new ReferenceShape("factions", MayBeEmpty: true), "Faction.") { Default = "" },
        new("other", new ReferenceShape("factions", MayBeEmpty: true), "The other faction of a relation or tension.") { Default = "" },
        new("bloc", new ReferenceShape("blocs", MayBeEmpty: true), "Bloc.") { Default = "" },
        new("location", new ReferenceShape("locations", MayBeEmpty: true), "Location.") { Default = "" },
        new("country", new TextShape(), "Country.") { Default = "" },
        new("presence", new ReferenceShape("presences", MayBeEmpty: true), "Presence whose consent is watched.") { Default = "" },
        new("trigger", new ReferenceShape("triggers", MayBeEmpty: true), "Trigger that has fired before.") { Default = "" },
        new("above", new NumberShape(0, 1e12), "Holds above this value."),
        new("below", new NumberShape(0, 1e12), "Holds below this value."),
        new("is", Id, "Bloc that owns the location, or `none`; or the relation: cobelligerent, deconflict, neutral, hostile."),
    ]);

    private static MapShape Trigger => new(
    [
        new("when", MapShape.Table("condition", Condition), "Conditions by a name of your choice; all of them must hold."),
        new("for_days", new NumberShape(1, 10_000, IsWhole: true), "Days in a row on which they must hold.") { Default = "1" },
        new("probability", NumberShape.Fraction, "Chance of firing on each day from then on.") { Default = "1" },
        new("once", new FlagShape(), "Fires at most once in a run.") { Default = "true" },
        new("after_days", new NumberShape(0, 10_000, IsWhole: true), "Days from firing to the effects.") { Default = "0" },
        new("then", MapShape.Table("effect", new MapShape([.. EffectKeys, Note])), "What happens, by a name of your choice, in the order of the names."),
        Source, Confidence, Note,
    ]);

    private static MapShape Rivalry => new(
    [
        new("a", new ReferenceShape("factions"), "Faction.") { IsRequired = true },
        new("b", new ReferenceShape("factions"), "The other faction.") { IsRequired = true },
        new("tension", NumberShape.Fraction, "Tension at the start.") { DefaultText = "the level that follows from the first day" },
        new("patron_tension", NumberShape.Fraction, "Tension between their patrons outside the map.") { Default = "0" },
        Source, Confidence, Note,
    ]);

    private static MapShape Restraint => new(
    [
        new("factions", new ListShape(new ReferenceShape("factions")), "Whom it binds.") { IsRequired = true },
        new("locations", new ListShape(new ReferenceShape("locations")), "Where their commanders begin no attack, raid or occupation; what has begun goes on.") { IsRequired = true },
        new("from", new DateShape(), "First day.") { DefaultText = "the start" },
        new("to", new DateShape(), "Last day.") { DefaultText = "the end" },
        new("until", new ListShape(new ReferenceShape("locations")), "It is lifted while the own or a cobelligerent bloc holds all of these."),
        Source, Confidence, Note,
    ]);

    private static MapShape Presence => new(
    [
        new("faction", new ReferenceShape("factions"), "The guest.") { IsRequired = true },
        new("country", new TextShape("\\S", "write the country's name"), "Country in which it is a guest.") { IsRequired = true },
        new("host", new ReferenceShape("blocs"), "Bloc that consents.") { IsRequired = true },
        new("consent", NumberShape.Fraction, "Consent at the start.") { Default = "1" },
        new("limit", NumberShape.Fraction, "Consent below which the presence ends.") { Default = "0.3" },
        new("delay_days", new NumberShape(0, 10_000, IsWhole: true), "Days from the loss of consent to the end; consent won back in between calls it off.") { Default = "60" },
        new("depends_on", new ListShape(new ReferenceShape("presences")), "Presences without which this one ends at once."),
        new("erosion_per_day", NumberShape.Fraction, "Loss of consent a day.") { Default = "0" },
        new("erosion_per_strike", NumberShape.Fraction, "Loss of consent with every strike of the guest on the host's soil.") { Default = "0" },
        new("erosion_per_attack", NumberShape.Fraction, "Loss of consent with every incident between the guest and the host's bloc.") { Default = "0" },
        Source, Confidence, Note,
    ]);
}
