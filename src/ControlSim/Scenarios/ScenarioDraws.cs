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
    private readonly Lazy<StrengthDraws> _strengths; // who asks for parameters alone has no need of them

    /// <param name="scenario">A checked scenario.</param>
    public ScenarioDraws(Scenario scenario)
    {
        _scenario = scenario;
        _uncertain = [.. scenario.Uncertain.Select(u => (UncertainDraws.Entity(u), UncertainDraws.Kept(u)))];
        _strengths = new Lazy<StrengthDraws>(() => new StrengthDraws(scenario));
    }

    /// <summary>The scenario with the values that it has in a run; a deterministic one keeps those of its file.</summary>
    /// <param name="key">Key of the run's random numbers.</param>
    public Scenario Of(ulong key)
    {
        Scenario drawn = _scenario.Uncertain.IsEmpty ? _scenario : _scenario with { Parameters = ParametersOf(key), Uncertain = [] };
        return _scenario.Deterministic ? drawn : _strengths.Value.Drawn(drawn, key);
    }

    /// <summary>The parameters alone that the scenario has in a run.</summary>
    /// <param name="key">Key of the run's random numbers.</param>
    public Parameters ParametersOf(ulong key) => _scenario.Deterministic || _scenario.Uncertain.IsEmpty
        ? _scenario.Parameters
        : ParameterValues.With(_scenario.Parameters, [.. _uncertain.Select((u, i) => Value(_scenario.Uncertain[i], u, key))]);

    private static (string Process, string Parameter, double Number) Value(
        UncertainParameter uncertain, (ulong Entity, (double Below, double UpTo) Kept) known, ulong key)
    {
        double share = new RandomStreams(key).Uniform(ProcessId.Uncertainty, 0, known.Entity, 0);
        return (uncertain.Process, uncertain.Parameter, UncertainDraws.At(uncertain, known.Kept, share));
    }
}
