using System.Collections.Immutable;
using ControlSim.Study.Figures;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Cli;

/// <summary>The figures of a result folder.</summary>
internal static class RunFigures
{
    /// <summary>Path in the folder and SVG text.</summary>
    public static ImmutableArray<(string Path, string Text)> Of(ResultData result, int mapTick, MapGround ground)
    {
        Figure map = ControlMap.Describe(ControlMapOfResults.Input(result, mapTick, ground));
        Figure overTime = ControlOverTime.Describe(ControlOverTimeOfResults.HeldPopulation(result));
        return [("figures/control-map.svg", SvgWriter.Write(map)), ("figures/control-over-time.svg", SvgWriter.Write(overTime))];
    }
}
