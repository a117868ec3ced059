using System.CommandLine;

namespace ControlSim.Cli;

/// <summary><c>compare</c>: base and what-if with common random numbers.</summary>
internal static class CompareCommand
{
    public static Command Create(string[] args, Terminal terminal, StopSignal stop)
    {
        var options = new RunOptions();
        var command = new Command("compare", "Run a scenario with and without what-ifs, with the same random numbers, and print what differs.");
        foreach (Symbol symbol in options.SymbolsOfCompare)
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
            return CompareJob.Do(options.Request(parsed, args, terminal), terminal, stop.Token);
        });
        return command;
    }
}
