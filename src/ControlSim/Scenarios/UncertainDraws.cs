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
    public static Scenario Drawn(Scenario scenario, ulong key) => new ScenarioDraws(scenario).Of(key);

    /// <summary>The parameters alone that a scenario has in a run: no strength is drawn.</summary>
    /// <param name="scenario">A checked scenario.</param>
    /// <param name="key">Key of the run's random numbers.</param>
    public static Parameters ParametersOf(Scenario scenario, ulong key) => new ScenarioDraws(scenario).ParametersOf(key);

    /// <summary>Whom a parameter's uniform number is for: the parameter, or all that move together.</summary>
    internal static ulong Entity(UncertainParameter uncertain) =>
        StableId.Of(uncertain.Together.Length > 0 ? uncertain.Together : $"{uncertain.Process}.{uncertain.Parameter}");

    /// <summary>Value that a uniform number makes: below it lies this share of the draws, except of a list, whose order is the file's.</summary>
    /// <param name="uncertain">The parameter.</param>
    /// <param name="u">The share, 0 to 1.</param>
    public static double At(UncertainParameter uncertain, double u) => At(uncertain, Kept(uncertain), u);

    /// <summary>The same where the share of the distribution between its ends is known.</summary>
    internal static double At(UncertainParameter uncertain, (double Below, double UpTo) kept, double u)
    {
        (double low, double high) = (uncertain.Low, uncertain.High);
        bool isWhole = ParameterValues.IsWhole(uncertain.Process, uncertain.Parameter);
        // By inversion between the shares that lie below the two ends: it never decreases in u.
        double Normal() => Distributions.Normal(kept.Below + (u * (kept.UpTo - kept.Below)));
        double value = uncertain.Distribution switch
        {
            UncertainDistribution.Listed => uncertain.Values[Math.Min(uncertain.Values.Length - 1, (int)(u * uncertain.Values.Length))],
            UncertainDistribution.Uniform when isWhole => Math.Min(high, low + Math.Floor(u * (high - low + 1))),
            UncertainDistribution.Uniform => low + (u * (high - low)),
            UncertainDistribution.LogUniform => Math.Clamp(low * DetMath.Pow(high / low, u), low, high),
            UncertainDistribution.Normal => Math.Clamp(uncertain.Median + (uncertain.Spread * Normal()), low, high),
            _ => Math.Clamp(uncertain.Median * DetMath.Exp(uncertain.Spread * Normal()), low, high),
        };
        return isWhole ? Math.Floor(value + 0.5) : value;
    }

    /// <summary>Shares of an uncut normal distribution below its two ends; 0 and 1 for the others.</summary>
    internal static (double Below, double UpTo) Kept(UncertainParameter uncertain)
    {
        if (uncertain.Distribution is not (UncertainDistribution.Normal or UncertainDistribution.LogNormal)) return (0, 1);
        bool isLog = uncertain.Distribution == UncertainDistribution.LogNormal;
        double Z(double end) => ((isLog ? Logarithm(end) : end) - (isLog ? DetMath.Log(uncertain.Median) : uncertain.Median)) / uncertain.Spread;
        return (Below(Z(uncertain.Low)), Below(Z(uncertain.High)));
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
        (double below, double upTo) = Kept(uncertain);
        return upTo - below;
    }

    /// <summary>Values of all uncertain parameters in a run, in the order of the scenario.</summary>
    /// <param name="scenario">A checked scenario.</param>
    /// <param name="key">Key of the run's random numbers.</param>
    public static ImmutableArray<double> Values(Scenario scenario, ulong key)
    {
        Parameters parameters = ParametersOf(scenario, key);
        return [.. scenario.Uncertain.Select(u => ParameterValues.Of(parameters, u.Process, u.Parameter))];
    }
}
