using System.Text.Json;
using ControlSim.Scenarios;
using ControlSim.Study.Comparisons;
using ControlSim.Study.Experiments;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Cli;

/// <summary>What <c>branch</c> prints.</summary>
/// <param name="at">Last day of the common history.</param>
/// <param name="baseline">The base.</param>
/// <param name="futures">Name, title and difference of each future.</param>
/// <param name="folder">Result folder.</param>
internal sealed class BranchSummary(DateOnly at, Ensemble baseline, (string Name, string Title, Comparison Comparison)[] futures, string folder)
{
    private readonly Scenario scenario = baseline.Scenario;

    public void Write(Terminal terminal, bool json)
    {
        if (json)
        {
            terminal.Out.Write(JsonText.Of(Write));
            return;
        }

        TextWriter writer = terminal.Out;
        writer.WriteLine($"{scenario.Title} ({scenario.Name}), one history to {at:yyyy-MM-dd}");
        writer.WriteLine($"seed         {scenario.Seed}, the same random numbers in all");
        writer.WriteLine($"replicates   {baseline.Replicates}");
        writer.WriteLine($"state hash   {baseline.StateHashText} (base)");
        writer.WriteLine($"results in   {folder}");
        foreach ((string name, string title, Comparison comparison) in futures)
        {
            writer.WriteLine();
            writer.WriteLine($"{name}: {title}");
            writer.WriteLine($"state hash   {comparison.WhatIf.StateHashText}");
            new CompareSummary(comparison, [], title, folder).WriteTables(terminal);
        }
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("scenario", scenario.Name);
        json.WriteDateOrNull("at", at);
        json.WriteNumber("seed", scenario.Seed);
        json.WriteNumber("replicates", baseline.Replicates);
        json.WriteString("state_hash", baseline.StateHashText);
        json.WriteStartArray("branches");
        foreach ((string name, string title, Comparison comparison) in futures)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("title", title);
            json.WriteString("state_hash", comparison.WhatIf.StateHashText);
            new CompareSummary(comparison, [], title, folder).WriteOutcomes(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("out", folder);
        json.WriteEndObject();
    }
}
