using System.Text.Encodings.Web;
using System.Text.Json;
using ControlSim.Scenarios;
using ControlSim.Study.Figures;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Study.Reports;

/// <summary>The numbers that the page's script moves, as JSON: places, and per result who holds each place from which day.</summary>
internal static class ReportData
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.Default };

    /// <param name="results">The result, or base and what-if.</param>
    /// <param name="grounds">The grounds of their maps.</param>
    /// <param name="labels">Their names on the page.</param>
    public static string Of(IReadOnlyList<ResultData> results, IReadOnlyList<MapGround> grounds, IReadOnlyList<string> labels)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Compact))
        {
            Scenario scenario = results[0].Scenario;
            json.WriteStartObject();
            json.WriteString("start", scenario.Start.ToString("yyyy-MM-dd"));
            json.WriteNumber("startDay", scenario.Start.DayNumber);
            json.WriteNumber("ticks", results.Min(r => r.Scenario.Ticks));
            json.WriteNumber("mapTick", ControlMapOfResults.MapTick(results[0]));
            json.WriteString("land", Palette.Land.ToString());
            WriteFocus(json, results[0], grounds[0]);
            WriteBlocs(json, results[0]);
            WritePlaces(json, results[0]);
            json.WriteStartArray("results");
            for (int i = 0; i < results.Count; i++) WriteResult(json, results[i], results[0], labels[i]);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteFocus(Utf8JsonWriter json, ResultData result, MapGround ground)
    {
        Box box = ControlMapFrames.MapBox(result, ground);
        json.WriteStartArray("mapBox");
        foreach (double number in (double[])[box.X, box.Y, box.Width, box.Height]) json.WriteNumberValue(number);
        json.WriteEndArray();
        if (ControlMapFrames.Focus(result, ground) is not (double x, double y)) return;
        json.WriteString("first", ControlMapOfResults.Input(result, 0, ground).Highlights[0]);
        json.WriteStartArray("focus");
        json.WriteNumberValue(Math.Round(x, 4));
        json.WriteNumberValue(Math.Round(y, 4));
        json.WriteEndArray();
    }

    private static void WriteBlocs(Utf8JsonWriter json, ResultData result)
    {
        json.WriteStartArray("blocs");
        foreach (FigureBloc bloc in FigureBlocs.Of(result.Scenario, result.Info))
        {
            json.WriteStartArray();
            json.WriteStringValue(bloc.Id);
            json.WriteStringValue(bloc.Name);
            json.WriteStringValue(bloc.Colour.ToString());
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WritePlaces(Utf8JsonWriter json, ResultData result)
    {
        json.WriteStartArray("places");
        foreach (Location location in result.Scenario.Locations)
        {
            PlaceInfo? place = result.Info.Locations.GetValueOrDefault(location.Id);
            json.WriteStartObject();
            json.WriteString("id", location.Id);
            json.WriteString("name", location.Name);
            json.WriteString("country", location.Country);
            json.WriteString("kind", location.IsRefuge ? "refuge" : place?.Kind ?? "place");
            json.WriteNumber("people", location.Population);
            json.WriteString("source", place?.Source ?? "");
            json.WriteString("confidence", place?.Confidence ?? "");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter json, ResultData result, ResultData first, string label)
    {
        int[] rows = [.. first.Scenario.Locations.Select(l => result.Scenario.Locations.ToList().FindIndex(o => o.Id == l.Id))];
        int[] blocs = [.. result.Scenario.Blocs.Select(b => first.Scenario.Blocs.ToList().FindIndex(o => o.Id == b.Id))];
        json.WriteStartObject();
        json.WriteString("label", label);
        json.WriteNumber("runs", result.Runs);
        json.WriteStartArray("supplyTicks");
        foreach (SupplyOfDay day in result.Supply) json.WriteNumberValue(day.Tick);
        json.WriteEndArray();
        json.WriteStartArray("control");
        foreach (int row in rows) WriteControl(json, result, row, blocs);
        json.WriteEndArray();
        json.WriteStartArray("stories");
        foreach (int row in rows) WriteStory(json, result, row);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>[tick, [bloc, thousandths held, …], thousandths contested, [rivals]] for each day on which anything changes.</summary>
    private static void WriteControl(Utf8JsonWriter json, ResultData result, int location, int[] blocs)
    {
        json.WriteStartArray();
        for (int tick = 0; location >= 0 && tick <= result.Scenario.Ticks; tick++)
        {
            if (!result.Control.ChangesAt(tick, location)) continue;
            json.WriteStartArray();
            json.WriteNumberValue(tick);
            json.WriteStartArray();
            for (int bloc = 0; bloc < blocs.Length; bloc++)
            {
                int share = Thousandths(result.Control.Held(tick, location, bloc));
                if (share == 0 || blocs[bloc] < 0) continue;
                json.WriteNumberValue(blocs[bloc]);
                json.WriteNumberValue(share);
            }

            json.WriteEndArray();
            json.WriteNumberValue(Thousandths(result.Control.Contested(tick, location)));
            json.WriteStartArray();
            foreach (int rival in result.Control.Rivals(tick, location).Take(2)) json.WriteNumberValue(blocs[rival]);
            json.WriteEndArray();
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteStory(Utf8JsonWriter json, ResultData result, int location)
    {
        json.WriteStartObject();
        if (location >= 0)
        {
            json.WriteStartArray("fates");
            foreach (string fate in PlaceStories.Fates(result, location)) json.WriteStringValue(fate);
            json.WriteEndArray();
            json.WriteStartArray("lines");
            foreach (StoryLine line in PlaceStories.Of(result, location))
            {
                json.WriteStartArray();
                json.WriteNumberValue(line.Tick);
                json.WriteStringValue(line.Text);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static int Thousandths(double share) => (int)Math.Round(share * 1000, MidpointRounding.AwayFromZero);
}
