namespace ControlSim.Study.Geography;

/// <summary>A place that can be held, and so has a control area. Refuges are none.</summary>
/// <param name="Id">Location id.</param>
/// <param name="Country">Name of its country in the basemap.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Latitude">Degrees north.</param>
public sealed record ControlSite(string Id, string Country, double Longitude, double Latitude);
