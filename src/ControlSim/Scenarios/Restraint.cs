using System.Collections.Immutable;

namespace ControlSim.Scenarios;

/// <summary>
/// What politics forbid commanders: places that some factions may not attack of their own accord in a span of days, or before others are won. In joint
/// planning a requirement of a higher command that prohibits an action (JP 5-0). Orders and defence do not ask for it.
/// </summary>
public sealed record Restraint
{
    public required string Id { get; init; }

    /// <summary>Who is bound by it.</summary>
    public required ImmutableArray<string> Factions { get; init; }

    /// <summary>Where they begin nothing.</summary>
    public required ImmutableArray<string> Locations { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>It binds only until the own or a cobelligerent bloc holds all of these; without any, on all its days.</summary>
    public required ImmutableArray<string> Until { get; init; }
}
