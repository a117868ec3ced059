using System.Text.Json;

namespace ControlSim.Tests.Cli;

public sealed class OtherCommandsTests : IDisposable
{
    private readonly CommandLine cli = new();

    public void Dispose() => cli.Dispose();

    [Fact]
    public void Help_lists_the_verbs_that_exist_under_the_name_of_the_program()
    {
        Assert.Equal(0, cli.Call("--help"));
        Assert.Contains("controlsim [command]", cli.Out, StringComparison.Ordinal);
        string commands = cli.Out[cli.Out.IndexOf("Commands:", StringComparison.Ordinal)..];
        var verbs = commands.Split('\n').Skip(1).Select(l => l.Trim().Split(' ')[0]).Where(v => v.Length > 0).ToArray();
        Assert.Equal(["check", "explain", "inspect", "run", "compare", "branch", "library", "sweep", "analyze", "score", "calibrate", "plot", "report", "gallery", "schema", "bench", "version"], verbs);
        foreach (string verb in verbs)
        {
            Assert.Equal(0, cli.Call(verb, "--help"));
            Assert.Contains($"controlsim {verb}", cli.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Check_of_good_files_says_so_on_standard_error_and_ends_with_0()
    {
        Assert.Equal(0, cli.Call("check", cli.World));
        Assert.Contains("world.yaml: ", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_goes_on_after_a_file_that_is_missing()
    {
        string bad = cli.Write("bad.yaml", "format: 1\ncolour: red\n");
        Assert.Equal(66, cli.Call("check", cli.In("missing.yaml"), bad, cli.World));
        Assert.Contains("bad.yaml(", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_in_json_is_one_object()
    {
        string bad = cli.Write("bad.yaml", "format: 1\ncolour: red\n");
        Assert.Equal(65, cli.Call("check", cli.World, bad, "--format", "json"));
        using var json = JsonDocument.Parse(cli.Out);
        var files = json.RootElement.GetProperty("files").EnumerateArray().ToArray();
        Assert.Equal([true, false], files.Select(f => f.GetProperty("valid").GetBoolean()));
        var problems = files[1].GetProperty("problems").EnumerateArray();
        var problem = problems.First(p => p.GetProperty("path").GetString() == "colour");
        Assert.Equal((2, 1), (problem.GetProperty("line").GetInt32(), problem.GetProperty("column").GetInt32()));
        Assert.Equal("error", problem.GetProperty("severity").GetString());
    }

    [Fact]
    public void Inspect_counts_and_names_the_cut_corridors()
    {
        Assert.Equal(0, cli.Call("inspect", cli.World));
        Assert.Matches("\nfighters +1,150\n", cli.Out);
        Assert.Contains("cut corridors: 3\n", cli.Out, StringComparison.Ordinal);
        Assert.Equal(0, cli.Call("inspect", cli.World, "--format", "json"));
        using var json = JsonDocument.Parse(cli.Out);
        Assert.Equal(3, json.RootElement.GetProperty("cut_corridors").GetArrayLength());
        Assert.Equal(1, json.RootElement.GetProperty("components").GetArrayLength());
    }

    [Fact]
    public void Inspect_draws_a_map_of_the_first_day()
    {
        Assert.Equal(0, cli.Call("inspect", cli.World, "--map", cli.In("map.svg")));
        Assert.Contains("<svg", File.ReadAllText(cli.In("map.svg")), StringComparison.Ordinal);
        Assert.Equal(["map.svg", "world.yaml"], cli.Content);
    }

    [Fact]
    public void Schema_is_json_and_version_names_the_runtime()
    {
        Assert.Equal(0, cli.Call("schema"));
        using var schema = JsonDocument.Parse(cli.Out);
        Assert.Equal(JsonValueKind.Object, schema.RootElement.ValueKind);
        Assert.Equal(0, cli.Call("version"));
        Assert.Matches("^controlsim [0-9]+\\.[0-9]+\\.[0-9]+.*\n\\.NET ", cli.Out);
    }
}
