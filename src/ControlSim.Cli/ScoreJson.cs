using System.Text.Json;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.Scores;

namespace ControlSim.Cli;

/// <summary>The JSON object of <c>score</c>.</summary>
internal static class ScoreJson
{
    public static void Write(Utf8JsonWriter json, ScoreReport report)
    {
        ControlScore score = report.All;
        json.WriteStartObject();
        WriteNumbers(json, score);
        json.WriteString("scenario", score.Scenario.Name);
        json.WriteNumber("seed", score.Scenario.Seed);
        PaceText.Write(json, score.Scenario);
        WriteFit(json, score);
        WriteFalls(json, score);
        WriteTowns(json, score);
        WritePart(json, "fit_window", report.Fitted, report.Window);
        WritePart(json, "held_out", report.HeldOut, null);
        if (!report.Facts.IsEmpty) WriteFacts(json, report.Facts);
        if (!report.Robustness.IsEmpty) WriteRobustness(json, report.Robustness);
        json.WriteStartArray("notes");
        foreach (string note in score.Notes) json.WriteStringValue(note);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static void WriteNumbers(Utf8JsonWriter json, ControlScore score)
    {
        json.WriteNumber("replicates", score.Replicates);
        json.WriteNumber("observations", score.Observations);
        json.WriteNumberOrNull("brier", score.Brier.Value);
        json.WriteStartObject("baselines");
        foreach ((string name, BrierScore brier) in score.Baselines)
        {
            json.WriteStartObject(name);
            json.WriteNumberOrNull("brier", brier.Value);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("skill");
        foreach ((string name, _) in score.Baselines) json.WriteNumberOrNull(name, score.Skill(name));
        json.WriteEndObject();
        json.WriteNumberOrNull("capture_date_mae_days", score.Falls.MedianError);
        json.WriteNumberOrNull("coverage_50", score.Falls.Coverage50);
        json.WriteNumberOrNull("coverage_90", score.Falls.Coverage90);
        json.WriteNumberOrNull("kendall_tau", score.Falls.Tau);
        json.WriteNumberOrNull("kendall_tau_static", score.Falls.TauStatic);
        json.WriteNumber("towns", score.Towns);
        json.WriteNumberOrNull("brier_reliability", score.Brier.Reliability);
        json.WriteNumberOrNull("brier_resolution", score.Brier.Resolution);
        json.WriteNumberOrNull("brier_uncertainty", score.Brier.Uncertainty);
        json.WriteNumberOrNull("brier_remainder", score.Brier.Remainder);
        json.WriteNumberOrNull("ranked_score", score.Ranked);
        json.WriteNumber("ranked_observations", score.RankedObservations);
        json.WriteNumber("falls_observed", score.Falls.Falls.Length);
        json.WriteNumber("falls_reached", score.Falls.Falls.Count(f => f.Median is not null));
        json.WriteNumber("false_falls_per_run", score.Falls.FalseFalls);
        json.WriteBoolean("capture_date_mae_is_at_least", score.Falls.IsAtLeast);
        json.WriteNumberOrNull("capture_date_lag_days", score.Falls.MedianLag);
        json.WriteNumberOrNull("crps_days", score.Falls.Crps);
        json.WriteStartArray("rank_histogram");
        foreach (int count in score.Falls.Histogram) json.WriteNumberValue(count);
        json.WriteEndArray();
        json.WriteNumberOrNull("rank_chi_square", score.Falls.ChiSquare);
    }

    private static void WriteFacts(Utf8JsonWriter json, IEnumerable<StylisedFact> facts)
    {
        json.WriteStartArray("facts");
        foreach (StylisedFact fact in facts)
        {
            json.WriteStartObject();
            json.WriteString("fact", fact.Id);
            json.WriteString("title", fact.Title);
            json.WriteNumberOrNull("median", fact.Median);
            json.WriteNumberOrNull("p05", fact.P05);
            json.WriteNumberOrNull("p95", fact.P95);
            json.WriteNumberOrNull("low", fact.Low);
            json.WriteNumberOrNull("high", fact.High);
            json.WriteNumber("runs", fact.Values.Length);
            if (fact.IsShown is bool shown) json.WriteBoolean("shown", shown);
            else json.WriteNull("shown");
            json.WriteString("note", fact.Note);
            json.WriteString("source", fact.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRobustness(Utf8JsonWriter json, IEnumerable<RobustnessRow> rows)
    {
        json.WriteStartArray("robustness");
        foreach (RobustnessRow row in rows)
        {
            json.WriteStartObject();
            json.WriteString("parameter", row.Parameter);
            json.WriteNumber("factor", row.Factor);
            json.WriteNumberOrNull("value", row.Value);
            json.WriteBoolean("without_effect", row.IsInert);
            json.WriteNumberOrNull("brier", row.Brier);
            json.WriteNumberOrNull("skill_best", row.SkillBest);
            json.WriteNumberOrNull("skill_script_only", row.SkillScript);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFit(Utf8JsonWriter json, ControlScore score)
    {
        json.WriteStartObject("hazard_2016");
        json.WriteString("bloc", score.Fit.Loser < 0 ? "" : score.Scenario.Blocs[score.Fit.Loser].Id);
        json.WriteNumber("losses", score.Fit.Losses);
        json.WriteNumber("town_months", score.Fit.Exposure);
        json.WriteNumber("monthly", score.Fit.Monthly);
        json.WriteNumber("front_km", score.Fit.FrontKm);
        json.WriteNumber("front_monthly", score.Fit.FrontMonthly);
        json.WriteEndObject();
    }

    private static void WriteFalls(Utf8JsonWriter json, ControlScore score)
    {
        json.WriteStartArray("falls");
        foreach (FallScore fall in score.Falls.Falls.OrderBy(f => f.Fall.Tick))
        {
            json.WriteStartObject();
            json.WriteString("location", score.Scenario.Locations[fall.Fall.Town.Location].Id);
            json.WriteString("bloc", score.Scenario.Blocs[fall.Fall.Bloc].Id);
            json.WriteDateOrNull("observed", score.Scenario.DateOf(fall.Fall.Tick));
            json.WriteNumber("probability", fall.Probability);
            json.WriteDateOrNull("median", fall.Median is double tick ? score.Scenario.DateOf((int)tick) : null);
            json.WriteNumber("mean_tick", fall.Mean);
            json.WriteNumber("crps_days", fall.Crps);
            json.WriteNumber("earlier", fall.Earlier);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTowns(Utf8JsonWriter json, ControlScore score)
    {
        json.WriteStartArray("by_town");
        foreach (var town in score.ByTown.Where(t => t.Brier > 0 || t.Persistence > 0))
        {
            json.WriteStartObject();
            json.WriteString("location", score.Scenario.Locations[town.Town.Location].Id);
            json.WriteNumber("brier", town.Brier);
            json.WriteNumber("persistence", town.Persistence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePart(Utf8JsonWriter json, string name, ControlScore part, FitWindow? window)
    {
        json.WriteStartObject(name);
        if (window is not null)
        {
            json.WriteString("country", window.Country);
            json.WriteDateOrNull("until", window.Until);
        }

        WriteNumbers(json, part);
        json.WriteEndObject();
    }
}
