using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.Geography;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Reads scenario files of format 1.</summary>
public static class ScenarioReader
{
    /// <summary>Each what-if costs a check of the whole scenario, 10 ms for the theatre.</summary>
    private const int MostWhatIfs = 100;

    /// <summary>
    /// Reads a scenario with its theatre and the files that it extends, lays what-ifs and single values over it, and
    /// checks all of it; what-ifs that are not asked for are checked too. Whatever is wrong with the contents comes back
    /// as problems, all at once.
    /// </summary>
    /// <param name="path">The scenario file.</param>
    /// <param name="whatIfs">Names of what-ifs, in the order in which they are laid over the scenario.</param>
    /// <param name="sets">Paths with values, as <c>parameters.combat.attrition</c> and <c>0.03</c>; <c>null</c> removes.</param>
    /// <param name="contents">What the file holds, where it is no file (standard input); null to read it.</param>
    /// <exception cref="FileNotFoundException">The scenario file does not exist.</exception>
    /// <exception cref="IOException">The scenario file cannot be read.</exception>
    public static ScenarioReading Read(string path, IReadOnlyList<string> whatIfs, IReadOnlyList<KeyValuePair<string, string>> sets, byte[]? contents = null)
    {
        ProblemList problems = new();
        Layers? layers = Layers.Read(path, problems, contents);
        if (layers is null)
        {
            return Refused(problems);
        }

        ScenarioCheck check = ScenarioCheck.Run(Changes.Apply(layers.Tree, whatIfs, sets, problems), problems);
        Basemap? basemap = GeographyChecks.Read(layers.TheatreFolder, problems);
        if (basemap is not null)
        {
            GeographyChecks.Check(check.Tree, basemap);
        }

        CheckOtherWhatIfs(layers.Tree, whatIfs, problems);
        if (problems.HasErrors || check.Dispositions is null)
        {
            return Refused(problems);
        }

        Completion.Apply(check.Tree, basemap);
        Scenario scenario = new ScenarioBuilder(check.Tree, check.Relations, check.Dispositions).Build();
        return new ScenarioReading
        {
            Scenario = scenario,
            Info = InfoBuilder.Build(check.Tree, layers, whatIfs),
            Problems = problems.ToSorted(),
        };
    }

    /// <summary>Each what-if by itself must make a scenario without problems that the base does not have.</summary>
    private static void CheckOtherWhatIfs(MapNode tree, IReadOnlyList<string> applied, ProblemList problems)
    {
        ImmutableArray<KeyValuePair<string, MapNode>> others = [.. Changes.WhatIfs(tree).Where(whatIf => !applied.Contains(whatIf.Key))];
        if (others.Length > MostWhatIfs)
        {
            problems.Error(((MapNode)tree["what_ifs"]!).Mark, "what_ifs", $"there are more than {MostWhatIfs} what-ifs, each of which is checked by itself; "
                + "write a study, or files that extend this one");
            return;
        }

        if (others.IsEmpty)
        {
            return;
        }

        ProblemList known = new();
        ScenarioCheck.Run(tree, known);
        foreach ((string name, MapNode changes) in others)
        {
            ProblemList found = new();
            ScenarioCheck.Run(Changes.WithWhatIf(tree, changes, $"what_ifs.{name}.changes", found), found);
            foreach (Problem problem in found.ToSorted().Where(problem => !known.Contains(problem) && !problems.Contains(problem)))
            {
                problems.Add(problem with { Text = $"with what-if '{name}': {problem.Text}" });
            }
        }
    }

    private static ScenarioReading Refused(ProblemList problems) => new() { Scenario = null, Info = ScenarioInfo.Empty, Problems = problems.ToSorted() };
}
