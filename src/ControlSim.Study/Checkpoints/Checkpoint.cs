using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Checkpoints;

/// <summary>What was asked of the runs that were saved, so that nothing of it has to be said again.</summary>
/// <param name="File">Scenario file as it was named.</param>
/// <param name="WhatIfs">What-ifs that were applied together.</param>
/// <param name="Settings">Settings <c>path=value</c>, the seed among them.</param>
/// <param name="Until">Last day in place of the scenario's.</param>
/// <param name="Replicates">Number of runs.</param>
/// <param name="Trace">The event log of all replicates is wanted.</param>
/// <param name="Checkpoints">Days whose states are wanted.</param>
public sealed record CheckpointRequest(
    string File,
    ImmutableArray<string> WhatIfs,
    ImmutableArray<string> Settings,
    DateOnly? Until,
    int Replicates,
    bool Trace,
    ImmutableArray<DateOnly> Checkpoints);

/// <summary>Saved runs of one scenario: all as they were on one day, or each where it was stopped.</summary>
public sealed record Checkpoint
{
    /// <summary>Version of the program.</summary>
    public required string Version { get; init; }

    /// <summary>Build of the engine: another one may go on to other states.</summary>
    public string Engine { get; init; } = ThisEngine;

    public required CheckpointRequest Asked { get; init; }

    /// <summary>Day of all states; null where each run stands where it was stopped.</summary>
    public required DateOnly? Date { get; init; }

    /// <summary>Ticks for which the runs keep flows.</summary>
    public required ImmutableArray<int> KeptTicks { get; init; }

    /// <summary>The scenario with all layers and defaults, as it was run.</summary>
    public required string LockText { get; init; }

    /// <summary>The runs; of a replicate that was stopped there may be states of earlier days too.</summary>
    public required ImmutableArray<PackedRun> Runs { get; init; }

    /// <summary>Build of the engine that is running.</summary>
    public static string ThisEngine { get; } = typeof(Simulation).Assembly.ManifestModule.ModuleVersionId.ToString("N");

    /// <summary>Why these runs cannot go on with this program and scenario; null if they can.</summary>
    /// <param name="version">Version of the program.</param>
    /// <param name="lockText">The scenario as it reads now.</param>
    public string? Misfit(string version, string lockText)
    {
        if (Version != version || Engine != ThisEngine)
        {
            string builds = Version == version ? "another build of it" : $"version {Version}";
            return $"{builds} saved the state and this is {version}: the model may differ, and the runs would no longer be those of a run that was never stopped; "
                + "go on with the program that saved it, or run the scenario again";
        }

        ChangedRow[] changes = [.. LockDifference.Of(LockText, lockText)];
        if (changes.Length == 0)
        {
            return null;
        }

        const int Named = 3;
        string rows = string.Join(", ", changes.Take(Named).Select(c => c.Row.Length == 0 ? c.Section : c.Section.Length == 0 ? c.Row : $"{c.Section}.{c.Row}"));
        return $"the scenario has changed since the state was saved ({rows}{(changes.Length > Named ? $" and {changes.Length - Named} more" : "")}); "
            + "undo the change, run it again, or let the change begin on a day with `controlsim branch`";
    }

}
