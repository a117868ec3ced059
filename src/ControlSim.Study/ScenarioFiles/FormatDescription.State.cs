using ControlSim.Scenarios;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>The first day: relations, control, forces, depots.</summary>
internal static partial class FormatDescription
{
    /// <summary>Most fighters of a force; twenty times the largest army of the theatre.</summary>
    private const double MostFighters = 10_000_000;

    private static Key Country => new("country", new TextShape(), "Country in which it holds; empty for all.") { Default = "" };

    private static MapShape Relation => new(
    [
        new("a", new ReferenceShape("factions"), "Faction.") { IsRequired = true },
        new("b", new ReferenceShape("factions"), "The other faction.") { IsRequired = true },
        new("kind", ChoiceShape.Of<RelationKind>(), "How they stand to each other; only hostile factions fight.") { IsRequired = true },
        new("from", new DateShape(), "First day.") { DefaultText = "the start" },
        new("to", new DateShape(), "Last day.") { DefaultText = "the end" },
        Country, Source, Confidence, Note,
    ]);

    private static MapShape Control => new(
    [
        new("owner", new ReferenceShape("blocs", MayBeEmpty: true), "Bloc that owns it; empty if nobody does.") { Default = "" },
        new("contested_by", new ListShape(new ReferenceShape("blocs")), "Two or more blocs that contest it; then it has no owner."),
        new("consolidation", NumberShape.Fraction, "How solid the hold is.") { DefaultText = "0.5 with an owner, else 0" },
        Source, Confidence, Note,
    ]);

    private static MapShape Force => new(
    [
        new("faction", new ReferenceShape("factions"), "Faction.") { IsRequired = true },
        new("fighters", new NumberShape(0, MostFighters), "Fighters on paper; a whole number unless the scenario is deterministic.") { IsRequired = true },
        new("present", NumberShape.Fraction, "Share of the fighters on paper who are there and fight: 1 for a full army, less for a hollow one. Enemies without surveillance or tips, and the own commander, reckon with the paper strength; wages are due for it.") { Default = "1" },
        new("posture", ChoiceShape.Of<Posture>(), "Massed (holds ground, visible) or cells (hard to find).") { Default = "massed" },
        new("hold", new FlagShape(), "Ordered to hold: does not switch posture before it breaks.") { Default = "false" },
        new("quality", new NumberShape(0, 10, IsAboveMin: true), "Effectiveness, 1 for a trained regular.") { Default = "1" },
        new("supply", NumberShape.Fraction, "Supply state at the start.") { Default = "1" },
        new("at", new ReferenceShape("locations"), "Place of the whole force; or `spread`."),
        new("spread", ChoiceShape.Of("garrison"), "`garrison`: over all places that the faction's bloc owns or contests, refuges apart, "
            + "in proportion to the square root of population + 1000, doubled where a corridor leads to a hostile bloc's place."),
        new("countries", new ListShape(new TextShape()), "For a spread: these countries only."),
        new("only", new ListShape(new ReferenceShape("locations")), "For a spread: these locations only."),
        new("except", new ListShape(new ReferenceShape("locations")), "For a spread: not these locations."),
        new("factor", new MapShape([], new RowShape("location", RowShape.IdPattern, new NumberShape(0, 1000))), "For a spread: multiplies the result at the places named; the total changes."),
        Source, Confidence, Note,
    ]);

    private static MapShape Depot => new(
    [
        new("faction", new ReferenceShape("factions"), "Faction that it belongs to at the start.") { IsRequired = true },
        new("location", new ReferenceShape("locations"), "Location.") { IsRequired = true },
        new("income", new NumberShape(0, 1e9), "Man-days of supply a day.") { IsRequired = true },
        new("stock_days", new NumberShape(0, 10_000), "Stock at the start and most that it can store, in days of income.") { Default = "30" },
        new("source", ChoiceShape.Of<DepotSource>(), "local: feeds whoever holds the place; patron: its own bloc only.") { Default = "local" },
        new("gate", new ReferenceShape("crossings", MayBeEmpty: true), "External crossing through which the income comes; empty if none.") { Default = "" },
        Confidence, Note,
    ]);
}
