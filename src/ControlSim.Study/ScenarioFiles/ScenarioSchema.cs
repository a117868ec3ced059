using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>The JSON Schema of scenario files, for editors: completion, hover texts, and errors while typing.</summary>
public static class ScenarioSchema
{
    internal static readonly JsonSerializerOptions Indented = new()
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
            ["then"] = Required(root, mayBeNull: false),
            ["$defs"] = Definitions(root),
        };
        return schema.ToJsonString(Indented) + "\n";
    }

    internal static JsonObject Definitions(MapShape root)
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

    internal static JsonObject OfKey(Key key, bool isRoot)
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

    private static JsonObject Of(Shape shape, bool mayBeNull) => shape switch
    {
        NumberShape { InfinityWord.Length: > 0 } number => new JsonObject
        {
            ["anyOf"] = new JsonArray(Of(number with { InfinityWord = "" }, mayBeNull), new JsonObject { ["const"] = number.InfinityWord }),
        },
        NumberShape number => With(
            Typed(number.IsWhole ? "integer" : "number", mayBeNull),
            (number.IsAboveMin ? "exclusiveMinimum" : "minimum", number.Min), ("maximum", number.Max)),
        SeedShape => With(Typed("integer", mayBeNull), ("minimum", 0), ("maximum", ulong.MaxValue)),
        FlagShape => Typed("boolean", mayBeNull),
        DateShape => With(Typed("string", mayBeNull), ("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")),
        ChoiceShape choice => new JsonObject { ["enum"] = OneOf(choice.Words, mayBeNull) },
        OneOrMoreShape many => new JsonObject
        {
            ["anyOf"] = new JsonArray(Of(many.Item, mayBeNull), With(Typed("array", mayBeNull: false), ("items", Of(many.Item, mayBeNull: false)))),
        },
        ListShape { MayRepeat: true } list => With(Typed("array", mayBeNull), ("items", Of(list.Item, mayBeNull: false))),
        ListShape list => With(Typed("array", mayBeNull), ("items", Of(list.Item, mayBeNull: false)), ("uniqueItems", true)),
        MapShape map => OfMap(map, mayBeNull),
        ChangesShape => new JsonObject { ["$ref"] = "#/$defs/changes" },
        TextShape { Pattern: { } pattern } => With(Typed("string", mayBeNull), ("pattern", pattern)),
        ReferenceShape => Typed("string", mayBeNull),
        _ => Typed(["string", "number", "boolean"], mayBeNull), // free text may look like a number
    };

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
    private static JsonObject Required(MapShape map, bool mayBeNull)
    {
        JsonObject schema = Typed("object", mayBeNull);
        JsonNode?[] names = [.. map.Keys.Where(key => key.IsRequired).Select(key => (JsonNode?)key.Name)];
        if (names.Length > 0)
        {
            schema["required"] = new JsonArray(names);
        }

        JsonObject properties = [];
        foreach (Key key in map.Keys)
        {
            if (key.Shape is MapShape { Rows.Row: MapShape row } && Required(row, mayBeNull: true) is { Count: > 1 } below)
            {
                JsonObject table = Typed("object", mayBeNull: true);
                table["additionalProperties"] = below;
                properties[key.Name] = table;
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

    private static JsonObject Typed(string[] types, bool mayBeNull) => new()
    {
        ["type"] = types.Length == 1 && !mayBeNull ? types[0] : OneOf(mayBeNull ? [.. types, "null"] : types, mayBeNull: false),
    };

    private static JsonArray OneOf(IEnumerable<string> words, bool mayBeNull) =>
        [.. words.Select(word => (JsonNode?)word), .. mayBeNull ? new JsonNode?[] { null } : []];

    private static JsonObject With(JsonObject schema, params ReadOnlySpan<(string Key, JsonNode Value)> keys)
    {
        foreach ((string key, JsonNode value) in keys)
        {
            schema[key] = value;
        }

        return schema;
    }
}
