using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using ControlSim.Study.Experiments;
using ControlSim.Study.ResultFiles;
using ControlSim.Tests.Experiments;

namespace ControlSim.Tests.ResultFiles;

public sealed class ResultFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Holds_the_files_of_the_convention()
    {
        Write(SampleRuns.Ensemble(2, 3, double.NaN));
        Assert.Equal(
            [
                "captures.csv", "changes.csv", "contested.csv", "control-zones.csv", "control.csv", "crossings.csv", "datapackage.json", "events.csv",
                "figures/map.svg", "flows.csv", "geo/control.geojson", "ledger.csv", "manifest.json", "metrics.csv", "runs.csv",
                "scenario.lock.yaml", "series.csv",
            ],
            Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(folder.Path, f).Replace('\\', '/'))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Metrics_leave_the_cell_of_a_missing_value_empty()
    {
        Write(SampleRuns.Ensemble(2, double.NaN));
        Assert.Equal(
            """
            replicate,outcome,value,unit
            0,east-falls,2,day
            0,supply,0.5,1
            0,west-falls,,day
            1,east-falls,,day
            1,supply,0.5,1
            1,west-falls,,day

            """,
            Read("metrics.csv"));
    }

    [Fact]
    public void Control_holds_changes_only_with_shares_that_sum_to_one()
    {
        Write(SampleRuns.Ensemble(2, 3, double.NaN, double.NaN));
        Assert.Equal(
            """
            location,date,tick,bloc,share,most_likely,reported
            east,2017-09-01,0,red,1,1,1
            east,2017-09-03,2,red,0.75,1,0.75
            east,2017-09-03,2,green,0.25,0,0.25
            east,2017-09-04,3,red,0.5,1,0.5
            east,2017-09-04,3,green,0.5,0,0.5
            west,2017-09-01,0,,1,1,1

            """,
            Read("control.csv"));
    }

    [Fact]
    public void Control_zones_hold_changes_only()
    {
        Write(SampleRuns.Ensemble(2, 3, double.NaN, double.NaN));
        Assert.Equal(
            """
            location,date,tick,bloc,zone,share
            east,2017-09-01,0,red,1,1
            east,2017-09-03,2,red,1,0.75
            east,2017-09-03,2,green,2,0.25
            east,2017-09-04,3,red,1,0.5
            east,2017-09-04,3,green,2,0.5

            """,
            Read("control-zones.csv"));
    }

    [Fact]
    public void Captures_flows_and_events_name_their_ids_and_dates()
    {
        Write(SampleRuns.Ensemble(2, double.NaN));
        Assert.Equal("replicate,date,tick,location,bloc,previous\n0,2017-09-03,2,east,green,red\n", Read("captures.csv"));
        Assert.Equal(
            "date,tick,corridor,from,to,bloc,flow,share\n2017-09-03,2,east--west,east,west,red,-12.5,1\n", Read("flows.csv"));
        Assert.Equal(
            "replicate,date,tick,event,location,bloc,other,fighters,subject,place,terms\n"
            + "0,2017-09-02,1,battle-begins,east,green,red,1234.5,\"the, order\",west,own_strength=3000.25;enemy_strength=1000\n",
            Read("events.csv"));
    }

    [Fact]
    public void Trace_writes_the_log_of_every_replicate()
    {
        Write(SampleRuns.Ensemble(2, double.NaN), trace: true);
        Assert.Equal(["0", "1"], Read("events.csv").Split('\n')[1..^1].Select(l => l[..1]));
    }

    [Fact]
    public void The_manifest_names_every_file_with_its_hash()
    {
        Write(SampleRuns.Ensemble(2, 3));
        using var manifest = JsonDocument.Parse(Read("manifest.json"));
        var files = manifest.RootElement.GetProperty("files").EnumerateArray().ToArray();
        Assert.Equal(16, files.Length);
        foreach (JsonElement file in files)
        {
            byte[] bytes = File.ReadAllBytes(folder.In(file.GetProperty("path").GetString()!));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.GetProperty("sha256").GetString());
            Assert.Equal(bytes.Length, file.GetProperty("bytes").GetInt32());
        }

        Assert.Equal(SampleRuns.Ensemble(2, 3).StateHashText, manifest.RootElement.GetProperty("state_hash").GetString());
        Assert.Equal(Manifest.Hash("lock\n"), manifest.RootElement.GetProperty("scenario").GetProperty("sha256").GetString());
        Assert.Equal(
            Manifest.Hash("base and less-air\n"),
            manifest.RootElement.GetProperty("scenario").GetProperty("what_ifs")[0].GetProperty("sha256").GetString());
    }

    [Fact]
    public void The_data_package_describes_the_columns_of_every_table()
    {
        Write(SampleRuns.Ensemble(2));
        using var package = JsonDocument.Parse(Read("datapackage.json"));
        foreach (JsonElement resource in package.RootElement.GetProperty("resources").EnumerateArray())
        {
            var fields = resource.GetProperty("schema").GetProperty("fields").EnumerateArray();
            var names = fields.Select(f => f.GetProperty("name").GetString());
            Assert.Equal(Read(resource.GetProperty("path").GetString()!).Split('\n')[0], string.Join(',', names));
        }
    }

    [Fact]
    public void The_points_carry_the_most_likely_owner_on_the_date_of_the_map()
    {
        Write(SampleRuns.Ensemble(2, 3, double.NaN), mapTick: 3);
        using var points = JsonDocument.Parse(Read("geo/control.geojson"));
        var east = points.RootElement.GetProperty("features")[0];
        Assert.Equal("green", east.GetProperty("properties").GetProperty("owner").GetString());
        Assert.Equal("2017-09-04", east.GetProperty("properties").GetProperty("date").GetString());
        Assert.Equal([41, 34.37], east.GetProperty("geometry").GetProperty("coordinates").EnumerateArray().Select(c => c.GetDouble()));
        var west = points.RootElement.GetProperty("features")[1].GetProperty("properties").GetProperty("owner");
        Assert.Equal(JsonValueKind.Null, west.ValueKind);
    }

    [Fact]
    public void Without_any_result_the_tables_have_headers_alone()
    {
        RunFailure failure = new(0, 5, "Bug", "x");
        Write(new Ensemble { Scenario = SampleRuns.Scenario, Replicates = 1, Results = [], Numbers = [], Failures = [failure] });
        Assert.Equal("location,date,tick,bloc,share,most_likely,reported\n", Read("control.csv"));
        Assert.Contains("\"message\": \"x\"", Read("manifest.json"), StringComparison.Ordinal);
    }

    private void Write(Ensemble ensemble, bool trace = false, int mapTick = 2) => ResultFolder.Write(
        folder.Path,
        new ResultContent
        {
            Tables = ResultTables.Of(ensemble, trace),
            LockText = "lock\n",
            MapTick = mapTick,
            Further = Task.FromResult<ImmutableArray<(string, string)>>([("figures/map.svg", "<svg/>\n")]),
            Provenance = new Provenance
            {
                Version = "0.1.0",
                CommandLine = ["run", "sample.yaml"],
                ScenarioFile = "sample.yaml",
                BaseLock = "base\n",
                WhatIfs = [("less-air", "base and less-air\n")],
                Settings = ["seed=7"],
                Until = null,
                Jobs = 2,
                Started = DateTimeOffset.UnixEpoch,
                Finished = DateTimeOffset.UnixEpoch,
            },
        },
        default);

    private string Read(string name) => File.ReadAllText(folder.In(name));
}
