using System.Text;
using System.Text.Json;
using ControlSim.Runs;
using ControlSim.Study.Explanations;
using ControlSim.Tests.Cli;
using ControlSim.Tests.ResultFiles;

namespace ControlSim.Tests.Explanations;

public sealed class ExplainerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_sentences_of_a_log_are_the_golden_ones()
    {
        var run = LoggedRun.Read(Valley.Write(folder), null);
        StringBuilder text = new();
        foreach (string place in run.Scenario.Locations.Select(l => l.Id))
        {
            text.Append(ExplanationText.Of(Explainer.Explain(run, place))).Append('\n');
        }

        GoldenFile.Check("tests/ControlSim.Tests/Explanations/valley.txt", text.ToString());
    }

    [Theory]
    [InlineData("0,2017-09-18,17,crossing-closed,town,,,0,gate,,to_supply=no;to_units=yes", "since 20 September 2017 nothing came through, for the crossing Border gate on the way was shut on 18 September 2017.")]
    [InlineData("0,2017-09-20,19,owner-lost,post,red,blue,0,,,share=0.3", "nothing came through, for Red State had lost Border Post on the way that day.")]
    [InlineData("0,2017-09-20,19,reported,post,red,blue,0,,,share=0.3", "nothing came through, for no usable way led there any more.")]
    public void What_cut_the_supply_is_found_by_following_the_log(string cut, string text)
    {
        string log = "replicate,date,tick,event,location,bloc,other,fighters,subject,place,terms\n" + cut
            + "\n0,2017-09-29,28,supply-low,town,red,,400,,,supply=0.4712;fill=0;access=0;short_days=9\n";
        Assert.Contains(text, ExplanationText.Of(Explainer.Explain(LoggedRun.Read(Valley.Write(folder, log), null), "town")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_headquarters_that_left_is_told_with_its_reason()
    {
        string log = "replicate,date,tick,event,location,bloc,other,fighters,subject,place,terms\n"
            + "0,2017-09-20,19,headquarters-moved,village,red,,0,,town,own_strength=120;enemy_strength=410\n";
        Assert.Contains(
            "On 20 September 2017 the headquarters of Red State left for Village: the enemy at the place and half of that beside it came to a strength of 410 against 120;",
            ExplanationText.Of(Explainer.Explain(LoggedRun.Read(Valley.Write(folder, log), null), "town")), StringComparison.Ordinal);
    }

    [Fact]
    public void Strikes_from_the_air_are_summed_by_who_flew()
    {
        string log = "replicate,date,tick,event,location,bloc,other,fighters,subject,place,terms\n"
            + "0,2017-09-10,9,air-strike,town,blue,red,3,,,\n0,2017-09-12,11,air-strike,town,blue,red,4,,,\n0,2017-09-13,12,air-strike,post,blue,red,9,,,\n";
        string text = ExplanationText.Of(Explainer.Explain(LoggedRun.Read(Valley.Write(folder, log), null), "town"));
        Assert.Contains("From 10 to 12 September 2017 strikes of the Blue government from the air killed 7 fighters of Red State there.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_json_has_the_chain_with_its_numbers()
    {
        var run = LoggedRun.Read(Valley.Write(folder), 0);
        using var json = JsonDocument.Parse(ExplanationText.JsonOf(Explainer.Explain(run, "town")));
        JsonElement[] episodes = [.. json.RootElement.GetProperty("episodes").EnumerateArray()];
        Assert.Equal(["capture", "held"], episodes.Select(e => e.GetProperty("kind").GetString()));
        Assert.Equal(("2017-10-17", "blue", "red"), (
            episodes[0].GetProperty("date").GetString(), episodes[0].GetProperty("bloc").GetString(), episodes[0].GetProperty("previous").GetString()));
        JsonElement[] causes = [.. episodes[0].GetProperty("causes").EnumerateArray()];
        Assert.Equal(
            ["supply-low", "operation-delayed", "units-dispersed", "operation-launched", "battle-begins", "reported", "units-broke", "units-surrendered", "units-dispersed", "owner-lost", "capture"],
            causes.Select(c => c.GetProperty("event").GetString()));
        JsonElement broke = causes.First(c => c.GetProperty("event").GetString() == "units-broke").GetProperty("numbers");
        Assert.Equal((160, 3), (broke.GetProperty("fighters").GetInt32(), broke.GetProperty("units").GetInt32()));
        Assert.Equal(((100 * 0.2) + (60 * 0.4)) / 160, broke.GetProperty("loss_share").GetDouble(), 4);
    }

    [Fact]
    public void A_real_run_is_told_with_the_dates_and_numbers_of_its_tables()
    {
        using var cli = new CommandLine();
        Assert.Equal(0, cli.Call("run", cli.World, "--replicates", "20", "--trace", "--out", cli.In("a")));
        LoggedRun[] runs = [.. Enumerable.Range(0, 20).Select(r => LoggedRun.Read(cli.In("a"), r))];
        int replicate = Array.FindIndex(runs, r => r.Events.Any(e => e.Kind == RunEventKind.Capture));
        LoggedRun run = runs[replicate];
        LoggedEvent capture = run.Events.First(e => e.Kind == RunEventKind.Capture);
        Assert.Equal(0, cli.Call("explain", cli.In("a"), "--location", capture.Location, "--replicate", $"{replicate}"));
        Assert.Contains(run.Scenario.DateOf(capture.Tick).ToString("d MMMM yyyy"), cli.Out, StringComparison.Ordinal);
        Assert.Contains($"with {capture.Fighters:#,0} massed fighters in the place", cli.Out, StringComparison.Ordinal);
        LoggedEvent launch = run.Events.First(e => e.Kind == RunEventKind.OperationLaunched && e.Location == capture.Location);
        Assert.Contains($"with {launch.Fighters:#,0} fighters (order march): strength {launch.Term("own_strength"):#,0}", cli.Out, StringComparison.Ordinal);
        foreach (string place in run.Scenario.Locations.Select(l => l.Id))
        {
            Assert.Equal(0, cli.Call("explain", cli.In("a"), "--location", place, "--json"));
            using var json = JsonDocument.Parse(cli.Out);
            Assert.Equal(0, json.RootElement.GetProperty("replicate").GetInt32());
        }
    }

    [Fact]
    public void Every_episode_tells_who_held_the_place_before_and_after()
    {
        using var cli = new CommandLine();
        Assert.Equal(0, cli.Call("run", cli.World, "--replicates", "1", "--out", cli.In("a")));
        var run = LoggedRun.Read(cli.In("a"), null);
        foreach (var place in run.Scenario.Locations)
        {
            string owner = run.Scenario.Control.First(c => c.Location == place.Id).Owner;
            foreach (Episode episode in Explainer.Explain(run, place.Id).Episodes)
            {
                Assert.Equal(owner, episode.Previous);
                Assert.NotEmpty(episode.Causes);
                owner = episode.Bloc;
            }
        }
    }

    [Theory]
    [InlineData("twon", "did you mean 'town'?")]
    [InlineData("zzzzzzzzzz", "known: base, capital")]
    public void An_unknown_place_is_invalid_data_with_a_suggestion(string place, string text)
    {
        using var cli = new CommandLine();
        Assert.Equal(65, cli.Call("explain", Valley.Write(folder), "--location", place));
        Assert.Contains(text, cli.Error, StringComparison.Ordinal);
        Assert.Empty(cli.Out);
    }

    [Fact]
    public void A_folder_that_is_missing_or_no_result_ends_with_66()
    {
        using var cli = new CommandLine();
        Assert.Equal(66, cli.Call("explain", cli.In("nowhere"), "--location", "town"));
        Assert.Equal(66, cli.Call("explain", cli.In(""), "--location", "town"));
        Assert.Contains("no finished result", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replicate,tick\n", "there is no column 'event'")]
    [InlineData("replicate,date,tick,event,location,bloc,other,fighters,subject,place,terms\n0,2017-09-10,9,miracle,town,,,0,,,\n", "'miracle' is no event")]
    [InlineData("replicate,date,tick,event,location,bloc,other,fighters,subject,place,terms\n0,2017-09-10,9,capture,town,,,0,,,depth=3\n", "'depth=3' is no term of capture")]
    [InlineData("replicate,date,tick,event,location,bloc,other,fighters,subject,place,terms\n0,x\n", "row 1 has 2 cells")]
    [InlineData("replicate,date,tick,event,location,bloc,other,fighters,subject,place,terms\n\"0", "a quote is not closed")]
    public void A_log_that_is_damaged_is_invalid_data(string log, string text)
    {
        using var cli = new CommandLine();
        Assert.Equal(65, cli.Call("explain", Valley.Write(folder, log), "--location", "town"));
        Assert.Contains(text, cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_replicate_that_is_not_logged_is_invalid_data_and_says_what_is()
    {
        using var cli = new CommandLine();
        Assert.Equal(65, cli.Call("explain", Valley.Write(folder), "--location", "town", "--replicate", "3"));
        Assert.Contains("replicate 0 alone; run with --trace", cli.Error, StringComparison.Ordinal);
        Assert.Equal(2, cli.Call("explain", Valley.Write(folder), "--location", "town", "--replicate", "-1"));
        Assert.Equal(2, cli.Call("explain", Valley.Write(folder)));
    }
}
