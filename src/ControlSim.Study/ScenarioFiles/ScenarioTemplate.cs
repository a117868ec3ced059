using ControlSim.Study.Geography;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>
/// A scenario whose files are read once and whose values are then set many times, for sweeps: a variant of the Syria-Iraq
/// theatre takes some 10 ms where reading all files takes 200. May be used from several threads.
/// </summary>
internal sealed class ScenarioTemplate
{
    private readonly Layers layers;
    private readonly MapNode tree;
    private readonly MapNode complete;

    private ScenarioTemplate(Layers layers, MapNode tree, MapNode complete, ScenarioReading reading)
    {
        (this.layers, this.tree, this.complete, Base) = (layers, tree, complete, reading);
    }

    /// <summary>The scenario without further settings.</summary>
    public ScenarioReading Base { get; }

    /// <summary>Reads the files; null after an error.</summary>
    /// <exception cref="FileNotFoundException">The scenario file does not exist.</exception>
    /// <exception cref="IOException">The scenario file cannot be read.</exception>
    public static ScenarioTemplate? Read(
        string path,
        IReadOnlyList<string> whatIfs,
        MapNode? changes,
        IReadOnlyList<KeyValuePair<string, string>> sets,
        ProblemList problems)
    {
        if (Layers.Read(path, problems) is not { } layers)
        {
            return null;
        }

        MapNode tree = Changes.Apply(layers.Tree, whatIfs, [], problems);
        tree = changes is null ? tree : Changes.WithWhatIf(tree, changes, "changes", problems);
        tree = Changes.Apply(tree, [], sets, problems);
        ScenarioCheck check = ScenarioCheck.Run(tree, problems);
        Basemap? basemap = GeographyChecks.Read(layers, problems);
        if (basemap is not null)
        {
            GeographyChecks.Check(check.Tree, basemap);
        }

        if (problems.HasErrors || check.Dispositions is null)
        {
            return null;
        }

        DividedLand? land = Completion.Apply(check.Tree, basemap);
        var reading = new ScenarioReading
        {
            Scenario = new ScenarioBuilder(check.Tree, check.Relations, check.Dispositions).Build(),
            Info = InfoBuilder.Build(check.Tree, layers, whatIfs, land, LockWriter.Write(check.Tree.Root)),
            Problems = problems.ToSorted(),
        };
        return new ScenarioTemplate(layers, WithAreas(tree, check.Tree.Root), check.Tree.Root, reading);
    }

    /// <summary>The scenario with what-ifs and single values on top; without what people need beside it.</summary>
    public ScenarioReading With(IReadOnlyList<string> whatIfs, IReadOnlyList<KeyValuePair<string, string>> sets)
    {
        ProblemList problems = new();
        MapNode changed = tree;
        foreach (string name in whatIfs)
        {
            changed = Changes.Apply(changed, [name], [], problems);
        }

        ScenarioCheck check = ScenarioCheck.Run(Changes.Apply(changed, [], sets, problems), problems);
        if (problems.HasErrors || check.Dispositions is null)
        {
            return new ScenarioReading { Scenario = null, Info = ScenarioInfo.Empty, Problems = problems.ToSorted() };
        }

        // Without the basemap: every location has its area already.
        Completion.Apply(check.Tree, null);
        return new ScenarioReading
        {
            Scenario = new ScenarioBuilder(check.Tree, check.Relations, check.Dispositions).Build(),
            Info = Base.Info,
            Problems = problems.ToSorted(),
        };
    }

    /// <summary>Names of the scenario's what-ifs.</summary>
    public IEnumerable<string> WhatIfs => Changes.WhatIfs(layers.Tree).Select(w => w.Key);

    /// <summary>The text at a path, defaults included; null if there is none.</summary>
    public string? ValueAt(string path)
    {
        FileNode? node = complete;
        foreach (string key in path.Split('.'))
        {
            node = (node as MapNode)?[key];
        }

        return (node as ScalarNode)?.Text;
    }

    /// <summary>Areas come from a Voronoi diagram of all locations, 100 ms for the theatre: they are computed once.</summary>
    private static MapNode WithAreas(MapNode tree, MapNode complete)
    {
        if (tree["locations"] is not MapNode locations || complete["locations"] is not MapNode known)
        {
            return tree;
        }

        MapNode filled = locations.Copy();
        foreach ((string id, MapEntry entry) in locations.Entries)
        {
            if (entry.Value is MapNode row && !row.Has("area_km2") && (known[id] as MapNode)?["area_km2"] is { } area)
            {
                MapNode copy = row.Copy();
                copy.Set("area_km2", row.Mark, area);
                filled.Set(id, entry.KeyMark, copy);
            }
        }

        MapNode result = tree.Copy();
        result.Set("locations", tree.KeyMark("locations"), filled);
        return result;
    }
}
