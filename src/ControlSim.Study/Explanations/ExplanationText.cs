using System.Text;
using System.Text.Json;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Explanations;

/// <summary>An explanation for people, and as one JSON object.</summary>
public static class ExplanationText
{
    /// <summary>Plain sentences, one a line.</summary>
    public static string Of(Explanation explanation)
    {
        StringBuilder text = new();
        text.Append($"{explanation.Name} ({explanation.Location}), replicate {explanation.Replicate}\n\n{explanation.Beginning}\n");
        foreach (Episode episode in explanation.Episodes)
        {
            text.Append('\n').Append(episode.Headline).Append('\n');
            foreach (Cause cause in episode.Causes)
            {
                text.Append("  - ").Append(cause.Text).Append('\n');
            }
        }

        if (explanation.Episodes.Any(episode => episode.Causes.Any(cause => cause.Text.Contains("strength", StringComparison.Ordinal))))
        {
            text.Append("\nStrength: fighters weighed by supply, morale and quality; that of a garrison also by how solid its hold is.\n");
        }

        return text.ToString();
    }

    /// <summary>The same with dates, events and numbers by name.</summary>
    public static string JsonOf(Explanation explanation) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("location", explanation.Location);
        json.WriteString("name", explanation.Name);
        json.WriteNumber("replicate", explanation.Replicate);
        json.WriteDateOrNull("start", explanation.Start);
        json.WriteDateOrNull("end", explanation.End);
        json.WriteString("beginning", explanation.Beginning);
        json.WriteStartArray("episodes");
        foreach (Episode episode in explanation.Episodes)
        {
            Write(json, episode);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, Episode episode)
    {
        json.WriteStartObject();
        json.WriteString("kind", episode.IsCapture ? "capture" : "held");
        json.WriteDateOrNull("date", episode.Date);
        WriteBloc(json, "bloc", episode.Bloc);
        WriteBloc(json, "previous", episode.Previous);
        json.WriteString("text", episode.Headline);
        json.WriteStartArray("causes");
        foreach (Cause cause in episode.Causes)
        {
            json.WriteStartObject();
            json.WriteDateOrNull("date", cause.Date);
            json.WriteDateOrNull("until", cause.Until);
            WriteBloc(json, "event", cause.Event);
            json.WriteString("text", cause.Text);
            json.WriteStartObject("numbers");
            foreach (var (name, number) in cause.Numbers)
            {
                json.WriteNumber(name, number);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteBloc(Utf8JsonWriter json, string name, string id)
    {
        if (id.Length == 0)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, id);
        }
    }
}
