using ControlSim.Randomness;

namespace ControlSim.Scenarios;

/// <summary>
/// What is drawn anew for every run of a scenario, with all that its runs share found once: at Al-Qa'im the shares that cut normal
/// distributions keep and the stable ids of 2,451 units took 2 to 4 ms a run.
/// </summary>
internal sealed class ScenarioDraws
{
    private readonly Scenario _scenario;
    private readonly (ulong Entity, (double Below, double UpTo) Kept)[] _uncertain;
    private readonly StrengthDraws _strengths;

    /// <param name="scenario">A checked scenario.</param>
    public ScenarioDraws(Scenario scenario)
    {
        _scenario = scenario;
        _uncertain = [.. scenario.Uncertain.Select(u => (UncertainDraws.Entity(u), UncertainDraws.Kept(u)))];
        _strengths = new StrengthDraws(scenario);
    }

    /// <summary>The scenario with the values that it has in a run; a deterministic one keeps those of its file.</summary>
    /// <param name="key">Key of the run's random numbers.</param>
    public Scenario Of(ulong key)
    {
        if (_scenario.Deterministic)
        {
            return _scenario.Uncertain.IsEmpty ? _scenario : _scenario with { Uncertain = [] };
        }

        Scenario drawn = _scenario.Uncertain.IsEmpty ? _scenario : _scenario with
        {
            Parameters = ParameterValues.With(_scenario.Parameters, [.. _uncertain.Select((u, i) => Value(_scenario.Uncertain[i], u, key))]),
            Uncertain = [],
        };
        return _strengths.Drawn(drawn, key);
    }

    private static (string Process, string Parameter, double Number) Value(
        UncertainParameter uncertain, (ulong Entity, (double Below, double UpTo) Kept) known, ulong key)
    {
        double share = new RandomStreams(key).Uniform(ProcessId.Uncertainty, 0, known.Entity, 0);
        return (uncertain.Process, uncertain.Parameter, UncertainDraws.At(uncertain, known.Kept, share));
    }
}
