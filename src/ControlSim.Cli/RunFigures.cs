using System.Collections.Immutable;
using ControlSim.Study.Experiments;
using ControlSim.Study.Figures;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Cli;

/// <summary>The figures of a result folder.</summary>
internal static class RunFigures
{
    /// <summary>Path in the folder and SVG text; none if no run finished.</summary>
    public static ImmutableArray<(string Path, string Text)> Of(Ensemble ensemble, ScenarioInfo info, int mapTick, MapGround ground)
    {
        if (ensemble.Results.IsEmpty)
        {
            return [];
        }

        var result = ResultData.Of(ensemble, info);
        Figure map = ControlMap.Describe(ControlMapOfResults.Input(result, mapTick, ground));
        Figure overTime = ControlOverTime.Describe(ControlOverTimeOfResults.HeldPopulation(result));
        return [("figures/control-map.svg", SvgWriter.Write(map)), ("figures/control-over-time.svg", SvgWriter.Write(overTime))];
    }
}
