using System.Text.Json;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.ResultFiles;

/// <summary>geo/control.geojson: every location as a point with its most likely owner on one date; opens in QGIS as it is.</summary>
internal static class ControlGeoJson
{
    /// <summary>Digits of a degree that are kept: a millionth, some 0.1 m (RFC 7946, 11.2).</summary>
    private const int Digits = 6;

    public static string Of(Ensemble ensemble, int tick)
    {
        Scenario scenario = ensemble.Scenario;
        var shares = OwnerShares.Of(ensemble);
        return JsonText.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteString("name", $"{scenario.Name} {scenario.DateOf(tick):yyyy-MM-dd}");
            json.WriteStartArray("features");
            for (int location = 0; location < scenario.Locations.Length; location++)
            {
                Write(json, scenario, shares, tick, location);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void Write(Utf8JsonWriter json, Scenario scenario, OwnerShares shares, int tick, int row)
    {
        Location location = scenario.Locations[row];
        int owner = shares.MostLikely(tick, row);
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", location.Id);
        json.WriteStartObject("geometry");
        json.WriteString("type", "Point");
        json.WriteStartArray("coordinates");
        json.WriteNumberValue(Math.Round(location.Longitude, Digits));
        json.WriteNumberValue(Math.Round(location.Latitude, Digits));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("location", location.Id);
        json.WriteString("name", location.Name);
        json.WriteString("country", location.Country);
        json.WriteString("date", $"{scenario.DateOf(tick):yyyy-MM-dd}");
        json.WriteNumber("tick", tick);
        json.WriteNumber("population", location.Population);
        json.WriteBoolean("refuge", location.IsRefuge);
        if (owner < 0)
        {
            json.WriteNull("owner");
        }
        else
        {
            json.WriteString("owner", scenario.Blocs[owner].Id);
        }

        json.WriteNumberOrNull("owner_share", shares.Share(tick, row, owner));
        json.WriteNumberOrNull("contested_share", shares.ContestedShare(tick, row));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
