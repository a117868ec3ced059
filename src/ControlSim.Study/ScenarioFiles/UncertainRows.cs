using System.Collections.Immutable;
using ControlSim.Scenarios;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>The table of uncertain parameters between the layers, and as the scenario has it.</summary>
internal static class UncertainRows
{
    /// <summary>Share of a normal distribution that its ends must leave: with less it says nothing of what is drawn.</summary>
    public const double LeastKept = 0.05;

    /// <summary>
    /// What a layer is laid over: the last word counts. A parameter that the layer gives a value, or an uncertainty of another id, is
    /// no longer uncertain as it was below.
    /// </summary>
    /// <param name="lower">What is there.</param>
    /// <param name="upper">What is laid over it.</param>
    public static MapNode WithoutReplaced(MapNode lower, MapNode upper)
    {
        if (lower[PosteriorFile.Table] is not MapNode below) return lower;
        MapNode? above = upper[PosteriorFile.Table] as MapNode;
        HashSet<string> paths = above is null ? [] : Paths(above);
        MapNode kept = below.Copy();
        foreach ((string id, MapEntry entry) in below.Entries)
        {
            string path = PathOf(entry.Value);
            bool isAbove = above?[id] is MapNode;
            if (!isAbove && (paths.Contains(path) || HasValue(upper, path))) kept.Remove(id);
        }

        if (kept.Entries.Count == below.Entries.Count) return lower;
        MapNode result = lower.Copy();
        result.Set(PosteriorFile.Table, lower.KeyMark(PosteriorFile.Table), kept);
        return result;
    }

    /// <summary>Paths of the rows of a table.</summary>
    public static HashSet<string> Paths(MapNode table) => [.. table.Entries.Select(e => PathOf(e.Value.Value)).Where(p => p.Length > 0)];

    /// <summary>Path of a row; empty if it has none.</summary>
    public static string PathOf(FileNode row) => ((row as MapNode)?["path"] as ScalarNode)?.Text ?? "";

    /// <summary>The shape of the parameter that a path names; null if there is none.</summary>
    public static NumberShape? ShapeOf(string path)
    {
        string[] keys = path.Split('.');
        Shape? shape = keys is ["parameters", _, _] ? FormatDescription.Root.Find("parameters")!.Shape : null;
        foreach (string key in keys.Skip(1)) shape = (shape as MapShape)?.Find(key)?.Shape;
        return shape as NumberShape;
    }

    /// <summary>The row as the scenario has it.</summary>
    public static UncertainParameter ToUncertain(Row row)
    {
        string path = row.Text("path")!;
        NumberShape shape = ShapeOf(path)!;
        double[] values = Numbers(row, "values"), range = Numbers(row, "range");
        (string process, string parameter) = ParameterPath.NamesOf(path);
        return new UncertainParameter
        {
            Process = process,
            Parameter = parameter,
            Distribution = row.Choice<UncertainDistribution>("distribution")!.Value,
            Low = values.Length > 0 ? values.Min() : range.Length > 0 ? range[0] : shape.Min,
            High = values.Length > 0 ? values.Max() : range.Length > 0 ? range[1] : shape.Max,
            Median = row.Number("median") ?? 0,
            Spread = row.Number("spread") ?? 0,
            Values = [.. values],
            Together = row.Text("together")!,
        };
    }

    /// <summary>Values that parameters have in a run, whether they are uncertain in this scenario or not.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="paths">Paths of the parameters.</param>
    /// <param name="key">Key of the run's random numbers.</param>
    public static ImmutableArray<double> ValuesAt(Scenario scenario, ImmutableArray<string> paths, ulong key)
    {
        if (paths.IsEmpty) return [];
        Parameters drawn = UncertainDraws.ParametersOf(scenario, key);
        return [.. paths.Select(path => {
            (string process, string parameter) = ParameterPath.NamesOf(path);
            return ParameterValues.Of(drawn, process, parameter);
        })];
    }

    private static double[] Numbers(Row row, string key) =>
        [.. row.List(key).Select(text => ScenarioFiles.Numbers.TryRead(text, out double value) ? value : double.NaN)];

    private static bool HasValue(MapNode layer, string path)
    {
        FileNode? node = layer;
        foreach (string key in path.Split('.')) node = (node as MapNode)?[key];
        return node is ScalarNode;
    }
}
