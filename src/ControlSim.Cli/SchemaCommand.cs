using System.CommandLine;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Cli;

/// <summary><c>schema</c>: the JSON Schema of scenario files, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("schema", "Print the JSON Schema of scenario files.");
        command.SetAction(_ =>
        {
            terminal.Out.WriteLine(ScenarioSchema.ToJson().TrimEnd());
            return ExitCode.Done;
        });
        return command;
    }
}
