using NetTopologySuite;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace ControlSim.Study.Geography;

/// <summary>
/// The two kinds of geometry: degrees (WGS84, lon lat) and kilometres in the plane of a <see cref="Projection"/>. Both use the
/// robust overlay (OverlayNG); the services are our own, since the library's global ones could be changed by anyone.
/// </summary>
public static class Factories
{
    private static readonly NtsGeometryServices Services = new(
        CoordinateArraySequenceFactory.Instance,
        new PrecisionModel(),
        0,
        GeometryOverlay.NG,
        new CoordinateEqualityComparer());

    /// <summary>Makes geometries in degrees, SRID 4326.</summary>
    public static GeometryFactory Degrees { get; } = Services.CreateGeometryFactory(4326);

    /// <summary>Makes geometries in projected kilometres.</summary>
    public static GeometryFactory Plane { get; } = Services.CreateGeometryFactory(0);
}
