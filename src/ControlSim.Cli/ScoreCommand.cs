using System.CommandLine;
using ControlSim.Study.ScenarioFiles;

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
        var facts = new Option<bool>("--facts") { Description = "Also hold the runs against stylised facts: patterns that such wars are known to show." };
        var robustness = new Option<string?>("--robustness")
        {
            Description = "Also change every parameter by ten per cent, down and up, and write what becomes of the score; a table that is there goes on.",
            HelpName = "TABLE",
        };
        var parameters = new Option<string[]>("--parameter") { Description = "For --robustness: this parameter alone; repeatable. [default: all]", HelpName = "PATH" };
        parameters.Validators.Add(result =>
        {
            foreach (string path in result.Tokens.Select(t => t.Value).Where(p => !ParameterPath.Exists(p)))
            {
                result.AddError($"--parameter {path}: there is no such parameter; write one as parameters.combat.attrition.");
            }

            if (result.GetResult(robustness) is null) result.AddError("--parameter names what --robustness changes; give that too.");
        });
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

        command.Add(facts);
        command.Add(robustness);
        command.Add(parameters);
        command.SetAction(parsed => ScoreJob.Do(
            new ScoreRequest(
                options.Request(parsed, args, terminal), parsed.GetValue(observed)!, parsed.GetValue(facts), parsed.GetValue(robustness),
                [.. parsed.GetValue(parameters) ?? []]),
            terminal,
            cancellation));
        return command;
    }
}
