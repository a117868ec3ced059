using System.CommandLine;
using ControlSim.Study.Reports;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Cli;

/// <summary><c>report</c>: one HTML file out of one result folder, or out of a base and a what-if.</summary>
internal static class ReportCommand
{
    public static Command Create(string[] args, Terminal terminal)
    {
        var results = new Argument<string[]>("RESULTS")
        {
            Description = "A result folder, or two: base and what-if.",
            Arity = new ArgumentArity(1, 2),
        };
        var output = new Option<string?>("--out")
        {
            Description = "File to write. [default: report.html in the folder; of two comparison.html in the second]",
            HelpName = "HTML",
        };
        var command = new Command("report", "Write one self-contained HTML page: scenario, summary, a map in motion, figures.") { results, output };
        command.SetAction(parsed => Write(parsed.GetValue(results)!, parsed.GetValue(output), args, terminal));
        return command;
    }

    private static int Write(string[] folders, string? output, string[] args, Terminal terminal)
    {
        ResultData baseline = ResultInput.Read(folders[0]);
        ResultData? whatIf = folders.Length == 2 ? ResultInput.Read(folders[1]) : null;
        string file = output ?? Path.Combine(folders[^1], whatIf is null ? "report.html" : "comparison.html");
        OutputFile.Write(file, Report.Html(baseline, whatIf, args));
        terminal.Out.WriteLine(file);
        return ExitCode.Done;
    }
}
