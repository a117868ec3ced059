using System.Collections.Immutable;
using System.Globalization;
using ControlSim.Study.Geography;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Areas of the locations for which no file gives one.</summary>
internal static class LocationAreas
{
    /// <summary>
    /// Writes <c>area_km2</c>, rounded to 1 km² so that no computed digit enters a run, into every location without it.
    /// Refuges have none, and without a basemap areas are 0.
    /// </summary>
    /// <param name="locations">Rows of the checked tree; completed in place.</param>
    /// <param name="basemap">The countries; null if there are none.</param>
    /// <param name="ahead">The land divided between places that may be these; null if nobody began.</param>
    /// <returns>The land as it is divided between them; null without a basemap.</returns>
    public static DividedLand? Fill(ImmutableArray<Row> locations, Basemap? basemap, Task<DividedLand?>? ahead)
    {
        DividedLand? land = basemap is null ? null : Divided([.. locations.Where(row => row.Text("kind") != "refuge").Select(Site)], basemap, ahead);
        foreach (Row location in locations.Where(row => !row.Has("area_km2")))
        {
            double area = land?.Areas.GetValueOrDefault(location.Id)?.AreaKm2 ?? 0;
            string text = area.ToString("0", CultureInfo.InvariantCulture);
            location.Node.Set("area_km2", location.Mark, new ScalarNode(location.Mark, text, isPlain: true));
        }

        return land;
    }

    /// <summary>
    /// Divides the land between the places of a tree while that is checked, 40 ms for the theatre; null where it can tell before the
    /// check that a place lacks a value.
    /// </summary>
    /// <param name="tree">A merged tree.</param>
    /// <param name="basemap">The countries, which may still be read.</param>
    public static DividedLand? Ahead(MapNode tree, Task<Basemap?> basemap) =>
        Sites(tree) is { } sites && basemap.GetAwaiter().GetResult() is { } countries ? DividedLand.Of(sites, countries) : null;

    private static ImmutableArray<ControlSite>? Sites(MapNode tree)
    {
        if (tree["locations"] is not MapNode locations)
        {
            return null;
        }

        var sites = ImmutableArray.CreateBuilder<ControlSite>();
        foreach ((string id, MapEntry entry) in locations.Entries)
        {
            string? Text(string key) => ((entry.Value as MapNode)?[key] as ScalarNode)?.Text;
            if (Text("kind") == "refuge")
            {
                continue;
            }

            if (Text("country") is not { } country || !Numbers.TryRead(Text("lon") ?? "", out double lon) || !Numbers.TryRead(Text("lat") ?? "", out double lat))
            {
                return null;
            }

            sites.Add(new ControlSite(id, country, lon, lat, Numbers.TryRead(Text("area_km2") ?? "", out double area) ? area : null));
        }

        return sites.ToImmutable();
    }

    private static DividedLand Divided(ImmutableArray<ControlSite> sites, Basemap basemap, Task<DividedLand?>? ahead) =>
        ahead?.GetAwaiter().GetResult() is { } land && land.Basemap == basemap && land.IsOf(sites) ? land : DividedLand.Of(sites, basemap);

    private static ControlSite Site(Row row) => new(
        row.Id, row.Text("country")!, row.Number("lon")!.Value, row.Number("lat")!.Value, row.Number("area_km2"));
}
