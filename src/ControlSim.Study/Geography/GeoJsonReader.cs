using System.Text.Json;
using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;

namespace ControlSim.Study.Geography;

/// <summary>Reads GeoJSON. Third coordinates (height) are dropped; geometry collections and features without a place are refused.</summary>
internal static class GeoJsonReader
{
    public static IReadOnlyList<GeoFeature> Read(string json)
    {
        using JsonDocument document = Parse(json);
        JsonElement root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || TextOf(root, "type") != "FeatureCollection")
            throw new FormatException("not a GeoJSON FeatureCollection");
        List<GeoFeature> features = [];
        foreach (JsonElement element in ArrayOf(root, "features").EnumerateArray())
        {
            try
            {
                features.Add(Feature(element));
            }
            catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
            {
                throw new FormatException($"feature {features.Count + 1}: {e.Message}", e);
            }
        }

        return features;
    }

    private static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw new FormatException($"line {e.LineNumber + 1}: not valid JSON", e);
        }
    }

    private static GeoFeature Feature(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || TextOf(element, "type") != "Feature")
            throw new FormatException("not a Feature");
        if (!element.TryGetProperty("geometry", out JsonElement geometry) || geometry.ValueKind != JsonValueKind.Object)
            throw new FormatException("no geometry");
        bool described = element.TryGetProperty("properties", out JsonElement properties) && properties.ValueKind == JsonValueKind.Object;
        // Parsed again, because JsonObject.Create would keep the whole file alive with each feature.
        JsonObject owned = described ? JsonNode.Parse(properties.GetRawText())!.AsObject() : [];
        return new GeoFeature(GeometryOf(geometry), owned);
    }

    private static Geometry GeometryOf(JsonElement element)
    {
        GeometryFactory make = Factories.Degrees;
        JsonElement at = ArrayOf(element, "coordinates");
        string type = TextOf(element, "type");
        return type switch
        {
            "Point" => make.CreatePoint(Position(at)),
            "MultiPoint" => make.CreateMultiPointFromCoords(Positions(at)),
            "LineString" => make.CreateLineString(Positions(at)),
            "MultiLineString" => make.CreateMultiLineString([.. at.EnumerateArray().Select(x => make.CreateLineString(Positions(x)))]),
            "Polygon" => PolygonOf(at),
            "MultiPolygon" => make.CreateMultiPolygon([.. at.EnumerateArray().Select(PolygonOf)]),
            _ => throw new FormatException($"geometry type '{type}' is not one that is read here"),
        };
    }

    private static Polygon PolygonOf(JsonElement rings)
    {
        LinearRing[] all = [.. rings.EnumerateArray().Select(x => Factories.Degrees.CreateLinearRing(Positions(x)))];
        if (all.Length == 0)
            throw new FormatException("a polygon without a ring");
        return Factories.Degrees.CreatePolygon(all[0], all[1..]);
    }

    private static Coordinate[] Positions(JsonElement array) => [.. array.EnumerateArray().Select(Position)];

    private static Coordinate Position(JsonElement pair)
    {
        if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() < 2)
            throw new FormatException("a position is no pair of numbers");
        double longitude = pair[0].GetDouble();
        double latitude = pair[1].GetDouble();
        if (Math.Abs(longitude) <= 180 && Math.Abs(latitude) <= 90)
            return new Coordinate(longitude, latitude);
        throw new FormatException($"position {longitude}, {latitude} is not longitude, latitude in degrees");
    }

    private static JsonElement ArrayOf(JsonElement element, string key) =>
        element.TryGetProperty(key, out JsonElement array) && array.ValueKind == JsonValueKind.Array
            ? array
            : throw new FormatException($"no array '{key}'");

    private static string TextOf(JsonElement element, string key) =>
        element.TryGetProperty(key, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
}
