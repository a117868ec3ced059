using System.Collections.Immutable;
using System.Globalization;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Reads the designs of a study.</summary>
internal static class StudyDesigns
{
    /// <summary>One design; problems where it does not fit the factors.</summary>
    public static DesignRequest Read(Row row, ImmutableArray<Factor> factors, bool hasConditions, string path, ProblemList problems)
    {
        var request = new DesignRequest
        {
            Name = row.Id,
            Kind = row.Choice<DesignKind>("kind")!.Value,
            Rows = (int)row.Number("rows")!.Value,
            Trajectories = (int)row.Number("trajectories")!.Value,
            Levels = (int)row.Number("levels")!.Value,
            Seed = ulong.Parse(row.Text("seed")!, CultureInfo.InvariantCulture),
            Scramble = row.Flag("scramble")!.Value,
            Factors = row.List("factors"),
            Points = Points(row),
            File = row.Text("file")! is { Length: > 0 } file ? Path.Combine(Path.GetDirectoryName(path) ?? "", file) : "",
            Replicates = (int?)row.Number("replicates"),
        };
        Check(row, request, factors, hasConditions, problems);
        return request;
    }

    private static ImmutableArray<KeyValuePair<string, ImmutableDictionary<string, string>>> Points(Row row) =>
    [
        .. (row.Node["points"] as MapNode)?.Entries.Select(point => KeyValuePair.Create(
            point.Key,
            ((MapNode)point.Value.Value).Entries.ToImmutableDictionary(e => e.Key, e => ((ScalarNode)e.Value.Value).Text))) ?? [],
    ];

    private static void Check(Row row, DesignRequest request, ImmutableArray<Factor> factors, bool hasConditions, ProblemList problems)
    {
        if (hasConditions && request.Kind is DesignKind.Morris or DesignKind.Saltelli or DesignKind.OneAtATime && hasConditions)
        {
            problems.Error(row.MarkOf("kind"), row.PathOf("kind"), $"{Wording.Kebab(request.Kind.ToString())} needs all of its rows, so it goes with no `where`; put the condition into `set`, or sample");
            return;
        }

        if ((request.Kind == DesignKind.Csv) != (request.File.Length > 0))
        {
            problems.Error(row.MarkOf("file"), row.PathOf("file"), request.Kind == DesignKind.Csv ? "a csv design wants a `file`" : "only a csv design has a `file`; write kind: csv, or remove it");
            return;
        }

        foreach ((string point, ImmutableDictionary<string, string> values) in request.Points)
        {
            foreach (string name in values.Keys.Where(n => factors.All(f => f.Name != n)).Order(StringComparer.Ordinal))
            {
                problems.Error(row.MarkOf("points"), $"{row.Path}.points.{point}", $"there is no factor '{name}'" + Suggestion.For(name, factors.Select(f => f.Name), "remove it"));
                return;
            }
        }

        if (problems.HasErrors || request.Kind == DesignKind.Csv)
        {
            return;
        }

        try
        {
            // Small in every number, so that a fault shows without the whole design being made.
            Designs.Of(request with { Rows = 1, Trajectories = 1 }, factors);
        }
        catch (ArgumentException e)
        {
            problems.Error(row.Mark, row.Path, e.Message);
        }
    }
}
