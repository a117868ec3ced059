using System.CommandLine;
using System.Globalization;
using ControlSim.Study.Explanations;

namespace ControlSim.Cli;

/// <summary><c>explain</c>: why a place changed hands in one replicate of a result, or why it did not.</summary>
internal static class ExplainCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("RUN") { Description = "Result folder of a run." };
        var location = new Option<string>("--location") { Description = "Id of the location.", HelpName = "ID", Required = true };
        var replicate = new Option<string?>("--replicate")
        {
            Description = "Number of the run, from 0; others than the first need a log made with --trace. [default: the first]",
            HelpName = "N",
        };
        replicate.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(t => t.Value).Where(t => Number(t) is null))
            {
                result.AddError($"--replicate {text}: write a whole number from 0.");
            }
        });
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var command = new Command("explain", "Tell from the event log of a result why a place changed hands, or why it held.")
        {
            folder, location, replicate, json,
        };
        command.SetAction(parsed => Explain(
            parsed.GetValue(folder)!, parsed.GetValue(location)!, Number(parsed.GetValue(replicate)), parsed.GetValue(json), terminal));
        return command;
    }

    private static int Explain(string folder, string location, int? replicate, bool json, Terminal terminal)
    {
        try
        {
            LoggedRun run = LoggedRun.Read(folder, replicate);
            if (Explainer.Unknown(run, location) is string problem)
            {
                terminal.Error.WriteLine($"error: {problem}");
                return ExitCode.InvalidData;
            }

            Explanation explanation = Explainer.Explain(run, location);
            terminal.Out.Write(json ? ExplanationText.JsonOf(explanation) : ExplanationText.Of(explanation));
            return ExitCode.Done;
        }
        catch (Exception e) when (e is DirectoryNotFoundException or FileNotFoundException)
        {
            throw new InputException(e.Message, e);
        }
        catch (FormatException e)
        {
            terminal.Error.WriteLine($"error: {e.Message}");
            return ExitCode.InvalidData;
        }
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
