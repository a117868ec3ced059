using System.Globalization;
using System.Text.Json;
using ControlSim.Randomness;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Tests.ScenarioFiles;

namespace ControlSim.Tests.Cli;

/// <summary>Uncertain parameters through the commands: the same values everywhere, and written down.</summary>
public sealed class UncertainRunTests : IDisposable
{
    private const string Attrition = "parameters.combat.attrition";
    private readonly CommandLine cli = new();
    private readonly string world;

    public UncertainRunTests() => world = cli.Write(
        "uncertain.yaml",
        ScenarioFolder.World + $"uncertain:\n  attrition: {{path: {Attrition}, range: [0.01, 0.09], distribution: log-uniform, source: a guess}}\n");

    public void Dispose() => cli.Dispose();

    [Fact]
    public void A_run_writes_down_what_it_drew_and_the_draw_is_that_of_the_key()
    {
        Assert.Equal(0, cli.Call("run", world, "--replicates", "3", "--seed", "7", "--out", cli.In("a")));
        string[] draws = File.ReadAllLines(cli.In("a/draws.csv"));
        Assert.Equal("replicate,parameter,value,unit", draws[0]);
        var scenario = ScenarioReader.Read(world, [], []).Scenario!;
        for (int r = 0; r < 3; r++)
        {
            double value = ControlSim.Scenarios.UncertainDraws.Drawn(scenario, StableId.RunKey(7, 0, r)).Parameters.Combat.Attrition;
            Assert.Equal($"{r},{Attrition},{value.ToString("R", CultureInfo.InvariantCulture)},1/day", draws[r + 1]);
        }

        using var manifest = JsonDocument.Parse(File.ReadAllText(cli.In("a/manifest.json")));
        Assert.Equal([Attrition], manifest.RootElement.GetProperty("scenario").GetProperty("uncertain").EnumerateArray().Select(e => e.GetString()!));
        Assert.Contains("draws.csv", File.ReadAllText(cli.In("a/datapackage.json")), StringComparison.Ordinal);
        Assert.Equal(0, cli.Call("run", cli.World, "--replicates", "1", "--out", cli.In("b")));
        Assert.False(File.Exists(cli.In("b/draws.csv")));
    }

    [Fact]
    public void A_sweep_shares_the_draws_between_its_rows_and_a_factor_stands_instead_of_them()
    {
        string study = cli.Write("study.yaml", $$"""
            format: 1
            name: s
            scenario: uncertain.yaml
            factors:
              margin: {path: parameters.commander.margin, levels: [1.2, 1.5]}
              fixed: {path: {{Attrition}}, levels: [0.05]}
            designs:
              both: {kind: full-factorial}
            replicates: 3
            """);
        Assert.Equal(0, cli.Call("sweep", "run", study, "--out", cli.In("fixed")));
        Assert.All(Rows("fixed"), row => Assert.Equal("0.05", row[^1]));
        cli.Write("study.yaml", File.ReadAllText(study).Replace($"  fixed: {{path: {Attrition}, levels: [0.05]}}\n", "", StringComparison.Ordinal));
        Assert.Equal(0, cli.Call("sweep", "run", study, "--out", cli.In("a")));
        var draws = Rows("a").GroupBy(row => row[1]).ToDictionary(g => g.Key, g => g.Select(row => row[^1]).Distinct().ToArray());
        Assert.Equal(3, draws.Count);
        Assert.All(draws.Values, values => Assert.Single(values));
        Assert.Equal(3, draws.Values.Select(v => v[0]).Distinct().Count());
        Assert.Equal(0, cli.Call("run", world, "--replicates", "3", "--out", cli.In("run")));
        Assert.Equal(
            File.ReadAllLines(cli.In("run/draws.csv")).Skip(1).Select(l => l.Split(',')[2]),
            draws.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d => d.Value[0]));
    }

    [Fact]
    public void Futures_and_comparisons_have_the_draws_of_their_base()
    {
        string same = cli.Write("same.yaml", "format: 1\nextends: uncertain.yaml\nwhat_ifs: {same: {changes: {title: Same}}}\n");
        Assert.Equal(0, cli.Call("run", same, "--replicates", "6", "--out", cli.In("whole"), "--json"));
        string whole = State();
        Assert.Equal(0, cli.Call("branch", same, "--at", "2017-10-07", "--replicates", "6", "--what-if", "same", "--out", cli.In("future"), "--json"));
        Assert.Equal(whole, State());
        Assert.Equal(0, cli.Call("compare", same, "--replicates", "6", "--what-if", "same", "--out", cli.In("compared"), "--json"));
        string[] differences = File.ReadAllLines(cli.In("compared/differences.csv"));
        Assert.StartsWith("outcome,unit,base,what_if,", differences[0], StringComparison.Ordinal);
        Assert.All(differences.Skip(1), line => Assert.Equal(["0", "0", "0"], line.Split(',')[4..7]));

        // A future that sets the parameter has it from that day on, in all runs.
        Assert.Equal(0, cli.Call("branch", same, "--at", "2017-10-07", "--replicates", "6", "--what-if", "calm", "--out", cli.In("calm"), "--json"));
        using var json = JsonDocument.Parse(cli.Out);
        Assert.NotEqual(whole, json.RootElement.GetProperty("branches")[0].GetProperty("state_hash").GetString());
    }

    [Fact]
    public void Inspect_says_what_is_uncertain()
    {
        Assert.Equal(0, cli.Call("inspect", world));
        Assert.Contains("uncertain parameters, drawn anew for each run", cli.Out, StringComparison.Ordinal);
        Assert.Equal(0, cli.Call("inspect", world, "--format", "json"));
        using var json = JsonDocument.Parse(cli.Out);
        JsonElement uncertain = json.RootElement.GetProperty("uncertain")[0];
        Assert.Equal(0.03, uncertain.GetProperty("p50").GetDouble(), 10);
    }

    private string State()
    {
        using var json = JsonDocument.Parse(cli.Out);
        return json.RootElement.GetProperty("state_hash").GetString()!;
    }

    private string[][] Rows(string folder) => [.. File.ReadAllLines(cli.In($"{folder}/merged/runs.csv")).Skip(1).Select(l => l.Split(','))];
}
