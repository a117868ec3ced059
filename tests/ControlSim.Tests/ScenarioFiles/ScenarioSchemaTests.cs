using System.Text.Json.Nodes;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Tests.ScenarioFiles;

/// <summary>The schema and the reader know the same keys.</summary>
public sealed class ScenarioSchemaTests : IDisposable
{
    private readonly ScenarioFolder folder = new();
    private readonly JsonObject schema = JsonNode.Parse(ScenarioSchema.ToJson())!.AsObject();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_key_of_the_schema_is_known_to_the_reader()
    {
        foreach (string path in SchemaPaths())
        {
            ScenarioReading reading = ReadWithKey(path);
            Assert.DoesNotContain(reading.Problems, problem => problem.Path == path && problem.Text.StartsWith("there is no key", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_key_that_the_schema_does_not_have_is_unknown_to_the_reader()
    {
        // Stances and inclusion take any country or group as a key, and without `format` nothing else is read.
        foreach (string path in SchemaPaths().Select(path => path + "x").Where(path => path is not ("formatx" or "factions.row.stances.defaultx" or "factions.row.inclusion.defaultx")))
        {
            Assert.Contains(ReadWithKey(path).Problems, problem => problem.Path == path && problem.Text.StartsWith("there is no key", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_key_of_the_description_is_in_the_schema()
    {
        HashSet<string> known = [.. SchemaPaths()];
        List<string> described = [];
        Collect(FormatDescription.Root, "", described);
        Assert.Equal(described.Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
        Assert.Contains("parameters.combat.attrition", known);
        Assert.Contains("factions.row.stances.default.morale", known);
    }

    [Fact]
    public void Ranges_defaults_and_words_are_those_of_the_reader()
    {
        JsonNode attrition = schema["$defs"]!["parameters"]!["properties"]!["combat"]!["properties"]!["attrition"]!;
        Assert.Equal((0, 1, 0.02), ((double)attrition["minimum"]!, (double)attrition["maximum"]!, (double)attrition["default"]!));
        JsonNode verb = RowOf("orders")["properties"]!["verb"]!;
        Assert.Contains("advance", verb["enum"]!.AsArray().Select(word => (string?)word));
        Assert.Contains("train", verb["enum"]!.AsArray().Select(word => (string?)word));
        Assert.False((bool)schema["additionalProperties"]!);
        Assert.Equal(["from", "to", "length_km", "class"], schema["then"]!["properties"]!["corridors"]!["additionalProperties"]!["required"]!.AsArray().Select(word => (string)word!));
    }

    [Fact]
    public void The_schema_is_the_same_every_time()
    {
        Assert.Equal(ScenarioSchema.ToJson(), ScenarioSchema.ToJson());
        Assert.EndsWith("}\n", ScenarioSchema.ToJson(), StringComparison.Ordinal);
    }

    /// <summary>Editors read the file beside the scenarios: `controlsim schema > scenarios/scenario.schema.json` writes it anew.</summary>
    [Fact]
    public void The_schema_beside_the_scenarios_is_the_programs() =>
        GoldenFile.Check("scenarios/scenario.schema.json", ScenarioSchema.ToJson());

    private JsonNode RowOf(string table) => schema["$defs"]![table]!["patternProperties"]!.AsObject().Single().Value!;

    /// <summary>Every key that the schema allows; rows are called "row".</summary>
    private List<string> SchemaPaths()
    {
        List<string> paths = [];
        foreach ((string key, JsonNode? definition) in schema["$defs"]!.AsObject().Where(definition => definition.Key != "changes"))
        {
            paths.Add(key);
            Collect(definition!, key, paths);
        }

        return paths;
    }

    private static void Collect(JsonNode node, string path, List<string> paths)
    {
        foreach ((string key, JsonNode? below) in node["properties"]?.AsObject() ?? [])
        {
            paths.Add($"{path}.{key}");
            Collect(below!, $"{path}.{key}", paths);
        }

        foreach ((string _, JsonNode? below) in node["patternProperties"]?.AsObject() ?? [])
        {
            Collect(below!, $"{path}.row", paths);
        }
    }

    private static void Collect(MapShape shape, string path, List<string> paths)
    {
        foreach (Key key in shape.Keys)
        {
            string child = path.Length == 0 ? key.Name : $"{path}.{key.Name}";
            paths.Add(child);
            if (key.Shape is MapShape below)
            {
                Collect(below, child, paths);
            }
        }

        if (shape.Rows?.Row is MapShape row)
        {
            Collect(row, $"{path}.row", paths);
        }
    }

    private ScenarioReading ReadWithKey(string path)
    {
        string[] keys = path.Split('.');
        string text = string.Concat(keys.Select((key, depth) => new string(' ', 2 * depth) + key + ":\n")).TrimEnd() + " 1\n";
        return folder.Read(keys[0] == "format" ? text : "format: 1\n" + text);
    }
}
