using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ControlSim.Cli;

namespace ControlSim.Tests.Cli;

/// <summary>A march through held towns whose dates hang on the attrition: the value that made the record is found again.</summary>
public sealed class CalibrateCommandTests : IDisposable
{
    private const double Truth = 0.02;
    private const string Attrition = "parameters.combat.attrition";

    /// <summary>Of rivals: this world has none.</summary>
    private const string Inert = "parameters.coalitions.least_tension";
    private readonly CommandLine cli = new();
    private readonly string world;

    public CalibrateCommandTests() => world = cli.Write("march.yaml", March());

    public void Dispose() => cli.Dispose();

    [Fact]
    public void A_planted_truth_is_found_and_a_parameter_that_does_nothing_stays_as_it_was()
    {
        Assert.Equal(0, Calibrate("a", "--json", "--points", "40", "--waves", "2", "--replicates", "4"));
        using var json = JsonDocument.Parse(cli.Out);
        JsonElement root = json.RootElement;
        Assert.True(root.GetProperty("some_point_is_plausible").GetBoolean());
        JsonElement[] posterior = [.. root.GetProperty("posterior").EnumerateArray()];
        Assert.Equal(Attrition, posterior[0].GetProperty("parameter").GetString());
        double low = posterior[0].GetProperty("p05").GetDouble(), high = posterior[0].GetProperty("p95").GetDouble();
        Assert.InRange(Truth, low, high);

        // The prior spans a factor of 40.
        Assert.InRange(high / low, 1, 5);
        double first = posterior[1].GetProperty("p05").GetDouble(), last = posterior[1].GetProperty("p95").GetDouble();
        Assert.InRange(last - first, 0.5, 1);
        JsonElement scores = root.GetProperty("scores");
        Assert.Equal(["file", "prior", "posterior"], scores.EnumerateObject().Select(p => p.Name));
        double Brier(string name, string part) => scores.GetProperty(name).GetProperty(part).GetProperty("brier").GetDouble();
        Assert.True(Brier("posterior", "fitted") < Brier("prior", "fitted"));
        Assert.True(Brier("posterior", "fitted") < Brier("file", "fitted"));
        Assert.Equal(3, scores.GetProperty("posterior").GetProperty("attrition_drawn").GetArrayLength());
        Assert.Equal("2017-06-30", root.GetProperty("fitted_on").GetProperty("until").GetString());

        // The posterior is a file that a scenario uses.
        string uses = cli.Write("uses.yaml", "format: 1\nextends: march.yaml\nname: uses\nposterior: a/posterior.csv\n");
        Assert.Equal(0, cli.Call("check", uses));
        Assert.Equal(0, cli.Call("run", uses, "--replicates", "6", "--out", cli.In("run")));
        double[] draws = [.. File.ReadAllLines(cli.In("run/draws.csv")).Where(l => l.Contains(Attrition, StringComparison.Ordinal)).Select(l => double.Parse(l.Split(',')[2], CultureInfo.InvariantCulture))];
        Assert.Equal(6, draws.Length);
        string[] lines = File.ReadAllLines(cli.In("a/posterior.csv"));
        Assert.All(draws, d => Assert.Contains(lines.Skip(1), l => double.Parse(l.Split(',')[3], CultureInfo.InvariantCulture) == d));
    }

    [Fact]
    public void Files_are_the_same_bytes_for_any_jobs_and_after_a_kill()
    {
        string[] small = ["--points", "8", "--replicates", "4", "--score-replicates", "3"];
        Assert.Equal(0, Calibrate("one", ["--jobs", "1", .. small]));
        Assert.Equal(0, Calibrate("two", ["--jobs", "3", .. small]));
        Assert.Equal(Bytes("one"), Bytes("two"));
        Kill(["calibrate", world, "--observed", cli.In("record.csv"), "--parameter", $"{Attrition}=0.005..0.2:log", "--parameter", $"{Inert}=0..1", "--out", cli.In("killed"), .. small]);
        string[] before = File.ReadAllLines(cli.In("killed/points.csv"));
        Assert.InRange(before.Length, 2, 16);
        Assert.Equal(0, Calibrate("killed", small));
        Assert.Contains("points were done before", cli.Error, StringComparison.Ordinal);
        Assert.Equal(Bytes("one"), Bytes("killed"));
    }

    [Fact]
    public void Stopped_by_a_signal_it_says_how_to_go_on()
    {
        Record();
        using var stop = new StopSignal();
        stop.Stop(ExitCode.Interrupted);
        Assert.Equal(130, cli.Call(stop, "calibrate", world, "--observed", cli.In("record.csv"), "--out", cli.In("a")));
        Assert.Contains("the same command goes on in", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_has_its_exit_code_and_a_remedy()
    {
        Record();
        string record = cli.In("record.csv");
        int Call(params string[] more) => cli.Call(["calibrate", world, "--observed", record, "--out", cli.In("x"), .. more]);
        Assert.Equal(2, Call("--parameter", "locations.m1.population=1..2"));
        Assert.Contains("never values of single towns", cli.Error, StringComparison.Ordinal);
        Assert.Equal(2, Call("--parameter", $"{Attrition}=0.1..0.2", "--parameter", $"{Attrition}=0.1..0.3"));
        Assert.Equal(2, Call("--points", "3"));
        Assert.Equal(2, Call("--replicates", "1"));
        Assert.Equal(2, Call("--accept", "0"));
        Assert.Equal(66, cli.Call("calibrate", world, "--observed", cli.In("missing.csv"), "--out", cli.In("x")));
        string late = cli.Write("late.yaml", March().Replace("start: 2016-10-01", "start: 2017-07-05", StringComparison.Ordinal).Replace("date: 2016-10-05", "date: 2017-07-06", StringComparison.Ordinal));
        Assert.Equal(65, cli.Call("calibrate", late, "--observed", record, "--out", cli.In("x")));
        Assert.Contains("Take a scenario that begins before", cli.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(cli.In("x")));
        cli.Write("file", "");
        Assert.Equal(73, cli.Call("calibrate", world, "--observed", record, "--out", cli.In("file")));
    }

    [Fact]
    public void What_the_scenario_calls_uncertain_is_the_prior()
    {
        Record();
        string uncertain = cli.Write("uncertain.yaml", $"format: 1\nextends: march.yaml\nuncertain: {{a: {{path: {Attrition}, distribution: log-normal, median: 0.03, spread: 0.4, range: [0.01, 0.1]}}}}\n");
        Assert.Equal(0, cli.Call("calibrate", uncertain, "--observed", cli.In("record.csv"), "--out", cli.In("a"), "--points", "4", "--replicates", "2", "--score-replicates", "2", "--json"));
        using var json = JsonDocument.Parse(cli.Out);
        JsonElement prior = Assert.Single(json.RootElement.GetProperty("priors").EnumerateArray());
        Assert.Equal("log-normal", prior.GetProperty("distribution").GetString());
    }

    private int Calibrate(string folder, params string[] more)
    {
        Record();
        return cli.Call([
            "calibrate", world, "--observed", cli.In("record.csv"), "--parameter", $"{Attrition}=0.005..0.2:log", "--parameter", $"{Inert}=0..1",
            "--out", cli.In(folder), .. more]);
    }

    /// <summary>The record: what happened in one run with another seed and the true attrition.</summary>
    private void Record()
    {
        if (File.Exists(cli.In("record.csv"))) return;
        Assert.Equal(0, cli.Call("run", world, "--replicates", "1", "--seed", "99", "--set", $"{Attrition}={Truth.ToString(CultureInfo.InvariantCulture)}", "--out", cli.In("truth")));
        var text = new StringBuilder("town_id,date,new_controller,previous\n");
        for (int m = 1; m <= 6; m++) text.Append(CultureInfo.InvariantCulture, $"m{m},2016-09-30,red,\n");
        foreach (string line in File.ReadAllLines(cli.In("truth/captures.csv")).Skip(1))
        {
            string[] cells = line.Split(',');
            text.Append(CultureInfo.InvariantCulture, $"{cells[3]},{cells[1]},{cells[4]},{cells[5]}\n");
        }

        cli.Write("record.csv", text.ToString());
    }

    private string Bytes(string folder) => string.Join('\n', ((string[])["points.csv", "posterior.csv", "calibration.json"]).Select(f => File.ReadAllText(cli.In($"{folder}/{f}"))));

    /// <summary>Starts the program as a process of its own and kills it after some points.</summary>
    private void Kill(string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "ControlSim.Cli.dll"), .. args])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        string points = cli.In("killed/points.csv");
        while (!process.HasExited && (!File.Exists(points) || Lines(points) < 4)) Thread.Sleep(2);
        process.Kill();
        process.WaitForExit();
    }

    private static int Lines(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Count(c => c == '\n');
    }

    private static string March()
    {
        var text = new StringBuilder("""
            format: 1
            name: long-march
            start: 2016-10-01
            end: 2017-09-30
            seed: 5
            processes: {commander: false, desertion: false, recruitment: false}
            parameters: {combat: {attrition: 0.1}}
            outcomes: {m3-falls: {kind: capture-date, location: m3, bloc: blue}}
            blocs: {blue: {}, red: {}}
            factions: {army: {bloc: blue}, rebels: {bloc: red}}
            relations: {war: {a: rebels, b: army, kind: hostile}}
            orders:
              march: {faction: army, verb: advance, date: 2016-10-05, from: [m0], objectives: [m1, m2, m3, m4, m5, m6]}

            """);
        void Section(string name, int first, Func<int, string> row)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}:\n");
            for (int m = first; m <= 6; m++) text.Append(CultureInfo.InvariantCulture, $"  {row(m)}\n");
        }

        string Decimal(double x) => x.ToString("0.0", CultureInfo.InvariantCulture);
        Section("locations", 0, m => $"m{m}: {{country: {(m == 6 ? "Syria" : "Iraq")}, lon: {Decimal(41 + (0.4 * m))}, lat: 34, population: 20000}}");
        Section("corridors", 1, m => $"c{m}: {{from: m{m - 1}, to: m{m}, length_km: 40, class: primary}}");
        Section("control", 0, m => $"m{m}: {{owner: {(m == 0 ? "blue" : "red")}}}");
        Section("forces", 0, m => m == 0 ? "army: {faction: army, fighters: 9000, at: m0}" : $"r{m}: {{faction: rebels, fighters: 900, hold: true, at: m{m}}}");
        Section("depots", 0, m => m == 0 ? "army: {faction: army, location: m0, income: 20000}" : $"r{m}: {{faction: rebels, location: m{m}, income: 1500}}");
        return text.ToString();
    }
}
