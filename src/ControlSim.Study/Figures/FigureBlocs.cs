using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Study.Figures;

/// <summary>The blocs of a scenario as figures name and colour them.</summary>
internal static class FigureBlocs
{
    /// <summary>All blocs, in the order of <c>Scenario.Blocs</c>.</summary>
    public static ImmutableArray<FigureBloc> Of(Scenario scenario, ScenarioInfo info) =>
    [
        .. scenario.Blocs.Select((bloc, row) =>
            new FigureBloc(bloc.Id, bloc.Name, Palette.ForBloc(info.BlocColours.GetValueOrDefault(bloc.Id, ""), row))),
    ];
}
