namespace ControlSim.Study.Geography;

/// <summary>A place that can be held, and so has a control area. Refuges are none.</summary>
/// <param name="Id">Location id.</param>
/// <param name="Country">Name of its country in the basemap.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Latitude">Degrees north.</param>
/// <param name="StatedKm2">
/// Area that the file states. Where it is less than half of the land nearest to the place, the place is a pocket or a quarter:
/// it gets a disc of that size, cut out of its neighbours. Otherwise, and if null, it has the land nearest to it.
/// </param>
public sealed record ControlSite(string Id, string Country, double Longitude, double Latitude, double? StatedKm2 = null);
