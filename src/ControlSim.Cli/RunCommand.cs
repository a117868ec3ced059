using System.CommandLine;

namespace ControlSim.Cli;

/// <summary><c>run</c>: replicates of one scenario, a summary, a result folder.</summary>
internal static class RunCommand
{
    public static Command Create(string[] args, Terminal terminal, StopSignal stop)
    {
        var options = new RunOptions();
        var command = new Command("run", "Run a scenario many times; print a summary and write a result folder.");
        foreach (Symbol symbol in options.Symbols)
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
            return RunJob.Do(options.Request(parsed, args, terminal), terminal, stop.Token);
        });
        return command;
    }
}
