using System.Collections.Immutable;
using ControlSim.Study.Figures;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Cli;

/// <summary>The figures of a result folder.</summary>
internal static class RunFigures
{
    /// <summary>Path in the folder and SVG text; each figure is drawn on a thread of its own.</summary>
    public static ImmutableArray<(string Path, string Text)> Of(ResultData result, int mapTick, Task<MapGround> ground)
    {
        Task<string> overTime = Task.Run(() => SvgWriter.Write(ControlOverTime.Describe(ControlOverTimeOfResults.HeldPopulation(result))));
        string map = SvgWriter.Write(ControlMap.Describe(ControlMapOfResults.Input(result, mapTick, ground.GetAwaiter().GetResult())));
        return [("figures/control-map.svg", map), ("figures/control-over-time.svg", overTime.GetAwaiter().GetResult())];
    }
}
