using System.CommandLine;
using ControlSim.Study.Figures;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Cli;

/// <summary><c>inspect</c>: what a scenario holds on its first day, and what its supply hangs on.</summary>
internal static class InspectCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "Scenario file." };
        var format = new Option<string>("--format") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var map = new Option<string?>("--map") { Description = "Write a map of the first day as SVG.", HelpName = "SVG" };
        var command = new Command("inspect", "Print counts, components, cut corridors and the criticality of corridors and crossings.")
        {
            file, format, map,
        };
        command.SetAction(parsed => Inspect(parsed.GetValue(file)!, parsed.GetValue(format) == "json", parsed.GetValue(map), terminal));
        return command;
    }

    private static int Inspect(string file, bool json, string? map, Terminal terminal)
    {
        ScenarioReading reading = ScenarioInput.Read(file, [], []);
        ScenarioInput.Report(reading, file, terminal);
        if (reading.Scenario is null || reading.Info is null)
        {
            return ExitCode.InvalidData;
        }

        if (map is not null)
        {
            Figure figure = ControlMap.Describe(ControlMapOfStart.Input(reading.Scenario, reading.Info));
            OutputFile.Write(map, SvgWriter.Write(figure));
        }

        if (json)
        {
            terminal.Out.Write(JsonText.Of(writer => InspectJson.Write(reading.Scenario, writer)));
        }
        else
        {
            InspectText.Write(reading.Scenario, terminal);
        }

        return ExitCode.Done;
    }
}
