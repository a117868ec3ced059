using System.Text.Json.Nodes;
using ControlSim.Study.Geography;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace ControlSim.Tests.Geography;

public sealed class GeoJsonTests
{
    [Theory]
    [InlineData("POINT (41.09 34.37)")]
    [InlineData("MULTIPOINT ((41 34), (42 35))")]
    [InlineData("LINESTRING (41 34, 42.5 35.25, 43 35)")]
    [InlineData("MULTILINESTRING ((41 34, 42 35), (43 35, 44 36))")]
    [InlineData("POLYGON ((40 34, 44 34, 44 37, 40 37, 40 34), (41 35, 41 36, 42 36, 42 35, 41 35))")]
    [InlineData("MULTIPOLYGON (((40 34, 41 34, 41 35, 40 34)), ((-3.5 -2, -3 -2, -3 -1, -3.5 -2)))")]
    public void A_geometry_survives_writing_and_reading(string text)
    {
        Geometry geometry = new WKTReader().Read(text);

        GeoFeature read = Assert.Single(GeoJson.Read(GeoJson.Write([new GeoFeature(geometry, [])])));

        Assert.True(read.Geometry.EqualsExact(geometry), read.Geometry.AsText());
    }

    [Fact]
    public void Properties_survive_with_their_order_and_apostrophes()
    {
        JsonObject properties = new() { ["id"] = "al-qaim", ["name"] = "Al-Qa'im – القائم", ["population"] = 74000, ["bridge"] = false };

        string text = GeoJson.Write([new GeoFeature(Factories.Degrees.CreatePoint(new Coordinate(41, 34)), properties)]);

        Assert.Contains("{\"type\":\"Feature\",\"id\":\"al-qaim\",\"properties\":{\"id\":\"al-qaim\",\"name\":\"Al-Qa'im – القائم\"", text, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(properties, GeoJson.Read(text)[0].Properties));
        Assert.Equal("al-qaim", GeoJson.Read(text)[0].Text("id"));
        Assert.Equal("", GeoJson.Read(text)[0].Text("population"));
    }

    [Fact]
    public void Coordinates_are_rounded_and_never_minus_zero()
    {
        Point point = Factories.Degrees.CreatePoint(new Coordinate(-0.000001, 34.123456789));

        string text = GeoJson.Write([new GeoFeature(point, [])], decimals: 5);

        Assert.Contains("[0,34.12346]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Outer_rings_are_written_counter_clockwise_and_holes_clockwise()
    {
        Geometry turned = new WKTReader().Read("POLYGON ((0 0, 0 9, 9 9, 9 0, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))");

        var read = (Polygon)GeoJson.Read(GeoJson.Write([new GeoFeature(turned, [])]))[0].Geometry;

        Assert.True(Orientation.IsCCW(read.ExteriorRing.Coordinates));
        Assert.False(Orientation.IsCCW(read.GetInteriorRingN(0).Coordinates));
    }

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("{\n\"type\":\"FeatureCollection\",\n", "line 3: not valid JSON")]
    [InlineData("[]", "not a GeoJSON FeatureCollection")]
    [InlineData("""{"type":"FeatureCollection"}""", "no array 'features'")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null}]}""", "feature 1: no geometry")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Blob","coordinates":[]}}]}""", "'Blob'")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[34,"x"]}}]}""", "feature 1")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[510000,3800000]}}]}""", "not longitude, latitude")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,1],[2,0]]]}}]}""", "feature 1")]
    public void What_cannot_be_read_is_refused_with_its_place(string json, string said)
    {
        FormatException refused = Assert.Throws<FormatException>(() => GeoJson.Read(json));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }
}
