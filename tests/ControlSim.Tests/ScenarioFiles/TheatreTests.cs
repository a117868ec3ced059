using ControlSim.Scenarios;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Tests.ScenarioFiles;

/// <summary>A theatre folder as the lowest layer.</summary>
public sealed class TheatreTests : IDisposable
{
    private const string Locations = """
        {"type":"FeatureCollection","name":"locations","features":[
        {"type":"Feature","properties":{"id":"alpha","name":"Al-F\u0101'","country":"Iraq","population":8000,"area_km2":null},"geometry":{"type":"Point","coordinates":[41.0,34.0]}},
        	{"type": "Feature", "properties": {"id": "bravo", "country": "Iraq"}, "geometry": {"type": "Point", "coordinates": [41.5, 34, 120]}}
        ]}
        """;

    private const string Corridors = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"id":"alpha--bravo","from":"alpha","to":"bravo","length_km":50.0,"class":"primary","crossing":"gate"},
         "geometry":{"type":"LineString","coordinates":[[41,34],[41.5,34]]}}
        ]}
        """;

    private const string Crossings = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"id":"gate","name":"Gate"},"geometry":{"type":"Point","coordinates":[41.2,34]}}
        ]}
        """;

    private const string Factions = """
        blocs: {red: {}, blue: {}}
        factions: {army: {bloc: blue, reserve: 0.1}, rebels: {bloc: red}}
        relations: {war: {a: army, b: rebels, kind: hostile, from: 2014-01-01, to: 2020-01-01}}
        """;

    private const string Basemap = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"layer":"river","name":"Styx"},"geometry":{"type":"LineString","coordinates":[[0,0],[1,1]]}},
        {"type":"Feature","properties":{"layer":"country","name":"Iraq"},"geometry":{"type":"Polygon","coordinates":[[[40.97,33],[42,33],[42,35],[40.97,35],[40.97,33]]]}},
        {"type":"Feature","properties":{"layer":"country","name":"Syria"},"geometry":{"type":"MultiPolygon","coordinates":[[[[38,33],[40.97,33],[40.97,35],[38,35],[38,33]]]]}}
        ]}
        """;

    private const string World = """
        format: 1
        name: theatre-world
        theatre: land
        start: 2017-09-01
        end: 2017-12-31
        factions: {army: {required_ratio: 3}}
        control: {alpha: {owner: blue}, bravo: {owner: red}}

        """;

    private readonly ScenarioFolder folder = new();

    public TheatreTests()
    {
        folder.Write("land/locations.geojson", Locations);
        folder.Write("land/corridors.geojson", Corridors);
        folder.Write("land/crossings.geojson", Crossings);
        folder.Write("land/factions.yaml", Factions);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_theatre_is_the_lowest_layer()
    {
        ScenarioReading reading = folder.Read(World);
        Assert.Empty(reading.Problems);
        Scenario scenario = reading.Scenario!;
        Assert.Equal("Al-Fā'", scenario.Locations[0].Name);
        Assert.Equal((41.5, 34, "bravo"), (scenario.Locations[1].Longitude, scenario.Locations[1].Latitude, scenario.Locations[1].Name));
        Assert.Equal((0.1, 3), (scenario.Factions[0].Reserve, scenario.Factions[0].RequiredRatio));
        Assert.Equal("gate", scenario.Corridors[0].Crossing);
        Assert.Equal(41.2, reading.Info!.Crossings["gate"].Longitude);
        Assert.Equal(folder.Path("land"), reading.Info.TheatreFolder);
        Assert.Equal(5, reading.Info.Files.Length);
    }

    [Fact]
    public void The_lock_of_a_theatre_scenario_needs_no_theatre()
    {
        string text = folder.Read(World).Info!.LockText;
        Directory.Delete(folder.Path("land"), recursive: true);
        ScenarioReading again = folder.Read(text);
        Assert.Empty(again.Problems);
        Assert.Equal("Al-Fā'", again.Scenario!.Locations[0].Name);
    }

    [Fact]
    public void A_scenario_can_change_and_remove_what_the_theatre_has()
    {
        ScenarioReading reading = folder.Read(World + "corridors: {alpha--bravo: null}\ncrossings: {gate: null}\nlocations: {alpha: {population: 9}}\n");
        Assert.Empty(reading.Problems);
        Assert.Empty(reading.Scenario!.Corridors);
        Assert.Equal(9, reading.Scenario.Locations[0].Population);
    }

    [Fact]
    public void A_mistake_in_GeoJSON_has_its_line_and_column()
    {
        folder.Write("land/corridors.geojson", Corridors.Replace("50.0", "5.0", StringComparison.Ordinal));
        Problem problem = ScenarioFolder.OnlyError(folder.Read(World));
        Assert.Equal((folder.Path("land/corridors.geojson"), 2, 93, "corridors.alpha--bravo.length_km"), (problem.File, problem.Line, problem.Column, problem.Path));
        folder.Write("land/corridors.geojson", Corridors.Replace("\"features\":[", "\"features\":[,", StringComparison.Ordinal));
        problem = ScenarioFolder.OnlyError(folder.Read(World));
        Assert.Equal((folder.Path("land/corridors.geojson"), 1), (problem.File, problem.Line));
    }

    [Fact]
    public void A_feature_without_id_and_an_id_twice_are_problems()
    {
        folder.Write("land/locations.geojson", Locations.Replace("\"bravo\"", "\"alpha\"", StringComparison.Ordinal));
        ScenarioReading reading = folder.Read(World);
        Assert.Contains(reading.Problems, p => p.Path == "locations.alpha" && p.Line == 3 && p.Text.Contains("the id stands twice, first at", StringComparison.Ordinal));
        folder.Write("land/locations.geojson", Locations.Replace("\"id\": \"bravo\", ", "", StringComparison.Ordinal));
        Assert.Contains(folder.Read(World).Problems, p => p.Line == 3 && p.Text.Contains("has no property `id`", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_is_no_theatre_is_named()
    {
        folder.Write("empty/readme.txt", "");
        ScenarioReading reading = folder.Read(World.Replace("theatre: land", "theatre: empty", StringComparison.Ordinal));
        Assert.Contains(reading.Problems, p => p.Line == 3 && p.Text.Contains("has no locations.geojson", StringComparison.Ordinal));
    }

    [Fact]
    public void The_factions_file_has_no_other_sections()
    {
        folder.Write("land/factions.yaml", Factions + "\norders: {}\n");
        Assert.Contains("has no key 'orders'", ScenarioFolder.OnlyError(folder.Read(World)).Text, StringComparison.Ordinal);
    }

    /// <summary>0.03 degrees of longitude at 34 degrees north are 2.77 km: within the tolerance; 0.04 are 3.69 km.</summary>
    [Fact]
    public void A_location_may_lie_3_km_outside_its_country_and_no_more()
    {
        folder.Write("land/basemap.geojson", Basemap);
        Assert.Empty(folder.Read(World).Problems);
        Assert.Empty(folder.Read(World + "locations: {alpha: {country: Syria}}\n").Problems);
        Problem problem = ScenarioFolder.OnlyError(folder.Read(World + "locations: {alpha: {country: Syria, lon: 41.01}}\n"));
        Assert.Equal("locations.alpha.lon", problem.Path);
        Assert.Contains("the place lies 3.7 km outside Syria", problem.Text, StringComparison.Ordinal);
        problem = ScenarioFolder.OnlyError(folder.Read(World + "locations: {alpha: {country: Iraaq}}\n"));
        Assert.Contains("the basemap has no country 'Iraaq'; did you mean 'Iraq'?", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_basemap_is_a_problem_and_no_crash()
    {
        folder.Write("land/basemap.geojson", Basemap[..300]);
        Assert.Contains("not readable as JSON", ScenarioFolder.OnlyError(folder.Read(World)).Text, StringComparison.Ordinal);
        folder.Write("land/basemap.geojson", Basemap.Replace("[40.97,33]]]},", "[40.97,34]]]},", StringComparison.Ordinal).Replace("\"coordinates\":[[[[", "\"coordinates\":[[[", StringComparison.Ordinal));
        Assert.Null(folder.Read(World).Scenario);
        folder.Write("land/basemap.geojson", "{}");
        Assert.Contains("the countries cannot be read", ScenarioFolder.OnlyError(folder.Read(World)).Text, StringComparison.Ordinal);
    }
}
