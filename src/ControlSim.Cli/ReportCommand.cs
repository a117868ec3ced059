using System.CommandLine;
using ControlSim.Study.Analyses;
using ControlSim.Study.Reports;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.Sweeps;

namespace ControlSim.Cli;

/// <summary><c>report</c>: one HTML file out of one result folder, out of a base and a what-if, or out of a merged sweep.</summary>
internal static class ReportCommand
{
    public static Command Create(string[] args, Terminal terminal)
    {
        var results = new Argument<string[]>("RESULTS")
        {
            Description = "A result folder, two (base and what-if), or the folder of a merged sweep.",
            Arity = new ArgumentArity(1, 2),
        };
        var output = new Option<string?>("--out")
        {
            Description = "File to write. [default: report.html in the folder; of two comparison.html in the second]",
            HelpName = "HTML",
        };
        var observed = new Option<string?>("--observed") { Description = ObservedInput.Help + " Shown beside the runs.", HelpName = "CSV" };
        var command = new Command("report", "Write one self-contained HTML page: scenario, summary, a map in motion, figures.") { results, output, observed };
        command.SetAction(parsed => Write(parsed.GetValue(results)!, parsed.GetValue(output), parsed.GetValue(observed), args, terminal));
        return command;
    }

    private static int Write(string[] folders, string? output, string? observed, string[] args, Terminal terminal)
    {
        string file = output ?? Path.Combine(folders[^1], folders.Length == 1 ? "report.html" : "comparison.html");
        bool isSweep = folders.Length == 1 && File.Exists(Path.Combine(folders[0], SweepFolder.RecordName));
        OutputFile.Write(file, isSweep ? OfSweep(folders[0], args) : OfResults(folders, observed, args, terminal));
        terminal.Out.WriteLine(file);
        return ExitCode.Done;
    }

    private static string OfResults(string[] folders, string? observed, string[] args, Terminal terminal)
    {
        ResultData baseline = ResultInput.Read(folders[0]);
        var records = ObservedInput.Captures(observed, baseline.Scenario, terminal);
        ResultData? whatIf = folders.Length == 2 ? ResultInput.Read(folders[1]) : null;
        return Report.Html(baseline, whatIf, records, args);
    }

    private static string OfSweep(string path, string[] args)
    {
        using var folder = SweepFolder.Open(path, isExclusive: false);
        try
        {
            SweepRecord record = folder.Record;
            var how = new AnalysisRequest { Title = record.Title, Interest = record.Interest };
            return StudyReport.Html(record, DesignAnalysis.Of(AnalysisFiles.OfSweep(folder), how), args);
        }
        catch (AnalysisException e)
        {
            throw new DataException(e.Message, e);
        }
    }
}
