using System.Text;
using System.Text.Json;

namespace ControlSim.Tests.Cli;

public sealed class BranchCommandTests : IDisposable
{
    private const string Old = "no-order: {changes: {orders: {march: null}}}";

    private readonly CommandLine cli = new();

    public BranchCommandTests() => cli.Write("world.yaml", File.ReadAllText(cli.World).Replace(Old, Old + """

              same: {changes: {title: Same}}
              shut-later: {title: The gate is shut in November, changes: {events: {bar: {date: 2017-11-01, kind: crossing, target: gate, value: 0}}}}
              shut-before: {changes: {events: {bar: {date: 2017-09-20, kind: crossing, target: gate, value: 0}}}}
              no-event: {changes: {events: {tired: null}}}
              more: {changes: {forces: {rebels-charlie: {fighters: 400}}}}
              other-march: {changes: {orders: {march: {forces: 100}}}}
              new-march: {changes: {orders: {second: {faction: army, verb: advance, date: 2017-11-10, from: [alpha], objectives: [charlie], forces: 700}}}}
              peace: {changes: {relations: {war: {kind: neutral}}}}
              quarrel: {changes: {relations: {quarrel: {kind: hostile}}}}
              depot: {changes: {depots: {rebels-port: {income: 10}}}}
              airless: {changes: {airlifts: {bread: null}}}
              owner: {changes: {control: {alpha: {owner: red}}}}
            """.Replace("\n          ", "\n", StringComparison.Ordinal), StringComparison.Ordinal));

    public void Dispose() => cli.Dispose();

    [Theory]
    [InlineData("2017-09-01")]
    [InlineData("2017-10-07")]
    [InlineData("2017-12-30")]
    public void A_future_that_changes_nothing_ends_in_the_states_of_the_unbroken_run(string at)
    {
        Assert.Equal(0, cli.Call("run", cli.World, "--replicates", "8", "--out", cli.In("whole"), "--json"));
        string whole = Json().RootElement.GetProperty("state_hash").GetString()!;
        Assert.Equal(0, Branch("out", at, "--what-if", "same", "--json"));
        using JsonDocument json = Json();
        Assert.Equal(whole, json.RootElement.GetProperty("state_hash").GetString());
        Assert.Equal(whole, json.RootElement.GetProperty("branches")[0].GetProperty("state_hash").GetString());
        foreach (JsonProperty outcome in json.RootElement.GetProperty("branches")[0].GetProperty("outcomes").EnumerateObject())
        {
            Assert.Equal((0, 0), (outcome.Value.GetProperty("low").GetDouble(), outcome.Value.GetProperty("high").GetDouble()));
        }
    }

    [Fact]
    public void A_future_with_a_later_event_is_the_run_with_that_event_and_the_folder_holds_both()
    {
        Assert.Equal(0, cli.Call("run", cli.World, "--replicates", "8", "--what-if", "shut-later", "--out", cli.In("direct"), "--json"));
        string direct = Json().RootElement.GetProperty("state_hash").GetString()!;
        Assert.Equal(0, Branch("out", "2017-10-20", "--what-if", "shut-later", "--what-if", "depot+new-march", "--json", "--jobs", "3"));
        using JsonDocument json = Json();
        Assert.Equal(direct, json.RootElement.GetProperty("branches")[0].GetProperty("state_hash").GetString());
        Assert.NotEqual(direct, json.RootElement.GetProperty("branches")[1].GetProperty("state_hash").GetString());
        Assert.Equal(0, cli.Call("compare", cli.World, "--replicates", "8", "--what-if", "shut-later", "--out", cli.In("compared")));
        Assert.Equal(File.ReadAllText(cli.In("compared/differences.csv")), File.ReadAllText(cli.In("out/shut-later/differences.csv")));
        string[] lines = File.ReadAllLines(cli.In("out/branches.csv"));
        Assert.StartsWith("branch,outcome,unit,base,what_if,", lines[0], StringComparison.Ordinal);
        Assert.Equal(["shut-later", "depot+new-march"], lines.Skip(1).Select(l => l.Split(',')[0]).Distinct());
        foreach (string file in (string[])["shut-later/figures/side-by-side.svg", "depot+new-march/figures/paired-differences.svg", "depot+new-march/pairs.csv", "datapackage.json"])
        {
            Assert.True(File.Exists(cli.In($"out/{file}")), file);
        }
    }

    [Fact]
    public void A_saved_history_gives_the_same_futures()
    {
        Assert.Equal(0, cli.Call("run", cli.World, "--replicates", "8", "--checkpoint", "2017-10-05", "--out", cli.In("saved")));
        Assert.Equal(0, Branch("direct", "2017-10-20", "--what-if", "shut-later", "--what-if", "depot"));
        Assert.Equal(0, cli.Call("branch", cli.In("saved"), "--at", "2017-10-20", "--what-if", "shut-later", "--what-if", "depot", "--out", cli.In("out"), "--jobs", "1"));
        Assert.Equal(File.ReadAllText(cli.In("direct/branches.csv")), File.ReadAllText(cli.In("out/branches.csv")));
        Assert.Equal(66, cli.Call("branch", cli.In("saved"), "--at", "2017-10-04", "--what-if", "depot"));
        Assert.Contains("no saved state up to 2017-10-04", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shut-before", "events.bar: it is of 2017-09-20")]
    [InlineData("no-event", "events.tired: it is of 2017-10-05")]
    [InlineData("more", "forces.rebels-charlie: it is of the first day")]
    [InlineData("owner", "control.alpha: it is of the first day")]
    [InlineData("other-march", "orders.march: its launch is on 2017-09-16")]
    [InlineData("quarrel", "2017-10-01 to 2017-10-10 is over")]
    [InlineData("airless", "airlifts.bread: a branch has the rows of its base")]
    [InlineData("shut-before+no-event+more", "forces.rebels-charlie")]
    public void What_changes_the_past_is_refused_by_name(string whatIf, string named)
    {
        Assert.Equal(65, Branch("out", "2017-10-20", "--what-if", "depot", "--what-if", whatIf));
        Assert.Contains($"what-if '{whatIf}' changes the past of 2017-10-20", cli.Error, StringComparison.Ordinal);
        Assert.Contains(named, cli.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(cli.In("out")));
    }

    [Fact]
    public void The_same_what_ifs_hold_when_the_day_still_lies_ahead()
    {
        Assert.Equal(0, Branch("out", "2017-09-10", "--what-if", "shut-before", "--what-if", "no-event", "--what-if", "other-march", "--what-if", "quarrel", "--what-if", "no-order"));
        Assert.Equal(0, Branch("off", "2017-09-18", "--what-if", "no-order", "--what-if", "peace"));
        Assert.Contains("orders.march was launched before 2017-09-18; it is called off", cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--at", "2017-12-31", "--what-if", "depot")]
    [InlineData("--at", "2017-08-31", "--what-if", "depot")]
    [InlineData("--at", "then", "--what-if", "depot")]
    [InlineData("--at", "2017-10-20")]
    [InlineData("--what-if", "depot")]
    public void Wrong_usage_ends_with_2(params string[] more) => Assert.Equal(2, cli.Call(["branch", cli.World, .. more]));

    [Fact]
    public void Standard_input_is_a_scenario_for_every_verb_that_reads_one()
    {
        Assert.Equal(0, cli.Call("run", cli.World, "--replicates", "3", "--out", cli.In("file"), "--json"));
        string hash = Json().RootElement.GetProperty("state_hash").GetString()!;
        byte[] text = File.ReadAllBytes(cli.World);
        Assert.Equal(0, cli.CallWith(text, "run", "-", "--replicates", "3", "--out", cli.In("piped"), "--json"));
        Assert.Equal(hash, Json().RootElement.GetProperty("state_hash").GetString());
        Assert.Equal(0, cli.CallWith(text, "compare", "-", "--what-if", "depot", "--replicates", "3", "--out", cli.In("compared")));
        Assert.Equal(0, cli.CallWith(text, "branch", "-", "--at", "2017-10-20", "--what-if", "depot", "--replicates", "3", "--out", cli.In("branched")));
        Assert.Equal(0, cli.CallWith(text, "check", "-"));
        Assert.Equal(65, cli.CallWith(Encoding.UTF8.GetBytes("format: 1\nname: x\ncolour: red\n"), "check", "-"));
        Assert.Contains("stdin(3,1)", cli.Out, StringComparison.Ordinal);
        Assert.Equal(65, cli.CallWith([], "run", "-"));
    }

    private int Branch(string folder, string at, params string[] more) =>
        cli.Call(["branch", cli.World, "--at", at, "--replicates", "8", "--out", cli.In(folder), .. more]);

    private JsonDocument Json() => JsonDocument.Parse(cli.Out);
}
