using System.Collections.Immutable;
using System.Text.Json;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Cli;

/// <summary>What <c>run</c> prints to standard output: tables for people, or one JSON object.</summary>
/// <param name="ensemble">The runs.</param>
/// <param name="whatIfs">What-ifs that were applied.</param>
/// <param name="folder">Result folder.</param>
internal sealed class RunSummary(Ensemble ensemble, ImmutableArray<string> whatIfs, string folder)
{
    /// <summary>Captures that are less probable are counted, not listed; captures.csv and the JSON object have all.</summary>
    private const double LeastProbability = 0.05;

    private readonly Scenario scenario = ensemble.Scenario;
    private readonly ImmutableArray<OutcomeSummary> outcomes = OutcomeSummary.Of(ensemble);
    private readonly ImmutableArray<CaptureSummary> captures = CaptureSummary.Of(ensemble);

    public void Write(Terminal terminal, bool json)
    {
        if (json)
        {
            terminal.Out.Write(JsonText.Of(Write));
            return;
        }

        TextWriter writer = terminal.Out;
        writer.WriteLine($"{scenario.Title} ({scenario.Name}), {scenario.Start:yyyy-MM-dd} to {scenario.End:yyyy-MM-dd}");
        if (!whatIfs.IsEmpty)
        {
            writer.WriteLine($"what-if      {string.Join(", ", whatIfs)}");
        }

        writer.WriteLine($"seed         {scenario.Seed}");
        writer.WriteLine($"replicates   {ensemble.Replicates}");
        writer.WriteLine($"state hash   {ensemble.StateHashText}");
        writer.WriteLine($"results in   {folder}");
        writer.WriteLine();
        terminal.Write(OutcomeTable());
        WriteCaptures(terminal);
    }

    private void WriteCaptures(Terminal terminal)
    {
        CaptureSummary[] listed =
        [
            .. captures
                .Where(c => c.Probability >= LeastProbability)
                .OrderBy(c => c.DateMedian ?? DateOnly.MaxValue)
                .ThenByDescending(c => c.Probability),
        ];
        if (listed.Length > 0)
        {
            var table = new TextTable("capture", "by", ">probability", "5 %", "median", "95 %");
            foreach (CaptureSummary c in listed)
            {
                table.Add(
                    c.Location, c.Bloc, c.Probability.ToString("0.00"), DateText(c.DateP05), DateText(c.DateMedian), DateText(c.DateP95));
            }

            terminal.Out.WriteLine();
            terminal.Write(table);
        }

        int rare = captures.Count(c => c.Probability is > 0 and < LeastProbability);
        if (rare > 0)
        {
            terminal.Out.WriteLine($"and {rare} captures in fewer than 5 % of the replicates (captures.csv)");
        }
    }

    private TextTable OutcomeTable()
    {
        var table = new TextTable("outcome", ">median", ">5 %", ">95 %", "unit");
        for (int i = 0; i < outcomes.Length; i++)
        {
            OutcomeSummary outcome = outcomes[i];
            OutcomeKind kind = scenario.Outcomes[i].Kind;
            string unit = kind == OutcomeKind.CaptureDate ? "date" : outcome.Unit;
            table.Add(outcome.Id, Text(kind, outcome.Median), Text(kind, outcome.P05), Text(kind, outcome.P95), unit);
        }

        return table;
    }

    private string Text(OutcomeKind kind, double? value) => value is not double number ? "-" : kind switch
    {
        OutcomeKind.CaptureDate => DateText(scenario.DateOf((int)number)),
        OutcomeKind.Quality or OutcomeKind.ControlZone => number.ToString("0.000"),
        _ when kind.IsShare() => number.ToString("0.000"),
        OutcomeKind.BattleDays or OutcomeKind.ReportedLag or OutcomeKind.Events => number.ToString("0.#"),
        _ => number.ToString("#,0"),
    };

    private static string DateText(DateOnly? date) => date?.ToString("yyyy-MM-dd") ?? "-";

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("scenario", scenario.Name);
        json.WriteNumber("seed", scenario.Seed);
        json.WriteNumber("replicates", ensemble.Replicates);
        json.WriteString("state_hash", ensemble.StateHashText);
        json.WriteStartObject("outcomes");
        foreach (OutcomeSummary outcome in outcomes)
        {
            json.WriteStartObject(outcome.Id);
            json.WriteNumberOrNull("median", outcome.Median);
            json.WriteNumberOrNull("p05", outcome.P05);
            json.WriteNumberOrNull("p95", outcome.P95);
            json.WriteString("unit", outcome.Unit);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartArray("captures");
        foreach (CaptureSummary capture in captures)
        {
            json.WriteStartObject();
            json.WriteString("location", capture.Location);
            json.WriteString("faction", capture.Bloc);
            json.WriteNumber("probability", capture.Probability);
            json.WriteDateOrNull("date_p05", capture.DateP05);
            json.WriteDateOrNull("date_median", capture.DateMedian);
            json.WriteDateOrNull("date_p95", capture.DateP95);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("out", folder);
        json.WriteEndObject();
    }
}
