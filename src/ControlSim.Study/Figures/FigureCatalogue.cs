using System.Collections.Immutable;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Figures;

/// <summary>A figure that can be drawn from a result.</summary>
/// <param name="Name">Name on the command line, and of its file.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Describe">Describes it; null where the result holds nothing to show.</param>
public sealed record CatalogueFigure(string Name, string Title, Func<ResultData, Figure?> Describe);

/// <summary>Every figure of a single result, in the order of a report.</summary>
public static class FigureCatalogue
{
    /// <summary>The figures.</summary>
    public static ImmutableArray<CatalogueFigure> All { get; } =
    [
        new("control-map", "Who holds what on the day of the map", r => ControlMap.Describe(ControlMapOfResults.Input(r, ControlMapOfResults.MapTick(r)))),
        new("control-over-time", "Population held by each bloc, day by day", r => ControlOverTime.Describe(ControlOverTimeOfResults.HeldPopulation(r))),
    ];

    /// <summary>The figure of a name; null if there is none.</summary>
    public static CatalogueFigure? Find(string name) => All.FirstOrDefault(f => f.Name == name);
}
