namespace ControlSim.Study.ScenarioFiles;

/// <summary>
/// A GeoJSON file (RFC 7946) as a table of the scenario: the property `id` is the row's id, the other properties are its
/// keys, and a point gives `lon` and `lat`. The course of a line is for the eye: lengths stand in the properties.
/// </summary>
internal static class GeoJsonTable
{
    /// <summary>The rows by id; null if the file is no feature collection.</summary>
    public static MapNode? Rows(MapNode root, string table, ProblemList problems)
    {
        if (root["type"] is not ScalarNode { Text: "FeatureCollection" } || root["features"] is not ListNode features)
        {
            problems.Error(root.Mark, table, "a GeoJSON FeatureCollection is wanted here, with `type` and `features`");
            return null;
        }

        MapNode rows = new(root.Mark);
        foreach (FileNode feature in features.Items)
        {
            AddRow(rows, feature, table, problems);
        }

        return rows;
    }

    private static void AddRow(MapNode rows, FileNode node, string table, ProblemList problems)
    {
        if (node is not MapNode feature || feature["properties"] is not MapNode properties)
        {
            problems.Error(node.Mark, table, "a GeoJSON Feature with `properties` is wanted here");
            return;
        }

        if (properties["id"] is not ScalarNode { Text: { Length: > 0 } id } idNode)
        {
            problems.Error(properties.Mark, table, "the feature has no property `id`; add one");
            return;
        }

        string path = Wording.Join(table, id);
        if (rows.Has(id))
        {
            problems.Error(idNode.Mark, path, $"the id stands twice, first at {rows.KeyMark(id)}; rename or remove one of them");
            return;
        }

        // GIS programs write null for a property that a feature does not have.
        MapNode row = Overlay.Merge(new MapNode(properties.Mark), properties, path, problems: null);
        row.Remove("id");
        if (table != "corridors")
        {
            AddPoint(row, feature, path, problems);
        }

        rows.Set(id, idNode.Mark, row);
    }

    private static void AddPoint(MapNode row, MapNode feature, string path, ProblemList problems)
    {
        if (feature["geometry"] is not MapNode geometry)
        {
            return;
        }

        if (geometry["type"] is ScalarNode { Text: "Point" } && geometry["coordinates"] is ListNode { Items.Length: 2 or 3 } point)
        {
            row.Set("lon", point.Items[0].Mark, point.Items[0]);
            row.Set("lat", point.Items[1].Mark, point.Items[1]);
        }
        else
        {
            problems.Error(geometry.Mark, path, "the geometry must be a Point with [longitude, latitude]");
        }
    }
}
