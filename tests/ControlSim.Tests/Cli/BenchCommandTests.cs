using System.Text.Json;

namespace ControlSim.Tests.Cli;

public sealed class BenchCommandTests : IDisposable
{
    private readonly CommandLine _program = new();

    [Fact]
    public void The_world_is_busy_and_the_report_has_its_keys()
    {
        Assert.Equal(0, _program.Call("bench", "--locations", "60", "--corridors", "150", "--units", "3000", "--ticks", "60", "--json"));
        JsonElement report = JsonDocument.Parse(_program.Out).RootElement;
        Assert.True(report.GetProperty("agent_steps_per_second").GetDouble() > 0);
        Assert.Equal(0, report.GetProperty("allocated_bytes_per_tick").GetDouble(), 200.0);
        Assert.True(report.GetProperty("peak_rss_bytes").GetInt64() > 1_000_000);
        Assert.True(report.GetProperty("fight_share").GetDouble() is >= 0.01 and <= 1);
        Assert.True(report.GetProperty("move_share").GetDouble() is >= 0.01 and <= 1);
        Assert.True(report.GetProperty("switch_share").GetDouble() is >= 0.001 and <= 1);
        Assert.True(report.GetProperty("alive_share").GetDouble() is > 0.9 and <= 1);
    }

    [Fact]
    public void The_state_is_the_same_for_any_number_of_threads()
    {
        string[] hashes = [.. new[] { "1", "2", "3" }.Select(jobs =>
        {
            _program.Call("bench", "--units", "50000", "--ticks", "6", "--jobs", jobs, "--json");
            return JsonDocument.Parse(_program.Out).RootElement.GetProperty("state_hash").GetString()!;
        })];
        Assert.Single(hashes.Distinct());
    }

    [Fact]
    public void A_graph_is_read_from_files_and_all_their_errors_are_told_at_once()
    {
        Directory.CreateDirectory(_program.In("graph"));
        _program.Write("graph/nodes.csv", "id,x_km,y_km\n0,0,0\n1,50,0\n1,x,0\n");
        _program.Write("graph/links.csv", "a,b,distance_km,weight\n0,1,50,2\n0,7,-1,2\n");
        Assert.Equal(65, _program.Call("bench", "--graph", _program.In("graph"), "--units", "100", "--ticks", "5"));
        Assert.Contains("nodes.csv(4,1): id '1' stands twice", _program.Error, StringComparison.Ordinal);
        Assert.Contains("nodes.csv(4,1): x_km is 'x'; write a number", _program.Error, StringComparison.Ordinal);
        Assert.Contains("links.csv(3,1): '7' is no id of nodes.csv", _program.Error, StringComparison.Ordinal);
        Assert.Contains("links.csv(3,1): distance_km is -1; a length is above 0", _program.Error, StringComparison.Ordinal);
        Assert.Equal(66, _program.Call("bench", "--graph", _program.In("nowhere")));
    }

    [Fact]
    public void An_idle_world_is_no_measurement()
    {
        Assert.Equal(1, _program.Call("bench", "--locations", "2", "--corridors", "1", "--units", "2", "--ticks", "3"));
        Assert.Contains("the world is idle", _program.Error, StringComparison.Ordinal);
        Assert.Equal(2, _program.Call("bench", "--factions", "1"));
        Assert.Equal(2, _program.Call("bench", "--graph", "here", "--locations", "5"));
    }

    public void Dispose() => _program.Dispose();
}
