using ControlSim.Scenarios;
using ControlSim.Study.Geography;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Reads scenario files of format 1.</summary>
public static class ScenarioReader
{
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

        MapNode tree = Changes.Apply(layers.Tree, whatIfs, sets, problems);
        Task<DividedLand?> land = Task.Run(() => LocationAreas.Ahead(tree, layers.Basemap));
        WhatIfChecks others = WhatIfChecks.Begin(layers.Tree, whatIfs, ReferenceEquals(tree, layers.Tree), problems);
        ScenarioCheck check = ScenarioCheck.Run(tree, problems);
        Basemap? basemap = GeographyChecks.Read(layers, problems);
        if (basemap is not null)
        {
            GeographyChecks.Check(check.Tree, basemap);
        }

        ScenarioReading? reading = problems.HasErrors || check.Dispositions is null ? null : Built(check, layers, whatIfs, basemap, land);
        others.AddTo(problems);
        return problems.HasErrors || reading is null ? Refused(problems) : reading with { Problems = problems.ToSorted() };
    }

    private static ScenarioReading Built(
        ScenarioCheck check, Layers layers, IReadOnlyList<string> whatIfs, Basemap? basemap, Task<DividedLand?> ahead)
    {
        DividedLand? land = Completion.Apply(check.Tree, basemap, ahead);
        var lockText = Task.Run(() => LockWriter.Write(check.Tree.Root));
        Scenario scenario = new ScenarioBuilder(check.Tree, check.Relations, check.Dispositions!).Build();
        return new ScenarioReading { Scenario = scenario, Info = InfoBuilder.Build(check.Tree, layers, whatIfs, land, lockText.GetAwaiter().GetResult()), Problems = [] };
    }

    private static ScenarioReading Refused(ProblemList problems) => new() { Scenario = null, Info = ScenarioInfo.Empty, Problems = problems.ToSorted() };
}
