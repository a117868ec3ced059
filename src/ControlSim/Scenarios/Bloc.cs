namespace ControlSim.Scenarios;

/// <summary>
/// A holder of territory (controller): ownership, captures and scores are per bloc. A bloc that cannot own
/// (coalition, Russia, Turkey, Quds Force) lends its strength to the cobelligerent bloc that holds or attacks a place.
/// </summary>
/// <param name="Id">Stable id.</param>
/// <param name="Name">Name for tables and figures.</param>
/// <param name="Owns">False for a bloc that never owns a location; its supply is its own.</param>
public sealed record Bloc(string Id, string Name, bool Owns);
