using System.CommandLine;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Cli;

/// <summary><c>schema</c>: the JSON Schemas of scenario and study files, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create(Terminal terminal)
    {
        var of = new Argument<string>("OF") { Description = "scenario or study.", DefaultValueFactory = _ => "scenario" };
        of.AcceptOnlyFromAmong("scenario", "study");
        var command = new Command("schema", "Print the JSON Schema of scenario or study files.") { of };
        command.SetAction(parsed =>
        {
            terminal.Out.WriteLine((parsed.GetValue(of) == "study" ? StudySchema.ToJson() : ScenarioSchema.ToJson()).TrimEnd());
            return ExitCode.Done;
        });
        return command;
    }
}
