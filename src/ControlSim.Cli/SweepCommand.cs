using System.CommandLine;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.Sweeps;

namespace ControlSim.Cli;

/// <summary><c>sweep</c>: runs of a study, on one machine or many, that can be stopped at any moment and gone on with.</summary>
internal static class SweepCommand
{
    public static Command Create(Terminal terminal, StopSignal stop) => new("sweep", "Run a study: many runs over a design, resumable and shared by any number of workers.")
    {
        Plan(terminal, stop),
        Run(terminal, stop),
        Work(terminal, stop),
        Status(terminal),
        Retry(terminal, stop),
        Merge(terminal, stop),
        SweepSubmit.Create(terminal, stop),
    };

    private static Command Plan(Terminal terminal, StopSignal stop)
    {
        var options = new SweepOptionSet();
        var pilot = RunOptions.Counted(
            new Option<int>("--pilot") { Description = "Rows that are run once to estimate time and disk.", HelpName = "N", DefaultValueFactory = _ => 3 }, 1000);
        var write = new Option<string?>("--write-design") { Description = "Write the design as CSV, to read or to edit (sweep run --rows).", HelpName = "CSV" };
        var command = With(new Command("plan", "Print the number of runs, and time and disk from a pilot; nothing is kept."), options.Study, [.. options.Which, options.Jobs, pilot, write]);
        command.SetAction(parsed =>
        {
            if (StudyInput.Plan(parsed, options, terminal) is not { } plan)
            {
                return ExitCode.InvalidData;
            }

            if (parsed.GetValue(write) is string file)
            {
                OutputFile.Write(file, plan.DesignText);
            }

            return SweepJob.Plan(plan, parsed.GetValue(pilot), options.JobsOf(parsed), terminal, stop.Token);
        });
        return command;
    }

    private static Command Run(Terminal terminal, StopSignal stop)
    {
        var options = new SweepOptionSet();
        var command = With(new Command("run", "Do all runs that are not done yet, and merge the tables."), options.Study, [.. options.Which, .. options.How]);
        command.SetAction(parsed => StudyInput.Plan(parsed, options, terminal) is { } plan
            ? SweepJob.Run(plan, FolderOf(plan, parsed.GetValue(options.Out)), OptionsOf(parsed, options), terminal, stop)
            : ExitCode.InvalidData);
        return command;
    }

    private static Command Work(Terminal terminal, StopSignal stop)
    {
        var options = new SweepOptionSet();
        var shard = new Option<string?>("--shard") { Description = "Do every N-th part from I on; I counts from 0.", HelpName = "I/N" };
        var shards = RunOptions.Counted(
            new Option<int>("--shards") { Description = "Number of workers, where a scheduler's variable gives the number of this one.", HelpName = "N" }, 1_000_000);
        var command = With(new Command("work", "Do one worker's share of the runs; any scheduler can start it."), options.Study, [shard, shards, .. options.Which, .. options.How]);
        command.SetAction(parsed =>
        {
            var choice = ShardChoice.Of(parsed.GetValue(shard), SweepOptionSet.Given(parsed, shards), Environment.GetEnvironmentVariable);
            if (StudyInput.Plan(parsed, options, terminal) is not { } plan)
            {
                return ExitCode.InvalidData;
            }

            terminal.Error.WriteLine($"shard {choice.Index} of {choice.Count} (from {choice.From})");
            SweepOptions how = OptionsOf(parsed, options) with { Shard = choice.Index, Shards = choice.Count };
            return SweepJob.Work(plan, FolderOf(plan, parsed.GetValue(options.Out)), how, terminal, stop);
        });
        return command;
    }

    private static Command Status(Terminal terminal)
    {
        var options = new SweepOptionSet();
        var json = new Option<bool>("--json") { Description = "Print one JSON object." };
        var command = With(new Command("status", "Print how far a sweep is, from its files."), options.Folder, [json]);
        command.SetAction(parsed => SweepReport.Status(parsed.GetValue(options.Folder)!, parsed.GetValue(json), terminal));
        return command;
    }

    private static Command Retry(Terminal terminal, StopSignal stop)
    {
        var options = new SweepOptionSet();
        var status = new Option<string[]>("--status") { Description = "Which runs: failed, invalid or set-aside; repeatable. [default: failed and set-aside]", HelpName = "STATUS" };
        status.AcceptOnlyFromAmong("failed", "invalid", "set-aside");
        var command = With(new Command("retry", "Do those runs again that failed, keep all others, and merge."), options.Study, [status, .. options.Which, .. options.How]);
        command.SetAction(parsed => StudyInput.Plan(parsed, options, terminal) is { } plan
            ? SweepJob.Retry(plan, FolderOf(plan, parsed.GetValue(options.Out)), Statuses(parsed.GetValue(status)), OptionsOf(parsed, options), terminal, stop)
            : ExitCode.InvalidData);
        return command;
    }

    private static Command Merge(Terminal terminal, StopSignal stop)
    {
        var options = new SweepOptionSet();
        var partial = new Option<bool>("--allow-partial") { Description = "Merge what is there, even if parts are missing." };
        var command = With(new Command("merge", "Write the merged tables of a sweep that workers have done."), options.Folder, [partial]);
        command.SetAction(parsed =>
        {
            using var folder = SweepFolder.Open(parsed.GetValue(options.Folder)!, isExclusive: true);
            return SweepJob.Merge(folder, parsed.GetValue(options.Folder)!, parsed.GetValue(partial), terminal, stop.Token);
        });
        return command;
    }

    private static Command With(Command command, Argument argument, IEnumerable<Option> options)
    {
        command.Add(argument);
        foreach (Option option in options)
        {
            command.Add(option);
        }

        return command;
    }

    private static HashSet<RunStatus> Statuses(string[]? names) => names is null or { Length: 0 }
        ? [RunStatus.Failed, RunStatus.SetAside]
        : [.. names.Select(n => n == "set-aside" ? RunStatus.SetAside : Enum.Parse<RunStatus>(n, ignoreCase: true))];

    internal static string FolderOf(SweepPlan plan, string? asked) =>
        asked ?? Path.Combine(OutputFolder.DefaultParent, $"{plan.Record.Study}-{plan.Record.Design}");

    private static SweepOptions OptionsOf(ParseResult parsed, SweepOptionSet options) => new()
    {
        Jobs = options.JobsOf(parsed),
        Tries = parsed.GetValue(options.Tries),
        MostTime = parsed.GetValue(options.MaxMinutes) is double minutes ? TimeSpan.FromMinutes(minutes) : null,
    };
}
