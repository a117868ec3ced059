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
    /// <returns>The land as it is divided between them; null without a basemap.</returns>
    public static DividedLand? Fill(ImmutableArray<Row> locations, Basemap? basemap)
    {
        DividedLand? land = basemap is null ? null : DividedLand.Of(locations.Where(row => row.Text("kind") != "refuge").Select(Site), basemap);
        foreach (Row location in locations.Where(row => !row.Has("area_km2")))
        {
            double area = land?.Areas.GetValueOrDefault(location.Id)?.AreaKm2 ?? 0;
            string text = area.ToString("0", CultureInfo.InvariantCulture);
            location.Node.Set("area_km2", location.Mark, new ScalarNode(location.Mark, text, isPlain: true));
        }

        return land;
    }

    private static ControlSite Site(Row row) => new(
        row.Id, row.Text("country")!, row.Number("lon")!.Value, row.Number("lat")!.Value, row.Number("area_km2"));
}
