using ControlSim.Study.Experiments;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Study.Figures;

/// <summary>The map of control of an ensemble that has no folder yet.</summary>
public static class ControlMapOfRuns
{
    /// <summary>Collects what the map shows, as <see cref="ControlMapOfResults.Input(ResultData, int)"/>.</summary>
    /// <param name="ensemble">At least one finished run.</param>
    /// <param name="info">The scenario's colours, places and theatre.</param>
    /// <param name="tick">Day.</param>
    /// <exception cref="ArgumentException">No run finished.</exception>
    public static ControlMapInput Input(Ensemble ensemble, ScenarioInfo info, int tick) =>
        ControlMapOfResults.Input(ResultData.Of(ensemble, info), tick);
}
