namespace ControlSim.Study.Sweeps;

/// <summary>How a sweep is worked on; nothing here changes a result.</summary>
public sealed record SweepOptions
{
    /// <summary>Most runs at the same time.</summary>
    public required int Jobs { get; init; }

    /// <summary>This worker does the parts whose number leaves this rest when divided by <see cref="Shards"/>.</summary>
    public int Shard { get; init; }

    /// <summary>Number of workers that share the parts.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>Starts of a part without an end after which its runs are watched one by one, and of a run after which it is set aside.</summary>
    public int Tries { get; init; } = 3;

    /// <summary>No part is begun after this; null for no limit.</summary>
    public TimeSpan? MostTime { get; init; }

    /// <summary>Is told the number of runs done so far, those found on disk included.</summary>
    public IProgress<int>? Progress { get; init; }

    /// <summary>Is told what a user should know.</summary>
    public Action<string> Warn { get; init; } = _ => { };
}
