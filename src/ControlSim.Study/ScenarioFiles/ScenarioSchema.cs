using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>The JSON Schema of scenario files, for editors: completion, hover texts, and errors while typing.</summary>
public static class ScenarioSchema
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// JSON Schema 2020-12 of format 1, made from the description that files are checked against. In a file that extends
    /// another or names a theatre rows may be partial and null removes a key, so only whole files are held to required keys.
    /// </summary>
    public static string ToJson()
    {
        MapShape root = FormatDescription.Root;
        JsonObject schema = new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = $"ControlSim scenario, format {FormatDescription.Format}",
            ["type"] = "object",
            ["properties"] = References(root.Keys),
            ["required"] = new JsonArray("format"),
            ["additionalProperties"] = false,
            ["if"] = new JsonObject
            {
                ["not"] = new JsonObject { ["anyOf"] = new JsonArray(RequiredOf("extends"), RequiredOf("theatre")) },
            },
            ["then"] = Required(root),
            ["$defs"] = Definitions(root),
        };
        return schema.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Definitions(MapShape root)
    {
        JsonObject definitions = [];
        foreach (Key key in root.Keys)
        {
            definitions[key.Name] = OfKey(key, isRoot: true);
        }

        definitions["changes"] = new JsonObject
        {
            ["type"] = new JsonArray("object", "null"),
            ["properties"] = References(root.Keys.Where(key => !FormatDescription.FileKeys.Contains(key.Name))),
            ["additionalProperties"] = false,
        };
        return definitions;
    }

    private static JsonObject References(IEnumerable<Key> keys)
    {
        JsonObject properties = [];
        foreach (Key key in keys)
        {
            properties[key.Name] = new JsonObject { ["$ref"] = $"#/$defs/{key.Name}" };
        }

        return properties;
    }

    private static JsonObject OfKey(Key key, bool isRoot)
    {
        JsonObject schema = Of(key.Shape, mayBeNull: !(isRoot && key.Name == "format"));
        schema["description"] = key.DefaultText.Length > 0 ? $"{key.Description} Default: {key.DefaultText}."
            : key.DefaultIsId ? $"{key.Description} Default: the id." : key.Description;
        if (key.Default is { } value)
        {
            schema["default"] = DefaultOf(key.Shape, value);
        }

        return schema;
    }

    private static JsonNode DefaultOf(Shape shape, string value) => shape switch
    {
        FlagShape => JsonValue.Create(value == "true"),
        SeedShape => JsonNode.Parse(value)!,
        NumberShape number when value != number.InfinityWord => JsonNode.Parse(value.Replace("E", "e", StringComparison.Ordinal))!,
        _ => JsonValue.Create(value),
    };

    private static JsonObject Of(Shape shape, bool mayBeNull)
    {
        switch (shape)
        {
            case NumberShape { InfinityWord.Length: > 0 } number:
                JsonArray either = [Of(number with { InfinityWord = "" }, mayBeNull), new JsonObject { ["const"] = number.InfinityWord }];
                return new JsonObject { ["anyOf"] = either };
            case NumberShape number:
                JsonObject range = Typed(number.IsWhole ? "integer" : "number", mayBeNull);
                range[number.IsAboveMin ? "exclusiveMinimum" : "minimum"] = number.Min;
                range["maximum"] = number.Max;
                return range;
            case SeedShape:
                JsonObject seed = Typed("integer", mayBeNull);
                (seed["minimum"], seed["maximum"]) = (0, ulong.MaxValue);
                return seed;
            case FlagShape:
                return Typed("boolean", mayBeNull);
            case DateShape:
                JsonObject date = Typed("string", mayBeNull);
                date["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
                return date;
            case ChoiceShape choice:
                return new JsonObject { ["enum"] = new JsonArray([.. choice.Words.Select(word => (JsonNode?)word), .. mayBeNull ? new JsonNode?[] { null } : []]) };
            case ListShape list:
                JsonObject array = Typed("array", mayBeNull);
                (array["items"], array["uniqueItems"]) = (Of(list.Item, mayBeNull: false), true);
                return array;
            case MapShape map:
                return OfMap(map, mayBeNull);
            case ChangesShape:
                return new JsonObject { ["$ref"] = "#/$defs/changes" };
            case TextShape { Pattern: { } pattern }:
                JsonObject text = Typed("string", mayBeNull);
                text["pattern"] = pattern;
                return text;
            case ReferenceShape:
                return Typed("string", mayBeNull);
            default:
                // Free text may look like a number.
                return Typed(["string", "number", "boolean"], mayBeNull);
        }
    }

    private static JsonObject OfMap(MapShape map, bool mayBeNull)
    {
        JsonObject schema = Typed("object", mayBeNull);
        JsonObject properties = [];
        foreach (Key key in map.Keys)
        {
            properties[key.Name] = OfKey(key, isRoot: false);
        }

        if (map.Keys.Length > 0)
        {
            schema["properties"] = properties;
        }

        if (map.Rows is { } rows)
        {
            schema["patternProperties"] = new JsonObject { [rows.Pattern] = Of(rows.Row, mayBeNull: true) };
        }

        schema["additionalProperties"] = false;
        return schema;
    }

    /// <summary>The required keys of a map and of the maps below it, as a schema of their own.</summary>
    private static JsonObject Required(MapShape map)
    {
        JsonObject schema = [];
        JsonNode?[] names = [.. map.Keys.Where(key => key.IsRequired).Select(key => (JsonNode?)key.Name)];
        if (names.Length > 0)
        {
            schema["required"] = new JsonArray(names);
        }

        JsonObject properties = [];
        foreach (Key key in map.Keys)
        {
            if (key.Shape is MapShape { Rows.Row: MapShape row } && Required(row) is { Count: > 0 } below)
            {
                properties[key.Name] = new JsonObject { ["additionalProperties"] = below };
            }
        }

        if (properties.Count > 0)
        {
            schema["properties"] = properties;
        }

        return schema;
    }

    private static JsonObject RequiredOf(string key) => new() { ["required"] = new JsonArray(key) };

    private static JsonObject Typed(string type, bool mayBeNull) => Typed([type], mayBeNull);

    private static JsonObject Typed(string[] types, bool mayBeNull)
    {
        JsonNode?[] all = [.. types.Select(type => (JsonNode?)type), .. mayBeNull ? new JsonNode?[] { "null" } : []];
        return new JsonObject { ["type"] = all.Length == 1 ? all[0] : new JsonArray(all) };
    }
}
