using ControlSim.Study.Geography;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Defaults that depend on other values; written into a tree without errors, and so into its lock.</summary>
internal static class Completion
{
    /// <summary>Paul Tol's bright and muted schemes: distinct for colour-blind readers too.</summary>
    private static readonly string[] Palette =
    [
        "#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#bbbbbb",
        "#332288", "#88ccee", "#117733", "#999933", "#cc6677", "#882255", "#44aa99",
    ];

    /// <param name="tree">The tree.</param>
    /// <param name="basemap">The countries; null if there are none.</param>
    /// <param name="ahead">The land, if its division was begun before.</param>
    /// <returns>The land as it is divided between the locations; null without a basemap.</returns>
    public static DividedLand? Apply(CheckedTree tree, Basemap? basemap, Task<DividedLand?>? ahead = null)
    {
        SetText(tree.Top, "title", tree.Top.Text("name")!);
        var blocs = tree.Table("blocs");
        for (int i = 0; i < blocs.Length; i++)
        {
            SetText(blocs[i], "colour", Palette[i % Palette.Length]);
        }

        foreach (Row control in tree.Table("control").Where(row => !row.Has("consolidation")))
        {
            Set(control, "consolidation", new ScalarNode(control.Mark, control.Text("owner") is { Length: > 0 } ? "0.5" : "0", isPlain: true));
        }

        foreach (Row stances in tree.Table("factions").Select(row => row.Child("stances")).OfType<Row>())
        {
            MapNode general = stances.Child("default")!.Node;
            foreach (Row country in stances.Rows())
            {
                foreach ((string key, MapEntry entry) in general.Entries.Where(e => !country.Has(e.Key)))
                {
                    Set(country, key, entry.Value);
                }
            }
        }

        return LocationAreas.Fill(tree.Table("locations"), basemap, ahead);
    }

    private static void SetText(Row row, string key, string text)
    {
        if (!row.Has(key))
        {
            Set(row, key, new ScalarNode(row.Mark, text, isPlain: false));
        }
    }

    private static void Set(Row row, string key, FileNode value) => row.Node.Set(key, row.Mark, value);
}
