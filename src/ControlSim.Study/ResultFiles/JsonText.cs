using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ControlSim.Study.ResultFiles;

/// <summary>JSON as the program writes it: UTF-8, two spaces, LF, letters of all scripts as they are, a line end at the end.</summary>
public static class JsonText
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes one value.</summary>
    /// <param name="content">Writes it.</param>
    public static string Of(Action<Utf8JsonWriter> content)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            content(json);
        }

        stream.WriteByte((byte)'\n');
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>A number, or null where there is none: JSON knows neither NaN nor infinity.</summary>
    public static void WriteNumberOrNull(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is double number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>An ISO date, or null.</summary>
    public static void WriteDateOrNull(this Utf8JsonWriter json, string name, DateOnly? date)
    {
        if (date is DateOnly day)
        {
            json.WriteString(name, day.ToString("yyyy-MM-dd"));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
