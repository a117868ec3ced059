using System.Collections.Immutable;
using System.CommandLine;

namespace ControlSim.Cli;

/// <summary><c>library</c>: every scenario of a folder with all its what-ifs, against what the files expect.</summary>
internal static class LibraryCommand
{
    private const int DefaultPairs = 200;

    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var folder = new Argument<string>("FOLDER") { Description = "Folder of scenarios.", DefaultValueFactory = _ => "scenarios" };
        var only = new Option<string[]>("--only") { Description = "Scenario by name; repeatable. [default: all]", HelpName = "NAME" };
        Option<int> replicates = RunOptions.Counted(
            new Option<int>("--replicates") { Description = "Pairs of runs.", HelpName = "N", DefaultValueFactory = _ => DefaultPairs }, RunOptions.MostReplicates);
        Option<int> jobs = RunOptions.Counted(
            new Option<int>("--jobs") { Description = "Most runs at the same time. [default: all cores]", HelpName = "N" }, RunOptions.MostJobs);
        Option<int> days = RunOptions.Counted(
            new Option<int>("--days") { Description = "Only the first days of every scenario: does it run at all? Nothing is judged.", HelpName = "N" }, 100_000);
        var write = new Option<bool>("--write") { Description = "Write the tables into the folder's README.md and lessons." };
        var scores = new Option<bool>("--scores") { Description = "Instead of what-ifs score every scenario that history can be held against, and make the README's table of scores." };
        var observed = new Option<string?>("--observed") { Description = "For --scores: table of observed control. [default: observed/control.csv in the folder]", HelpName = "CSV" };
        scores.Validators.Add(result =>
        {
            if (!result.Implicit && result.GetResult(days) is { Implicit: false }) result.AddError("--scores needs whole runs; leave --days out.");
        });
        var command = new Command("library", "Run every scenario of a folder with each of its what-ifs, and hold the differences against what the files expect.")
        {
            folder, only, replicates, jobs, days, scores, observed, write,
        };
        command.SetAction(parsed => LibraryJob.Do(
            new LibraryRequest(
                parsed.GetValue(folder)!,
                [.. parsed.GetValue(only) ?? []],
                parsed.GetValue(replicates),
                parsed.GetResult(jobs) is null ? Environment.ProcessorCount : parsed.GetValue(jobs),
                parsed.GetResult(days) is null ? null : parsed.GetValue(days),
                parsed.GetValue(write))
            {
                Scores = parsed.GetValue(scores),
                Observed = parsed.GetValue(observed) ?? Path.Combine(parsed.GetValue(folder)!, "observed", "control.csv"),
                PairsGiven = parsed.GetResult(replicates) is { Implicit: false },
            },
            terminal,
            cancellation));
        return command;
    }
}

/// <summary>What <c>library</c> is asked for.</summary>
/// <param name="Folder">Folder of scenarios.</param>
/// <param name="Only">Names of scenarios; none for all.</param>
/// <param name="Pairs">Pairs of runs.</param>
/// <param name="Jobs">Most runs at the same time.</param>
/// <param name="Days">Only the first days; null for the whole scenario.</param>
/// <param name="Write">Write the tables into the pages.</param>
internal sealed record LibraryRequest(string Folder, ImmutableArray<string> Only, int Pairs, int Jobs, int? Days, bool Write)
{
    /// <summary>Score the scenarios instead.</summary>
    public bool Scores { get; init; }

    /// <summary>Table of observed control, for the scores.</summary>
    public string Observed { get; init; } = "";

    /// <summary>The number of runs was given and is not the default.</summary>
    public bool PairsGiven { get; init; }
}
