using System.Text.Json;
using ControlSim.Scenarios;
using ControlSim.Study.Calibrations;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Cli;

/// <summary>The JSON object of <c>calibrate</c>: where a posterior comes from, and how much it is worth.</summary>
internal static class CalibrateJson
{
    public static void Write(Utf8JsonWriter json, CalibrationReport report)
    {
        CalibrationResult result = report.Result;
        json.WriteStartObject();
        report.Asked.Write(json);
        json.WriteNumber("score_replicates", report.Asked.Request.ScoreReplicates);
        json.WriteNumber("accepted_share", report.Asked.Request.Accepted);
        json.WriteNumber("points", result.Points.Length);
        json.WriteStartArray("plausible_by_wave");
        foreach (int count in result.Plausible) json.WriteNumberValue(count);
        json.WriteEndArray();
        json.WriteBoolean("some_point_is_plausible", result.IsPlausible);
        json.WriteNumber("least_implausibility", result.Points.Min(p => p.Fit.Implausibility));
        json.WriteNumber("candidates", result.Candidates.Length);
        json.WriteNumber("accepted", result.Posterior.Length);
        json.WriteNumber("distance_least", result.Posterior[0].Fit.Distance);
        json.WriteNumber("distance_most_accepted", result.Posterior[^1].Fit.Distance);
        json.WriteNumber("distance_noise", result.Noise);
        WritePosterior(json, report);
        json.WriteStartObject("scores");
        foreach (CalibratedScore score in report.Scores)
        {
            json.WriteStartObject(score.Name);
            PaceText.Write(json, score.Scenario);
            json.WriteStartObject("fitted");
            ScoreJson.WriteNumbers(json, score.Fitted);
            json.WriteEndObject();
            json.WriteStartObject("held_out");
            ScoreJson.WriteNumbers(json, score.HeldOut);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WritePosterior(Utf8JsonWriter json, CalibrationReport report)
    {
        json.WriteStartArray("posterior");
        for (int f = 0; f < report.Asked.Priors.Length; f++)
        {
            UncertainParameter prior = report.Asked.Priors[f];
            (double low, double high) = report.Result.Boxes[^1][f];
            double[] values = [.. report.Result.Posterior.Select(p => CalibrationPriors.At(prior, p.Shares[f]))];
            json.WriteStartObject();
            json.WriteString("parameter", ParameterPath.Of(prior));
            json.WriteNumber("plausible_low", CalibrationPriors.At(prior, low));
            json.WriteNumber("plausible_high", CalibrationPriors.At(prior, high));
            json.WriteNumber("p05", Quantiles.Of(values, 0.05));
            json.WriteNumber("p50", Quantiles.Of(values, 0.5));
            json.WriteNumber("p95", Quantiles.Of(values, 0.95));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
