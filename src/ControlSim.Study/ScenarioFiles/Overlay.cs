namespace ControlSim.Study.ScenarioFiles;

/// <summary>The one rule by which layers are laid over each other: maps key by key, null removes, anything else replaces.</summary>
internal static class Overlay
{
    /// <summary>Lays a layer over another; neither is changed.</summary>
    /// <param name="lower">What is there.</param>
    /// <param name="upper">What is laid over it.</param>
    /// <param name="path">Path of both maps.</param>
    /// <param name="problems">Told of a null that removes nothing; null for layers where that is usual, as GeoJSON.</param>
    public static MapNode Merge(MapNode lower, MapNode upper, string path, ProblemList? problems) =>
        Merge(path.Length == 0 ? UncertainRows.WithoutReplaced(lower, upper) : lower, upper, path, problems, keepsNulls: false);

    private static MapNode Merge(MapNode lower, MapNode upper, string path, ProblemList? problems, bool keepsNulls)
    {
        MapNode result = lower.Copy();
        foreach ((string key, MapEntry entry) in upper.Entries)
        {
            string child = Wording.Join(path, key);
            if (entry.Value is NullNode && !keepsNulls)
            {
                if (!lower.Has(key) && path.Length > 0)
                {
                    problems?.Warning(entry.KeyMark, child, "there is nothing to remove here; delete the key, or correct its name");
                }

                result.Remove(key);
            }
            else if (entry.Value is MapNode map)
            {
                MapNode below = lower[key] as MapNode ?? new MapNode(map.Mark);
                FileMark mark = lower.Has(key) ? lower.KeyMark(key) : entry.KeyMark;
                result.Set(key, mark, Merge(below, map, child, problems, keepsNulls || IsChanges(path, key)));
            }
            else
            {
                result.Set(key, entry.KeyMark, entry.Value);
            }
        }

        return result;
    }

    /// <summary>The changes of a what-if are a layer themselves: their nulls remove when they are laid over the rest, not before.</summary>
    private static bool IsChanges(string path, string key) =>
        key == "changes" && path.StartsWith("what_ifs.", StringComparison.Ordinal) && path.Count(c => c == '.') == 1;
}
