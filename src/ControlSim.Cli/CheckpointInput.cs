using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.Checkpoints;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Cli;

/// <summary>Reading saved runs for a command.</summary>
internal static class CheckpointInput
{
    /// <summary>Reads a file of saved runs, or the last one up to a day in a result folder.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="until">Latest day of the states; null for any.</param>
    /// <exception cref="InputException">There is none.</exception>
    /// <exception cref="DataException">It is damaged or none of this program's.</exception>
    public static Checkpoint Read(string path, DateOnly? until)
    {
        string file = Directory.Exists(path) ? LastIn(path, until) : path;
        try
        {
            return CheckpointFile.Read(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{file}: there is no such file.", e);
        }
        catch (FormatException e)
        {
            throw new DataException(e.Message, e);
        }
    }

    /// <summary>Is it a file of saved runs, or a folder of results? A scenario is neither.</summary>
    public static bool IsSaved(string path) =>
        Directory.Exists(path) || path.EndsWith(CheckpointFile.Extension, StringComparison.Ordinal);

    /// <summary>What was asked of the saved runs, with what the command line says on top.</summary>
    /// <exception cref="UsageException">The command line wants something that the past does not allow.</exception>
    public static RunRequest Request(RunRequest asked, Checkpoint saved)
    {
        string? refused = asked.Seed is not null ? "--seed" : !asked.WhatIfs.IsEmpty ? "--what-if" : !asked.Settings.IsEmpty ? "--set"
            : asked.ReplicatesGiven ? "--replicates" : null;
        if (refused is not null)
        {
            throw new UsageException($"{refused} was settled when the state was saved; leave it out (what begins on a day is for '{Application.Name} branch')");
        }

        if (saved.Date is null && asked.Until is not null && asked.Until != saved.Asked.Until)
        {
            throw new UsageException("--until: some of these runs are over, so their end stands; leave it out");
        }

        DateOnly? late = asked.Checkpoints.Where(d => saved.Date is null || d <= saved.Date).Cast<DateOnly?>().FirstOrDefault();
        if (late is DateOnly day)
        {
            throw new UsageException($"--checkpoint {day:yyyy-MM-dd}: {(saved.Date is DateOnly date ? $"the state is of {date:yyyy-MM-dd}" : "the days were settled when the runs were begun")}; leave it out");
        }

        return asked with
        {
            File = asked.File.Length > 0 ? asked.File : saved.Asked.File,
            WhatIfs = saved.Asked.WhatIfs,
            Settings = saved.Asked.Settings,
            Replicates = saved.Asked.Replicates,
            Until = asked.Until ?? saved.Asked.Until,
            Trace = asked.Trace || saved.Asked.Trace,
            Checkpoints = saved.Date is null ? saved.Asked.Checkpoints : asked.Checkpoints,
        };
    }

    /// <summary>Holds the saved runs against the scenario as it reads now.</summary>
    /// <exception cref="DataException">They do not fit.</exception>
    public static void Check(Checkpoint saved, string path, Scenario scenario, ScenarioInfo info)
    {
        if (saved.Misfit(VersionCommand.Version, info.LockText) is string misfit)
        {
            throw new DataException($"{path}: {misfit}");
        }

        if (saved.Date is DateOnly date && date > scenario.End)
        {
            throw new UsageException($"--until: the state is of {date:yyyy-MM-dd}, after the end {scenario.End:yyyy-MM-dd}");
        }
    }

    /// <summary>Ticks for which flows are kept: those of the saved runs in the past, the wanted ones from then on.</summary>
    public static ImmutableArray<int> KeptTicks(Checkpoint saved, Scenario scenario, IEnumerable<int> wanted)
    {
        int at = saved.Date is DateOnly date ? scenario.TickOf(date) : scenario.Ticks;
        return [.. saved.KeptTicks.Where(t => t <= at).Concat(wanted.Where(t => t > at)).Order()];
    }

    private static string LastIn(string folder, DateOnly? until)
    {
        string states = Path.Combine(folder, CheckpointFile.Folder);
        string? last = !Directory.Exists(states) ? null : Directory.EnumerateFiles(states, $"*{CheckpointFile.Extension}")
            .Where(f => until is not DateOnly day
                || string.CompareOrdinal(Path.GetFileName(f), Path.GetFileName(CheckpointFile.PathOf(day))) <= 0)
            .Max(StringComparer.Ordinal);
        return last ?? throw new InputException(
            $"{folder} has no saved state{(until is DateOnly d ? $" up to {d:yyyy-MM-dd}" : "")}; "
            + $"'{Application.Name} run FILE --checkpoint DATE' saves one, and '{Application.Name} branch FILE' does without");
    }
}
