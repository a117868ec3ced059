using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.Figures;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Reports;

/// <summary>The parts of a report that are words and tables.</summary>
internal static class ReportSections
{
    /// <summary>Rows of the table of changes; the file changes.csv has all.</summary>
    private const int MostChanges = 40;

    /// <summary>Names of the results on the page.</summary>
    public static ImmutableArray<string> Labels(ImmutableArray<ResultData> results) =>
        results.Length == 1 ? [""] : ["Base", $"What-if{Names(results[1])}"];

    public static void Scenario(HtmlText html, ImmutableArray<ResultData> results)
    {
        ResultData first = results[0];
        Scenario scenario = first.Scenario;
        html.Raw("<section id=\"scenario\">").Element("h2", "What was asked").Paragraphs(first.Info.Description);
        html.Element(
            "p class=\"facts\"",
            $"{scenario.Locations.Count(l => !l.IsRefuge)} locations and {scenario.Locations.Count(l => l.IsRefuge)} refuges, "
            + $"{scenario.Corridors.Length} corridors, {scenario.Crossings.Length} crossings, {scenario.Factions.Length} factions with "
            + $"{NumberText.Of(scenario.Units.Sum(u => u.Fighters))} fighters on the first day, {scenario.Orders.Length} orders and "
            + $"{scenario.Events.Length} dated events; {scenario.Ticks} days of one tick each.");
        foreach (ResultData result in results) WhatIf(html, result);
        if (results.Length == 2) Changes(html, "What the what-if differs in from the base", Against(results[0], results[1]));
        html.Raw("</section>");
    }

    public static void Summary(HtmlText html, ResultData baseline, ResultData? whatIf)
    {
        html.Raw("<section id=\"summary\">").Element("h2", "What came out");
        IEnumerable<int> rows = ControlOverTimeOfResults.InFileOrder(baseline);
        if (!rows.Any()) html.Element("p", "The scenario asks for no outcomes.");
        else if (whatIf is null) html.Table(
            "Outcomes over the runs",
            ["outcome", ">median", ">5 %", ">95 %", ">runs that reach it"],
            rows.Select(o => Row(baseline, o)));
        else html.Table(
            "Outcomes of base and what-if; differences are means over pairs of runs that share their random numbers, with their 99 % interval",
            ["outcome", ">base, median", ">what-if, median", ">mean difference", ">99 % interval", ">pairs"],
            rows.Select(o => Row(baseline, whatIf, o)));
        if (whatIf is not null)
        {
            html.Element("p class=\"note\"", "A date that a run does not reach counts as the end of the run in the differences. "
                + "An interval that holds zero says that these runs do not show a difference.");
        }

        html.Raw("</section>");
    }

    public static void Captures(HtmlText html, ImmutableArray<ResultData> results)
    {
        html.Raw("<section id=\"captures\">").Element("h2", "Which places change hands");
        ImmutableArray<string> labels = Labels(results);
        for (int i = 0; i < results.Length; i++)
        {
            ResultData result = results[i];
            var falls = PlaceFall.Of(result).Where(f => f.Probability >= 0.05).ToArray();
            string caption = "Captures in at least 5 % of the runs" + (labels[i].Length > 0 ? $": {labels[i]}" : "");
            html.Table(
                caption,
                ["place", "taken by", ">share of runs", ">by then in 5 %", ">in half", ">in 95 %"],
                falls.Select(f => (string[])
                [
                    result.Scenario.Locations[f.Location].Name, result.Scenario.Blocs[f.Bloc].Name, NumberText.Percent(f.Probability),
                    Date(result, f.Quantile(0.05)), Date(result, f.Quantile(0.5)), Date(result, f.Quantile(0.95)),
                ]));
        }

        html.Raw("</section>");
    }

    public static void Origin(HtmlText html, ImmutableArray<ResultData> results, IReadOnlyList<string> command)
    {
        html.Raw("<section id=\"origin\">").Element("h2", "How to make this again");
        foreach (ResultOrigin origin in results.Select(r => r.Origin).OfType<ResultOrigin>())
        {
            PageFrame.Command(html, origin.CommandLine);
            html.Element("p class=\"note\"", $"Version {origin.Version}. The same command with the same version prints the state hash {origin.StateHash}.");
        }

        PageFrame.Command(html, command);
        html.Element("h2", "Sources").Raw("<dl>");
        foreach ((string id, string text) in results[0].Info.Sources) html.Element("dt", id).Element("dd", text);
        html.Raw("</dl>").Element("p class=\"note\"", "Each place has its own source and confidence: click it on the map or choose it in the table below the map.");
        html.Raw("</section>");
    }

    private static string Names(ResultData result)
    {
        IEnumerable<string> titles = result.Origin?.WhatIfs.Select(w => w.Title.Length > 0 ? w.Title : w.Id) ?? [];
        string text = string.Join(", ", titles.Concat(result.Origin?.Settings ?? []));
        return text.Length == 0 ? "" : $": {text}";
    }

    private static void WhatIf(HtmlText html, ResultData result)
    {
        foreach (WhatIfInfo whatIf in result.Origin?.WhatIfs ?? [])
        {
            html.Element("h3", $"What-if: {(whatIf.Title.Length > 0 ? whatIf.Title : whatIf.Id)}").Paragraphs(whatIf.Description);
            if (whatIf.Expect.Length > 0) html.Element("p class=\"expect\"", $"Expected: {whatIf.Expect}");
        }

        if (!result.Changes.IsEmpty) Changes(html, "What it changes in the scenario file", result.Changes);
    }

    // Both lists name changes from the file as it stands: rows that both have are no difference between the two.
    private static ImmutableArray<ChangedRow> Against(ResultData baseline, ResultData whatIf)
    {
        var before = baseline.Changes.ToDictionary(c => (c.Section, c.Row));
        var after = whatIf.Changes.ToDictionary(c => (c.Section, c.Row));
        return before.Count == 0
            ? []
            :
            [
                .. before.Keys.Union(after.Keys).Order()
                    .Select(k => new ChangedRow(
                        k.Section, k.Row, before.TryGetValue(k, out var b) ? b.After : after[k].Before, after.TryGetValue(k, out var a) ? a.After : before[k].Before))
                    .Where(c => c.Before != c.After),
            ];
    }

    private static void Changes(HtmlText html, string caption, ImmutableArray<ChangedRow> changes)
    {
        if (changes.IsEmpty) return;
        html.Table(caption, ["section", "row", "before", "after"], changes.Take(MostChanges).Select(c => (string[])[c.Section, c.Row, Or(c.Before), Or(c.After)]));
        if (changes.Length > MostChanges) html.Element("p class=\"note\"", $"and {changes.Length - MostChanges} more rows, in changes.csv of the result folder");
    }

    private static string Or(string text) => text.Length == 0 ? "(nothing)" : text;

    private static string[] Row(ResultData result, int o) =>
    [
        result.Scenario.Outcomes[o].Title,
        OutcomeText.Value(result, o, OutcomeText.Quantile(result, o, 0.5)),
        OutcomeText.Value(result, o, OutcomeText.Quantile(result, o, 0.05)),
        OutcomeText.Value(result, o, OutcomeText.Quantile(result, o, 0.95)),
        OutcomeText.Reached(result, o),
    ];

    private static string[] Row(ResultData baseline, ResultData whatIf, int o)
    {
        Outcome outcome = baseline.Scenario.Outcomes[o];
        int other = whatIf.Scenario.Outcomes.ToList().FindIndex(x => x.Id == outcome.Id);
        PairedDifference? paired = OutcomeText.Paired(baseline, whatIf, o);
        return
        [
            outcome.Title,
            OutcomeText.Value(baseline, o, OutcomeText.Quantile(baseline, o, 0.5)),
            other < 0 ? "-" : OutcomeText.Value(whatIf, other, OutcomeText.Quantile(whatIf, other, 0.5)),
            paired is null ? "no pairs" : OutcomeText.Difference(outcome, paired.Mean),
            paired is null ? "-" : $"{OutcomeText.Difference(outcome, paired.Low)} to {OutcomeText.Difference(outcome, paired.High)}",
            paired is null ? "-" : NumberText.Of(paired.Pairs),
        ];
    }

    private static string Date(ResultData result, double? tick) =>
        tick is double t ? NumberText.ShortDate(result.Scenario.DateOf((int)t)) : "not reached";
}
