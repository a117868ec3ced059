namespace ControlSim.Scenarios;

/// <summary>Supply by air for the units of a bloc at a place that no usable road reaches (Deir ez-Zor, Kobani: S4-31).</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Faction">Faction whose bloc is supplied.</param>
/// <param name="From">Location of the depots that it empties; empty for supply from outside the map.</param>
/// <param name="To">Location that it supplies while it is cut off.</param>
/// <param name="ManDays">Most that it loads on a day on which it flies, man-days.</param>
/// <param name="Loss">Share that does not reach the besieged, 0 to 1.</param>
/// <param name="Flying">Probability of flying on a day.</param>
public sealed record Airlift(string Id, string Faction, string From, string To, double ManDays, double Loss, double Flying);
