using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Figures;

/// <summary>A ledger day by day: what each bloc has of fighters, money or people.</summary>
public static class Ledger
{
    /// <summary>Describes the figure; null where the result has no such series.</summary>
    /// <param name="result">The result.</param>
    /// <param name="series">Name of the series: massed, money, displaced, …</param>
    /// <param name="name">Name of the figure.</param>
    /// <param name="title">Title.</param>
    /// <param name="measure">What is measured.</param>
    /// <param name="unit">Its unit.</param>
    public static Figure? Describe(ResultData result, string series, string name, string title, string measure, string unit)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (!result.Series.ContainsKey(series)) return null;
        ControlOverTimeInput input = ControlOverTimeOfResults.Input(result, series, measure, unit) with { Title = title };
        return ControlOverTime.Describe(input) with { Name = name };
    }
}
