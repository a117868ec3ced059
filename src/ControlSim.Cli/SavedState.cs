using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.Checkpoints;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Cli;

/// <summary>Writing runs that go on later.</summary>
/// <param name="request">What was asked.</param>
/// <param name="runs">The runs.</param>
/// <param name="keptTicks">Ticks for which they keep flows.</param>
/// <param name="lockText">The scenario as it is run.</param>
internal sealed class SavedState(RunRequest request, StoppableRuns runs, ImmutableArray<int> keptTicks, string lockText)
{
    /// <summary>The states of the days asked for, as files of the result folder.</summary>
    public ImmutableArray<(string Path, Action<Stream> Write)> OfDays(Scenario scenario) =>
    [
        .. request.Checkpoints.Distinct().Order().Select(date => (
            CheckpointFile.PathOf(date),
            (Action<Stream>)(stream => CheckpointFile.Write(stream, Of(date, runs.At(scenario.TickOf(date))))))),
    ];

    /// <summary>Saves where the runs stand, beside the folder that they would have got.</summary>
    /// <returns>What to tell, or null if no run was begun.</returns>
    /// <exception cref="OutputFolderException">It cannot be saved.</exception>
    public string? Stopped(string name)
    {
        ImmutableArray<PackedRun> stand = runs.Stopped();
        if (stand.IsEmpty)
        {
            return null;
        }

        string path = request.Resume is string resumed && File.Exists(resumed) ? resumed : FreeName(name);
        OutputFile.CreateFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        CheckpointFile.Write(path, Of(null, stand));
        return $"stopped; {runs.Finished} of {request.Replicates} runs are over, the state of all that were begun is in {path}\n"
            + $"go on with: {Application.Name} run --resume {path}";
    }

    private Checkpoint Of(DateOnly? date, ImmutableArray<PackedRun> saved) => new()
    {
        Version = VersionCommand.Version,
        Asked = new CheckpointRequest(
            request.File, request.WhatIfs, [.. request.AllSettings.Select(s => $"{s.Key}={s.Value}")], request.Until, request.Replicates,
            request.Trace, date is null ? request.Checkpoints : []),
        Date = date,
        KeptTicks = keptTicks,
        LockText = lockText,
        Runs = saved,
    };

    private string FreeName(string name)
    {
        string stem = Path.TrimEndingDirectorySeparator(request.Out ?? Path.Combine(OutputFolder.DefaultParent, name));
        string path = stem + CheckpointFile.Extension;
        for (int number = 2; Path.Exists(path); number++)
        {
            path = $"{stem}-{number}{CheckpointFile.Extension}";
        }

        return path;
    }
}
