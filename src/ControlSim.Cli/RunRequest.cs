using System.Collections.Immutable;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Cli;

/// <summary>What <c>run</c> is asked for.</summary>
internal sealed record RunRequest
{
    /// <summary>Scenario file; empty where saved runs name it.</summary>
    public required string File { get; init; }

    /// <summary>What the scenario file holds, where it is standard input; null to read the file.</summary>
    public byte[]? Contents { get; init; }

    /// <summary>Seed in place of the file's; null for the file's.</summary>
    public required ulong? Seed { get; init; }

    public required int Replicates { get; init; }

    /// <summary>The number of replicates was given and is not the default.</summary>
    public bool ReplicatesGiven { get; init; }

    public required int Jobs { get; init; }

    /// <summary>Last day in place of the file's; null for the file's.</summary>
    public required DateOnly? Until { get; init; }

    /// <summary>What-ifs, applied together in this order.</summary>
    public required ImmutableArray<string> WhatIfs { get; init; }

    /// <summary>Settings <c>path=value</c>, applied after the what-ifs.</summary>
    public required ImmutableArray<string> Settings { get; init; }

    /// <summary>Result folder; null for a free name.</summary>
    public required string? Out { get; init; }

    /// <summary>Replace <see cref="Out"/> if it is a finished result.</summary>
    public required bool Force { get; init; }

    public required bool Json { get; init; }

    public required bool Trace { get; init; }

    /// <summary>Days whose states are saved in the result folder.</summary>
    public ImmutableArray<DateOnly> Checkpoints { get; init; } = [];

    /// <summary>File of saved runs, or a result folder with them, to go on from.</summary>
    public string? Resume { get; init; }

    /// <summary>Day on which the futures of <c>branch</c> part.</summary>
    public DateOnly At { get; init; }

    /// <summary>Arguments of the program, for the manifest.</summary>
    public required ImmutableArray<string> CommandLine { get; init; }

    /// <summary>Everything that is set on top of the file: <c>--set</c>, and the seed last, so that the lock file has it.</summary>
    public ImmutableArray<KeyValuePair<string, string>> AllSettings
    {
        get
        {
            var settings = Settings.Select(s => KeyValuePair.Create(s[..s.IndexOf('=')], s[(s.IndexOf('=') + 1)..]));
            return [.. Seed is ulong seed ? settings.Append(KeyValuePair.Create("seed", seed.ToString())) : settings];
        }
    }

    /// <summary>The folder that is written: the one that was named, or a free one of this name.</summary>
    public OutputFolder Folder(string freeName) => Out is string named ? OutputFolder.Explicit(named, Force) : OutputFolder.Free(freeName);
}
