namespace ControlSim.Study.ScenarioFiles;

/// <summary>The lowest layer: a folder with the geography and the parties that many scenarios share.</summary>
/// <param name="parse">Reads a file of the folder into nodes; null after a problem.</param>
/// <param name="problems">Problems found.</param>
internal sealed class TheatreFiles(Func<string, MapNode?> parse, ProblemList problems)
{
    private const string FactionsFile = "factions.yaml";

    private static readonly string[] Tables = ["locations", "corridors", "crossings"];

    /// <summary>Names of the files of the folder.</summary>
    public static IEnumerable<string> Names => Tables.Select(FileOf).Append(FactionsFile);

    /// <summary>Reads all files of the folder; null after a problem.</summary>
    public MapNode? Read(string folder, FileNode named, MapNode empty)
    {
        MapNode result = empty.Copy();
        bool isSound = true;
        foreach (string table in Tables)
        {
            string name = FileOf(table);
            if (!File.Exists(Path.Combine(folder, name)))
            {
                // A theatre without crossings is possible, one without places is a wrong folder.
                if (table != "crossings")
                {
                    problems.Error(named.Mark, "theatre", $"the folder '{Layers.Display(folder)}' has no {name}; is it the right folder?");
                    isSound = false;
                }

                continue;
            }

            MapNode? rows = parse(name) is { } root ? GeoJsonTable.Rows(root, table, problems) : null;
            isSound &= rows is not null;
            if (rows is not null)
            {
                result.Set(table, rows.Mark, rows);
            }
        }

        return Factions(folder, result) && isSound ? result : null;
    }

    private static string FileOf(string table) => $"{table}.geojson";

    private bool Factions(string folder, MapNode result)
    {
        if (!File.Exists(Path.Combine(folder, FactionsFile)))
        {
            return true;
        }

        if (parse(FactionsFile) is not { } factions)
        {
            return false;
        }

        foreach ((string key, MapEntry entry) in factions.Entries)
        {
            if (!FormatDescription.TheatreKeys.Contains(key))
            {
                problems.Error(entry.KeyMark, key, $"a theatre's factions.yaml has no key '{Wording.Shorten(key)}'" + Suggestion.For(key, FormatDescription.TheatreKeys, "move it to the scenario"));
            }
            else if (key != "format" && entry.Value is not NullNode)
            {
                FileNode value = entry.Value is MapNode map ? Overlay.Merge(new MapNode(map.Mark), map, key, problems) : entry.Value;
                result.Set(key, entry.KeyMark, value);
            }
        }

        return true;
    }
}
