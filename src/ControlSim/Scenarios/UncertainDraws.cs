using System.Collections.Immutable;
using ControlSim.Randomness;

namespace ControlSim.Scenarios;

/// <summary>Values of the uncertain parameters in one run.</summary>
public static class UncertainDraws
{
    /// <summary>
    /// The scenario with the values that its uncertain parameters and strengths have in a run. A deterministic scenario keeps those of its
    /// file.
    /// </summary>
    /// <param name="scenario">A checked scenario.</param>
    /// <param name="key">Key of the run's random numbers.</param>
    public static Scenario Drawn(Scenario scenario, ulong key)
    {
        if (scenario.Uncertain.IsEmpty) return scenario.Deterministic ? scenario : StrengthDraws.Drawn(scenario, key);
        Parameters parameters = scenario.Parameters;
        if (!scenario.Deterministic)
        {
            foreach (UncertainParameter uncertain in scenario.Uncertain)
            {
                parameters = ParameterValues.With(parameters, uncertain.Process, uncertain.Parameter, Value(uncertain, key));
            }
        }

        Scenario drawn = scenario with { Parameters = parameters, Uncertain = [] };
        return scenario.Deterministic ? drawn : StrengthDraws.Drawn(drawn, key);
    }

    /// <summary>Value of one uncertain parameter in a run.</summary>
    /// <param name="uncertain">The parameter.</param>
    /// <param name="key">Key of the run's random numbers.</param>
    public static double Value(UncertainParameter uncertain, ulong key)
    {
        string name = uncertain.Together.Length > 0 ? uncertain.Together : $"{uncertain.Process}.{uncertain.Parameter}";
        return At(uncertain, new RandomStreams(key).Uniform(ProcessId.Uncertainty, 0, StableId.Of(name), 0));
    }

    /// <summary>Value that a uniform number makes: below it lies this share of the draws, except of a list, whose order is the file's.</summary>
    /// <param name="uncertain">The parameter.</param>
    /// <param name="u">The share, 0 to 1.</param>
    public static double At(UncertainParameter uncertain, double u)
    {
        (double low, double high) = (uncertain.Low, uncertain.High);
        bool isWhole = ParameterValues.IsWhole(uncertain.Process, uncertain.Parameter);
        double value = uncertain.Distribution switch
        {
            UncertainDistribution.Listed => uncertain.Values[Math.Min(uncertain.Values.Length - 1, (int)(u * uncertain.Values.Length))],
            UncertainDistribution.Uniform when isWhole => Math.Min(high, low + Math.Floor(u * (high - low + 1))),
            UncertainDistribution.Uniform => low + (u * (high - low)),
            UncertainDistribution.LogUniform => Math.Clamp(low * DetMath.Pow(high / low, u), low, high),
            UncertainDistribution.Normal => Math.Clamp(uncertain.Median + (uncertain.Spread * CutNormal(uncertain, low, high, u)), low, high),
            _ => Math.Clamp(uncertain.Median * DetMath.Exp(uncertain.Spread * CutNormal(uncertain, Logarithm(low), Logarithm(high), u)), low, high),
        };
        return isWhole ? Math.Floor(value + 0.5) : value;
    }

    // By inversion between the shares that lie below the two ends: it never decreases in u.
    private static double CutNormal(UncertainParameter uncertain, double low, double high, double u)
    {
        double median = uncertain.Distribution == UncertainDistribution.Normal ? uncertain.Median : DetMath.Log(uncertain.Median);
        double below = Below((low - median) / uncertain.Spread), upTo = Below((high - median) / uncertain.Spread);
        return Distributions.Normal(below + (u * (upTo - below)));
    }

    private static double Logarithm(double value) => value <= 0 ? double.NegativeInfinity : DetMath.Log(value);

    // Share of a standard normal below z: bisection on its inverse, sixty steps.
    private static double Below(double z)
    {
        double low = 0, high = 1;
        for (int i = 0; i < 60; i++)
        {
            double middle = 0.5 * (low + high);
            if (Distributions.Normal(middle) < z) low = middle;
            else high = middle;
        }

        return 0.5 * (low + high);
    }

    /// <summary>Share of a normal distribution that its ends leave; 1 for the others.</summary>
    /// <param name="uncertain">The parameter.</param>
    public static double ShareKept(UncertainParameter uncertain)
    {
        if (uncertain.Distribution is not (UncertainDistribution.Normal or UncertainDistribution.LogNormal)) return 1;
        bool isLog = uncertain.Distribution == UncertainDistribution.LogNormal;
        double Z(double end) => ((isLog ? Logarithm(end) : end) - (isLog ? DetMath.Log(uncertain.Median) : uncertain.Median)) / uncertain.Spread;
        return Below(Z(uncertain.High)) - Below(Z(uncertain.Low));
    }

    /// <summary>Values of all uncertain parameters in a run, in the order of the scenario.</summary>
    /// <param name="scenario">A checked scenario.</param>
    /// <param name="key">Key of the run's random numbers.</param>
    public static ImmutableArray<double> Values(Scenario scenario, ulong key)
    {
        Parameters parameters = Drawn(scenario, key).Parameters;
        return [.. scenario.Uncertain.Select(u => ParameterValues.Of(parameters, u.Process, u.Parameter))];
    }
}
