using System.Text.Json.Nodes;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>The JSON Schema of study files, for editors.</summary>
public static class StudySchema
{
    /// <summary>JSON Schema 2020-12 of format 1, made from the description that files are checked against.</summary>
    public static string ToJson()
    {
        JsonObject properties = [];
        foreach (Key key in StudyDescription.Root.Keys)
        {
            properties[key.Name] = ScenarioSchema.OfKey(key, isRoot: true);
        }

        JsonObject schema = new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = $"ControlSim study, format {StudyDescription.Format}",
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. StudyDescription.Root.Keys.Where(k => k.IsRequired).Select(k => (JsonNode?)k.Name)]),
            ["additionalProperties"] = false,
            ["$defs"] = ScenarioSchema.Definitions(FormatDescription.Root),
        };
        return schema.ToJsonString(ScenarioSchema.Indented) + "\n";
    }
}
