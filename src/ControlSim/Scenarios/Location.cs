namespace ControlSim.Scenarios;

/// <summary>A node of the theatre: a town, a base, a post, or a refuge (desert, valley, mountains).</summary>
public sealed record Location
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Country { get; init; }

    /// <summary>Degrees east, WGS84.</summary>
    public required double Longitude { get; init; }

    /// <summary>Degrees north, WGS84.</summary>
    public required double Latitude { get; init; }

    /// <summary>Inhabitants at the start.</summary>
    public required long Population { get; init; }

    /// <summary>Land area that counts as held with this location, km²; 0 for a refuge.</summary>
    public required double AreaKm2 { get; init; }

    /// <summary>People among whom or ground on which fighters can hide beside the population's share, in heads.</summary>
    public required double HidingGround { get; init; }

    /// <summary>Main group of the inhabitants; empty if it does not matter. Groups matter only through inclusion, an input.</summary>
    public required string Group { get; init; }

    /// <summary>What governs life here.</summary>
    public required SocietyInputs Society { get; init; }

    /// <summary>A refuge is a place for cells: it has no owner and no area.</summary>
    public required bool IsRefuge { get; init; }
}
