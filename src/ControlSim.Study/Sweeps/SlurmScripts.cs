using System.Collections.Immutable;
using System.Globalization;

namespace ControlSim.Study.Sweeps;

/// <summary>How a sweep is cut into the tasks of a Slurm array.</summary>
/// <param name="Shards">Number of tasks that share the parts.</param>
/// <param name="Tasks">Tasks that are started, ascending: all, or those with parts that are missing.</param>
/// <param name="Cpus">Cores of a task.</param>
/// <param name="Minutes">Time limit of a task.</param>
/// <param name="AtOnce">Most tasks at the same time; null for no limit.</param>
/// <param name="Arguments">Further arguments of sbatch.</param>
public sealed record SlurmArray(int Shards, ImmutableArray<int> Tasks, int Cpus, int Minutes, int? AtOnce, ImmutableArray<string> Arguments);

/// <summary>
/// Scripts that run a sweep as a Slurm array and merge it. Shards are numbered among all of them, so that an array of a few missing ones does
/// the right parts; the program replaces the shell, so that signals reach it; the merge comes after any end of the array and checks by
/// itself that nothing is missing. Slurm 22.05 sends its warning up to a minute early and starts about one task a second, so tasks
/// should last minutes.
/// </summary>
public static class SlurmScripts
{
    /// <summary>Seconds before the time limit at which a task is told to stop between two runs.</summary>
    private const int WarningSeconds = 180;

    /// <summary>The script of the array.</summary>
    /// <param name="name">Name of the job.</param>
    /// <param name="array">The array.</param>
    /// <param name="logs">Folder of its output.</param>
    /// <param name="command">Program and arguments of one task, without the shard.</param>
    public static string Shard(string name, SlurmArray array, string logs, IReadOnlyList<string> command)
    {
        string limit = array.AtOnce is int most ? $"%{most.ToString(CultureInfo.InvariantCulture)}" : "";
        return Script(
            [
                $"--job-name={name}",
                $"--array={Ranges(array.Tasks)}{limit}",
                $"--cpus-per-task={array.Cpus.ToString(CultureInfo.InvariantCulture)}",
                $"--time={array.Minutes.ToString(CultureInfo.InvariantCulture)}",
                $"--signal=B:USR1@{WarningSeconds.ToString(CultureInfo.InvariantCulture)}",
                $"--output={logs}/%A_%a.log",
                .. array.Arguments,
            ],
            [.. command, "--shards", array.Shards.ToString(CultureInfo.InvariantCulture)]);
    }

    /// <summary>The script that merges.</summary>
    public static string Merge(string name, string logs, IReadOnlyList<string> command) =>
        Script([$"--job-name={name}-merge", "--cpus-per-task=1", $"--output={logs}/%j-merge.log"], command);

    /// <summary>Ascending numbers as Slurm writes them: 0-3,7.</summary>
    public static string Ranges(IReadOnlyList<int> numbers)
    {
        var ranges = new List<string>();
        for (int first = 0; first < numbers.Count;)
        {
            int last = first;
            while (last + 1 < numbers.Count && numbers[last + 1] == numbers[last] + 1)
            {
                last++;
            }

            string from = numbers[first].ToString(CultureInfo.InvariantCulture), to = numbers[last].ToString(CultureInfo.InvariantCulture);
            ranges.Add(last == first ? from : $"{from}-{to}");
            first = last + 1;
        }

        return string.Join(',', ranges);
    }

    /// <summary>A word as a POSIX shell reads it back.</summary>
    public static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string Script(IEnumerable<string> arguments, IReadOnlyList<string> command) =>
        "#!/bin/sh\n" + string.Concat(arguments.Select(a => $"#SBATCH {a}\n"))
        + "export DOTNET_PROCESSOR_COUNT=\"${SLURM_CPUS_PER_TASK:-1}\"\n"
        + $"exec {string.Join(' ', command.Select(Quoted))}\n";
}
