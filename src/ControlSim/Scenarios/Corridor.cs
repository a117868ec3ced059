namespace ControlSim.Scenarios;

/// <summary>Class of a corridor: sets capacity and speed.</summary>
public enum CorridorClass
{
    Highway,
    Primary,
    Secondary,
    DesertTrack,

    /// <summary>No road: between a refuge and its neighbours.</summary>
    OffRoad,
}

/// <summary>A link between two locations; undirected.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="From">Location id of one end.</param>
/// <param name="To">Location id of the other end.</param>
/// <param name="LengthKm">Length along the road, km, as written in the file to 0.1 km.</param>
/// <param name="Class">Class of the road.</param>
/// <param name="Crossing">Crossing that gates it; empty if none.</param>
public sealed record Corridor(string Id, string From, string To, double LengthKm, CorridorClass Class, string Crossing);
