using System.Text.Json;
using ControlSim.Scenarios;
using ControlSim.Study.Geography;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Cli;

/// <summary>The JSON object of <c>inspect</c>.</summary>
internal static class InspectJson
{
    public static void Write(Scenario scenario, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("scenario", scenario.Name);
        json.WriteString("start", scenario.Start.ToString("yyyy-MM-dd"));
        json.WriteString("end", scenario.End.ToString("yyyy-MM-dd"));
        json.WriteNumber("locations", scenario.Locations.Count(l => !l.IsRefuge));
        json.WriteNumber("refuges", scenario.Locations.Count(l => l.IsRefuge));
        json.WriteNumber("corridors", scenario.Corridors.Length);
        json.WriteNumber("crossings", scenario.Crossings.Length);
        json.WriteNumber("blocs", scenario.Blocs.Length);
        json.WriteNumber("units", scenario.Units.Length);
        json.WriteNumber("depots", scenario.Depots.Length);
        json.WriteNumber("orders", scenario.Orders.Length);
        WriteFactions(scenario, json);
        WriteUncertain(scenario, json);
        WriteNetwork(NetworkFacts.Of(scenario), json);
        WriteCriticality(scenario, json);
        json.WriteEndObject();
    }

    private static void WriteUncertain(Scenario scenario, Utf8JsonWriter json)
    {
        json.WriteStartArray("uncertain");
        foreach (UncertainParameter uncertain in scenario.Uncertain)
        {
            UncertainParameter sorted = uncertain with { Values = [.. uncertain.Values.Order()] };
            json.WriteStartObject();
            json.WriteString("parameter", ParameterPath.Of(uncertain));
            json.WriteString("distribution", JsonNamingPolicy.KebabCaseLower.ConvertName(uncertain.Distribution.ToString()));
            json.WriteNumber("p05", UncertainDraws.At(sorted, 0.05));
            json.WriteNumber("p50", UncertainDraws.At(sorted, 0.5));
            json.WriteNumber("p95", UncertainDraws.At(sorted, 0.95));
            json.WriteString("together", uncertain.Together);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFactions(Scenario scenario, Utf8JsonWriter json)
    {
        json.WriteStartArray("factions");
        foreach (Faction faction in scenario.Factions)
        {
            UnitStart[] units = [.. scenario.Units.Where(u => u.Faction == faction.Id)];
            json.WriteStartObject();
            json.WriteString("faction", faction.Id);
            json.WriteString("bloc", faction.Bloc);
            json.WriteNumber("units", units.Length);
            json.WriteNumber("massed", units.Where(u => u.Posture == Posture.Massed).Sum(u => u.Fighters));
            json.WriteNumber("cells", units.Where(u => u.Posture == Posture.Cells).Sum(u => u.Fighters));
            json.WriteNumber("income", scenario.Depots.Where(d => d.Faction == faction.Id).Sum(d => d.Income));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNetwork(NetworkFacts facts, Utf8JsonWriter json)
    {
        json.WriteStartArray("components");
        foreach (var component in facts.Components)
        {
            WriteIds(json, component);
        }

        json.WriteEndArray();
        json.WritePropertyName("cut_corridors");
        WriteIds(json, facts.CutCorridors);
    }

    private static void WriteIds(Utf8JsonWriter json, IEnumerable<string> ids)
    {
        json.WriteStartArray();
        foreach (string id in ids)
        {
            json.WriteStringValue(id);
        }

        json.WriteEndArray();
    }

    private static void WriteCriticality(Scenario scenario, Utf8JsonWriter json)
    {
        json.WriteStartArray("criticality");
        foreach (Criticality c in Criticality.Of(scenario))
        {
            json.WriteStartObject();
            json.WriteString("id", c.Id);
            json.WriteString("kind", c.IsCrossing ? "crossing" : "corridor");
            json.WriteString("bloc", c.Bloc);
            json.WriteNumber("flow_drop", c.FlowDrop);
            json.WriteNumber("betweenness", c.Betweenness);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
