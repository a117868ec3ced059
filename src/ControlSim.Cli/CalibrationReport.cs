using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ControlSim.Scenarios;
using ControlSim.Study.Calibrations;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Study.Scores;

namespace ControlSim.Cli;

/// <summary>What <c>calibrate</c> tells.</summary>
/// <param name="Asked">What was asked.</param>
/// <param name="Result">Waves and posterior.</param>
/// <param name="Scores">Of the file's own values, the priors and the posterior.</param>
/// <param name="Towns">Towns that are fitted.</param>
internal sealed record CalibrationReport(CalibrationAsked Asked, CalibrationResult Result, ImmutableArray<CalibratedScore> Scores, int Towns);

/// <summary>An ensemble scored on what was fitted, and on everything else.</summary>
/// <param name="Name">file, prior or posterior.</param>
/// <param name="Scenario">What was run.</param>
/// <param name="Fitted">Score on the window.</param>
/// <param name="HeldOut">Score on all other observations.</param>
internal sealed record CalibratedScore(string Name, Scenario Scenario, ControlScore Fitted, ControlScore HeldOut);

/// <summary>Everything on which the points of a calibration depend.</summary>
internal sealed record CalibrationAsked(
    CalibrateRequest Request, Scenario Scenario, string LockText, ImmutableArray<UncertainParameter> Priors, FitWindow Window, int Observations)
{
    /// <summary>As a JSON object: what a folder is held against.</summary>
    public string Text => JsonText.Of(json =>
    {
        json.WriteStartObject();
        Write(json);
        json.WriteEndObject();
    });

    /// <summary>Writes its keys.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("scenario", Scenario.Name);
        json.WriteString("scenario_sha256", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(LockText))));
        json.WriteString("observed_sha256", Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Request.Observed))));
        json.WriteString("version", VersionCommand.Version);
        json.WriteNumber("seed", Scenario.Seed);
        json.WriteStartObject("fitted_on");
        json.WriteString("country", Window.Country);
        json.WriteDateOrNull("until", Window.Until);
        json.WriteNumber("observations", Observations);
        json.WriteEndObject();
        json.WriteNumber("points_of_wave", Request.Points);
        json.WriteNumber("waves", Request.Waves);
        json.WriteNumber("replicates", Request.Replicates);
        json.WriteStartArray("priors");
        foreach (UncertainParameter prior in Priors)
        {
            json.WriteStartObject();
            json.WriteString("parameter", ParameterPath.Of(prior));
            json.WriteString("distribution", JsonNamingPolicy.KebabCaseLower.ConvertName(prior.Distribution.ToString()));
            json.WriteNumber("low", prior.Low);
            json.WriteNumber("high", prior.High);
            if (prior.Spread > 0)
            {
                json.WriteNumber("median", prior.Median);
                json.WriteNumber("spread", prior.Spread);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
