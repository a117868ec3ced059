using System.Collections.Immutable;
using ControlSim.Study.Comparisons;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Study.Figures;

/// <summary>Base and what-if, run with the same random numbers, as figures of both see them.</summary>
/// <param name="Comparison">Both ensembles and their differences.</param>
/// <param name="Base">What the base's file says beside the model.</param>
/// <param name="WhatIf">The same of the what-if.</param>
/// <param name="Tick">Day of a map.</param>
/// <param name="Title">Title of the what-if.</param>
public sealed record ComparedRuns(Comparison Comparison, ScenarioInfo Base, ScenarioInfo WhatIf, int Tick, string Title);

/// <summary>A figure of base and what-if.</summary>
/// <param name="Name">Name on the command line, and of its file.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Describe">Describes it; null where there is nothing to show.</param>
public sealed record ComparisonFigure(string Name, string Title, Func<ComparedRuns, Figure?> Describe);

/// <summary>Every figure of base and what-if.</summary>
public static class ComparisonCatalogue
{
    /// <summary>The figures, in the order of a comparison's folder.</summary>
    public static ImmutableArray<ComparisonFigure> All { get; } =
    [
        new("paired-differences", "outcomes, what-if minus base", c => c.Comparison.Outcomes.IsEmpty
            ? null
            : PairedDifferences.Describe(c.Comparison.Base.Scenario.Title, c.Title, c.Comparison.Outcomes)),
        new("side-by-side", "both maps of one day", c => ComparisonMaps.SideBySide(c.Comparison, c.Base, c.WhatIf, c.Tick, c.Title)),
        new("difference-map", "where the bloc that changes most holds longer or shorter", c => ComparisonMaps.Difference(c.Comparison, c.Base, c.Tick, c.Title)),
        new("held-population", "population held by that bloc in both", c => c.Comparison.Base.Scenario.Ticks == c.Comparison.WhatIf.Scenario.Ticks
            ? ComparisonFan.Describe(c.Comparison, c.Title)
            : null),
    ];

    /// <summary>The figure of a name; null if there is none.</summary>
    public static ComparisonFigure? Find(string name) => All.FirstOrDefault(f => f.Name == name);
}
