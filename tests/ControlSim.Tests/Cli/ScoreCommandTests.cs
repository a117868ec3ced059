using System.Text.Json;

namespace ControlSim.Tests.Cli;

public sealed class ScoreCommandTests : IDisposable
{
    private const string Observed = """
        town_id,date,new_controller,previous,contested_by
        alpha,2017-08-01,blue,,
        charlie,2017-08-01,red,,
        charlie,2017-10-20,blue,red,
        nowhere,2017-10-20,blue,red,

        """;

    private readonly CommandLine cli = new();

    public void Dispose() => cli.Dispose();

    [Fact]
    public void Json_begins_with_the_agreed_keys()
    {
        Assert.Equal(0, Score(Observed, "--json", "--seed", "3"));
        using var json = JsonDocument.Parse(cli.Out);
        Assert.Equal(
            ["replicates", "observations", "brier", "baselines", "skill", "capture_date_mae_days", "coverage_50", "coverage_90", "kendall_tau", "kendall_tau_static"],
            json.RootElement.EnumerateObject().Select(p => p.Name).Take(10));
        string[] baselines = ["persistence", "hazard", "front", "script_only"];
        Assert.Equal(baselines, json.RootElement.GetProperty("baselines").EnumerateObject().Select(p => p.Name));
        Assert.Equal(baselines, json.RootElement.GetProperty("skill").EnumerateObject().Select(p => p.Name));
        Assert.Equal(8, json.RootElement.GetProperty("observations").GetInt32());
        Assert.Equal(5, json.RootElement.GetProperty("replicates").GetInt32());

        // charlie is Red's until 20 October: wrong at the ends of October, November and December, 3 of 8.
        Assert.Equal(3.0 / 8, json.RootElement.GetProperty("baselines").GetProperty("persistence").GetProperty("brier").GetDouble(), 12);

        // The order of 16 September gives charlie to Blue at once: wrong at the end of September alone.
        Assert.Equal(1.0 / 8, json.RootElement.GetProperty("baselines").GetProperty("script_only").GetProperty("brier").GetDouble(), 12);
        Assert.Equal(0.03, json.RootElement.GetProperty("attrition").GetDouble());
        Assert.Contains("nowhere", json.RootElement.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_score_is_the_same_for_any_number_of_jobs_and_names_what_decides_dates()
    {
        Assert.Equal(0, Score(Observed, "--jobs", "1"));
        string one = cli.Out;
        Assert.Equal(0, Score(Observed, "--jobs", "3"));
        Assert.Equal(one, cli.Out);
        Assert.Contains("attrition 0.03 a day", one, StringComparison.Ordinal);
        Assert.Contains("preparation 21 days", one, StringComparison.Ordinal);
        Assert.Contains("note: 1 town is no location of the scenario and left out: nowhere", one, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_and_score_are_written_where_asked()
    {
        Assert.Equal(0, Score(Observed, "--out", cli.In("scored")));
        string[] figures = [.. Directory.GetFiles(cli.In("scored/figures")).Select(f => Path.GetFileName(f))];
        Assert.Contains("rank-histogram.svg", figures);
        Assert.Contains("reliability.svg", figures);

        Assert.Contains("capture-dates.svg", figures);
        Assert.True(File.Exists(cli.In("scored/score.json")));
    }

    [Fact]
    public void What_is_wrong_with_the_observations_has_its_exit_code()
    {
        Assert.Equal(66, cli.Call("score", cli.World, "--observed", cli.In("missing.csv")));
        Assert.Equal(65, Score("town_id,date,new_controller\nalpha,yesterday,blue\nalpha,2017-10-01,\n"));
        Assert.Contains("(2,1): date:", cli.Error, StringComparison.Ordinal);
        Assert.Contains("(3,1): new_controller:", cli.Error, StringComparison.Ordinal);
        Assert.Equal(65, Score("town_id,date,new_controller\nnowhere,2017-10-01,blue\n"));
        Assert.Contains("nothing to score", cli.Error, StringComparison.Ordinal);
        Assert.Equal(2, cli.Call("score", cli.World));
    }

    [Fact]
    public void Facts_and_robustness_stand_beside_the_score()
    {
        Assert.Equal(0, Score(Observed, "--facts", "--robustness", cli.In("r.csv"), "--parameter", "parameters.combat.attrition", "--parameter", "parameters.coalitions.least_tension", "--json"));
        using var json = JsonDocument.Parse(cli.Out);
        JsonElement[] facts = [.. json.RootElement.GetProperty("facts").EnumerateArray()];
        Assert.Contains(facts, f => f.GetProperty("fact").GetString() == "event-size-exponent" && f.GetProperty("shown").ValueKind == JsonValueKind.Null);
        JsonElement[] rows = [.. json.RootElement.GetProperty("robustness").EnumerateArray()];
        Assert.Equal(5, rows.Length);
        Assert.Equal(json.RootElement.GetProperty("brier").GetDouble(), rows[0].GetProperty("brier").GetDouble());
        Assert.All(rows.Where(r => r.GetProperty("parameter").GetString() == "parameters.coalitions.least_tension"), r => Assert.True(r.GetProperty("without_effect").GetBoolean()));
        Assert.All(rows.Where(r => r.GetProperty("parameter").GetString() == "parameters.combat.attrition"), r => Assert.False(r.GetProperty("without_effect").GetBoolean()));

        // The table goes on, and is not taken for another's.
        string table = File.ReadAllText(cli.In("r.csv"));
        Assert.Equal(0, Score(Observed, "--robustness", cli.In("r.csv"), "--parameter", "parameters.combat.attrition"));
        Assert.Equal(table, File.ReadAllText(cli.In("r.csv")));
        Assert.Contains("0 of 2 changes to do", cli.Error, StringComparison.Ordinal);
        Assert.Contains("robustness: 4 changes by ten per cent; 2 change no bit", cli.Out, StringComparison.Ordinal);
        Assert.Equal(65, Score(Observed, "--robustness", cli.In("r.csv"), "--seed", "8"));
        Assert.Equal(2, Score(Observed, "--parameter", "parameters.combat.attrition"));
        Assert.Equal(2, Score(Observed, "--robustness", cli.In("r.csv"), "--parameter", "parameters.combat.atrition"));
    }

    private int Score(string table, params string[] further) =>
        cli.Call(["score", cli.World, "--observed", cli.Write("observed.csv", table), "--replicates", "5", .. further]);
}
