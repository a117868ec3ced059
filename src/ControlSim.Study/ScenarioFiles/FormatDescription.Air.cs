using ControlSim.Scenarios;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>The air: actors and airlifts.</summary>
internal static partial class FormatDescription
{
    private static MapShape AirActor => new(
    [
        new("faction", new ReferenceShape("factions"), "Faction that flies; it strikes factions hostile to it in the country.") { IsRequired = true },
        new("country", new TextShape("\\S", "write the country's name"), "Country in which it flies; write a second actor for a second country.") { IsRequired = true },
        new("supports", new ListShape(new ReferenceShape("factions")), "Factions that profit from its surveillance, intelligence and transport beside its own; all its cobelligerents there if none is named."),
        new("against", new ListShape(new ReferenceShape("factions")), "Factions that it strikes and threatens where they are hostile to its own; all that are if none is named. Air power that history kept for one front is written so."),
        new("at", new ListShape(new ReferenceShape("locations")), "Locations to which its strikes are bound, for air power that was put on one battle; the whole country if none is named. The threat that slows and disperses is felt in the whole country either way."),
        .. InputKeys<AirInputs>(),
        Source, Confidence, Note,
    ]);

    private static MapShape Airlift => new(
    [
        new("faction", new ReferenceShape("factions"), "Faction whose bloc it supplies.") { IsRequired = true },
        new("from", new ReferenceShape("locations", MayBeEmpty: true), "Location whose depots it empties; empty for supply from outside the map.") { Default = "" },
        new("to", new ReferenceShape("locations"), "Location that it supplies on days on which no usable road reaches it.") { IsRequired = true },
        new("man_days", new NumberShape(0, 1e9), "Most that it loads on a day on which it flies, man-days of supply.") { IsRequired = true },
        new("loss", NumberShape.Fraction, "Share of the load that does not reach the besieged.") { Default = "0.1" },
        new("flying", NumberShape.Fraction, "Probability of flying on a day.") { Default = "1" },
        Source, Confidence, Note,
    ]);
}
