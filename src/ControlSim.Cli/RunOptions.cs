using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;

namespace ControlSim.Cli;

/// <summary>The arguments and options of <c>run</c>, checked while they are parsed.</summary>
internal sealed class RunOptions
{
    public const int DefaultReplicates = 100;

    /// <summary>Most replicates and jobs: more is a typing mistake.</summary>
    internal const int MostReplicates = 1_000_000;
    internal const int MostJobs = 1024;

    /// <summary>A random seed stays below 2^53, so that every reader of JSON gets it back exactly.</summary>
    private const int RandomSeedBits = 53;

    private readonly Argument<string?> file = new("FILE") { Description = "Scenario file; - for standard input.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<string?> seed = Checked(
        new Option<string?>("--seed") { Description = "Root seed, 0 to 2^64-1, or random. [default: the file's]", HelpName = "N" },
        IsSeed,
        "a whole number from 0 to 18446744073709551615, or random");

    private readonly Option<int> replicates = Counted(
        new Option<int>("--replicates") { Description = "Number of runs.", HelpName = "N", DefaultValueFactory = _ => DefaultReplicates },
        MostReplicates);

    private readonly Option<int> jobs = Counted(
        new Option<int>("--jobs") { Description = "Most runs at the same time. [default: all cores]", HelpName = "N" }, MostJobs);

    private readonly Option<string?> until = Checked(
        new Option<string?>("--until") { Description = "Last day, YYYY-MM-DD. [default: the file's end]", HelpName = "DATE" },
        text => Date(text) is not null,
        "a date YYYY-MM-DD");

    private readonly Option<string[]> whatIfs = new("--what-if")
    {
        Description = "Named what-if of the file; repeatable, several are applied together in order.",
        HelpName = "NAME",
    };

    private readonly Option<string[]> settings = new("--set")
    {
        Description = "Value to replace, applied after the what-ifs; repeatable.",
        HelpName = "path=value",
    };

    private readonly Option<string?> output = new("--out")
    {
        Description = "Result folder. [default: a free name out/NAME]",
        HelpName = "DIR",
    };

    private readonly Option<bool> force = new("--force")
    {
        Description = "Replace the --out folder if it is a finished result of this program.",
    };

    private readonly Option<bool> json = new("--json") { Description = "Print the summary as one JSON object." };
    private readonly Option<bool> trace = new("--trace") { Description = "Write the event log of all replicates, not of the first alone." };

    private readonly Option<string[]> checkpoints = new("--checkpoint")
    {
        Description = "Save the state of all runs after this day in the result folder; repeatable.",
        HelpName = "DATE",
    };

    private readonly Option<string?> resume = new("--resume")
    {
        Description = "Go on with saved runs: a .checkpoint file, or a result folder with one (its last).",
        HelpName = "PATH",
    };

    public RunOptions()
    {
        force.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<bool>() && result.GetResult(output) is null)
            {
                result.AddError("--force replaces the folder named by --out; name one.");
            }
        });
        settings.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(t => t.Value).Where(t => t.IndexOf('=') <= 0))
            {
                result.AddError($"--set {text}: write path=value, for example --set parameters.combat.attrition=0.01.");
            }
        });
        checkpoints.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(t => t.Value).Where(t => Date(t) is null))
            {
                result.AddError($"--checkpoint {text}: write a date YYYY-MM-DD.");
            }
        });
    }

    /// <summary>The symbols in the order of the help.</summary>
    public IEnumerable<Symbol> Symbols => [file, seed, replicates, jobs, until, whatIfs, settings, output, force, json, trace, checkpoints, resume];

    /// <summary>Those that make sense for a comparison.</summary>
    public IEnumerable<Symbol> SymbolsOfCompare => Symbols.Where(s => s != trace && s != checkpoints && s != resume);

    /// <summary>Those that make sense for a score: nothing is written unless a folder is named, and never over another.</summary>
    public IEnumerable<Symbol> SymbolsOfScore
    {
        get
        {
            output.Description = "Folder for score.json and figures; it must not exist. [default: none is written]";
            return Symbols.Where(s => s != trace && s != force && s != checkpoints && s != resume);
        }
    }

    /// <summary>Those that make sense for futures; the scenario may be a result folder.</summary>
    public IEnumerable<Symbol> SymbolsOfBranch
    {
        get
        {
            file.Description = "Scenario file, or a result folder of run --checkpoint.";
            whatIfs.Description = "A future: a what-if of the file, several joined with '+'; repeatable.";
            settings.Description = "Value to replace in base and futures; repeatable.";
            return SymbolsOfCompare;
        }
    }

    /// <summary>What was asked for.</summary>
    /// <exception cref="UsageException">Neither a scenario nor saved runs are named.</exception>
    public RunRequest Request(ParseResult parsed, string[] args, Terminal terminal) => new()
    {
        File = parsed.GetValue(file) switch
        {
            null => parsed.GetValue(resume) is null ? throw new UsageException("name a scenario file, or - for standard input.") : "",
            Terminal.Standard => Terminal.InputName,
            string name => name,
        },
        Contents = parsed.GetValue(file) == Terminal.Standard ? terminal.ReadInput() : null,
        Seed = Seed(parsed.GetValue(seed)),
        Replicates = parsed.GetValue(replicates),
        ReplicatesGiven = parsed.GetResult(replicates) is { Implicit: false },
        Jobs = parsed.GetResult(jobs) is null ? Environment.ProcessorCount : parsed.GetValue(jobs),
        Until = Date(parsed.GetValue(until)),
        WhatIfs = [.. parsed.GetValue(whatIfs) ?? []],
        Settings = [.. parsed.GetValue(settings) ?? []],
        Out = parsed.GetValue(output),
        Force = parsed.GetValue(force),
        Json = parsed.GetValue(json),
        Trace = parsed.GetValue(trace),
        Checkpoints = [.. (parsed.GetValue(checkpoints) ?? []).Select(t => Date(t)!.Value)],
        Resume = parsed.GetValue(resume),
        CommandLine = [.. args],
    };

    internal static Option<string?> Checked(Option<string?> option, Predicate<string> valid, string wanted)
    {
        option.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(t => t.Value).Where(t => !valid(t)))
            {
                result.AddError($"{option.Name} {text}: write {wanted}.");
            }
        });
        return option;
    }

    internal static Option<int> Counted(Option<int> option, int most)
    {
        option.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(t => t.Value))
            {
                if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count < 1 || count > most)
                {
                    result.AddError($"{option.Name} {text}: write a whole number from 1 to {most}.");
                }
            }
        });
        return option;
    }

    internal static bool IsSeed(string text) =>
        text == "random" || ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    internal static ulong? Seed(string? text) => text switch
    {
        null => null,
        "random" => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) >> (64 - RandomSeedBits),
        _ => ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture),
    };

    internal static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null;
}
