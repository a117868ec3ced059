using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Study.ResultFiles;

/// <summary>A file of the result folder.</summary>
/// <param name="Path">Path in the folder, with slashes.</param>
/// <param name="Bytes">Length.</param>
/// <param name="Sha256">SHA-256, hexadecimal.</param>
internal sealed record ManifestFile(string Path, long Bytes, string Sha256);

/// <summary>manifest.json: who made the folder, from what, when. It is written last: a folder without it is not finished.</summary>
internal static class Manifest
{
    public const string Path = "manifest.json";
    private const string Program = "controlsim";

    /// <summary>The text of the manifest.</summary>
    public static string Of(Ensemble ensemble, string lockText, Provenance provenance, IReadOnlyList<ManifestFile> files) =>
        JsonText.Of(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("format", 1);
            json.WriteString("program", Program);
            json.WriteString("version", provenance.Version);
            WriteScenario(json, ensemble, lockText, provenance);
            json.WriteNumber("seed", ensemble.Scenario.Seed);
            json.WriteNumber("replicates", ensemble.Replicates);
            json.WriteString("state_hash", ensemble.StateHashText);
            WriteFailures(json, ensemble.Failures);
            WriteStrings(json, "command_line", provenance.CommandLine);
            json.WriteNumber("jobs", provenance.Jobs);
            WriteMachine(json);
            json.WriteString("started", Utc(provenance.Started));
            json.WriteString("finished", Utc(provenance.Finished));
            WriteFiles(json, files);
            json.WriteEndObject();
        });

    /// <summary>Was this folder made, and finished, by this program?</summary>
    public static bool IsIn(string folder)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(System.IO.Path.Combine(folder, Path)));
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("program", out JsonElement program)
                && program.ValueKind == JsonValueKind.String
                && program.GetString() == Program;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return false;
        }
    }

    /// <summary>SHA-256 of a text as UTF-8, hexadecimal.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string? HashOrNull(string? text) => text is null ? null : Hash(text);

    private static void WriteScenario(Utf8JsonWriter json, Ensemble ensemble, string lockText, Provenance provenance)
    {
        json.WriteStartObject("scenario");
        json.WriteString("name", ensemble.Scenario.Name);
        json.WriteString("file", provenance.ScenarioFile);
        json.WriteString("base_sha256", HashOrNull(provenance.BaseLock));
        json.WriteStartArray("what_ifs");
        foreach (var (name, whatIf) in provenance.WhatIfs)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("sha256", HashOrNull(whatIf));
            if (provenance.WhatIfTexts.FirstOrDefault(w => w.Id == name) is { } text)
            {
                json.WriteString("title", text.Title);
                json.WriteString("description", text.Description);
                json.WriteString("expect", text.Expect);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteStrings(json, "settings", provenance.Settings);
        json.WriteDateOrNull("until", provenance.Until);
        WriteStrings(json, "outcomes", provenance.OutcomeOrder);
        json.WriteString("sha256", Hash(lockText));
        WriteStrings(json, "uncertain", [.. ensemble.Scenario.Uncertain.Select(ParameterPath.Of)]);
        WriteStrings(json, "processes_off", [.. Enum.GetValues<ProcessKind>().Where(p => !ensemble.Scenario.Processes.Contains(p))
            .Select(p => JsonNamingPolicy.SnakeCaseLower.ConvertName(p.ToString()))]);
        json.WriteEndObject();
    }

    private static void WriteFailures(Utf8JsonWriter json, ImmutableArray<RunFailure> failures)
    {
        json.WriteStartArray("failures");
        foreach (RunFailure failure in failures)
        {
            json.WriteStartObject();
            json.WriteNumber("replicate", failure.Replicate);
            json.WriteString("key", failure.Key.ToString("x16", CultureInfo.InvariantCulture));
            json.WriteString("error", failure.Error);
            json.WriteString("message", failure.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMachine(Utf8JsonWriter json)
    {
        json.WriteString("host", Environment.MachineName);
        json.WriteNumber("cores", Environment.ProcessorCount);
        json.WriteString("system", RuntimeInformation.OSDescription);
        json.WriteString("architecture", RuntimeInformation.ProcessArchitecture.ToString());
        json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
    }

    private static void WriteFiles(Utf8JsonWriter json, IReadOnlyList<ManifestFile> files)
    {
        json.WriteStartArray("files");
        foreach (ManifestFile file in files)
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            json.WriteNumber("bytes", file.Bytes);
            json.WriteString("sha256", file.Sha256);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static string Utc(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
