namespace ControlSim.Scenarios;

/// <summary>How two factions stand to each other. Only hostile factions fight.</summary>
public enum RelationKind
{
    /// <summary>On one side: shares corridors, never fights.</summary>
    Cobelligerent,

    /// <summary>Tacit cooperation: keeps out of the other's way.</summary>
    Deconflict,
    Neutral,
    Hostile,
}

/// <summary>A relation between two factions for an interval of dates; symmetric.</summary>
/// <param name="A">Faction id.</param>
/// <param name="B">Faction id.</param>
/// <param name="Kind">The relation.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Country">Country in which it holds; empty for all. A row with a country wins over one without.</param>
public sealed record Relation(string A, string B, RelationKind Kind, DateOnly From, DateOnly To, string Country);
