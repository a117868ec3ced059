using ControlSim.Scenarios;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Parameters that each run draws anew.</summary>
internal static partial class FormatDescription
{
    private const double MostValue = 1e12;

    private static MapShape Uncertain => new(
    [
        new("path", new TextShape(@"^parameters\.[a-z_]+\.[a-z0-9_]+$", "write the path of a parameter, as parameters.combat.attrition"), "Parameter that each run draws anew.") { IsRequired = true },
        new("distribution", ChoiceShape.Of<UncertainDistribution>(), "How likely its values are.") { Default = "uniform" },
        new("range", new ListShape(new NumberShape(-MostValue, MostValue)), "Least and greatest value, `[least, greatest]`; for the normal ones the ends at which they are cut.") { DefaultText = "for the normal ones the range of the parameter" },
        new("median", new NumberShape(-MostValue, MostValue), "Median of a normal or log-normal distribution."),
        new("spread", new NumberShape(0, MostValue, IsAboveMin: true), "Standard deviation of a normal distribution; of the logarithm, for the log-normal."),
        new("values", new ListShape(new NumberShape(-MostValue, MostValue), MayRepeat: true), "Values of the distribution `listed`, each as likely as the others."),
        new("together", new TextShape(), "Lists of one name are drawn together: a run takes the values of one place in all of them.") { Default = "" },
        Source, Confidence, Note,
    ]);
}
