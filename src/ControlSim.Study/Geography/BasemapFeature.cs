using NetTopologySuite.Geometries;

namespace ControlSim.Study.Geography;

/// <summary>A country, border, river or lake of the basemap.</summary>
/// <param name="Name">Name as in the file, e.g. <c>Iraq</c> or <c>Iraq - Syria</c>.</param>
/// <param name="Geometry">In degrees.</param>
public sealed record BasemapFeature(string Name, Geometry Geometry);
