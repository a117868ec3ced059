using System.Collections.Immutable;
using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.Sweeps;

namespace ControlSim.Cli;

/// <summary><c>sweep submit</c>: scripts for a Slurm array and the merge after it, and their submission.</summary>
internal sealed class SweepSubmit
{
    /// <summary>Length of a task that is aimed at where the number of shards is not given, minutes: starts cost a second or more.</summary>
    private const double WantedMinutes = 10;

    /// <summary>Time limit over the length that the pilot foretells, and the least limit, minutes.</summary>
    private const double Margin = 3;
    private const int LeastMinutes = 15;

    private readonly SweepOptionSet options = new();
    private readonly Option<int> shards = RunOptions.Counted(new Option<int>("--shards") { Description = "Number of tasks. [default: tasks of some 10 minutes, by a pilot]", HelpName = "N" }, 100_000);
    private readonly Option<int> cpus = RunOptions.Counted(new Option<int>("--cpus") { Description = "Cores of a task.", HelpName = "N", DefaultValueFactory = _ => 1 }, RunOptions.MostJobs);
    private readonly Option<int> minutes = RunOptions.Counted(new Option<int>("--minutes") { Description = "Time limit of a task. [default: three times what the pilot foretells, at least 15]", HelpName = "M" }, 100_000);
    private readonly Option<int> atOnce = RunOptions.Counted(new Option<int>("--at-once") { Description = "Most tasks at the same time.", HelpName = "N" }, 100_000);
    private readonly Option<string[]> further = new("--sbatch-arg") { Description = "Further argument of sbatch, such as --partition=short; repeatable.", HelpName = "ARG" };
    private readonly Option<bool> missing = new("--missing") { Description = "Only tasks with parts that are not done; wants --shards as before." };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Write the scripts and submit nothing." };
    private readonly Option<string> sbatch = new("--sbatch") { Description = "Program that submits.", HelpName = "PROGRAM", DefaultValueFactory = _ => "sbatch" };

    public static Command Create(Terminal terminal, StopSignal stop)
    {
        var submit = new SweepSubmit();
        SweepOptionSet set = submit.options;
        set.Study.Description = "Study file; the tasks read it again.";
        var command = new Command("submit", "Write scripts for a Slurm array and submit them; other schedulers start 'sweep work' with their own.") { set.Study };
        foreach (Option option in (Option[])
            [.. set.Which, set.Out, set.Tries, submit.shards, submit.cpus, submit.minutes, submit.atOnce, submit.further, submit.missing, submit.dryRun, submit.sbatch])
        {
            command.Add(option);
        }

        command.SetAction(parsed => submit.Do(parsed, terminal, stop.Token));
        return command;
    }

    private int Do(ParseResult parsed, Terminal terminal, CancellationToken cancellation)
    {
        int? given = SweepOptionSet.Given(parsed, shards);
        if (parsed.GetValue(missing) && given is null)
        {
            throw new UsageException("--missing: give --shards with the number of the first submission; the missing parts are counted among them.");
        }

        if (parsed.GetValue(options.Study) == Terminal.Standard)
        {
            throw new UsageException("submit -: the scheduler's jobs read the study again; name a file.");
        }

        if (StudyInput.Plan(parsed, options, terminal) is not { } plan)
        {
            return ExitCode.InvalidData;
        }

        string path = Path.GetFullPath(SweepCommand.FolderOf(plan, parsed.GetValue(options.Out)));
        if (ArrayOf(parsed, plan, path, given, terminal, cancellation) is not { } array)
        {
            terminal.Error.WriteLine($"nothing is missing; merge with: {Application.Name} sweep merge {path}");
            return ExitCode.Done;
        }

        (string shard, string merge) = Write(parsed, plan, path, array);
        terminal.Out.WriteLine($"{array.Tasks.Length} of {array.Shards} tasks: {shard}");
        terminal.Out.WriteLine($"merge after them: {merge}");
        if (!parsed.GetValue(dryRun))
        {
            string job = Submit(parsed.GetValue(sbatch)!, "--parsable", shard);
            string after = Submit(parsed.GetValue(sbatch)!, "--parsable", $"--dependency=afterany:{job}", merge);
            terminal.Out.WriteLine($"submitted as job {job}, the merge as job {after}; how far it is: {Application.Name} sweep status {path}");
        }

        return ExitCode.Done;
    }

    /// <summary>Begins the sweep, and cuts it into tasks; null if none is to be done.</summary>
    private SlurmArray? ArrayOf(ParseResult parsed, SweepPlan plan, string path, int? given, Terminal terminal, CancellationToken cancellation)
    {
        using SweepFolder folder = SweepFolder.Begin(path, plan.Record, plan.Files, isShared: true);
        int? limit = SweepOptionSet.Given(parsed, minutes);
        double coreMinutes = given is not null && limit is not null ? 0 : Foretold(plan, folder, terminal, cancellation);
        int cores = parsed.GetValue(cpus);
        int count = Math.Min(plan.Record.Parts, given ?? Math.Max(1, (int)Math.Ceiling(coreMinutes / cores / WantedMinutes)));
        HashSet<int> open = [.. Enumerable.Range(0, plan.Record.Parts).Except(folder.WholeParts(_ => { }).Keys).Select(p => p % count)];
        ImmutableArray<int> tasks = [.. Enumerable.Range(0, count).Where(t => !parsed.GetValue(missing) || open.Contains(t))];
        return tasks.IsEmpty ? null : new SlurmArray(
            count, tasks, cores, limit ?? Math.Max(LeastMinutes, (int)Math.Ceiling(coreMinutes / cores / count * Margin)),
            SweepOptionSet.Given(parsed, atOnce), [.. parsed.GetValue(further) ?? []]);
    }

    /// <summary>Minutes of one core that all runs take, from a pilot of three rows.</summary>
    private static double Foretold(SweepPlan plan, SweepFolder folder, Terminal terminal, CancellationToken cancellation)
    {
        (double seconds, _, _) = new SweepRunner(plan.Study, plan.Design, folder).Pilot(3, cancellation);
        double runs = plan.Record.Until is null ? plan.Record.Units : (double)plan.Record.Rows * plan.Record.Replicates;
        terminal.Error.WriteLine($"pilot: {seconds * 1000:0.0} ms a run, {seconds * runs / 60:0.0} minutes of one core in all");
        return seconds * runs / 60;
    }

    private (string Shard, string Merge) Write(ParseResult parsed, SweepPlan plan, string path, SlurmArray array)
    {
        string scripts = Path.Combine(path, "submit"), name = $"{plan.Record.Study}-{plan.Record.Design}";
        OutputFile.CreateFolder(scripts);
        var work = new List<string>(Program()) { "sweep", "work", Path.GetFullPath(parsed.GetValue(options.Study)!), "--out", path };
        foreach (Option option in (Option[])[.. options.Which, options.Tries])
        {
            if (parsed.GetResult(option) is { Implicit: false } result)
            {
                work.AddRange([option.Name, option == options.Rows ? Path.GetFullPath(result.Tokens[0].Value) : result.Tokens[0].Value]);
            }
        }

        (string shard, string merge) = (Path.Combine(scripts, "shard.sh"), Path.Combine(scripts, "merge.sh"));
        OutputFile.Write(shard, SlurmScripts.Shard(name, array, scripts, work));
        OutputFile.Write(merge, SlurmScripts.Merge(name, scripts, [.. Program(), "sweep", "merge", path]));
        return (shard, merge);
    }

    /// <summary>How this program is started: by its own name, or as an assembly of dotnet.</summary>
    private static string[] Program()
    {
        string assembly = typeof(SweepSubmit).Assembly.Location, process = Environment.ProcessPath ?? "dotnet";
        bool isOwn = Path.GetFileNameWithoutExtension(process) == Path.GetFileNameWithoutExtension(assembly);
        return isOwn || assembly.Length == 0 ? [process] : ["dotnet", assembly];
    }

    /// <exception cref="InputException">The scheduler's program is not there.</exception>
    /// <exception cref="IOException">It refuses the job.</exception>
    private static string Submit(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            string job = process.StandardOutput.ReadToEnd().Trim(), error = process.StandardError.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? job.Split(';')[0] : throw new IOException($"{program} refused the job: {error}");
        }
        catch (Win32Exception e)
        {
            throw new InputException($"{program} cannot be started ({e.Message}); submit where Slurm is, or add --dry-run and start the scripts yourself", e);
        }
    }
}
