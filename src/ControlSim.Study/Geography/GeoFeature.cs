using System.Text.Json;
using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;

namespace ControlSim.Study.Geography;

/// <summary>One feature of a GeoJSON file: where it is and what is said about it.</summary>
/// <param name="Geometry">In degrees, WGS84, x = longitude, y = latitude.</param>
/// <param name="Properties">Properties in the order of the file.</param>
public sealed record GeoFeature(Geometry Geometry, JsonObject Properties)
{
    /// <summary>A property as text; empty if it is missing, null or no text.</summary>
    public string Text(string key) =>
        Properties[key] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : "";
}
