using System.Collections.Immutable;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>The layers above the files: what-ifs and single values from the command line.</summary>
internal static class Changes
{
    /// <summary>Longest path: the deepest value of a scenario has five keys.</summary>
    private const int MostKeys = 16;

    /// <summary>Lays the named what-ifs, then the single values, over a tree.</summary>
    public static MapNode Apply(
        MapNode tree, IReadOnlyList<string> whatIfs, IReadOnlyList<KeyValuePair<string, string>> sets, ProblemList problems)
    {
        MapNode result = tree;
        foreach (string name in whatIfs)
        {
            if (Find(tree, name, problems) is { } changes)
            {
                result = WithWhatIf(result, changes, $"what_ifs.{name}.changes", problems);
            }
        }

        foreach ((string path, string value) in sets)
        {
            result = WithValue(result, path, value, problems);
        }

        return result;
    }

    /// <summary>Lays the changes of one what-if over a tree.</summary>
    public static MapNode WithWhatIf(MapNode tree, MapNode changes, string path, ProblemList problems)
    {
        foreach (string key in FormatDescription.FileKeys.Where(changes.Has))
        {
            problems.Error(changes.KeyMark(key), $"{path}.{key}", $"a what-if cannot change `{key}`; write a file that extends this one");
        }

        return FormatDescription.FileKeys.Any(changes.Has) ? tree : Overlay.Merge(tree, changes, "", problems);
    }

    /// <summary>The what-ifs of a tree whose changes are maps, sorted by name.</summary>
    public static ImmutableArray<KeyValuePair<string, MapNode>> WhatIfs(MapNode tree) => tree["what_ifs"] is not MapNode all ? [] :
    [
        .. all.Entries.Where(e => (e.Value.Value as MapNode)?["changes"] is MapNode)
            .Select(e => KeyValuePair.Create(e.Key, (MapNode)((MapNode)e.Value.Value)["changes"]!))
            .OrderBy(e => e.Key, StringComparer.Ordinal),
    ];

    private static MapNode? Find(MapNode tree, string name, ProblemList problems)
    {
        MapNode? all = tree["what_ifs"] as MapNode;
        if (all is null || !all.Has(name))
        {
            string rest = Suggestion.For(name, all?.Keys ?? [], "the scenario has none");
            problems.Error(FileMark.CommandLine, "what_ifs", $"there is no what-if '{Wording.Shorten(name)}'{rest}");
            return null;
        }

        return (all[name] as MapNode)?["changes"] as MapNode;
    }

    private static MapNode WithValue(MapNode tree, string path, string text, ProblemList problems)
    {
        string[] keys = path.Split('.');
        string shown = Wording.Shorten(path);
        if (keys.Length > MostKeys || keys.Any(key => key.Length == 0 || key.Contains('[', StringComparison.Ordinal)))
        {
            problems.Error(FileMark.CommandLine, shown, "not a path; write keys with dots between, as parameters.combat.attrition, and whole lists as [a, b]");
            return tree;
        }

        if (FormatDescription.FileKeys.Contains(keys[0]))
        {
            problems.Error(FileMark.CommandLine, shown, $"`{keys[0]}` cannot be set here; write a file that extends the scenario");
            return tree;
        }

        FileNode? value = YamlTree.OfCommandLine(text, shown, problems);
        if (value is null)
        {
            return tree;
        }

        for (int i = keys.Length - 1; i >= 0; i--)
        {
            MapNode parent = new(FileMark.CommandLine);
            parent.Set(keys[i], FileMark.CommandLine, value);
            value = parent;
        }

        return Overlay.Merge(tree, (MapNode)value, "", problems);
    }
}
