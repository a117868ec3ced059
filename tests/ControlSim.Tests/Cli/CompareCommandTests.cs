using System.Text.Json;

namespace ControlSim.Tests.Cli;

public sealed class CompareCommandTests : IDisposable
{
    private readonly CommandLine cli = new();

    public void Dispose() => cli.Dispose();

    [Fact]
    public void The_folder_has_tables_and_figures_and_the_same_bytes_for_any_jobs()
    {
        Assert.Equal(0, Compare("a", "no-order", "--jobs", "1"));
        Assert.Equal(0, Compare("b", "no-order", "--jobs", "3"));
        Assert.Equal(Hashes("a"), Hashes("b"));
        foreach (string figure in (string[])["paired-differences", "side-by-side", "difference-map", "held-population"])
        {
            Assert.Contains("teaching model, not a forecast", File.ReadAllText(cli.In($"a/figures/{figure}.svg")), StringComparison.Ordinal);
        }

        Assert.Equal(1 + (2 * 10), File.ReadAllLines(cli.In("a/pairs.csv")).Length);
    }

    [Fact]
    public void Without_the_order_the_town_is_never_attacked()
    {
        Assert.Equal(0, Compare("a", "no-order", "--json", "--set", "forces.rebels-charlie.fighters=40"));
        using var json = JsonDocument.Parse(cli.Out);
        JsonElement falls = json.RootElement.GetProperty("outcomes").GetProperty("charlie-falls");
        Assert.Equal(121, falls.GetProperty("what_if").GetDouble());
        Assert.True(falls.GetProperty("low").GetDouble() > 0);
        Assert.Contains("charlie,blue,", File.ReadAllText(cli.In("a/locations.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_branches_that_are_one_differ_nowhere()
    {
        cli.Write("world.yaml", File.ReadAllText(cli.World).Replace("no-order: {changes: {orders: {march: null}}}", "same: {changes: {title: Same}}", StringComparison.Ordinal));
        Assert.Equal(0, Compare("a", "same"));
        Assert.Contains("no place is owned longer or shorter by anyone", cli.Out, StringComparison.Ordinal);
        Assert.Matches("charlie-falls +[0-9.]+ +[0-9.]+ +0 +0 +0 +- +day", cli.Out);
    }

    [Fact]
    public void A_what_if_is_wanted_and_must_exist()
    {
        Assert.Equal(2, cli.Call("compare", cli.World));
        Assert.Equal(65, cli.Call("compare", cli.World, "--what-if", "nothing"));
    }

    private int Compare(string folder, string whatIf, params string[] more) =>
        cli.Call(["compare", cli.World, "--what-if", whatIf, "--replicates", "10", "--out", cli.In(folder), .. more]);

    private string Hashes(string folder)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(cli.In($"{folder}/manifest.json")));
        return string.Join('\n', manifest.RootElement.GetProperty("files").EnumerateArray().Select(f => f.ToString()));
    }
}
