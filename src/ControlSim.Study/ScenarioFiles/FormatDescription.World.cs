using ControlSim.Scenarios;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>The theatre: blocs, factions, locations, corridors, crossings.</summary>
internal static partial class FormatDescription
{
    /// <summary>Kinds of location; a refuge is a place for cells only.</summary>
    public const string Refuge = "refuge";

    private static MapShape Bloc => new(
    [
        new("name", new TextShape(), "Name for tables and figures.") { DefaultIsId = true },
        new("owns", new FlagShape(), "False for a bloc that never owns a location.") { Default = "true" },
        new("colour", new TextShape(TextShape.ColourPattern, "write # and six hexadecimal digits in quotes, as \"#4477aa\""), "Colour in figures.")
        { DefaultText = "a colour from a palette that colour-blind readers can tell apart" },
        Note,
    ]);

    private static MapShape Faction => new(
    [
        new("name", new TextShape(), "Name for tables and figures.") { DefaultIsId = true },
        new("bloc", new ReferenceShape("blocs"), "Bloc that it belongs to.") { IsRequired = true },
        new("can_disperse", new FlagShape(), "May its units go over to cells and back?") { Default = "false" },
        new("headquarters", new ReferenceShape("locations", MayBeEmpty: true), "Location of its headquarters; empty if none.") { Default = "" },
        new("required_ratio", new NumberShape(0, 100), "Least ratio of own to enemy effective strength at which its commander attacks.") { Default = "2" },
        new("reserve", NumberShape.Fraction, "Share of a location's fighters that an operation leaves behind.") { Default = "0.3" },
        new("loss_limit", NumberShape.Fraction, "Share of an operation's fighters lost at one objective beyond which it is broken off.") { Default = "0.3" },
        new("preparation_days", new NumberShape(0, 365, IsWhole: true), "Days to prepare the next objective of a campaign unless it is exploited at once.") { Default = "21" },
        new("unit_size", new NumberShape(1, 100_000, IsWhole: true), "Most fighters in a unit: forces are cut into units of this size.") { Default = "100" },
        .. InputKeys<DoctrineInputs>(),
        .. InputKeys<EconomyInputs>(),
        new("inclusion", new MapShape([new("default", NumberShape.Fraction, "All groups that are not named.") { Default = "0.5" }], new RowShape("group", RowShape.NamePattern, NumberShape.Fraction)), "How far its rule includes a group of inhabitants, 0 to 1, by group: a policy."),
        new("kindred", new ListShape(new ReferenceShape("factions")), "Factions of a kindred aim: where they are hostile, fighters go over, in both directions."),
        new("entry_crossings", new ListShape(new ReferenceShape("crossings")), "Crossings by which its foreign volunteers come; none come without one."),
        new("reporting", new MapShape([.. InputKeys<ReportingInputs>()]), "How it reports what it takes: reported control stands beside true control."),
        new("stances", Stances, "Inputs that differ by country: `default`, and countries by name."),
        Source, Confidence, Note,
    ]);

    private static MapShape Stances => new(
        [new("default", Stance(hasDefaults: true), "Where no country is named.")],
        new RowShape("country", RowShape.NamePattern, Stance(hasDefaults: false)));

    private static MapShape Stance(bool hasDefaults) => new(
    [
        StanceKey("morale", NumberShape.Fraction, "Morale, 0 to 1.", "0.6", hasDefaults),
        StanceKey("legitimacy", NumberShape.Fraction, "Acceptance of its rule by those who live there, 0 to 1, at the start and while its conduct is neutral.", "0.3", hasDefaults),
        StanceKey("air_threat", new NumberShape(0, 100), "Air power that can strike it, relative to a reference budget.", "0", hasDefaults),
        StanceKey("abuse", NumberShape.Fraction, "Abuse of civilians by its garrisons, 0 to 1: conduct, which can change.", "0.1", hasDefaults),
        StanceKey("extraction", NumberShape.Fraction, "What it takes from the people, 0 to 1.", "0.1", hasDefaults),
        StanceKey("main_city", new ReferenceShape("locations", MayBeEmpty: true), "Location whose loss breaks the will to hold in this country; lost from the first day if the bloc does not hold it then.", "", hasDefaults),
    ]);

    private static Key StanceKey(string name, Shape shape, string description, string value, bool hasDefault) =>
        new(name, shape, description) { Default = hasDefault ? value : null, DefaultText = hasDefault ? "" : "as under `default`" };

    private static MapShape Location => new(
    [
        new("name", new TextShape(), "Name for tables and figures.") { DefaultIsId = true },
        new("country", new TextShape("\\S", "write the country's name"), "Country.") { IsRequired = true },
        new("lon", new NumberShape(-180, 180), "Degrees east, WGS84.") { IsRequired = true },
        new("lat", new NumberShape(-90, 90), "Degrees north, WGS84.") { IsRequired = true },
        new("population", new NumberShape(0, 1e9, IsWhole: true), "Inhabitants at the start.") { Default = "0" },
        new("kind", ChoiceShape.Of("city", "town", "village", "base", "dam", "oilfield", "crossing", Refuge), "Kind of place; a refuge is a place for cells only.") { Default = "town" },
        new("area_km2", new NumberShape(0, 1e7), "Land area that counts as held with the place, km².") { DefaultText = "computed where the theatre has a basemap, else 0" },
        new("hiding_ground", new NumberShape(0, 1e9), "Ground to hide on beside the population's share, in heads.") { Default = "0" },
        new("group", new TextShape(), "Main group of the inhabitants; it matters only through the inclusion of the group by the holder.") { Default = "" },
        .. InputKeys<SocietyInputs>(),
        Source, Confidence, Note,
    ]);

    private static MapShape Corridor => new(
    [
        new("from", new ReferenceShape("locations"), "Location at one end.") { IsRequired = true },
        new("to", new ReferenceShape("locations"), "Location at the other end.") { IsRequired = true },
        new("length_km", new NumberShape(0, 5000, IsAboveMin: true), "Length along the road, km, to 0.1 km.") { IsRequired = true },
        new("class", ChoiceShape.Of<CorridorClass>(), "Class of the road: sets capacity and speed.") { IsRequired = true },
        new("crossing", new ReferenceShape("crossings", MayBeEmpty: true), "Crossing that gates it; empty if none.") { Default = "" },
        Source, Confidence, Note,
    ]);

    private static MapShape Crossing => new(
    [
        new("name", new TextShape(), "Name for tables and figures.") { DefaultIsId = true },
        new("lon", new NumberShape(-180, 180), "Degrees east, WGS84."),
        new("lat", new NumberShape(-90, 90), "Degrees north, WGS84."),
        new("external", new TextShape(), "Neighbour off the graph that it leads to; empty for a crossing between two locations.") { Default = "" },
        new("location", new ReferenceShape("locations", MayBeEmpty: true), "For an external gate: the location that it opens into.") { Default = "" },
        new("open_to_supply", new FlagShape(), "Open to supply.") { Default = "true" },
        new("open_to_units", new FlagShape(), "Open to massed units.") { Default = "true" },
        new("throughput", new NumberShape(0, 1e9, InfinityWord: "unlimited"), "Most supply that passes in a day, man-days; `unlimited` if the road is the limit.") { Default = "unlimited" },
        new("usable_by", new ListShape(new ReferenceShape("blocs")), "Blocs that can use it whoever holds the ends."),
        Source, Confidence, Note,
    ]);
}
