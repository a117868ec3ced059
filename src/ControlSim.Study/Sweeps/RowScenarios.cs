using ControlSim.Runs;
using ControlSim.Study.Experiments;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Study.Sweeps;

/// <summary>
/// The scenarios of the rows that are being run, each read once whichever worker and part it serves: reading Al-Qa'im takes as long
/// as several of its runs, and a part holds a few runs of a row alone.
/// </summary>
/// <param name="study">The study.</param>
/// <param name="design">Its design.</param>
internal sealed class RowScenarios(StudyPlan study, Design design)
{
    /// <summary>Rows that are kept at the same time; workers go through the parts in order, so more than their number are seldom in use.</summary>
    private const int Most = 16;

    private readonly Dictionary<int, Lazy<RowScenario>> kept = [];
    private readonly Queue<int> order = new();

    /// <summary>The scenario of a row; a failure to read it is thrown at each call.</summary>
    public RowScenario Of(int row)
    {
        Lazy<RowScenario>? scenario;
        lock (kept)
        {
            if (!kept.TryGetValue(row, out scenario))
            {
                scenario = new Lazy<RowScenario>(() => new RowScenario(study.At(design.Values[row])));
                kept.Add(row, scenario);
                order.Enqueue(row);
                if (order.Count > Most) kept.Remove(order.Dequeue());
            }
        }

        return scenario.Value;
    }
}

/// <summary>The scenario of a row: what was read, and what all its runs share.</summary>
/// <param name="Reading">The scenario, or what is wrong with it.</param>
internal sealed record RowScenario(ScenarioReading Reading)
{
    /// <summary>Null where the values do not make a scenario.</summary>
    public PreparedScenario? Prepared { get; } = Reading.Scenario is { } scenario ? new PreparedScenario(scenario) : null;
}
