using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Tests.ScenarioFiles;

/// <summary>A temporary folder with scenario files, removed after the test.</summary>
internal sealed class ScenarioFolder : IDisposable
{
    /// <summary>A whole small world: two blocs at war over a border, every section in use.</summary>
    public const string World = """
        format: 1
        name: border-war
        start: 2017-09-01
        end: 2017-12-31
        seed: 18446744073709551615
        parameters:
          combat: {attrition: 0.03}
        blocs:
          blue: {name: Blue side, colour: "#112233"}
          red: {}
          helpers: {owns: false}
        factions:
          army: {bloc: blue, headquarters: bravo}
          guard: {bloc: blue}
          rebels: {bloc: red, can_disperse: true, unit_size: 50, stances: {default: {morale: 0.7}, Syria: {air_threat: 0.5, main_city: charlie}}}
        locations:
          alpha: {name: Al-Fa', country: Iraq, lon: 41, lat: 34, population: 8000, kind: city, area_km2: 1200}
          bravo: {country: Iraq, lon: 41.5, lat: 34}
          charlie: {country: Syria, lon: 40.5, lat: 34, population: 24000, source: "census, 2004"}
          wadi: {country: Iraq, lon: 41, lat: 33.5, kind: refuge, hiding_ground: 500}
        corridors:
          alpha--bravo: {from: alpha, to: bravo, length_km: 50, class: primary}
          alpha--charlie: {from: alpha, to: charlie, length_km: 50, class: highway, crossing: gate}
          alpha--wadi: {from: alpha, to: wadi, length_km: 60, class: off-road}
        crossings:
          gate: {usable_by: [red, blue]}
          port: {external: Turkey, location: charlie, throughput: 500, open_to_units: false}
        relations:
          war: {a: rebels, b: army, kind: hostile}
          quarrel: {a: guard, b: army, kind: neutral, from: 2017-10-01, to: 2017-10-10}
        control:
          alpha: {owner: blue}
          bravo: {owner: blue, consolidation: 0.8}
          charlie: {owner: red}
        forces:
          army-garrison: {faction: army, fighters: 1000, hold: true, spread: garrison}
          rebels-charlie: {faction: rebels, fighters: 120, at: charlie}
          rebels-wadi: {faction: rebels, fighters: 30, posture: cells, at: wadi, quality: 0.5}
        depots:
          army-bravo: {faction: army, location: bravo, income: 900}
          rebels-port: {faction: rebels, location: charlie, income: 200, source: patron, gate: port}
        air:
          helpers-iraq: {faction: army, country: Iraq, strikes: 4, isr: 0.5, roe_cap: 0.98, supports: [guard]}
        airlifts:
          bread: {faction: rebels, from: charlie, to: wadi, man_days: 40, flying: 0.5}
        orders:
          march: {faction: army, verb: advance, date: 2017-09-16, from: [alpha], objectives: [charlie], with: [guard], forces: 500}
          shut: {faction: army, verb: close, date: 2017-10-01, until: 2017-10-03, objectives: [gate]}
        events:
          tired: {date: 2017-10-05, kind: morale, target: army, country: Iraq, value: 0.4}
          shut: {date: 2017-10-06, kind: crossing, target: port, value: 0}
          inward: {date: 2017-10-07, kind: air-diversion, target: helpers-iraq, value: 0.6}
        outcomes:
          charlie-falls: {title: Charlie falls, kind: capture-date, location: charlie, bloc: blue}
          red-supply: {kind: supply, bloc: red, locations: [charlie], from: 2017-09-10, to: 2017-10-10}
        what_ifs:
          calm: {title: No attrition, expect: nothing falls, changes: {parameters: {combat: {attrition: 0}}}}
          no-order: {changes: {orders: {march: null}}}

        """;

    private readonly string folder = Directory.CreateTempSubdirectory("controlsim-files-").FullName;

    public string Path(string name) => System.IO.Path.Combine(folder, name);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        File.WriteAllText(Path(name), text);
        return Path(name);
    }

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path(name), bytes);
        return Path(name);
    }

    /// <summary>Reads a text as a scenario file of this folder.</summary>
    public ScenarioReading Read(string text, string[]? whatIfs = null, params string[] sets)
    {
        string path = Write("world.yaml", text);
        return ScenarioReader.Read(path, whatIfs ?? [], [.. sets.Select(set => set.Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p[1]))]);
    }

    /// <summary>Reads the small world after a replacement that must hit.</summary>
    public ScenarioReading ReadWith(string old, string replacement)
    {
        Assert.Contains(old, World, StringComparison.Ordinal);
        return Read(World.Replace(old, replacement, StringComparison.Ordinal));
    }

    /// <summary>The only error of a reading.</summary>
    public static Problem OnlyError(ScenarioReading reading)
    {
        Assert.Null(reading.Scenario);
        return Assert.Single(reading.Problems, problem => !problem.IsWarning);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
