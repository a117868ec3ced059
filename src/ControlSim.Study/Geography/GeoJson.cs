namespace ControlSim.Study.Geography;

/// <summary>GeoJSON in and out (RFC 7946: WGS84, lon lat, no <c>crs</c> member).</summary>
public static class GeoJson
{
    /// <summary>Reads the features of a FeatureCollection.</summary>
    /// <param name="json">The text of the file.</param>
    /// <exception cref="FormatException">
    /// Not JSON, no FeatureCollection, or a feature that cannot be read; the message names the feature by its number from 1.
    /// </exception>
    public static IReadOnlyList<GeoFeature> Read(string json) => GeoJsonReader.Read(json);

    /// <summary>Writes a FeatureCollection, one feature a line, so that a changed feature is one changed line.</summary>
    /// <param name="features">Features in the order of the file; a property <c>id</c> is also written as the feature's id.</param>
    /// <param name="decimals">Digits after the point, 0 to 9; 5 are about 1 m.</param>
    public static string Write(IEnumerable<GeoFeature> features, int decimals = 5) => GeoJsonWriter.Write(features, decimals);
}
