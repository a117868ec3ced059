using System.Text.Json;

namespace ControlSim.Tests.Cli;

public sealed class RunCommandTests : IDisposable
{
    private readonly CommandLine cli = new();

    public void Dispose() => cli.Dispose();

    [Fact]
    public void Json_is_one_object_with_these_keys_on_standard_output()
    {
        Assert.Equal(0, Run("a", "--json", "--seed", "18446744073709551615"));
        using var json = JsonDocument.Parse(cli.Out);
        Assert.Equal(
            ["scenario", "seed", "replicates", "state_hash", "outcomes", "captures", "out"],
            json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal("border-war", json.RootElement.GetProperty("scenario").GetString());
        Assert.Equal(ulong.MaxValue, json.RootElement.GetProperty("seed").GetUInt64());
        Assert.Equal(5, json.RootElement.GetProperty("replicates").GetInt32());
        Assert.Equal(cli.In("a"), json.RootElement.GetProperty("out").GetString());
        var supply = json.RootElement.GetProperty("outcomes").GetProperty("red-supply");
        Assert.Equal(["median", "p05", "p95", "unit"], supply.EnumerateObject().Select(p => p.Name));
        var captures = json.RootElement.GetProperty("captures").EnumerateArray();
        var capture = captures.First(c => c.GetProperty("location").GetString() == "charlie");
        Assert.Equal(
            ["location", "faction", "probability", "date_p05", "date_median", "date_p95"],
            capture.EnumerateObject().Select(p => p.Name));
        Assert.Equal("blue", capture.GetProperty("faction").GetString());
    }

    [Fact]
    public void Tables_figures_and_hash_are_the_same_bytes_for_any_number_of_jobs()
    {
        string one = Bytes("a", "--jobs", "1");
        Assert.Equal(one, Bytes("b", "--jobs", "2"));
        Assert.Equal(one, Bytes("c", "--jobs", "7"));
        Assert.NotEqual(one, Bytes("d", "--seed", "1"));
    }

    [Fact]
    public void The_folder_says_what_was_run_and_the_lock_file_runs_again_to_the_same_hash()
    {
        Assert.Equal(0, Run("a", "--what-if", "calm", "--set", "parameters.supply.adjustment=0.2", "--seed", "5"));
        using var manifest = JsonDocument.Parse(File.ReadAllText(cli.In("a/manifest.json")));
        var scenario = manifest.RootElement.GetProperty("scenario");
        Assert.Equal("calm", scenario.GetProperty("what_ifs")[0].GetProperty("name").GetString());
        var settings = scenario.GetProperty("settings").EnumerateArray().Select(s => s.GetString());
        Assert.Equal(["parameters.supply.adjustment=0.2", "seed=5"], settings);
        Assert.Equal(5, manifest.RootElement.GetProperty("seed").GetInt32());
        Assert.NotEqual(scenario.GetProperty("base_sha256").GetString(), scenario.GetProperty("sha256").GetString());
        string hash = manifest.RootElement.GetProperty("state_hash").GetString()!;
        string lockFile = cli.In("a/scenario.lock.yaml");
        Assert.Equal(0, cli.Call("run", lockFile, "--replicates", "5", "--until", "2017-09-30", "--out", cli.In("b")));
        Assert.Contains(hash, cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_names_seed_hash_folder_outcomes_and_nothing_of_the_work()
    {
        Assert.Equal(0, Run("a"));
        Assert.Contains("seed         18446744073709551615\n", cli.Out, StringComparison.Ordinal);
        Assert.Contains($"results in   {cli.In("a")}\n", cli.Out, StringComparison.Ordinal);
        Assert.Matches("outcome +median +5 % +95 % +unit\n", cli.Out);
        Assert.Matches("\nred-supply +", cli.Out);
        Assert.DoesNotContain(" ms ", cli.Out, StringComparison.Ordinal);
        Assert.Contains("ms a tick", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_random_seed_is_printed_and_repeats_the_run()
    {
        Assert.Equal(0, Run("a", "--seed", "random", "--json"));
        using var first = JsonDocument.Parse(cli.Out);
        ulong seed = first.RootElement.GetProperty("seed").GetUInt64();
        Assert.InRange(seed, 0UL, 1UL << 53);
        Assert.Equal(0, Run("b", "--seed", $"{seed}", "--json"));
        using var second = JsonDocument.Parse(cli.Out);
        Assert.Equal(
            first.RootElement.GetProperty("state_hash").GetString(), second.RootElement.GetProperty("state_hash").GetString());
    }

    [Fact]
    public void Trace_writes_the_log_of_all_replicates()
    {
        Assert.Equal(0, Run("a"));
        Assert.Equal(0, Run("b", "--trace"));
        Assert.Equal(["0"], Replicates("a"));
        Assert.Equal(["0", "1", "2", "3", "4"], Replicates("b"));
    }

    private IEnumerable<string> Replicates(string folder) =>
        File.ReadAllLines(cli.In($"{folder}/events.csv")).Skip(1).Select(line => line.Split(',')[0]).Distinct();

    private int Run(string folder, params string[] more) =>
        cli.Call(["run", cli.World, "--replicates", "5", "--until", "2017-09-30", "--out", cli.In(folder), .. more]);

    /// <summary>Hash of the states, and path and hash of every file but the manifest.</summary>
    private string Bytes(string folder, params string[] more)
    {
        Assert.Equal(0, Run(folder, more));
        using var manifest = JsonDocument.Parse(File.ReadAllText(cli.In($"{folder}/manifest.json")));
        var files = manifest.RootElement.GetProperty("files").EnumerateArray()
            .Select(f => $"{f.GetProperty("path").GetString()} {f.GetProperty("sha256").GetString()}");
        return $"{manifest.RootElement.GetProperty("state_hash").GetString()}\n{string.Join('\n', files)}";
    }
}
