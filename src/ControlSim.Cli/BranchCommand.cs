using System.CommandLine;

namespace ControlSim.Cli;

/// <summary><c>branch</c>: one history, several futures.</summary>
internal static class BranchCommand
{
    public static Command Create(string[] args, Terminal terminal, StopSignal stop)
    {
        var options = new RunOptions();
        Option<string?> at = RunOptions.Checked(
            new Option<string?>("--at") { Description = "Last day of the common history, YYYY-MM-DD.", HelpName = "DATE", Required = true },
            text => RunOptions.Date(text) is not null,
            "a date YYYY-MM-DD");
        var command = new Command("branch", "Run a scenario to a day once, go on in several futures with the same random numbers, and print what differs.") { at };
        foreach (Symbol symbol in options.SymbolsOfBranch)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)symbol);
            }
        }

        command.SetAction(parsed =>
        {
            stop.ListenToEarlyWarning();
            return BranchJob.Do(options.Request(parsed, args, terminal) with { At = RunOptions.Date(parsed.GetValue(at))!.Value }, terminal, stop.Token);
        });
        return command;
    }
}
