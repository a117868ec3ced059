using System.Collections.Immutable;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Gallery format 1: which pictures are drawn from which scenarios.</summary>
internal static class GalleryDescription
{
    /// <summary>Number of the format that this program reads.</summary>
    public const int Format = 1;

    /// <summary>Runs of a picture that names no number: bands are steady enough to read, and a gallery stays cheap to check.</summary>
    private const string Replicates = "20";

    /// <summary>The whole file.</summary>
    /// <param name="figures">Names of the figures that can be drawn.</param>
    public static MapShape Root(ImmutableArray<string> figures) => new(
    [
        new("format", new NumberShape(Format, Format, IsWhole: true), "Number of the format; stands first.") { IsRequired = true },
        new("pictures", MapShape.Table("picture", Picture(figures)), "Pictures; the id is the name of the file beside this one, without .svg.") { IsRequired = true },
    ]);

    private static MapShape Picture(ImmutableArray<string> figures) => new(
    [
        new("scenario", new TextShape(), "Scenario file, relative to this file.") { IsRequired = true },
        new("figure", ChoiceShape.Of(figures), "Figure, as `controlsim plot --figure list` names it.") { Default = "control-map" },
        new("what_ifs", new ListShape(new TextShape()), "What-ifs of the scenario, applied together; the figures of two results compare the base with them."),
        new("date", new DateShape(), "Day of a map.") { DefaultText = "the scenario's map_date" },
        new("replicates", new NumberShape(1, 10_000, IsWhole: true), "Runs.") { Default = Replicates },
        new("observed", new TextShape(), "CSV of captures on record, relative to this file."),
        new("note", new TextShape(), "Remark for people."),
    ]);
}
