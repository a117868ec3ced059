using System.Collections.Immutable;
using NetTopologySuite.Geometries;

namespace ControlSim.Study.Geography;

/// <summary>What the map shows beneath the simulation: countries, borders, rivers and lakes, in the order of the file.</summary>
public sealed class Basemap
{
    /// <summary>Name of the file in a theatre's folder.</summary>
    public const string FileName = "basemap.geojson";

    private const string CountryLayer = "country";

    private Basemap(IReadOnlyList<GeoFeature> features)
    {
        Countries = Layer(features, CountryLayer).ToImmutableSortedDictionary(f => f.Name, f => f.Geometry, StringComparer.Ordinal);
        Borders = Layer(features, "border");
        Rivers = Layer(features, "river");
        Lakes = Layer(features, "lake");
        Attributions = [.. features.Select(f => f.Text("attribution")).Where(text => text.Length > 0).Distinct()];
    }

    /// <summary>Polygons of the countries by name, in degrees, clipped to the map's frame.</summary>
    public ImmutableSortedDictionary<string, Geometry> Countries { get; }

    /// <summary>Lines between two countries.</summary>
    public ImmutableArray<BasemapFeature> Borders { get; }

    /// <summary>Rivers as lines.</summary>
    public ImmutableArray<BasemapFeature> Rivers { get; }

    /// <summary>Lakes as polygons.</summary>
    public ImmutableArray<BasemapFeature> Lakes { get; }

    /// <summary>What every map made with it says of its sources: the property <c>attribution</c> of its features, each text once.</summary>
    public ImmutableArray<string> Attributions { get; }

    /// <summary>Reads a basemap; the property <c>layer</c> of each feature tells which layer it belongs to.</summary>
    /// <param name="json">The text of the file.</param>
    /// <exception cref="FormatException">Not GeoJSON, or a country that stands in it twice.</exception>
    public static Basemap Read(string json)
    {
        IReadOnlyList<GeoFeature> features = GeoJson.Read(json);
        string? twice = features.Where(f => f.Text("layer") == CountryLayer).GroupBy(f => f.Text("name")).FirstOrDefault(g => g.Count() > 1)?.Key;
        return twice is null ? new Basemap(features) : throw new FormatException($"the country '{twice}' stands in the basemap twice");
    }

    /// <summary>Reads the basemap of a theatre's folder; null if the folder has none.</summary>
    /// <exception cref="FormatException">As <see cref="Read"/>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Basemap? FromFolder(string folder)
    {
        string path = Path.Combine(folder, FileName);
        return File.Exists(path) ? Read(File.ReadAllText(path)) : null;
    }

    private static ImmutableArray<BasemapFeature> Layer(IReadOnlyList<GeoFeature> features, string layer) =>
        [.. features.Where(f => f.Text("layer") == layer).Select(f => new BasemapFeature(f.Text("name"), f.Geometry))];
}
