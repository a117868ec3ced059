using NetTopologySuite.Geometries;

namespace ControlSim.Study.Geography;

/// <summary>The land that counts as held with a location.</summary>
/// <param name="Id">Location id.</param>
/// <param name="Plane">Polygon or multipolygon in projected kilometres.</param>
/// <param name="AreaKm2">
/// Area in whole km²: it enters the model, and the last bits of a projection differ between platforms.
/// </param>
public sealed record ControlArea(string Id, Geometry Plane, double AreaKm2);
