using System.CommandLine;
using System.Globalization;

namespace ControlSim.Cli;

/// <summary>The arguments and options that the verbs of <c>sweep</c> share.</summary>
internal sealed class SweepOptionSet
{
    public Argument<string> Study { get; } = new("STUDY") { Description = "Study file; - for standard input." };

    public Argument<string> Folder { get; } = new("DIR") { Description = "Folder of a sweep." };

    public Option<string?> Design { get; } = new("--design") { Description = "Design of the study. [default: its only one]", HelpName = "NAME" };

    public Option<string?> Rows { get; } = new("--rows") { Description = "CSV file with other rows in place of the design's.", HelpName = "CSV" };

    public Option<int> Replicates { get; } = RunOptions.Counted(
        new Option<int>("--replicates") { Description = "Runs of each row. [default: the study's]", HelpName = "N" }, RunOptions.MostReplicates);

    public Option<string?> Seed { get; } = RunOptions.Checked(
        new Option<string?>("--seed") { Description = "Root seed, 0 to 2^64-1. [default: the study's]", HelpName = "N" },
        text => text != "random" && RunOptions.IsSeed(text),
        "a whole number from 0 to 18446744073709551615; a sweep must be able to go on with the same one");

    public Option<int> PartSize { get; } = RunOptions.Counted(
        new Option<int>("--part-size") { Description = "Runs of a part, the piece that is written at once. [default: by their number]", HelpName = "N" }, 1_000_000);

    public Option<string?> Out { get; } = new("--out") { Description = "Folder of the sweep. [default: out/STUDY-DESIGN]", HelpName = "DIR" };

    public Option<int> Jobs { get; } = RunOptions.Counted(
        new Option<int>("--jobs") { Description = "Most runs at the same time. [default: SLURM_CPUS_PER_TASK, else all cores]", HelpName = "N" }, RunOptions.MostJobs);

    public Option<int> Tries { get; } = RunOptions.Counted(
        new Option<int>("--tries") { Description = "Times that a run may end the whole process before it is set aside.", HelpName = "K", DefaultValueFactory = _ => 3 }, 100);

    public Option<double?> MaxMinutes { get; } = new("--max-minutes") { Description = "Begin nothing after this time; exit code 75 if work is left.", HelpName = "M" };

    /// <summary>Options that say which sweep it is.</summary>
    public IEnumerable<Option> Which => [Design, Rows, Replicates, Seed, PartSize];

    /// <summary>Options that say how it is worked on.</summary>
    public IEnumerable<Option> How => [Out, Jobs, Tries, MaxMinutes];

    /// <summary>Number of an option, or null if it was not given.</summary>
    public static int? Given(ParseResult parsed, Option<int> option) =>
        parsed.GetResult(option) is { Implicit: false } ? parsed.GetValue(option) : null;

    /// <summary>Most runs at the same time.</summary>
    public int JobsOf(ParseResult parsed) => Given(parsed, Jobs)
        ?? (int.TryParse(Environment.GetEnvironmentVariable("SLURM_CPUS_PER_TASK"), NumberStyles.None, CultureInfo.InvariantCulture, out int cpus) && cpus > 0
            ? cpus : Environment.ProcessorCount);
}
