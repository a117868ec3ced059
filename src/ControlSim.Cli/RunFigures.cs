using System.Collections.Immutable;
using ControlSim.Study.Experiments;
using ControlSim.Study.Figures;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Cli;

/// <summary>The figures of a result folder.</summary>
internal static class RunFigures
{
    /// <summary>Path in the folder and SVG text; none if no run finished.</summary>
    public static ImmutableArray<(string Path, string Text)> Of(Ensemble ensemble, ScenarioInfo info, int mapTick)
    {
        if (ensemble.Results.IsEmpty)
        {
            return [];
        }

        Figure map = ControlMap.Describe(ControlMapOfRuns.Input(ensemble, info, mapTick));
        Figure overTime = ControlOverTime.Describe(ControlOverTimeOfRuns.HeldPopulation(ensemble, info));
        return [("figures/control-map.svg", SvgWriter.Write(map)), ("figures/control-over-time.svg", SvgWriter.Write(overTime))];
    }
}
