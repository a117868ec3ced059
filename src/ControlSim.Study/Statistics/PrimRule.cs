using System.Globalization;

namespace ControlSim.Study.Statistics;

/// <summary>A box as a sentence.</summary>
public static class PrimRule
{
    /// <summary>"is-holds in 83 % of the cases (50 of 60) when attrition is at most 0.03 and gate is shut; …".</summary>
    /// <param name="what">What is of interest: begins the sentence.</param>
    /// <param name="step">The box.</param>
    /// <param name="columns">The factors.</param>
    /// <param name="cases">All cases.</param>
    /// <param name="hits">All cases of interest.</param>
    /// <param name="text">How a value of a factor is written.</param>
    public static string Of(
        string what, PrimStep step, IReadOnlyList<PrimColumn> columns, int cases, int hits, Func<int, double, string> text)
    {
        string[] parts = [.. Enumerable.Range(0, columns.Count).Where(step.Box.Restricts).Select(j => Part(step.Box, columns[j], j, text))];
        string when = parts.Length == 0 ? "always" : $"when {string.Join(" and ", parts)}";
        int outside = cases - step.Cases;
        string elsewhere = outside == 0 ? "" : $", against {Percent(hits - step.Hits, outside)} of the cases outside";
        return $"{what} in {Percent(step.Hits, step.Cases)} of the cases ({step.Hits} of {step.Cases}) {when}{elsewhere}; "
            + $"this covers {Percent(step.Hits, hits)} of all such cases.";
    }

    private static string Part(PrimBox box, PrimColumn column, int j, Func<int, double, string> text)
    {
        if (box.Allowed[j] is { } levels)
        {
            return $"{column.Name} is {string.Join(" or ", levels.Order().Select(l => column.Levels[l]))}";
        }

        bool low = double.IsFinite(box.Low[j]);
        bool high = double.IsFinite(box.High[j]);
        return low && high ? $"{column.Name} is from {text(j, box.Low[j])} to {text(j, box.High[j])}"
            : low ? $"{column.Name} is at least {text(j, box.Low[j])}"
            : $"{column.Name} is at most {text(j, box.High[j])}";
    }

    private static string Percent(int part, int whole) =>
        whole == 0 ? "0 %" : (100.0 * part / whole).ToString("0", CultureInfo.InvariantCulture) + " %";
}
