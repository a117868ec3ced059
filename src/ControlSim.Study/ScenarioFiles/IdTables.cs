namespace ControlSim.Study.ScenarioFiles;

/// <summary>The ids of every table of a merged scenario, to look references up in.</summary>
internal sealed class IdTables
{
    private readonly Dictionary<string, HashSet<string>> ids = new(StringComparer.Ordinal);
    private readonly MapShape shape;

    public IdTables(MapNode root, MapShape shape)
    {
        this.shape = shape;
        foreach (Key key in shape.Keys)
        {
            if (key.Shape is MapShape { Rows: not null })
            {
                ids[key.Name] = root[key.Name] is MapNode table ? [.. table.Keys] : [];
            }
        }
    }

    public bool Has(string table, string id) => ids[table].Contains(id);

    /// <summary>What to say of an id that the table does not have.</summary>
    public string Unknown(string table, string id)
    {
        string noun = Noun(table);
        string start = $"there is no {noun} '{Wording.Shorten(id)}'";
        foreach ((string other, HashSet<string> known) in ids)
        {
            if (other is "locations" or "crossings" or "corridors" or "blocs" or "factions" && known.Contains(id))
            {
                return $"{start}, only a {Noun(other)} of that name; name a {noun}";
            }
        }

        return start + Suggestion.For(id, ids[table], $"correct it, or add it under `{table}`");
    }

    private string Noun(string table) => ((MapShape)shape.Find(table)!.Shape).Rows!.Noun;
}
