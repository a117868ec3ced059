using System.Globalization;

namespace ControlSim.Cli;

/// <summary>Which part of a sweep a worker does: from `--shard I/N`, or from the variable by which a scheduler numbers its tasks.</summary>
/// <param name="Index">Number of the worker, from 0.</param>
/// <param name="Count">Number of workers.</param>
/// <param name="From">Where it comes from, for people.</param>
internal sealed record ShardChoice(int Index, int Count, string From)
{
    /// <summary>Variables of schedulers, and what each counts from.</summary>
    private static readonly (string Name, int First)[] Variables =
    [
        ("SLURM_ARRAY_TASK_ID", 0),
        ("JOB_COMPLETION_INDEX", 0),
        ("PBS_ARRAY_INDEX", 0),
        ("SGE_TASK_ID", 1),
        ("PARALLEL_SEQ", 1),
        ("AWS_BATCH_JOB_ARRAY_INDEX", 0),
    ];

    /// <summary>Chooses.</summary>
    /// <param name="shard">`I/N`, or null.</param>
    /// <param name="shards">Number of workers, wanted with a variable; or null.</param>
    /// <param name="variable">Value of an environment variable, or null.</param>
    /// <exception cref="UsageException">There is none, two disagree, or it is out of range.</exception>
    public static ShardChoice Of(string? shard, int? shards, Func<string, string?> variable)
    {
        if (shard is not null)
        {
            string[] parts = shard.Split('/');
            bool isGood = parts.Length == 2 && Number(parts[0]) is not null && Number(parts[1]) is > 0;
            if (!isGood || (shards is not null && shards != Number(parts[1])))
            {
                throw new UsageException($"--shard {shard}: write I/N with I from 0 to N - 1, as 0/8{(isGood ? ", with the same N as --shards" : "")}");
            }

            return Checked(new ShardChoice(Number(parts[0])!.Value, Number(parts[1])!.Value, "--shard"));
        }

        ShardChoice[] found =
        [
            .. from v in Variables
               let number = Number(variable(v.Name))
               where number is not null
               select new ShardChoice(number.Value - v.First, shards ?? 0, v.Name),
        ];
        if (found.Length == 0)
        {
            throw new UsageException($"which part of the work? give --shard I/N, or --shards N where a scheduler sets one of {string.Join(", ", Variables.Select(v => v.Name))}");
        }

        if (found.Select(f => f.Index).Distinct().Count() > 1)
        {
            throw new UsageException($"{string.Join(" and ", found.Select(f => $"{f.From} (shard {f.Index})"))} disagree; give --shard I/N");
        }

        // The number of tasks in the environment is that of this submission: after a sparse resubmission it is not N.
        return shards is null
            ? throw new UsageException($"{found[0].From} numbers this task, but not how many there are; give --shards N")
            : Checked(found[0]);
    }

    private static ShardChoice Checked(ShardChoice choice) => choice.Index >= 0 && choice.Index < choice.Count
        ? choice
        : throw new UsageException($"{choice.From}: there is no shard {choice.Index} of {choice.Count}; they are numbered from 0 to {choice.Count - 1}");

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
