using ControlSim.Study.Experiments;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Study format 1: what is varied in which scenario, by which designs, and what is measured.</summary>
internal static class StudyDescription
{
    /// <summary>Number of the format that this program reads.</summary>
    public const int Format = 1;

    private const double Most = 1e9;

    /// <summary>The whole file.</summary>
    public static MapShape Root { get; } = new(
    [
        new("format", new NumberShape(Format, Format, IsWhole: true), "Number of the format; stands first.") { IsRequired = true },
        new("name", Id, "Name for folders and tables.") { IsRequired = true },
        new("title", new TextShape(), "Title for people.") { DefaultText = "the name" },
        new("description", new TextShape(), "What the study asks and what it teaches, plain text.") { Default = "" },
        new("scenario", new TextShape(), "Scenario file, relative to this file.") { IsRequired = true },
        new("what_ifs", new ListShape(new TextShape()), "What-ifs of the scenario that every run has."),
        new("changes", new ChangesShape(), "Laid over the scenario in every run, after the what-ifs."),
        new("seed", new SeedShape(), "Root seed of the runs.") { DefaultText = "the scenario's" },
        new("factors", MapShape.Table("factor", Factor), "What is varied.") { IsRequired = true },
        new("set", new MapShape([], new RowShape("path", PathPattern, new TextShape())), "Paths of the scenario with expressions of factors: `close + days`."),
        new("where", new ListShape(new TextShape()), "Conditions on factors; rows for which one is false are left out. Not for morris and saltelli."),
        new("designs", MapShape.Table("design", Design), "Designs; `--design` chooses one.") { IsRequired = true },
        new("replicates", new NumberShape(1, 1_000_000, IsWhole: true), "Runs of each row.") { Default = "10" },
        new("until", Until, "Runs of each row until an interval is narrow, instead of a fixed number."),
        new("random", ChoiceShape.Of<RandomNumbers>(), "common: replicate r has the same random numbers in every row; independent: each row has its own.") { Default = "common" },
        new("outcomes", new ListShape(new TextShape()), "Outcomes that are kept; all of the scenario's if none is named."),
        new("interest", new TextShape(), "Condition on outcomes that makes a run interesting for scenario discovery: `town-falls >= 60`.") { Default = "" },
    ]);

    private const string PathPattern = "^[a-zA-Z0-9][^\\[\\]\\s]{0,300}$";

    private static TextShape Id => new(RowShape.IdPattern, "write an id: small letters, digits and hyphens");

    private static MapShape Factor => new(
    [
        new("title", new TextShape(), "Name in figures.") { DefaultIsId = true },
        new("unit", new TextShape(), "Unit of measure.") { Default = "" },
        new("path", new TextShape(), "Path of the value in the scenario, as parameters.combat.attrition."),
        new("paths", new ListShape(new TextShape()), "Several paths that get the same value."),
        new("range", new ListShape(new TextShape(), Least: 2), "Least and greatest value: numbers or dates."),
        new("levels", new ListShape(new TextShape(), Least: 1), "The only values: numbers, dates or words."),
        new("what_ifs", new ListShape(new TextShape(), Least: 1), "Names of what-ifs as levels; `none` for none."),
        new("scale", ChoiceShape.Of<FactorScale>(), "How a range is cut into equal parts.") { Default = "linear" },
        new("whole", new FlagShape(), "Whole numbers only.") { Default = "false" },
        new("base", new TextShape(), "Value where a design does not vary it.") { DefaultText = "the scenario's" },
        new("source", new TextShape(), "Where the range comes from."),
        new("note", new TextShape(), "Remark for people."),
    ]);

    private static MapShape Design => new(
    [
        new("kind", ChoiceShape.Of<DesignKind>(), "How rows are chosen.") { IsRequired = true },
        new("rows", new NumberShape(1, Designs.MostRows, IsWhole: true), "Rows of a sample; base rows N of saltelli's N (factors + 2).") { Default = "64" },
        new("trajectories", new NumberShape(1, 1_000_000, IsWhole: true), "Trajectories of morris.") { Default = "10" },
        new("levels", new NumberShape(2, 1000, IsWhole: true), "Levels of a range in full-factorial, zip and morris.") { Default = "4" },
        new("seed", new SeedShape(), "Seed of the sample; not that of the runs.") { Default = "1" },
        new("scramble", new FlagShape(), "Scramble sobol, halton and saltelli.") { Default = "true" },
        new("factors", new ListShape(new ReferenceShape("factors")), "Factors that vary; all if none is named. The others stay at their base."),
        new("replicates", new NumberShape(1, 1_000_000, IsWhole: true), "Runs of each row.") { DefaultText = "the study's" },
        new("points", new MapShape([], new RowShape("point", RowShape.IdPattern, new MapShape([], new RowShape("factor", RowShape.IdPattern, new TextShape())))), "Points of a list: values by factor."),
        new("file", new TextShape(), "File of a csv design, relative to this file: a column `row` and one a factor.") { Default = "" },
        new("note", new TextShape(), "Remark for people."),
    ]);

    private static MapShape Until => new(
    [
        new("outcome", new TextShape(), "Outcome whose mean is wanted."),
        new("half_width", new NumberShape(0, Most, IsAboveMin: true), "Half width of the interval of the mean at which a row has enough runs."),
        new("confidence", new NumberShape(0.5, 0.9999), "Confidence of the interval.") { Default = "0.95" },
        new("least", new NumberShape(2, 1_000_000, IsWhole: true), "Least runs of a row.") { Default = "5" },
        new("most", new NumberShape(2, 1_000_000, IsWhole: true), "Most runs of a row.") { Default = "200" },
    ]);
}
