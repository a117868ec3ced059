using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace ControlSim.Study.Geography;

/// <summary>Writes GeoJSON with rounded coordinates, outer rings counter-clockwise and holes clockwise as RFC 7946 asks.</summary>
internal sealed class GeoJsonWriter
{
    // The default encoder would turn every apostrophe into six characters.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StringBuilder _text = new();
    private readonly int _decimals;

    private GeoJsonWriter(int decimals)
    {
        _decimals = decimals;
    }

    public static string Write(IEnumerable<GeoFeature> features, int decimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, 9);
        GeoJsonWriter writer = new(decimals);
        writer.Collection(features);
        return writer._text.ToString();
    }

    private void Collection(IEnumerable<GeoFeature> features)
    {
        _text.Append("{\"type\":\"FeatureCollection\",\"features\":[");
        string separator = "\n";
        foreach (GeoFeature feature in features)
        {
            _text.Append(separator).Append("{\"type\":\"Feature\",");
            if (feature.Properties["id"] is JsonValue id)
                _text.Append("\"id\":").Append(id.ToJsonString(Plain)).Append(',');
            _text.Append("\"properties\":").Append(feature.Properties.ToJsonString(Plain)).Append(",\"geometry\":");
            Shape(feature.Geometry);
            _text.Append('}');
            separator = ",\n";
        }

        _text.Append("\n]}\n");
    }

    private void Shape(Geometry geometry)
    {
        _text.Append("{\"type\":\"").Append(geometry.GeometryType).Append("\",\"coordinates\":");
        Coordinates(geometry);
        _text.Append('}');
    }

    private void Coordinates(Geometry geometry)
    {
        switch (geometry)
        {
            case Point point:
                Position(point.Coordinate);
                break;
            case LineString line:
                List(line.Coordinates, Position);
                break;
            case Polygon polygon:
                List(Rings(polygon), ring => List(ring, Position));
                break;
            case MultiPoint or MultiLineString or MultiPolygon:
                List(((GeometryCollection)geometry).Geometries, Coordinates);
                break;
            default:
                throw new ArgumentException($"a {geometry.GeometryType} is not written here", nameof(geometry));
        }
    }

    private static IEnumerable<Coordinate[]> Rings(Polygon polygon)
    {
        if (polygon.IsEmpty)
            yield break;
        yield return Turned(polygon.ExteriorRing.Coordinates, counterClockwise: true);
        foreach (LineString hole in polygon.InteriorRings)
            yield return Turned(hole.Coordinates, counterClockwise: false);
    }

    private static Coordinate[] Turned(Coordinate[] ring, bool counterClockwise) =>
        Orientation.IsCCW(ring) == counterClockwise ? ring : [.. ring.Reverse()];

    private void List<T>(IEnumerable<T> items, Action<T> write)
    {
        _text.Append('[');
        bool first = true;
        foreach (T item in items)
        {
            if (!first)
                _text.Append(',');
            write(item);
            first = false;
        }

        _text.Append(']');
    }

    private void Position(Coordinate at)
    {
        _text.Append('[');
        Number(at.X);
        _text.Append(',');
        Number(at.Y);
        _text.Append(']');
    }

    // Adding 0 turns -0 into 0.
    private void Number(double value) =>
        _text.Append((Math.Round(value, _decimals, MidpointRounding.AwayFromZero) + 0.0).ToString("0.#########", CultureInfo.InvariantCulture));
}
