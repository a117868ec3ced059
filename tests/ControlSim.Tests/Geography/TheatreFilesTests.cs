using ControlSim.Study.Geography;
using NetTopologySuite.Geometries;

namespace ControlSim.Tests.Geography;

public sealed class TheatreFilesTests
{
    [Theory]
    [InlineData("locations.geojson", 139)]
    [InlineData("corridors.geojson", 306)]
    [InlineData("crossings.geojson", 15)]
    [InlineData("basemap.geojson", 46)]
    public void Every_feature_has_an_id_of_its_own_a_source_and_a_confidence(string file, int count)
    {
        IReadOnlyList<GeoFeature> features = TheatreFiles.Read(file);

        Assert.Equal(count, features.Count);
        Assert.Equal(count, features.Select(f => f.Text("id")).Distinct(StringComparer.Ordinal).Count());
        Assert.All(features, f => Assert.All(["id", "source", "confidence"], key => Assert.NotEqual("", f.Text(key))));
    }

    [Fact]
    public void A_corridor_is_drawn_between_its_ends_and_is_no_shorter_than_the_great_circle()
    {
        Dictionary<string, Coordinate> at = Locations();
        Assert.All(TheatreFiles.Read("corridors.geojson"), f =>
        {
            Coordinate from = at[f.Text("from")];
            Coordinate to = at[f.Text("to")];
            Assert.Equal(f.Text("id"), $"{f.Text("from")}--{f.Text("to")}");
            Assert.Equal([from, to], f.Geometry.Coordinates);
            Assert.True(f.Properties["length_km"]!.GetValue<double>() >= GreatCircleKm(from, to), f.Text("id"));
        });
    }

    [Fact]
    public void The_places_are_connected_without_the_refuges()
    {
        ILookup<string, string> next = TheatreFiles.Read("corridors.geojson")
            .Where(f => f.Text("class") != "off-road")
            .SelectMany(f => new[] { (f.Text("from"), f.Text("to")), (f.Text("to"), f.Text("from")) })
            .ToLookup(p => p.Item1, p => p.Item2);
        HashSet<string> seen = ["al-qaim"];
        Queue<string> open = new(seen);
        while (open.TryDequeue(out string? id))
        {
            foreach (string other in next[id].Where(seen.Add))
                open.Enqueue(other);
        }

        Assert.Equal(130, seen.Count);
    }

    [Fact]
    public void A_corridor_has_a_crossing_exactly_if_it_joins_two_countries_and_a_crossing_without_one_is_external()
    {
        Dictionary<string, string> country = TheatreFiles.Read("locations.geojson").ToDictionary(f => f.Text("id"), f => f.Text("country"));
        IReadOnlyList<GeoFeature> corridors = TheatreFiles.Read("corridors.geojson");
        HashSet<string> used = [.. corridors.Select(f => f.Text("crossing")).Where(c => c != "")];

        Assert.All(corridors, f => Assert.Equal(country[f.Text("from")] != country[f.Text("to")], f.Text("crossing") != ""));
        Assert.All(TheatreFiles.Read("crossings.geojson"), f =>
        {
            Assert.NotEqual(used.Contains(f.Text("id")), f.Text("external") != "");
            Assert.True(f.Text("external") == "" || country.ContainsKey(f.Text("location")), f.Text("id"));
        });
    }

    [Fact]
    public void Every_location_lies_in_its_country_or_within_three_kilometres_of_it()
    {
        Assert.All(TheatreFiles.Read("locations.geojson"), f =>
        {
            Geometry land = Projection.Theatre.Forward(TheatreFiles.Basemap.Countries[f.Text("country")]);
            Assert.InRange(land.Distance(Projection.Theatre.Forward(f.Geometry)), 0, 3);
        });
    }

    private static Dictionary<string, Coordinate> Locations() =>
        TheatreFiles.Read("locations.geojson").ToDictionary(f => f.Text("id"), f => f.Geometry.Coordinate);

    private static double GreatCircleKm(Coordinate a, Coordinate b)
    {
        double radians = Math.PI / 180;
        double dx = Math.Sin((b.X - a.X) * radians / 2);
        double dy = Math.Sin((b.Y - a.Y) * radians / 2);
        double h = (dy * dy) + (Math.Cos(a.Y * radians) * Math.Cos(b.Y * radians) * dx * dx);
        return 2 * 6371.0088 * Math.Asin(Math.Sqrt(h));
    }
}
