using System.Collections.Immutable;
using ControlSim.Study.Geography;
using NetTopologySuite.Geometries;

namespace ControlSim.Tests.Geography;

public sealed class ControlAreasTests
{
    private static readonly Lazy<ImmutableSortedDictionary<string, ControlArea>> Theatre =
        new(() => ControlAreas.For(TheatreFiles.Sites, TheatreFiles.Basemap.Countries));

    [Fact]
    public void Every_place_of_the_theatre_has_a_valid_area_in_whole_square_kilometres()
    {
        Assert.Equal(130, Theatre.Value.Count);
        Assert.All(Theatre.Value.Values, a =>
        {
            Assert.True(a.Plane.IsValid, a.Id);
            Assert.InRange(a.AreaKm2, 1, Math.PI * 2500);
            Assert.Equal(Math.Round(a.AreaKm2), a.AreaKm2);
            Assert.InRange(Math.Abs(a.AreaKm2 - a.Plane.Area), 0, 0.5);
        });
    }

    [Fact]
    public void Areas_do_not_overlap()
    {
        ControlArea[] areas = [.. Theatre.Value.Values];
        for (int i = 0; i < areas.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (areas[i].Plane.EnvelopeInternal.Intersects(areas[j].Plane.EnvelopeInternal))
                    Assert.InRange(areas[i].Plane.Intersection(areas[j].Plane).Area, 0, 1e-6);
            }
        }
    }

    [Theory]
    [InlineData("Syria")]
    [InlineData("Iraq")]
    public void Areas_lie_in_their_country_and_cover_what_is_within_fifty_kilometres(string country)
    {
        Geometry land = Projection.Theatre.Forward(TheatreFiles.Basemap.Countries[country]);
        ControlSite[] sites = [.. TheatreFiles.Sites.Where(s => s.Country == country)];
        ControlSite[] pockets = [.. sites.Where(s => s.StatedKm2 is not null)];
        double sum = sites.Sum(s => Theatre.Value[s.Id].Plane.Area);

        Assert.All(sites, s => Assert.InRange(Theatre.Value[s.Id].Plane.Difference(land).Area, 0, 1e-6));
        Assert.True(sum <= land.Area);

        // Sampled: each land point within 49.9 km of a place of its country is in the area of the nearest one.
        for (double x = -500; x <= 450; x += 37)
        {
            for (double y = -500; y <= 400; y += 37)
            {
                Point point = Factories.Plane.CreatePoint(new Coordinate(x, y));
                if (pockets.Any(p => Theatre.Value[p.Id].Plane.Covers(point)))
                    continue;
                ControlSite nearest = sites.Except(pockets).MinBy(s => At(s).Distance(point.Coordinate))!;
                if (land.Contains(point) && At(nearest).Distance(point.Coordinate) < 49.9)
                    Assert.True(Theatre.Value[nearest.Id].Plane.Covers(point), $"{x}, {y}: {nearest.Id}");
            }
        }
    }

    [Fact]
    public void No_area_reaches_farther_than_fifty_kilometres()
    {
        Assert.All(TheatreFiles.Sites, s =>
            Assert.All(Theatre.Value[s.Id].Plane.Coordinates, c => Assert.InRange(c.Distance(At(s)), 0, 50.000001)));
    }

    [Fact]
    public void A_place_lies_in_its_own_area_or_within_three_kilometres_of_it()
    {
        List<string> outside = [];
        foreach (ControlSite site in TheatreFiles.Sites)
        {
            double distance = Theatre.Value[site.Id].Plane.Distance(Factories.Plane.CreatePoint(At(site)));
            if (distance > 0)
                outside.Add(site.Id);
            Assert.InRange(distance, 0, 3);
        }

        Assert.Equal(["faysh-khabur-crossing", "husaybah-crossing", "kobani", "ras-al-ayn"], outside);
    }

    [Fact]
    public void The_order_of_the_rows_changes_nothing()
    {
        var turned = ControlAreas.For(TheatreFiles.Sites.Reverse(), TheatreFiles.Basemap.Countries);

        Assert.All(Theatre.Value.Values, a => Assert.True(a.Plane.EqualsExact(turned[a.Id].Plane), a.Id));
    }

    [Fact]
    public void A_lone_place_has_the_circle_and_two_on_one_spot_give_it_to_the_first_id()
    {
        ImmutableDictionary<string, Geometry> country = Square();

        Assert.InRange(ControlAreas.For([new ControlSite("a", "X", 41, 34)], country)["a"].AreaKm2, 7852, 7854);
        var both = ControlAreas.For([new ControlSite("b", "X", 41, 34), new ControlSite("a", "X", 41, 34)], country);
        Assert.InRange(both["a"].AreaKm2, 7852, 7854);
        Assert.Equal(0, both["b"].AreaKm2);
        Assert.True(both["b"].Plane.IsEmpty);
    }

    [Fact]
    public void Two_places_share_the_land_between_them_evenly_and_other_countries_take_none_of_it()
    {
        var areas = ControlAreas.For(
            [new ControlSite("east", "X", 41.4, 34), new ControlSite("west", "X", 40.6, 34), new ControlSite("abroad", "Y", 41, 34)],
            Square());

        Assert.Equal(areas["east"].AreaKm2, areas["west"].AreaKm2, 1.0);
        Assert.InRange(areas["east"].AreaKm2, 5000, 7853);
        Assert.Equal(0, areas["abroad"].AreaKm2);
    }

    [Fact]
    public void A_place_with_a_given_area_has_a_disc_of_it_and_its_neighbour_the_rest()
    {
        var areas = ControlAreas.For(
            [new ControlSite("city", "X", 41, 34), new ControlSite("pocket", "X", 41.05, 34, 7)], Square());

        Assert.Equal(7, areas["pocket"].AreaKm2);
        Assert.InRange(areas["city"].AreaKm2, 7845, 7847);
        Assert.Equal(0, areas["city"].Plane.Intersection(areas["pocket"].Plane).Area, 1e-6);
    }

    [Fact]
    public void A_stated_area_of_more_than_half_the_nearest_land_changes_nothing()
    {
        var areas = ControlAreas.For([new ControlSite("city", "X", 41, 34, 7000)], Square());

        Assert.InRange(areas["city"].AreaKm2, 7852, 7854);
    }

    [Fact]
    public void Areas_of_locations_that_have_their_areas_come_out_the_same_again()
    {
        var locations = TheatreFiles.Sites.Select(s => new ControlSim.Scenarios.Location
        {
            Id = s.Id,
            Name = s.Id,
            Country = s.Country,
            Longitude = s.Longitude,
            Latitude = s.Latitude,
            Population = 0,
            AreaKm2 = Theatre.Value[s.Id].AreaKm2,
            HidingGround = 0,
            Group = "",
            Society = SmallWorld.Defaults<ControlSim.Scenarios.SocietyInputs>(),
            IsRefuge = s.Id == "rutba",
        });

        var again = ControlAreas.For(locations, TheatreFiles.Basemap.Countries);

        Assert.False(again.ContainsKey("rutba"));
        Assert.True(again["damascus"].Plane.EqualsExact(Theatre.Value["damascus"].Plane));
        Assert.Equal(7, again["yarmouk"].AreaKm2);
    }

    private static ImmutableDictionary<string, Geometry> Square() =>
        ImmutableDictionary<string, Geometry>.Empty.Add("X", Factories.Degrees.ToGeometry(new Envelope(39, 43, 32, 36)));

    private static Coordinate At(ControlSite site)
    {
        (double x, double y) = Projection.Theatre.Forward(site.Longitude, site.Latitude);
        return new Coordinate(x, y);
    }
}
