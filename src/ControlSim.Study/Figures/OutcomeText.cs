using ControlSim.Scenarios;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Figures;

/// <summary>Outcomes of a result as people read them.</summary>
internal static class OutcomeText
{
    /// <summary>Quantile of an outcome over the runs; a date that is not reached counts as later than the end; null if there is none.</summary>
    public static double? Quantile(ResultData result, int outcome, double q)
    {
        if (result.Scenario.Outcomes[outcome].Kind == OutcomeKind.CaptureDate)
        {
            return KaplanMeier.CensoredAt(result.Scenario.Ticks, result.Outcomes[outcome]).Quantile(q);
        }

        double value = Quantiles.OfPresent([.. result.Outcomes[outcome]], q);
        return double.IsNaN(value) ? null : value;
    }

    /// <summary>A value with as many digits as it deserves; a day as a date.</summary>
    public static string Value(ResultData result, int outcome, double? value) => value is not double number
        ? result.Scenario.Outcomes[outcome].Kind == OutcomeKind.CaptureDate ? "not reached" : "-"
        : result.Scenario.Outcomes[outcome].Kind switch
        {
            OutcomeKind.CaptureDate => NumberText.ShortDate(result.Scenario.DateOf((int)number)),
            _ when result.Scenario.Outcomes[outcome].Kind.IsShare() => NumberText.Of(number * 100, 1) + " %",
            OutcomeKind.Quality or OutcomeKind.ControlZone => NumberText.Of(number, 2),
            OutcomeKind.BattleDays => NumberText.Of(number, 1) + " days",
            OutcomeKind.HeldArea => NumberText.Of(number) + " km²",
            OutcomeKind.HeldPopulation or OutcomeKind.Besieged or OutcomeKind.Displaced or OutcomeKind.CiviliansKilled => NumberText.Of(number) + " people",
            OutcomeKind.Revenue => NumberText.Of(number) + " USD",
            _ => NumberText.Of(number),
        };

    /// <summary>A difference with its sign.</summary>
    public static string Difference(Outcome outcome, double value)
    {
        if (double.IsNaN(value)) return "-";
        (double number, int decimals, string unit) = outcome.Kind switch
        {
            OutcomeKind.CaptureDate or OutcomeKind.BattleDays => (value, 1, " days"),
            _ when outcome.Kind.IsShare() => (value * 100, 1, " points"),
            OutcomeKind.Quality or OutcomeKind.ControlZone => (value, 2, ""),
            OutcomeKind.Events => (value, 1, ""),
            OutcomeKind.HeldArea => (value, 0, " km²"),
            OutcomeKind.HeldPopulation or OutcomeKind.Besieged or OutcomeKind.Displaced or OutcomeKind.CiviliansKilled => (value, 0, " people"),
            OutcomeKind.Revenue => (value, 0, " USD"),
            _ => (value, 0, ""),
        };
        string text = NumberText.Of(Math.Abs(number), decimals);
        bool zero = text.All(c => c is '0' or '.');
        return (zero ? "" : number < 0 ? "−" : "+") + text + unit;
    }

    /// <summary>How many runs have it, for a date.</summary>
    public static string Reached(ResultData result, int outcome) =>
        $"{result.Outcomes[outcome].Count(v => !double.IsNaN(v))} of {result.Runs}";

    /// <summary>
    /// Paired difference, what-if minus base; a date that is not reached counts as the end of the run. Null unless both have the
    /// outcome, the seed and the number of runs in common: otherwise the runs are no pairs.
    /// </summary>
    public static PairedDifference? Paired(ResultData baseline, ResultData whatIf, int outcome)
    {
        Outcome asked = baseline.Scenario.Outcomes[outcome];
        int other = whatIf.Scenario.Outcomes.ToList().FindIndex(o => o.Id == asked.Id && o.Kind == asked.Kind);
        if (other < 0 || baseline.Scenario.Seed != whatIf.Scenario.Seed || baseline.Runs != whatIf.Runs) return null;
        double[] Values(ResultData result, int row) =>
        [
            .. result.Outcomes[row].Select(v => double.IsNaN(v) && asked.Kind == OutcomeKind.CaptureDate ? result.Scenario.Ticks : v),
        ];
        return PairedDifference.Of(Values(baseline, outcome), Values(whatIf, other));
    }
}
