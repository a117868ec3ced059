using ControlSim.Study.Geography;

namespace ControlSim.Tests.Geography;

/// <summary>The theatre as it stands in the repository, read once.</summary>
internal static class TheatreFiles
{
    public static string Folder { get; } = Path.Combine(Root(), "scenarios", "theatre");

    private static readonly Lazy<Basemap> LazyBasemap = new(() => Basemap.FromFolder(Folder)!);

    private static readonly Lazy<ControlSite[]> LazySites = new(() => [.. Read("locations.geojson")
        .Where(f => f.Text("kind") != "refuge")
        .Select(f => new ControlSite(
            f.Text("id"), f.Text("country"), f.Geometry.Coordinate.X, f.Geometry.Coordinate.Y, f.Properties["area_km2"]?.GetValue<double>()))]);

    public static Basemap Basemap => LazyBasemap.Value;

    public static ControlSite[] Sites => LazySites.Value;

    public static IReadOnlyList<GeoFeature> Read(string file) => GeoJson.Read(File.ReadAllText(Path.Combine(Folder, file)));

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ControlSim.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests run outside the repository");
        return folder;
    }
}
