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
    public static void Fill(ImmutableArray<Row> locations, Basemap? basemap)
    {
        ImmutableSortedDictionary<string, ControlArea> areas = basemap is null
            ? ImmutableSortedDictionary<string, ControlArea>.Empty
            : ControlAreas.For(locations.Where(row => row.Text("kind") != "refuge").Select(Site), basemap.Countries);
        foreach (Row location in locations.Where(row => !row.Has("area_km2")))
        {
            double area = areas.TryGetValue(location.Id, out ControlArea? found) ? found.AreaKm2 : 0;
            string text = area.ToString("0", CultureInfo.InvariantCulture);
            location.Node.Set("area_km2", location.Mark, new ScalarNode(location.Mark, text, isPlain: true));
        }
    }

    private static ControlSite Site(Row row) => new(
        row.Id, row.Text("country")!, row.Number("lon")!.Value, row.Number("lat")!.Value, row.Number("area_km2"));
}
