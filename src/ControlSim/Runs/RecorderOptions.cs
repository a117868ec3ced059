using System.Collections.Immutable;

namespace ControlSim.Runs;

/// <summary>What a run keeps beside its daily series.</summary>
/// <param name="FlowTicks">Ticks at which control shares and corridor flows are kept, ascending.</param>
public sealed record RecorderOptions(ImmutableArray<int> FlowTicks)
{
    /// <summary>Daily series only.</summary>
    public static RecorderOptions DailyOnly { get; } = new([]);
}
