using System.Collections.Immutable;
using System.Text;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Reads study files of format 1, with the scenario that they vary.</summary>
public static class StudyReader
{
    /// <summary>Reads a study; whatever is wrong with it or its scenario comes back as problems, all at once.</summary>
    /// <param name="path">The study file.</param>
    /// <param name="seed">Seed in place of the file's; null for the file's.</param>
    /// <param name="contents">What the file holds, where it is no file (standard input); null to read it.</param>
    /// <exception cref="FileNotFoundException">The study file does not exist.</exception>
    /// <exception cref="IOException">The study file cannot be read.</exception>
    public static StudyReading Read(string path, ulong? seed = null, byte[]? contents = null)
    {
        ProblemList problems = new();
        string file = Layers.Display(path);
        string? text = FileText.Read(path, file, problems, contents);
        FileNode? node = text is null ? null : YamlTree.OfFile(text, file, problems);
        if (node is not MapNode map)
        {
            if (node is not null)
            {
                problems.Error(node.Mark, "", $"keys with values are wanted here, not {node.Kind}; `controlsim schema study` prints what a study holds");
            }

            return new StudyReading(null, problems.ToSorted());
        }

        MapNode root = new FormatCheck(new IdTables(map, StudyDescription.Root), problems).Complete(StudyDescription.Root, map);
        if (problems.HasErrors)
        {
            return new StudyReading(null, problems.ToSorted());
        }

        Row top = new("", "", root.Mark, root, StudyDescription.Root);
        ScenarioTemplate? template = Template(path, top, seed, problems);
        StudyPlan? study = template is null ? null : Build(path, text!, top, template, problems);
        return new StudyReading(problems.HasErrors ? null : study, problems.ToSorted());
    }

    /// <summary>Does the file look like a study? A scenario has no designs.</summary>
    public static bool IsStudy(string path, byte[]? contents = null) =>
        (contents is not null ? Encoding.UTF8.GetString(contents).Split('\n') : File.Exists(path) ? File.ReadLines(path) : [])
        .Any(line => line.StartsWith("designs:", StringComparison.Ordinal));

    private static ScenarioTemplate? Template(string path, Row top, ulong? seed, ProblemList problems)
    {
        string scenario = Path.Combine(Path.GetDirectoryName(path) ?? "", top.Text("scenario")!);
        string? root = seed?.ToString() ?? top.Text("seed");
        try
        {
            KeyValuePair<string, string>[] sets = root is null ? [] : [KeyValuePair.Create("seed", root)];
            return ScenarioTemplate.Read(scenario, top.List("what_ifs"), top.Node["changes"] as MapNode, sets, problems);
        }
        catch (IOException e)
        {
            string why = e is FileNotFoundException ? "there is no such file" : e.Message;
            problems.Error(top.MarkOf("scenario"), "scenario", $"'{Layers.Display(scenario)}' cannot be read: {why}; paths are relative to this file");
            return null;
        }
    }

    private static StudyPlan? Build(string path, string text, Row top, ScenarioTemplate template, ProblemList problems)
    {
        ImmutableArray<Factor> factors = StudyFactors.Read(top.Child("factors")!, template, problems);
        Scenario scenario = template.Base.Scenario!;
        ImmutableArray<int> outcomes = StudyOutcomes.Kept(top, scenario, problems);
        StudyOutcomes.CheckInterest(top, scenario, problems);
        if (problems.HasErrorsIn("factors"))
        {
            // What names a factor that was refused would be refused with it.
            return null;
        }

        ImmutableArray<KeyValuePair<string, string>> set = Expressions(top, factors, problems);
        ImmutableArray<string> where = Conditions(top, factors, problems);
        ImmutableArray<DesignRequest> designs = [.. top.Child("designs")!.Rows().Select(row => StudyDesigns.Read(row, factors, !where.IsEmpty, path, problems))];
        UntilNarrow? until = StudyOutcomes.Until(top, scenario, outcomes, problems);
        if (designs.IsEmpty)
        {
            problems.Error(top.MarkOf("designs"), "designs", "there is no design; add one, as `screening: {kind: morris}`");
        }

        if (problems.HasErrors)
        {
            return null;
        }

        var study = new StudyPlan(template)
        {
            Name = top.Text("name")!,
            Title = top.Text("title") ?? top.Text("name")!,
            Description = top.Text("description")!,
            File = path,
            Text = text,
            ScenarioFile = top.Text("scenario")!,
            Factors = factors,
            Set = set,
            Where = where,
            Designs = designs,
            Replicates = (int)top.Number("replicates")!.Value,
            Until = until,
            Random = top.Choice<RandomNumbers>("random")!.Value,
            Outcomes = outcomes,
            Interest = top.Text("interest")!,
        };
        StudyFactors.CheckEnds(study, top.Child("factors")!, problems);
        return study;
    }

    private static ImmutableArray<KeyValuePair<string, string>> Expressions(Row top, ImmutableArray<Factor> factors, ProblemList problems)
    {
        var result = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        foreach ((string path, MapEntry entry) in (top.Node["set"] as MapNode)?.Entries ?? [])
        {
            string text = ((ScalarNode)entry.Value).Text;
            if (IsExpression(text, factors, entry.Value.Mark, $"set.{path}", problems) is not null)
            {
                result.Add(KeyValuePair.Create(path, text));
            }
        }

        return result.ToImmutable();
    }

    private static ImmutableArray<string> Conditions(Row top, ImmutableArray<Factor> factors, ProblemList problems)
    {
        ImmutableArray<string> texts = top.List("where");
        foreach (string text in texts)
        {
            if (IsExpression(text, factors, top.MarkOf("where"), "where", problems) is { IsCondition: false })
            {
                problems.Error(top.MarkOf("where"), "where", $"'{Wording.Shorten(text)}' compares nothing; write a condition, as `a < b`");
            }
        }

        return texts;
    }

    private static Expression? IsExpression(
        string text, ImmutableArray<Factor> factors, FileMark mark, string path, ProblemList problems)
    {
        Expression expression;
        try
        {
            expression = Expression.Parse(text);
        }
        catch (FormatException e)
        {
            problems.Error(mark, path, e.Message);
            return null;
        }

        foreach (string name in expression.Names.Where(n => factors.All(f => f.Name != n)))
        {
            problems.Error(mark, path, $"there is no factor '{name}'" + Suggestion.For(name, factors.Select(f => f.Name), "add it under `factors`"));
            return null;
        }

        return expression;
    }
}
