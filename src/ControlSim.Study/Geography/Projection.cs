using NetTopologySuite.Densify;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace ControlSim.Study.Geography;

/// <summary>
/// Albers equal-area conic projection of the WGS84 ellipsoid to a plane in kilometres, x to the east and y to the north, so that
/// areas on the map are areas on the ground. Formulas: Snyder 1987, <i>Map Projections: A Working Manual</i>, 101-102.
/// </summary>
public sealed class Projection
{
    private const double SemiMajorKm = 6378.137;
    private const double EccentricitySquared = 0.00669437999014;

    // A straight line in degrees sags in the plane: by 0.4 km over 200 km here, by less than 0.01 km over a quarter degree.
    private const double LongestEdgeDegrees = 0.25;

    private static readonly double Eccentricity = Math.Sqrt(EccentricitySquared);

    private readonly double _meridian;
    private readonly double _n;
    private readonly double _c;
    private readonly double _rho0;

    /// <summary>A projection; all angles in degrees.</summary>
    /// <param name="parallel1">Southern standard parallel.</param>
    /// <param name="parallel2">Northern standard parallel, not the same and not its mirror image at the equator.</param>
    /// <param name="originLatitude">Latitude of y = 0.</param>
    /// <param name="centralMeridian">Longitude of x = 0.</param>
    public Projection(double parallel1, double parallel2, double originLatitude, double centralMeridian)
    {
        double m1 = M(Radians(parallel1));
        double m2 = M(Radians(parallel2));
        double q1 = Q(Radians(parallel1));
        double q2 = Q(Radians(parallel2));
        _meridian = centralMeridian;
        _n = ((m1 * m1) - (m2 * m2)) / (q2 - q1);
        _c = (m1 * m1) + (_n * q1);
        _rho0 = Rho(Q(Radians(originLatitude)));
    }

    /// <summary>
    /// The projection of the theatre: parallels a sixth of the height inside 30 and 37.5 N, where Syria and Iraq lie, and the
    /// meridian of al-Qa'im. Lengths are true within 0.3 % there.
    /// </summary>
    public static Projection Theatre { get; } = new(31.25, 36.25, 33.75, 41);

    /// <summary>From degrees to kilometres in the plane.</summary>
    public (double X, double Y) Forward(double longitude, double latitude)
    {
        double rho = Rho(Q(Radians(latitude)));
        double theta = _n * Radians(longitude - _meridian);
        return (rho * Math.Sin(theta), _rho0 - (rho * Math.Cos(theta)));
    }

    /// <summary>From kilometres in the plane back to degrees.</summary>
    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        double sign = Math.Sign(_n);
        double rho = Math.Sqrt((x * x) + ((_rho0 - y) * (_rho0 - y)));
        double theta = Math.Atan2(sign * x, sign * (_rho0 - y));
        double scaled = rho * _n / SemiMajorKm;
        double q = (_c - (scaled * scaled)) / _n;
        return (_meridian + Degrees(theta / _n), Degrees(LatitudeOf(q)));
    }

    /// <summary>A geometry in degrees, brought into the plane; long edges get further points so that they keep their course.</summary>
    public Geometry Forward(Geometry degrees)
    {
        Geometry dense = degrees.IsEmpty || degrees.Dimension == Dimension.Point
            ? degrees
            : Densifier.Densify(degrees, LongestEdgeDegrees);
        return Mapped(dense, Factories.Plane, Forward);
    }

    /// <summary>A geometry in the plane, brought back to degrees.</summary>
    public Geometry Inverse(Geometry plane) => Mapped(plane, Factories.Degrees, Inverse);

    private static Geometry Mapped(Geometry geometry, GeometryFactory factory, Func<double, double, (double X, double Y)> map) =>
        new GeometryEditor(factory).Edit(geometry, new Move(map));

    private static double M(double latitude)
    {
        double sine = Math.Sin(latitude);
        return Math.Cos(latitude) / Math.Sqrt(1 - (EccentricitySquared * sine * sine));
    }

    private static double Q(double latitude)
    {
        double sine = Math.Sin(latitude);
        double es = Eccentricity * sine;
        return (1 - EccentricitySquared)
            * ((sine / (1 - (es * es))) - (Math.Log((1 - es) / (1 + es)) / (2 * Eccentricity)));
    }

    private double Rho(double q) => SemiMajorKm * Math.Sqrt(_c - (_n * q)) / _n;

    // Newton's method from the sphere's latitude, which is off by 0.2 degrees at most: the error squares with each step.
    private static double LatitudeOf(double q)
    {
        double latitude = Math.Asin(q / 2);
        for (int step = 0; step < 6; step++)
        {
            double sine = Math.Sin(latitude);
            double w = 1 - (EccentricitySquared * sine * sine);
            latitude += (q - Q(latitude)) * w * w / (2 * (1 - EccentricitySquared) * Math.Cos(latitude));
        }

        return latitude;
    }

    private static double Radians(double degrees) => degrees * (Math.PI / 180);

    private static double Degrees(double radians) => radians * (180 / Math.PI);

    private sealed class Move(Func<double, double, (double X, double Y)> map) : GeometryEditor.CoordinateOperation
    {
        public override Coordinate[] Edit(Coordinate[] coordinates, Geometry geometry) =>
            Array.ConvertAll(coordinates, c =>
            {
                (double x, double y) = map(c.X, c.Y);
                return new Coordinate(x, y);
            });
    }
}
