using System.Collections.Immutable;

namespace ControlSim.Study.Statistics;

/// <summary>One factor as scenario discovery sees it.</summary>
/// <param name="Name">Name of the factor.</param>
/// <param name="Values">Value by case; of a categorical factor the number of its level.</param>
/// <param name="Levels">Words of the levels; empty for a number.</param>
public sealed record PrimColumn(string Name, ImmutableArray<double> Values, ImmutableArray<string> Levels)
{
    /// <summary>Its levels are words without an order.</summary>
    public bool IsCategorical => !Levels.IsEmpty;
}
