namespace ControlSim.Study.Geography;

/// <summary>Distances on the sphere.</summary>
public static class GreatCircle
{
    /// <summary>Mean radius of the Earth, km (IUGG R1): within 0.5 % of the ellipsoid everywhere.</summary>
    public const double EarthRadiusKm = 6371.0088;

    /// <summary>Great-circle distance by the haversine formula, km: exact for near points too, where acos is not.</summary>
    /// <param name="lon1">Degrees east of the one point.</param>
    /// <param name="lat1">Degrees north of the one point.</param>
    /// <param name="lon2">Degrees east of the other.</param>
    /// <param name="lat2">Degrees north of the other.</param>
    public static double Km(double lon1, double lat1, double lon2, double lat2)
    {
        double a = Math.Sin(Radians(lat2 - lat1) / 2);
        double b = Math.Sin(Radians(lon2 - lon1) / 2);
        double h = (a * a) + (Math.Cos(Radians(lat1)) * Math.Cos(Radians(lat2)) * b * b);
        return 2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    private static double Radians(double degrees) => degrees * (Math.PI / 180);
}
