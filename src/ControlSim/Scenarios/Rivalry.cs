namespace ControlSim.Scenarios;

/// <summary>
/// Two factions that keep out of each other's way only as long as something holds them to it: when their tension passes the
/// limit they turn hostile wherever they deconflict. Pairs without a rivalry have incidents, but never turn on each other.
/// </summary>
/// <param name="Id">Stable id.</param>
/// <param name="A">Faction id.</param>
/// <param name="B">Faction id.</param>
/// <param name="Tension">Tension at the start, 0 to 1; null where it starts at the level that follows from the first day.</param>
/// <param name="PatronTension">Tension between their patrons outside the map, 0 to 1.</param>
public sealed record Rivalry(string Id, string A, string B, double? Tension, double PatronTension);
