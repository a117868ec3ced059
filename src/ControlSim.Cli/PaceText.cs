using System.Text.Json;
using ControlSim.Scenarios;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Cli;

/// <summary>Preparation and attrition, which decide dates more than anything else: they stand beside every score.</summary>
internal static class PaceText
{
    private const string Attrition = "parameters.combat.attrition";
    private const string Preparation = "parameters.commander.preparation_factor";

    /// <summary>One line.</summary>
    public static string Of(Scenario scenario)
    {
        var groups = scenario.Factions.GroupBy(f => f.PreparationDays).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).ToArray();
        string days = groups.Length == 0
            ? "no factions"
            : string.Join(", ", groups.Select((g, i) => i == 0 ? $"{g.Key} days" : $"{g.Key} ({string.Join(' ', g.Select(f => f.Id))})"));
        return $"preparation {days}, times {Value(scenario, Preparation, scenario.Parameters.Commander.PreparationFactor)} where commanders decide; "
            + $"attrition {Value(scenario, Attrition, scenario.Parameters.Combat.Attrition)} a day";
    }

    /// <summary>The same as keys of an object.</summary>
    public static void Write(Utf8JsonWriter json, Scenario scenario)
    {
        json.WriteNumber("attrition", scenario.Parameters.Combat.Attrition);
        WriteDrawn(json, "attrition_drawn", scenario, Attrition);
        json.WriteStartObject("preparation_days");
        foreach (Faction faction in scenario.Factions) json.WriteNumber(faction.Id, faction.PreparationDays);
        json.WriteEndObject();
        json.WriteNumber("preparation_factor", scenario.Parameters.Commander.PreparationFactor);
        WriteDrawn(json, "preparation_factor_drawn", scenario, Preparation);
    }

    private static void WriteDrawn(Utf8JsonWriter json, string name, Scenario scenario, string path)
    {
        if (Quantiles(scenario, path) is not (double low, double median, double high)) return;
        json.WriteStartArray(name);
        foreach (double value in (double[])[low, median, high]) json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    private static string Value(Scenario scenario, string path, double value) =>
        Quantiles(scenario, path) is (double low, double median, double high)
            ? $"{median:0.####} (drawn, 90 % from {low:0.####} to {high:0.####})"
            : value.ToString("0.####");

    private static (double Low, double Median, double High)? Quantiles(Scenario scenario, string path)
    {
        if (scenario.Uncertain.FirstOrDefault(u => ParameterPath.Of(u) == path) is not { } uncertain) return null;
        UncertainParameter sorted = uncertain with { Values = [.. uncertain.Values.Order()] };
        return (UncertainDraws.At(sorted, 0.05), UncertainDraws.At(sorted, 0.5), UncertainDraws.At(sorted, 0.95));
    }
}
