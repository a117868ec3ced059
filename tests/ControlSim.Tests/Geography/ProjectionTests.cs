using ControlSim.Study.Geography;
using NetTopologySuite.Geometries;

namespace ControlSim.Tests.Geography;

public sealed class ProjectionTests
{
    [Fact]
    public void Snyders_worked_example_comes_out()
    {
        // Snyder 1987, p. 292: Clarke 1866, parallels 29.5 and 45.5 N, origin 23 N 96 W, point 35 N 75 W: x 1885472.7 m,
        // y 1535925.0 m. Ours is WGS84, which moves the point by less than 0.3 km.
        Projection projection = new(29.5, 45.5, 23, -96);

        (double x, double y) = projection.Forward(-75, 35);

        Assert.Equal(1885.4727, x, 0.3);
        Assert.Equal(1535.9250, y, 0.3);
    }

    [Fact]
    public void A_cell_of_the_graticule_has_its_area_on_the_ellipsoid()
    {
        // Closed form for the zone between two parallels; 2 degrees of longitude by 1 of latitude, drawn with many points.
        Projection projection = Projection.Theatre;
        List<Coordinate> ring = [];
        for (int i = 0; i <= 2000; i++)
            ring.Add(At(projection, 42 + (i / 1000.0), 33));
        for (int i = 0; i <= 2000; i++)
            ring.Add(At(projection, 44 - (i / 1000.0), 34));
        ring.Add(ring[0].Copy());

        double area = Factories.Plane.CreatePolygon([.. ring]).Area;

        double expected = 6378.137 * 6378.137 / 2 * (2 * Math.PI / 180) * (Authalic(34) - Authalic(33));
        Assert.Equal(expected, area, expected * 1e-6);
    }

    [Fact]
    public void Inverse_undoes_forward_over_the_whole_map()
    {
        for (double longitude = 35; longitude <= 49; longitude += 0.7)
        {
            for (double latitude = 29; latitude <= 38; latitude += 0.45)
            {
                (double x, double y) = Projection.Theatre.Forward(longitude, latitude);
                (double backLongitude, double backLatitude) = Projection.Theatre.Inverse(x, y);
                Assert.Equal(longitude, backLongitude, 1e-11);
                Assert.Equal(latitude, backLatitude, 1e-11);
            }
        }
    }

    [Fact]
    public void Lengths_are_true_within_three_per_mille_between_30_and_37_and_a_half_degrees()
    {
        for (double latitude = 30; latitude <= 37.5; latitude += 0.5)
        {
            (double x1, double y1) = Projection.Theatre.Forward(41, latitude);
            (double x2, double y2) = Projection.Theatre.Forward(41.01, latitude);
            double sine = Math.Sin(latitude * Math.PI / 180);
            double radius = 6378.137 * Math.Cos(latitude * Math.PI / 180) / Math.Sqrt(1 - (0.00669437999014 * sine * sine));
            double scale = Math.Sqrt(((x2 - x1) * (x2 - x1)) + ((y2 - y1) * (y2 - y1))) / (radius * 0.01 * Math.PI / 180);
            Assert.InRange(scale, 0.997, 1.003);
        }
    }

    [Fact]
    public void East_is_right_and_north_is_up()
    {
        (double x, double y) = Projection.Theatre.Forward(41, 33.75);
        (double east, _) = Projection.Theatre.Forward(42, 33.75);
        (_, double north) = Projection.Theatre.Forward(41, 34.75);

        Assert.Equal(0, x, 1e-9);
        Assert.Equal(0, y, 1e-9);
        Assert.InRange(east, 92, 93);
        Assert.InRange(north, 110, 112);
    }

    [Theory]
    [InlineData("Syria", 185180)]
    [InlineData("Iraq", 438317)]
    public void Countries_of_the_basemap_have_their_published_area_within_one_and_a_half_per_cent(string country, double publishedKm2)
    {
        double area = Projection.Theatre.Forward(TheatreFiles.Basemap.Countries[country]).Area;

        Assert.InRange(area / publishedKm2, 0.985, 1.015);
    }

    private static Coordinate At(Projection projection, double longitude, double latitude)
    {
        (double x, double y) = projection.Forward(longitude, latitude);
        return new Coordinate(x, y);
    }

    private static double Authalic(double latitude)
    {
        double e2 = 0.00669437999014;
        double e = Math.Sqrt(e2);
        double s = Math.Sin(latitude * Math.PI / 180);
        return (1 - e2) * ((s / (1 - (e2 * s * s))) + (Math.Atanh(e * s) / e));
    }
}
