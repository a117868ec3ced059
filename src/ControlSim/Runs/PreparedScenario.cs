using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Runs;

/// <summary>
/// A scenario with what all its runs share, found once: the order of rows in the tables (at Al-Qa'im 4 ms, as much as four
/// days of a run), and what its draws begin with. Runs on several threads may share one.
/// </summary>
/// <param name="scenario">A checked scenario.</param>
public sealed class PreparedScenario(Scenario scenario)
{
    public Scenario Scenario => scenario;

    internal CanonicalOrder Order { get; } = CanonicalOrder.Of(scenario);

    internal ScenarioDraws Draws { get; } = new(scenario);
}
