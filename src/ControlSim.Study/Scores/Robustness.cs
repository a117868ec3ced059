using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Study.Scores;

/// <summary>
/// What a change of ten per cent of each parameter does to the score: a skill that vanishes with it was a knife's edge and no skill.
/// All runs share their random numbers. A first run that ends in the same state as before shows that the parameter is without effect, and
/// saves the others.
/// </summary>
/// <param name="scenario">The scenario.</param>
/// <param name="observed">The record over it.</param>
/// <param name="replicates">Runs of each change.</param>
/// <param name="jobs">Most runs at the same time.</param>
public sealed class Robustness(Scenario scenario, ObservedControl observed, int replicates, int jobs)
{
    /// <summary>The changes.</summary>
    public static ImmutableArray<double> Factors { get; } = [0.9, 1.1];

    private static readonly string[] WithoutOrders = ["persistence", "hazard", "front"];
    private ulong first;
    private RobustnessRow? asItIs;

    /// <summary>Parameters that can be changed: not 0, and of processes that run.</summary>
    public IEnumerable<string> Parameters => ParameterPath.All.Where(path =>
    {
        (string process, string parameter) = ParameterPath.NamesOf(path);
        bool isOff = Enum.TryParse(process, out ProcessKind kind) && !scenario.Processes.Contains(kind);
        return !isOff && ParameterValues.Of(scenario.Parameters, process, parameter) != 0;
    });

    /// <summary>The score as it is.</summary>
    public RobustnessRow Base(CancellationToken cancellation)
    {
        Ensemble ensemble = Run(scenario, replicates, cancellation);
        first = ensemble.Results[0].StateHash;
        return asItIs = Row("", 1, double.NaN, ensemble);
    }

    /// <summary>The score with one parameter changed; null where its range, or being a whole number, allows no such change.</summary>
    /// <param name="path">Path of the parameter.</param>
    /// <param name="factor">Factor.</param>
    /// <param name="cancellation">Stops it.</param>
    public RobustnessRow? Changed(string path, double factor, CancellationToken cancellation)
    {
        RobustnessRow known = asItIs ?? Base(cancellation);
        if (Scaled(scenario, path, factor) is not (Scenario changed, double value)) return null;
        return Run(changed, 1, cancellation).Results[0].StateHash == first
            ? known with { Parameter = path, Factor = factor, Value = value, IsInert = true }
            : Row(path, factor, value, Run(changed, replicates, cancellation));
    }

    /// <summary>The scenario with a parameter times a factor; of an uncertain one all its values. Null where that is not allowed or no change.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="path">Path of the parameter.</param>
    /// <param name="factor">Factor.</param>
    public static (Scenario Scenario, double Value)? Scaled(Scenario scenario, string path, double factor)
    {
        (string process, string parameter) = ParameterPath.NamesOf(path);
        ParameterAttribute about = ParameterValues.About(process, parameter);
        double was = ParameterValues.Of(scenario.Parameters, process, parameter), value = was * factor;
        if (ParameterValues.IsWhole(process, parameter)) value = Math.Round(value) == was ? was + Math.Sign(factor - 1) : Math.Round(value);
        bool IsAllowed(double x) => x >= about.Min && x <= about.Max;
        UncertainParameter? uncertain = scenario.Uncertain.FirstOrDefault(u => ParameterPath.Of(u) == path);
        if (uncertain is null)
        {
            return IsAllowed(value) && value != was
                ? (scenario with { Parameters = ParameterValues.With(scenario.Parameters, process, parameter, value) }, value)
                : null;
        }

        bool isNormal = uncertain.Distribution == UncertainDistribution.Normal;
        UncertainParameter scaled = uncertain with
        {
            Low = Math.Clamp(uncertain.Low * factor, about.Min, about.Max),
            High = Math.Clamp(uncertain.High * factor, about.Min, about.Max),
            Median = uncertain.Median * factor,
            Spread = isNormal ? uncertain.Spread * factor : uncertain.Spread,
            Values = [.. uncertain.Values.Select(v => Math.Clamp(v * factor, about.Min, about.Max))],
        };
        return (scenario with { Uncertain = [.. scenario.Uncertain.Select(u => u == uncertain ? scaled : u)] }, UncertainDraws.At(scaled with { Values = [.. scaled.Values.Order()] }, 0.5));
    }

    private Ensemble Run(Scenario changed, int runs, CancellationToken cancellation)
    {
        Ensemble ensemble = Replicates.Run(changed, runs, jobs, ControlScore.Options(observed), null, cancellation);
        return ensemble.Results.IsEmpty ? throw new InvalidOperationException($"no run finished: {ensemble.Failures[0].Message}") : ensemble;
    }

    private RobustnessRow Row(string path, double factor, double value, Ensemble ensemble)
    {
        ControlScore score = ControlScore.Of(ensemble, observed);
        return new RobustnessRow(path, factor, value, false, score.Brier.Value, WithoutOrders.Min(score.Skill), score.Skill("script_only"));
    }
}
