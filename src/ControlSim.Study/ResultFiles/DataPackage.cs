using System.Text.Json;

namespace ControlSim.Study.ResultFiles;

/// <summary>datapackage.json: the tables and their columns with units, as a Frictionless tabular data package.</summary>
internal static class DataPackage
{
    public const string Path = "datapackage.json";

    /// <summary>The description.</summary>
    /// <param name="name">Name of the scenario.</param>
    /// <param name="title">Its title.</param>
    /// <param name="tables">The tables of the folder.</param>
    public static string Of(string name, string title, IReadOnlyList<ResultTable> tables) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("profile", "tabular-data-package");
        json.WriteString("name", name);
        json.WriteString("title", title);
        json.WriteStartArray("resources");
        foreach (ResultTable table in tables)
        {
            Write(json, table);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, ResultTable table)
    {
        json.WriteStartObject();
        json.WriteString("profile", "tabular-data-resource");
        json.WriteString("name", System.IO.Path.GetFileNameWithoutExtension(table.Path));
        json.WriteString("title", table.Title);
        json.WriteString("path", table.Path);
        json.WriteString("format", "csv");
        json.WriteString("mediatype", "text/csv");
        json.WriteString("encoding", "utf-8");
        json.WriteStartObject("dialect");
        json.WriteString("lineTerminator", "\n");
        json.WriteEndObject();
        json.WriteStartObject("schema");
        json.WriteStartArray("fields");
        foreach (TableColumn column in table.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("type", column.Type);
            if (column.Unit.Length > 0)
            {
                json.WriteString("unit", column.Unit);
            }

            json.WriteString("description", column.Description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("missingValues");
        json.WriteStringValue("");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
