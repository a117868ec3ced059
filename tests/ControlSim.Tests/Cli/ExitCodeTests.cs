using ControlSim.Cli;
using ControlSim.Tests.ScenarioFiles;

namespace ControlSim.Tests.Cli;

public sealed class ExitCodeTests : IDisposable
{
    private readonly CommandLine cli = new();

    public void Dispose() => cli.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("rnu")]
    [InlineData("run")]
    [InlineData("run world.yaml --wat")]
    [InlineData("run world.yaml --seed -1")]
    [InlineData("run world.yaml --seed 18446744073709551616")]
    [InlineData("run world.yaml --replicates 0")]
    [InlineData("run world.yaml --replicates many")]
    [InlineData("run world.yaml --jobs 0")]
    [InlineData("run world.yaml --until tomorrow")]
    [InlineData("run world.yaml --set parameters.combat.attrition")]
    [InlineData("run world.yaml --set =3")]
    [InlineData("run world.yaml --force")]
    [InlineData("check")]
    [InlineData("check world.yaml --format xml")]
    public void Wrong_usage_ends_with_2_and_a_word_on_standard_error(string line)
    {
        Assert.Equal(2, cli.Call(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Empty(cli.Out);
        Assert.StartsWith("error: ", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("inspect")]
    [InlineData("run")]
    public void A_missing_file_ends_with_66(string verb)
    {
        Assert.Equal(66, cli.Call(verb, cli.In("nowhere.yaml")));
        Assert.Contains("nowhere.yaml: there is no such file", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("inspect")]
    [InlineData("run")]
    public void A_folder_in_place_of_a_file_ends_with_66(string verb)
    {
        Assert.Equal(66, cli.Call(verb, cli.In("")));
        Assert.Contains("is a folder", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("format: 2\n")]
    [InlineData("{[")]
    [InlineData("format: 1\nname: x\ncolour: red\n")]
    public void A_file_that_is_no_scenario_ends_with_65_and_leaves_nothing(string text)
    {
        string file = cli.Write("bad.yaml", text);
        Assert.Equal(65, cli.Call("check", file));
        Assert.Contains("bad.yaml", cli.Out, StringComparison.Ordinal);
        Assert.Equal(65, cli.Call("run", file, "--out", cli.In("out")));
        Assert.Contains("bad.yaml", cli.Error, StringComparison.Ordinal);
        Assert.Empty(cli.Out);
        Assert.Equal(["bad.yaml", "world.yaml"], cli.Content);
    }

    [Theory]
    [InlineData("--what-if", "clam", "clam")]
    [InlineData("--set", "parameters.combat.atrition=0.1", "atrition")]
    [InlineData("--set", "parameters.combat.attrition=much", "attrition")]
    [InlineData("--set", "end=2017-08-01", "2017-08-01")]
    public void An_unknown_what_if_or_a_setting_that_does_not_fit_is_invalid_data(string option, string value, string named)
    {
        Assert.Equal(65, cli.Call("run", cli.World, "--out", cli.In("out"), option, value));
        Assert.Contains(named, cli.Error, StringComparison.Ordinal);
        Assert.Equal(["world.yaml"], cli.Content);
    }

    [Theory]
    [InlineData("2017-09-01")]
    [InlineData("2018-01-01")]
    public void Until_must_lie_in_the_run(string until)
    {
        Assert.Equal(2, cli.Call("run", cli.World, "--out", cli.In("out"), "--until", until));
        Assert.Contains("2017-09-01 to 2017-12-31", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_existing_result_is_refused_with_73_and_replaced_with_force()
    {
        Assert.Equal(0, Run("--out", cli.In("out")));
        Assert.Equal(73, Run("--out", cli.In("out")));
        Assert.Contains("--force", cli.Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("--out", cli.In("out"), "--force"));
        Assert.Equal(["out", "world.yaml"], cli.Content);
    }

    [Fact]
    public void A_folder_of_somebody_else_is_never_replaced()
    {
        Directory.CreateDirectory(cli.In("out"));
        Assert.Equal(73, Run("--out", cli.In("out"), "--force"));
        Assert.True(Directory.Exists(cli.In("out")));
    }

    [Fact]
    public void Output_that_cannot_be_created_ends_with_73_and_leaves_nothing()
    {
        Assert.Equal(73, Run("--out", Path.Combine(cli.World, "out")));
        Assert.Equal(73, cli.Call("inspect", cli.World, "--map", cli.In("no/such/folder.svg")));
        Assert.Equal(["world.yaml"], cli.Content);
    }

    [Theory]
    [InlineData(ExitCode.Interrupted)]
    [InlineData(ExitCode.Terminated)]
    public void A_signal_ends_with_its_code_and_leaves_nothing(int code)
    {
        using var stop = new StopSignal();
        stop.Stop(code);
        Assert.Equal(code, cli.Call(stop, "run", cli.World, "--out", cli.In("deep/out")));
        Assert.EndsWith("stopped; nothing was written\n", cli.Error, StringComparison.Ordinal);
        Assert.Equal(["world.yaml"], cli.Content);
    }

    [Theory]
    [InlineData(ExitCode.Early, "compare", "--what-if", "calm")]
    [InlineData(ExitCode.Terminated, "compare", "--what-if", "calm")]
    [InlineData(ExitCode.Early, "branch", "--what-if", "calm", "--at", "2017-09-20")]
    [InlineData(ExitCode.Interrupted, "branch", "--what-if", "calm", "--at", "2017-09-20")]
    public void Runs_that_only_tell_something_together_are_not_kept_by_a_signal_and_say_so(int code, params string[] asked)
    {
        using var stop = new StopSignal();
        using var timer = new Timer(_ => stop.Stop(code), null, 300, Timeout.Infinite);
        Assert.Equal(code, cli.Call(stop, [asked[0], cli.World, .. asked[1..], "--replicates", "100000", "--out", cli.In("deep/out")]));
        Assert.EndsWith("stopped; nothing was written\n", cli.Error, StringComparison.Ordinal);
        Assert.Equal(["world.yaml"], cli.Content);
    }

    [Fact]
    public void A_command_other_than_check_prints_the_first_errors_and_counts_the_rest()
    {
        string towns = string.Concat(Enumerable.Range(0, 50).Select(i => $"  t{i}: {{country: Iraq, lon: 41, lat: 34, wrong: 1}}\n"));
        string world = ScenarioFolder.World.Replace("locations:\n  alpha", $"locations:\n{towns}  alpha", StringComparison.Ordinal);
        string file = cli.Write("many.yaml", world);
        Assert.Equal(65, cli.Call("run", file));
        Assert.Equal(21, cli.Error.TrimEnd().Split('\n').Length);
        Assert.Contains("many.yaml: 50 errors", cli.Error, StringComparison.Ordinal);
        Assert.Equal(65, cli.Call("check", file));
        Assert.Equal(50, cli.Out.Split('\n').Count(l => l.Contains("wrong", StringComparison.Ordinal)));
    }

    private int Run(params string[] more) =>
        cli.Call(["run", cli.World, "--replicates", "1", "--until", "2017-09-04", .. more]);
}
