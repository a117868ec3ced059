using System.CommandLine;

namespace ControlSim.Cli;

/// <summary><c>score</c>: an ensemble against dated observations of control, beside forecasts without a model.</summary>
internal static class ScoreCommand
{
    public static Command Create(string[] args, Terminal terminal, CancellationToken cancellation)
    {
        var options = new RunOptions();
        var observed = new Option<string>("--observed")
        {
            Description = "Table of observed control: CSV with town_id, date, new_controller, and contested_by where a town is 'contested'.",
            HelpName = "CSV",
            Required = true,
        };
        var command = new Command("score", "Run a scenario many times and score it against dated observations of who held what.");
        foreach (Symbol symbol in options.SymbolsOfScore)
        {
            if (symbol is Argument argument)
            {
                command.Add(argument);
                command.Add(observed);
            }
            else
            {
                command.Add((Option)symbol);
            }
        }

        command.SetAction(parsed => ScoreJob.Do(options.Request(parsed, args, terminal), parsed.GetValue(observed)!, terminal, cancellation));
        return command;
    }
}
