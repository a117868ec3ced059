namespace ControlSim.Study.ScenarioFiles;

/// <summary>The one rule by which layers are laid over each other: maps key by key, null removes, anything else replaces.</summary>
internal static class Overlay
{
    /// <summary>Lays a layer over another; neither is changed.</summary>
    /// <param name="lower">What is there.</param>
    /// <param name="upper">What is laid over it.</param>
    /// <param name="path">Path of both maps.</param>
    /// <param name="problems">Told of a null that removes nothing; null for layers where that is usual, as GeoJSON.</param>
    public static MapNode Merge(MapNode lower, MapNode upper, string path, ProblemList? problems)
    {
        MapNode result = lower.Copy();
        foreach ((string key, MapEntry entry) in upper.Entries)
        {
            string child = Wording.Join(path, key);
            if (entry.Value is NullNode)
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
                result.Set(key, lower.Has(key) ? lower.KeyMark(key) : entry.KeyMark, Merge(below, map, child, problems));
            }
            else
            {
                result.Set(key, entry.KeyMark, entry.Value);
            }
        }

        return result;
    }
}
