using System.Collections.Immutable;
using NetTopologySuite.Geometries;

namespace ControlSim.Study.Figures;

/// <summary>What lies between the countries of a base map is sea. Beyond their hull the base map says nothing: there the ground stays land.</summary>
public static class MapSea
{
    /// <summary>Water to draw beneath the countries, km: their convex hull; null where there are no countries.</summary>
    public static Geometry? Of(ImmutableArray<MapCountry> countries) =>
        countries.IsEmpty ? null : countries[0].Area.Factory.CreateGeometryCollection([.. countries.Select(c => c.Area)]).ConvexHull();
}
