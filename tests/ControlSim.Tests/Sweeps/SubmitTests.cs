using ControlSim.Study.Sweeps;

namespace ControlSim.Tests.Sweeps;

/// <summary>The scripts for Slurm, handed to a program that starts every task of the array as Slurm does.</summary>
public sealed class SubmitTests : IDisposable
{
    private readonly SweepFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void The_tasks_of_an_array_and_the_merge_after_them_give_the_tables_of_one_process()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the scripts are for a POSIX shell");
        Assert.Equal(0, files.Run("whole", "grid"));
        Assert.Equal(0, Submit("--shards", "3", "--minutes", "20", "--at-once", "2", "--sbatch-arg=--partition=short"));
        Assert.Contains("submitted as job 17, the merge as job 18", files.Cli.Out, StringComparison.Ordinal);
        string script = File.ReadAllText(files.Cli.In("a/submit/shard.sh"));
        foreach (string line in (string[])["#SBATCH --array=0-2%2\n", "#SBATCH --time=20\n", "#SBATCH --signal=B:USR1@180\n", "#SBATCH --partition=short\n", "\nexec '"])
        {
            Assert.Contains(line, script, StringComparison.Ordinal);
        }

        Assert.Equal("--parsable --dependency=afterany:17", File.ReadAllText(files.Cli.In("last-call")).Trim());
        Assert.Equal(files.Merged("whole"), files.Merged("a"));
    }

    [Fact]
    public void Only_tasks_with_missing_parts_are_submitted_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the scripts are for a POSIX shell");
        Assert.Equal(0, files.Run("a", "grid"));
        Assert.Equal(0, Submit("--shards", "5", "--missing", "--minutes", "20"));
        Assert.Contains("nothing is missing", files.Cli.Error, StringComparison.Ordinal);
        foreach (string part in files.Parts("a").Where(p => p.Contains("part-000007-", StringComparison.Ordinal) || p.Contains("part-000009-", StringComparison.Ordinal)))
        {
            File.Delete(part);
        }

        Assert.Equal(0, Submit("--shards", "5", "--missing", "--minutes", "20", "--dry-run"));
        Assert.Contains("#SBATCH --array=2,4\n", File.ReadAllText(files.Cli.In("a/submit/shard.sh")), StringComparison.Ordinal);
        Assert.Equal(2, Submit("--missing"));
    }

    [Fact]
    public void Without_Slurm_the_remedy_is_said()
    {
        Assert.Equal(66, files.Cli.Call("sweep", "submit", files.Path, "--design", "grid", "--out", files.Cli.In("a"), "--shards", "2", "--minutes", "5", "--sbatch", files.Cli.In("nowhere")));
        Assert.Contains("--dry-run", files.Cli.Error, StringComparison.Ordinal);
        Assert.Equal(0, files.Cli.Call("sweep", "submit", files.Path, "--design", "grid", "--out", files.Cli.In("a"), "--dry-run"));
        Assert.Contains("1 of 1 tasks", files.Cli.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0-3,7,9-10", 0, 1, 2, 3, 7, 9, 10)]
    [InlineData("5", 5)]
    public void Numbers_are_written_as_ranges(string text, params int[] numbers) => Assert.Equal(text, SlurmScripts.Ranges(numbers));

    [Fact]
    public void A_word_is_quoted_for_the_shell() => Assert.Equal("'a '\\''b'\\'' $c'", SlurmScripts.Quoted("a 'b' $c"));

    private int Submit(params string[] more)
    {
        string sbatch = files.Cli.Write("sbatch", $$"""
            #!/bin/sh
            for script; do :; done
            echo "$@" | sed "s# $script##" > '{{files.Cli.In("last-call")}}'
            tasks=$(sed -n 's/^#SBATCH --array=0-\([0-9]*\).*/\1/p' "$script")
            if [ -n "$tasks" ]; then
              for task in $(seq "$tasks" -1 0); do SLURM_ARRAY_TASK_ID=$task SLURM_CPUS_PER_TASK=1 sh "$script" >> '{{files.Cli.In("log")}}' 2>&1 || exit 1; done
              echo 17
            else
              sh "$script" >> '{{files.Cli.In("log")}}' 2>&1 && echo 18
            fi
            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(sbatch, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return files.Cli.Call(["sweep", "submit", files.Path, "--design", "grid", "--out", files.Cli.In("a"), "--sbatch", sbatch, .. more]);
    }
}
