using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ControlSim.Scenarios;
using ControlSim.Study.Comparisons;
using ControlSim.Study.Statistics;

namespace ControlSim.Cli;

/// <summary>
/// The parts of pages that come from runs: in a lesson what the model says beside what happened, in the folder's README a row a
/// scenario. They stand between marks; everything else on the pages is written by hand.
/// </summary>
internal static class LibraryPages
{
    private const string Begin = "<!-- from runs: begin -->";
    private const string End = "<!-- from runs: end -->";

    public static void Write(string folder, LibraryResult result)
    {
        if (result.Info.Lesson.Length > 0)
        {
            Replace(Path.Combine(folder, result.Info.Lesson), _ => Lesson(result));
        }

        Replace(Path.Combine(folder, "README.md"), old => Rows(old, result));
    }

    public static string Text(double value) => Math.Abs(value) switch
    {
        double.NaN => "-",
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.###", CultureInfo.InvariantCulture),
    };

    private static void Replace(string path, Func<string, string> text)
    {
        string page = File.ReadAllText(path);
        int begin = page.IndexOf(Begin, StringComparison.Ordinal), end = page.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new DataException($"'{path}' has no lines '{Begin}' and '{End}' to write between; add them.");
        }

        begin += Begin.Length;
        File.WriteAllText(path, $"{page[..begin]}\n{text(page[begin..end])}{page[end..]}");
    }

    /// <summary>How wrong the model is, beside what it says; then what the what-ifs do.</summary>
    private static string Lesson(LibraryResult result)
    {
        Scenario scenario = result.Baseline.Scenario;
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"\n{Verdict(result)}\n\n| outcome | model, {result.Baseline.Replicates} runs: median (5-95 %) | what happened | error |\n|---|---|---|---|\n");
        ImmutableArray<OutcomeSummary> outcomes = OutcomeSummary.Of(result.Baseline);
        foreach (int i in Ordered(result))
        {
            (OutcomeSummary outcome, OutcomeKind kind) = (outcomes[i], scenario.Outcomes[i].Kind);
            string observed = result.Info.Observed.GetValueOrDefault(outcome.Id, "");
            text.Append(CultureInfo.InvariantCulture, $"| {outcome.Title} | {Value(scenario, kind, outcome)} | {observed} | {Error(scenario, kind, outcome, observed)} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\n| what-if | outcome | expected | mean difference (99 % interval), {result.Baseline.Replicates} pairs | is it so |\n|---|---|---|---|---|\n");
        foreach (LibraryWhatIf whatIf in result.WhatIfs)
        {
            foreach (ExpectationResult e in whatIf.Expectations)
            {
                string title = outcomes.First(o => o.Id == e.Expected.Outcome).Title;
                text.Append(CultureInfo.InvariantCulture,
                    $"| `{whatIf.Info.Id}` | {title} | {Direction(scenario, e)} | {Text(e.Difference.Mean)} ({Text(e.Difference.Low)} to {Text(e.Difference.High)}) | {CompareSummary.Word(e)} |\n");
            }
        }

        return text.Append('\n').ToString();
    }

    private static IEnumerable<int> Ordered(LibraryResult result)
    {
        ImmutableArray<Outcome> outcomes = result.Baseline.Scenario.Outcomes;
        return Enumerable.Range(0, outcomes.Length).OrderBy(i => result.Info.OutcomeOrder.IndexOf(outcomes[i].Id));
    }

    private static string Direction(Scenario scenario, ExpectationResult e)
    {
        bool isDate = scenario.Outcomes.First(o => o.Id == e.Expected.Outcome).Kind == OutcomeKind.CaptureDate;
        return (isDate, e.Expected.Rises) switch
        {
            (true, true) => "later",
            (true, false) => "earlier",
            (false, true) => "rises",
            _ => "falls",
        };
    }

    /// <summary>One sentence: the mean error of the dates, and how many of them the 90 % intervals cover.</summary>
    private static string Verdict(LibraryResult result)
    {
        Scenario scenario = result.Baseline.Scenario;
        ImmutableArray<OutcomeSummary> outcomes = OutcomeSummary.Of(result.Baseline);
        List<double> errors = [];
        int dates = 0, inside = 0, never = 0;
        for (int i = 0; i < outcomes.Length; i++)
        {
            if (scenario.Outcomes[i].Kind == OutcomeKind.CaptureDate && DateOf(result.Info.Observed.GetValueOrDefault(outcomes[i].Id, "")) is { } date)
            {
                int day = date.DayNumber - scenario.Start.DayNumber;
                dates++;
                inside += (outcomes[i].P05 ?? double.PositiveInfinity) <= day && (outcomes[i].P95 ?? double.PositiveInfinity) >= day ? 1 : 0;
                never += outcomes[i].Median is null ? 1 : 0;
                if (outcomes[i].Median is double median)
                {
                    errors.Add(Math.Abs(median - day));
                }
            }
        }

        if (dates == 0)
        {
            return "**How wrong is it?** No date of this scenario can be held against history: read directions, not numbers.";
        }

        errors.Sort();
        string where = dates == 1
            ? $"Its one date of history lies {(inside == 1 ? "in" : "outside")} the model's 90 % interval"
            : $"Of {dates} dates of history {inside} {(inside == 1 ? "lies" : "lie")} in the model's 90 % interval";
        string mid = errors.Count == 0
            ? dates == 1 ? "it does not come about in most runs" : "no date comes about in most runs"
            : $"the {(dates == 1 ? "error" : "median error of its dates")} is {Text(errors[errors.Count / 2])} days";
        string missing = never > 0 && errors.Count > 0 ? $", and {never} of them {(never == 1 ? "does" : "do")} not come about in most runs" : "";
        return $"**How wrong is it?** {where}; {mid}{missing}.";
    }

    private static string Value(Scenario scenario, OutcomeKind kind, OutcomeSummary o)
    {
        string One(double? value) => value is not double number ? "never" : kind == OutcomeKind.CaptureDate
            ? $"{scenario.DateOf((int)number):yyyy-MM-dd}" : Text(number);
        return o.Present == 0 ? "never" : $"{(o.Median is null && kind == OutcomeKind.CaptureDate ? "not in most runs" : One(o.Median))} ({One(o.P05)} to {One(o.P95)})";
    }

    private static string Error(Scenario scenario, OutcomeKind kind, OutcomeSummary o, string observed)
    {
        if (observed.Length == 0)
        {
            return "";
        }

        if (kind == OutcomeKind.CaptureDate)
        {
            return DateOf(observed) is not { } date ? "" : o.Median is not double median ? "does not come about"
                : Signed(median - (date.DayNumber - scenario.Start.DayNumber), " days");
        }

        return o.Median is double value && double.TryParse(observed, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? Signed(value - number, "") : "";
    }

    private static string Signed(double value, string unit) => $"{(value > 0 ? "+" : "")}{Text(value)}{unit}";

    private static DateOnly? DateOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) ? date : null;

    /// <summary>The table of the README with this scenario's row made anew.</summary>
    private static string Rows(string old, LibraryResult result)
    {
        SortedDictionary<string, string> rows = new(StringComparer.Ordinal);
        foreach (string line in old.Split('\n').Where(line => line.StartsWith("| [", StringComparison.Ordinal)))
        {
            rows[line[3..line.IndexOf(']', StringComparison.Ordinal)]] = line;
        }

        ExpectationResult[] all = [.. result.WhatIfs.SelectMany(w => w.Expectations)];
        Scenario scenario = result.Baseline.Scenario;
        string page = result.Info.Lesson.Length > 0 ? result.Info.Lesson : Path.GetFileName(result.File);
        rows[result.Info.Name] = string.Create(
            CultureInfo.InvariantCulture,
            $"| [{result.Info.Name}]({page}) | {scenario.Start:yyyy-MM-dd} to {scenario.End:yyyy-MM-dd} | {Verdict(result).Replace("**How wrong is it?** ", "", StringComparison.Ordinal)} | {result.WhatIfs.Length} | {all.Count(e => e.IsMet)} of {all.Length}{(all.Any(e => e.IsContradicted) ? $", {all.Count(e => e.IsContradicted)} contradicted" : "")} | {result.Baseline.Replicates} |");
        return "\n| scenario | dates | how wrong is it? | what-ifs | expected directions met | pairs |\n|---|---|---|---|---|---|\n" + string.Join('\n', rows.Values) + "\n\n";
    }
}
