using System.Collections.Immutable;

namespace ControlSim.Scenarios;

/// <summary>A gate on the border. It lies on one or more corridors, or leads to an external neighbour.</summary>
public sealed record Crossing
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>External neighbour that it leads to (a country off the graph); empty if both ends are on the graph.</summary>
    public required string External { get; init; }

    /// <summary>For an external gate: the location that it opens into; empty otherwise.</summary>
    public required string Location { get; init; }

    /// <summary>Open to supply.</summary>
    public required bool OpenToSupply { get; init; }

    /// <summary>Open to massed units. Cells pass a gate that is shut to them with the smuggling probability.</summary>
    public required bool OpenToUnits { get; init; }

    /// <summary>Most supply that passes in a day, man-days; infinity if the road is the limit.</summary>
    public required double Throughput { get; init; }

    /// <summary>Blocs that can use it, and the corridors at the location of the same id, whoever holds the ends.</summary>
    public required ImmutableArray<string> UsableBy { get; init; }
}
