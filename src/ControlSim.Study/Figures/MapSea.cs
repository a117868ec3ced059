using System.Collections.Immutable;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;

namespace ControlSim.Study.Figures;

/// <summary>What lies between the countries of a base map is sea. Beyond their hull the base map says nothing: there the ground stays land.</summary>
public static class MapSea
{
    /// <summary>The sea, km; null where there are no countries.</summary>
    public static Geometry? Of(ImmutableArray<MapCountry> countries)
    {
        if (countries.IsEmpty) return null;
        Geometry land = UnaryUnionOp.Union(countries.Select(c => c.Area).ToList());
        return land.ConvexHull().Difference(land.Buffer(0.05));
    }
}
