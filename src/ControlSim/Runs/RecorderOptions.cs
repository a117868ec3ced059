using System.Collections.Immutable;

namespace ControlSim.Runs;

/// <summary>What a run keeps beside its daily series.</summary>
/// <param name="FlowTicks">Ticks at which control shares and corridor flows are kept, ascending.</param>
public sealed record RecorderOptions(ImmutableArray<int> FlowTicks)
{
    /// <summary>Daily series only.</summary>
    public static RecorderOptions DailyOnly { get; } = new([]);

    /// <summary>Daily series and the hash of every day's state.</summary>
    public static RecorderOptions DailyHashes { get; } = new([]) { HashesDays = true };

    /// <summary>
    /// Is the state hashed after every tick, and not only at the end and where the run is saved? It shows on which day two runs
    /// part, and takes a thirtieth of a run.
    /// </summary>
    public bool HashesDays { get; init; }
}
