using System.Text.Json;
using ControlSim.Cli;

namespace ControlSim.Tests.Sweeps;

public sealed class SweepTests : IDisposable
{
    private readonly SweepFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void Tables_are_the_same_bytes_for_any_jobs_parts_and_workers()
    {
        Assert.Equal(0, files.Run("a", "grid", "--jobs", "1"));
        Assert.Equal(0, files.Run("b", "grid", "--jobs", "3", "--part-size", "7"));
        foreach (string shard in (string[])["2/3", "0/3", "1/3"])
        {
            Assert.Equal(0, Work("c", "--shard", shard));
        }

        Assert.Equal(0, files.Cli.Call("sweep", "merge", files.Cli.In("c")));
        Assert.Equal(files.Merged("a"), files.Merged("b"));
        Assert.Equal(files.Merged("a"), files.Merged("c"));
        Assert.Equal(16 * 6 + 1, files.Table("a", "runs").Length);
        Assert.Equal(16 * 6 * 2 + 1, files.Table("a", "outcomes").Length);
    }

    [Fact]
    public void A_study_may_come_from_standard_input()
    {
        Assert.Equal(0, files.Run("file", "points"));
        byte[] study = System.Text.Encoding.UTF8.GetBytes(SweepFiles.Study.Replace("scenario: world.yaml", $"scenario: {files.Cli.World}", StringComparison.Ordinal));
        Assert.Equal(0, files.Cli.CallWith(study, "sweep", "run", "-", "--design", "points", "--out", files.Cli.In("input")));
        Assert.Equal(files.Merged("file"), files.Merged("input"));
        Assert.Equal(2, files.Cli.CallWith(study, "sweep", "submit", "-", "--design", "points"));
        Assert.Contains("name a file", files.Cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_is_the_run_that_its_key_says()
    {
        Assert.Equal(0, files.Run("a", "points", "--replicates", "2"));
        string[] runs = files.Table("a", "runs");
        Assert.Equal(["high,0", "high,1", "low,0", "low,1"], runs.Skip(1).Select(r => r[..r.IndexOf(',', r.IndexOf(',', StringComparison.Ordinal) + 1)]));
        Assert.Equal(runs[1].Split(',')[2], runs[3].Split(',')[2]);
        Assert.Equal(0, files.Cli.Call(
            "run", files.Cli.World, "--replicates", "2", "--json", "--out", files.Cli.In("r"), "--set", "parameters.combat.attrition=0.01",
            "--set", "crossings.gate.open_to_supply=true", "--set", "forces.rebels-charlie.fighters=120", "--set", "orders.march.until=2017-09-19"));
        string[] metrics = [.. File.ReadAllLines(files.Cli.In("r/metrics.csv")).Skip(1).Select(l => $"low,{l}")];
        Assert.Equal(metrics, files.Table("a", "outcomes").Skip(5));
    }

    [Fact]
    public void What_is_whole_stays_and_what_is_damaged_is_done_again()
    {
        Assert.Equal(0, files.Run("a"));
        string whole = files.Merged("a");
        string[] parts = files.Parts("a");
        File.WriteAllBytes(parts[3], File.ReadAllBytes(parts[3])[..^9]);
        byte[] flipped = File.ReadAllBytes(parts[5]);
        flipped[40] ^= 1;
        File.WriteAllBytes(parts[5], flipped);
        File.Delete(parts[7]);
        DateTime old = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        parts.Where(File.Exists).ToList().ForEach(p => File.SetLastWriteTimeUtc(p, old));
        Assert.Equal(1, files.Cli.Call("sweep", "status", files.Cli.In("a")));
        Assert.Contains("2 files are damaged", files.Cli.Out, StringComparison.Ordinal);
        Assert.Equal(0, files.Run("a"));
        Assert.Equal(2, files.Cli.Error.Split('\n').Count(l => l.Contains("is damaged and is done again", StringComparison.Ordinal)));
        Assert.Equal(whole, files.Merged("a"));
        Assert.Equal(parts, files.Parts("a"));
        int[] again = [.. Enumerable.Range(0, parts.Length).Where(i => File.GetLastWriteTimeUtc(parts[i]) != old)];
        Assert.Equal([3, 5, 7], again);
    }

    [Fact]
    public void A_changed_scenario_under_an_old_sweep_is_refused_and_nothing_is_lost()
    {
        Assert.Equal(0, files.Run("a"));
        string whole = files.Merged("a");
        files.Cli.Write("world.yaml", ScenarioFiles.ScenarioFolder.World.Replace("attrition: 0.03", "attrition: 0.031", StringComparison.Ordinal));
        Assert.Equal(73, files.Run("a"));
        Assert.Contains("what differs: the scenario", files.Cli.Error, StringComparison.Ordinal);
        Assert.Equal(73, files.Run("a", "sample"));
        Assert.Contains("design (\"grid\" then, \"sample\" now)", files.Cli.Error, StringComparison.Ordinal);
        Assert.Equal(whole, files.Merged("a"));
    }

    [Fact]
    public void Two_sweeps_in_one_folder_are_refused_but_workers_share_it()
    {
        Assert.Equal(0, files.Run("a"));
        using (new FileStream(files.Cli.In("a/.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Equal(73, files.Run("a"));
            Assert.Contains("another sweep is at work", files.Cli.Error, StringComparison.Ordinal);
            Assert.Equal(73, Work("a", "--shard", "0/2"));
        }

        using (new FileStream(files.Cli.In("a/.lock"), FileMode.Open, FileAccess.Read, FileShare.Read))
        {
            Assert.Equal(0, Work("a", "--shard", "0/2"));
            Assert.Equal(73, files.Run("a"));
        }
    }

    [Fact]
    public void Folders_that_cannot_be_used_are_said_and_left_alone()
    {
        files.Cli.Write("file", "");
        Assert.Equal(73, files.Run("file"));
        Directory.CreateDirectory(files.Cli.In("full"));
        files.Cli.Write("full/mine.txt", "mine");
        Assert.Equal(73, files.Run("full"));
        Assert.Contains("holds no sweep", files.Cli.Error, StringComparison.Ordinal);
        Assert.Equal(73, files.Cli.Call("sweep", "merge", files.Cli.In("full")));
        Assert.Equal("mine", File.ReadAllText(files.Cli.In("full/mine.txt")));
        Assert.Equal(0, files.Run("a"));
        string lost = files.Parts("a")[0];
        File.Delete(lost);
        Directory.CreateDirectory(lost);
        Assert.Equal(74, files.Run("a"));
        Assert.Contains("what is done is kept", files.Cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_makes_no_scenario_is_a_row_with_its_cause()
    {
        files.Cli.Write("rows.csv", "row,attrition,rebels\ngood,0.02,100\nbad,0.02,-5\n");
        Assert.Equal(1, files.Run("a", "grid", "--rows", files.Cli.In("rows.csv")));
        Assert.Equal(7, files.Table("a", "failures").Length);
        Assert.Matches("^bad,0,[0-9a-f]{16},invalid,scenario,\"?forces.rebels-charlie.fighters: -5", files.Table("a", "failures")[1]);
        Assert.Equal(6 * 2 + 1, files.Table("a", "outcomes").Length);
        Assert.Equal(1, files.Cli.Call("sweep", "status", files.Cli.In("a"), "--json"));
        using var json = JsonDocument.Parse(files.Cli.Out);
        Assert.Equal(6, json.RootElement.GetProperty("runs_invalid").GetInt32());
        string[] parts = files.Parts("a");
        Assert.Equal(1, files.Cli.Call("sweep", "retry", files.Path, "--design", "grid", "--rows", files.Cli.In("rows.csv"), "--out", files.Cli.In("a"), "--status", "invalid"));
        Assert.Contains("6 runs were done again", files.Cli.Error, StringComparison.Ordinal);
        Assert.Equal(parts, files.Parts("a"));
    }

    [Fact]
    public void A_run_that_ends_the_process_again_and_again_is_set_aside_and_can_be_tried_anew()
    {
        Assert.Equal(0, files.Run("whole", "grid", "--part-size", "10"));
        Assert.Equal(0, files.Run("a", "grid", "--part-size", "10"));
        File.Delete(files.Parts("a")[2]);
        Directory.CreateDirectory(files.Cli.In("a/tries"));
        files.Cli.Write("a/tries/part-000002", "xxx");
        files.Cli.Write("a/tries/part-000002-4-5", "xxx");
        Assert.Equal(1, files.Run("a", "grid", "--part-size", "10"));
        Assert.Matches("^4,5,[0-9a-f]{16},set-aside,run,the process ended 3 times in this run,$", Assert.Single(files.Table("a", "failures").Skip(1)));
        Assert.Equal(0, files.Cli.Call("sweep", "retry", files.Path, "--design", "grid", "--part-size", "10", "--out", files.Cli.In("a")));
        Assert.Equal(files.Merged("whole"), files.Merged("a"));
    }

    [Fact]
    public void Runs_go_on_until_the_interval_is_narrow_and_end_at_the_same_run_for_any_jobs()
    {
        File.WriteAllText(files.Path, SweepFiles.Study + "until: {outcome: charlie-falls, half_width: 12, least: 4, most: 30}\n");
        Assert.Equal(0, files.Run("a", "sample", "--jobs", "1"));
        Assert.Equal(0, files.Run("b", "sample", "--jobs", "3", "--part-size", "5"));
        Assert.Equal(files.Merged("a"), files.Merged("b"));
        int[] runs = [.. files.Table("a", "runs").Skip(1).GroupBy(l => l.Split(',')[0]).Select(g => g.Count())];
        Assert.All(runs, r => Assert.InRange(r, 4, 30));
        Assert.True(runs.Distinct().Count() > 1, "all rows have as many runs");
    }

    [Fact]
    public void Missing_parts_are_not_merged_unless_asked_for()
    {
        Assert.Equal(0, files.Run("a"));
        File.Delete(files.Parts("a")[0]);
        Assert.Equal(73, files.Cli.Call("sweep", "merge", files.Cli.In("a")));
        Assert.Contains("1 of 96 parts are missing", files.Cli.Error, StringComparison.Ordinal);
        Assert.Equal(1, files.Cli.Call("sweep", "merge", files.Cli.In("a"), "--allow-partial"));
        Assert.Equal(96, files.Table("a", "runs").Length);
    }

    [Theory]
    [InlineData(130)]
    [InlineData(143)]
    [InlineData(75)]
    public void A_signal_stops_it_with_its_code_and_the_same_command_goes_on(int code)
    {
        using var stop = new StopSignal();
        stop.Stop(code);
        Assert.Equal(code, files.Cli.Call(stop, "sweep", "run", files.Path, "--design", "grid", "--out", files.Cli.In("a")));
        Assert.Contains("the same command goes on", files.Cli.Error, StringComparison.Ordinal);
        Assert.Equal(0, files.Run("a"));
    }

    [Fact]
    public void After_its_time_it_stops_with_75()
    {
        Assert.Equal(75, files.Run("a", "grid", "--max-minutes", "0"));
        Assert.Equal(0, files.Run("a"));
    }

    [Fact]
    public void A_plan_is_printed_and_its_design_can_be_edited_and_given_back()
    {
        Assert.Equal(0, files.Cli.Call("sweep", "plan", files.Path, "--design", "sample", "--pilot", "1", "--write-design", files.Cli.In("d.csv")));
        Assert.Matches("\nruns +72\n", files.Cli.Out);
        Assert.Contains("ms a run", files.Cli.Error, StringComparison.Ordinal);
        Assert.Equal(0, files.Run("a", "sample"));
        Assert.Equal(File.ReadAllText(files.Cli.In("d.csv")), File.ReadAllText(files.Cli.In("a/design.csv")));
        Assert.Equal(0, files.Run("b", "sample", "--rows", files.Cli.In("d.csv")));
        Assert.Equal(files.Merged("a"), files.Merged("b"));
        Assert.Equal(2, files.Cli.Call("sweep", "plan", files.Path));
        Assert.Contains("choose one with --design: grid, points, sample", files.Cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_analysis_of_the_folder_writes_tables_figures_and_a_rule()
    {
        Assert.Equal(0, files.Run("a", "sample"));
        Assert.Equal(0, files.Cli.Call("analyze", files.Cli.In("a")));
        Assert.Contains("charlie-falls < 60 in ", files.Cli.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(files.Cli.In("a/analysis/variance.csv")));
        foreach (string figure in Directory.GetFiles(files.Cli.In("a/analysis"), "*.svg"))
        {
            Assert.Contains("teaching model, not a forecast", File.ReadAllText(figure), StringComparison.Ordinal);
        }
    }

    private int Work(string folder, params string[] more) =>
        files.Cli.Call(["sweep", "work", files.Path, "--design", "grid", "--out", files.Cli.In(folder), .. more]);
}
