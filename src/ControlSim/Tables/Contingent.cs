namespace ControlSim.Tables;

/// <summary>The units of a faction at a location, in either posture.</summary>
/// <param name="Row">Row of the tables by location and faction: <c>location * factions + faction</c>.</param>
/// <param name="Location">Row of the location.</param>
/// <param name="Faction">Row of the faction.</param>
/// <param name="Morale">Index of the faction's morale in the location's country.</param>
internal readonly record struct Contingent(int Row, int Location, int Faction, int Morale);
