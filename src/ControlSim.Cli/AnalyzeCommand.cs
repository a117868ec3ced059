using System.CommandLine;
using System.Globalization;
using ControlSim.Study.Statistics;

namespace ControlSim.Cli;

/// <summary><c>analyze</c>: sensitivity, split of variance and scenario discovery, of a sweep or of any design and responses.</summary>
internal static class AnalyzeCommand
{
    public const string Auto = "auto";

    private static readonly string[] Methods = [Auto, "sobol", "morris", "tornado", "variance", "prim", "response", "crps"];

    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string?>("DIR") { Description = "Folder of a merged sweep.", Arity = ArgumentArity.ZeroOrOne };
        var method = new Option<string>("--method") { Description = $"{string.Join(", ", Methods)}; auto goes by the design.", DefaultValueFactory = _ => Auto, HelpName = "METHOD" };
        method.AcceptOnlyFromAmong(Methods);
        var design = new Option<string?>("--design") { Description = "Design from elsewhere: a column a factor, perhaps `row`; - for standard input.", HelpName = "CSV" };
        var responses = new Option<string?>("--responses") { Description = "Its responses: columns of values, or row, outcome and value; - for standard input.", HelpName = "CSV" };
        var observed = new Option<string?>("--observed") { Description = "For crps: columns row and value; - for standard input.", HelpName = "CSV" };
        var outcome = new Option<string[]>("--outcome") { Description = "Outcome to analyse; repeatable. [default: all]", HelpName = "ID" };
        var statistic = new Option<string>("--statistic") { Description = "Response of a row: mean or deviation of its replicates.", DefaultValueFactory = _ => "mean", HelpName = "NAME" };
        statistic.AcceptOnlyFromAmong("mean", "deviation");
        var interest = new Option<string?>("--interest") { Description = "Condition on outcomes for prim. [default: the study's]", HelpName = "CONDITION" };
        Option<string?> density = Share("--density", "Density that prim's box should have. [default: best balance with coverage]");
        Option<string?> confidence = Share("--confidence", "Confidence of the intervals. [default: 0.95]");
        var output = new Option<string?>("--out") { Description = "Folder for tables and figures. [default: DIR/analysis; none without DIR]", HelpName = "DIR" };
        var command = new Command("analyze", "Print what drives the outcomes of a sweep, and draw it.")
        {
            folder, method, design, responses, observed, outcome, statistic, interest, density, confidence, output,
        };
        command.SetAction(parsed => AnalyzeJob.Do(
            new AnalyzeRequest(
                parsed.GetValue(folder),
                parsed.GetValue(method)!,
                parsed.GetValue(design),
                parsed.GetValue(responses),
                parsed.GetValue(observed),
                [.. parsed.GetValue(outcome) ?? []],
                parsed.GetValue(statistic) == "deviation",
                parsed.GetValue(interest),
                Number(parsed.GetValue(density)),
                new Bootstrap(Confidence: Number(parsed.GetValue(confidence)) ?? 0.95),
                parsed.GetValue(output)),
            terminal));
        return command;
    }

    private static Option<string?> Share(string name, string description) => RunOptions.Checked(
        new Option<string?>(name) { Description = description, HelpName = "P" },
        text => Number(text) is > 0 and < 1,
        "a number above 0 and below 1");

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) ? value : null;
}
