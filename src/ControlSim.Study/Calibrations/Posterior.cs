using System.Collections.Immutable;
using System.Globalization;
using ControlSim.Scenarios;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Study.Calibrations;

/// <summary>The posterior as the table that a scenario names with <c>posterior:</c>, and as uncertain parameters.</summary>
public static class Posterior
{
    /// <summary>Accepted points, best first: number, distance, implausibility, values.</summary>
    public static string Csv(ImmutableArray<UncertainParameter> priors, ImmutableArray<CalibrationPoint> posterior)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var csv = new CsvWriter(text);
        foreach (string column in priors.Select(ParameterPath.Of).Prepend("implausibility").Prepend("distance").Prepend("point")) csv.Field(column);
        csv.EndRow();
        foreach (CalibrationPoint point in posterior)
        {
            csv.Field(point.Number).Field(point.Fit.Distance).Field(point.Fit.Implausibility);
            for (int f = 0; f < priors.Length; f++) csv.Field(CalibrationPriors.At(priors[f], point.Shares[f]));
            csv.EndRow();
        }

        return text.ToString();
    }

    /// <summary>The scenario with some parameters uncertain in place of what it says of them.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="uncertain">The parameters.</param>
    public static Scenario With(Scenario scenario, ImmutableArray<UncertainParameter> uncertain)
    {
        HashSet<string> paths = [.. uncertain.Select(ParameterPath.Of)];
        return scenario with { Uncertain = [.. scenario.Uncertain.Where(u => !paths.Contains(ParameterPath.Of(u))), .. uncertain] };
    }

    /// <summary>The scenario with fixed values of some parameters.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="priors">The parameters.</param>
    /// <param name="values">Their values.</param>
    public static Scenario At(Scenario scenario, ImmutableArray<UncertainParameter> priors, ImmutableArray<double> values)
    {
        Parameters parameters = scenario.Parameters;
        for (int f = 0; f < priors.Length; f++)
        {
            parameters = ParameterValues.With(parameters, priors[f].Process, priors[f].Parameter, values[f]);
        }

        HashSet<string> paths = [.. priors.Select(ParameterPath.Of)];
        return scenario with { Parameters = parameters, Uncertain = [.. scenario.Uncertain.Where(u => !paths.Contains(ParameterPath.Of(u)))] };
    }

    /// <summary>The posterior as lists that are drawn together.</summary>
    public static ImmutableArray<UncertainParameter> Lists(ImmutableArray<UncertainParameter> priors, ImmutableArray<CalibrationPoint> posterior) =>
    [
        .. priors.Select((prior, f) =>
        {
            ImmutableArray<double> values = [.. posterior.Select(p => CalibrationPriors.At(prior, p.Shares[f]))];
            return prior with { Distribution = UncertainDistribution.Listed, Values = values, Low = values.Min(), High = values.Max(), Together = "posterior" };
        }),
    ];
}
