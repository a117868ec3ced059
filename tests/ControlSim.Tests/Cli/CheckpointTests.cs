using System.Text.Json;
using ControlSim.Cli;

namespace ControlSim.Tests.Cli;

/// <summary><c>run --checkpoint</c>, <c>run --resume</c> and what a signal saves.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly CommandLine cli = new();

    public void Dispose() => cli.Dispose();

    [Theory]
    [InlineData("2017-09-01")]
    [InlineData("2017-09-17")]
    [InlineData("2017-10-31")]
    [InlineData("2017-12-31")]
    public void A_resumed_run_writes_the_files_of_one_that_was_never_stopped(string date)
    {
        Assert.Equal(0, Run("whole"));
        Assert.Equal(0, Run("saved", "--checkpoint", date, "--checkpoint", "2017-10-10", "--trace"));
        Assert.Equal(0, Run("traced", "--trace"));
        Assert.Equal(0, cli.Call("run", "--resume", cli.In($"saved/checkpoints/{date}.checkpoint"), "--out", cli.In("resumed"), "--jobs", "1"));
        Assert.Equal(Files("traced"), Files("resumed"));
        Assert.Equal(Hash("whole"), Hash("resumed"));
        Assert.Equal(Files("traced"), string.Join('\n', Files("saved").Split('\n').Where(l => !l.Contains(".checkpoint", StringComparison.Ordinal))));
    }

    [Fact]
    public void The_states_are_the_same_bytes_for_any_number_of_jobs()
    {
        Assert.Equal(0, Run("a", "--checkpoint", "2017-10-10", "--jobs", "1"));
        Assert.Equal(0, Run("b", "--checkpoint", "2017-10-10", "--jobs", "3"));
        Assert.Equal(Files("a"), Files("b"));
        Assert.Contains("checkpoints/2017-10-10.checkpoint", Files("a"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_gives_its_last_state_and_the_end_may_come_later()
    {
        Assert.Equal(0, Run("whole"));
        Assert.Equal(0, Run("half", "--until", "2017-10-20", "--checkpoint", "2017-09-20", "--checkpoint", "2017-10-20"));
        Assert.Equal(0, cli.Call("run", "--resume", cli.In("half"), "--until", "2017-12-31", "--out", cli.In("resumed")));
        Assert.Equal(Hash("whole"), Hash("resumed"));
    }

    [Fact]
    public void What_if_settings_and_seed_need_not_be_said_again_and_cannot_be_changed()
    {
        string[] asked = ["--what-if", "calm", "--set", "parameters.supply.adjustment=0.2", "--seed", "5"];
        Assert.Equal(0, Run("whole", asked));
        Assert.Equal(0, Run("saved", [.. asked, "--checkpoint", "2017-10-10"]));
        Assert.Equal(0, cli.Call("run", "--resume", cli.In("saved"), "--out", cli.In("resumed")));
        Assert.Equal(Files("whole"), Files("resumed"));
        foreach (string[] more in (string[][])[["--seed", "6"], ["--what-if", "calm"], ["--set", "end=2017-12-01"], ["--replicates", "9"], ["--checkpoint", "2017-10-09"]])
        {
            Assert.Equal(2, cli.Call(["run", "--resume", cli.In("saved"), .. more]));
            Assert.Contains(more[0], cli.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_signal_saves_where_the_runs_stand_and_they_go_on_to_the_same_files()
    {
        const string Many = "150";
        Assert.Equal(0, cli.Call("run", cli.World, "--replicates", Many, "--checkpoint", "2017-10-10", "--out", cli.In("whole")));
        int code = 143;
        for (int stops = 0; code == 143 && stops < 60; stops++)
        {
            using var stop = new StopSignal();
            using var timer = new Timer(_ => stop.Stop(143), null, 50 * (stops + 1), Timeout.Infinite);
            code = !File.Exists(cli.In("out.checkpoint"))
                ? cli.Call(stop, "run", cli.World, "--replicates", Many, "--checkpoint", "2017-10-10", "--out", cli.In("out"))
                : cli.Call(stop, "run", "--resume", cli.In("out.checkpoint"), "--out", cli.In("out"), "--jobs", (1 + (stops % 3)).ToString());
            if (code == 143 && cli.Error != "stopped; nothing was written\n")
            {
                Assert.Contains($"go on with: controlsim run --resume {cli.In("out.checkpoint")}", cli.Error, StringComparison.Ordinal);
                Assert.False(Directory.Exists(cli.In("out")));
                Assert.True(File.Exists(cli.In("out.checkpoint")));
            }
        }

        Assert.Equal(0, code);
        Assert.True(File.Exists(cli.In("out.checkpoint")), "the runs were never stopped");
        Assert.Equal(Files("whole"), Files("out"));
        Assert.Equal(["out", "out.checkpoint", "whole", "world.yaml"], cli.Content.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_damaged_file_is_told_at_every_byte()
    {
        Assert.Equal(0, Run("saved", "--checkpoint", "2017-10-10"));
        string file = cli.In("saved/checkpoints/2017-10-10.checkpoint");
        byte[] bytes = File.ReadAllBytes(file);
        for (int at = 0; at < bytes.Length; at += 1 + (bytes.Length / 60))
        {
            byte[] flipped = [.. bytes];
            flipped[at] ^= 4;
            File.WriteAllBytes(file, flipped);
            Assert.Equal(65, cli.Call("run", "--resume", file, "--out", cli.In("out")));
            File.WriteAllBytes(file, bytes[..at]);
            Assert.Equal(65, cli.Call("run", "--resume", file, "--out", cli.In("out")));
        }

        Assert.Contains("is damaged", cli.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(cli.In("out")));
    }

    [Fact]
    public void Another_scenario_another_file_and_a_missing_one_are_told_apart()
    {
        Assert.Equal(0, Run("saved", "--checkpoint", "2017-10-10"));
        cli.Write("world.yaml", File.ReadAllText(cli.World).Replace("attrition: 0.03", "attrition: 0.04", StringComparison.Ordinal));
        Assert.Equal(65, cli.Call("run", "--resume", cli.In("saved"), "--out", cli.In("out")));
        Assert.Contains("the scenario has changed since the state was saved (parameters.combat.attrition)", cli.Error, StringComparison.Ordinal);
        Assert.Equal(65, cli.Call("run", "--resume", cli.World));
        Assert.Contains("is no saved state", cli.Error, StringComparison.Ordinal);
        Assert.Equal(66, cli.Call("run", "--resume", cli.In("nowhere.checkpoint")));
        Directory.CreateDirectory(cli.In("empty"));
        Assert.Equal(66, cli.Call("run", "--resume", cli.In("empty")));
        Assert.Contains("no saved state", cli.Error, StringComparison.Ordinal);
        cli.Write("newer.checkpoint", "controlsim checkpoint 2\nwhatever");
        Assert.Equal(65, cli.Call("run", "--resume", cli.In("newer.checkpoint")));
        Assert.Contains("format 2", cli.Error, StringComparison.Ordinal);
        Assert.Equal(2, Run("late", "--checkpoint", "2018-01-01"));
        Assert.Equal(2, Run("late", "--checkpoint", "soon"));
    }

    [Fact]
    public void Another_version_or_build_is_refused()
    {
        Assert.Equal(0, Run("saved", "--checkpoint", "2017-10-10"));
        string file = cli.In("saved/checkpoints/2017-10-10.checkpoint");
        var saved = ControlSim.Study.Checkpoints.CheckpointFile.Read(file);
        ControlSim.Study.Checkpoints.CheckpointFile.Write(file, saved with { Engine = new string('0', 32) });
        Assert.Equal(65, cli.Call("run", "--resume", file));
        Assert.Contains("another build of it saved the state", cli.Error, StringComparison.Ordinal);
        ControlSim.Study.Checkpoints.CheckpointFile.Write(file, saved with { Version = "0.0.1" });
        Assert.Equal(65, cli.Call("run", "--resume", file));
        Assert.Contains("version 0.0.1 saved the state", cli.Error, StringComparison.Ordinal);
    }

    private int Run(string folder, params string[] more) => cli.Call(["run", cli.World, "--replicates", "5", "--out", cli.In(folder), .. more]);

    private string Files(string folder)
    {
        using var manifest = Manifest(folder);
        return string.Join('\n', manifest.RootElement.GetProperty("files").EnumerateArray().Select(f => JsonSerializer.Serialize(f)));
    }

    private string Hash(string folder)
    {
        using var manifest = Manifest(folder);
        return manifest.RootElement.GetProperty("state_hash").GetString()!;
    }

    private JsonDocument Manifest(string folder) => JsonDocument.Parse(File.ReadAllText(cli.In($"{folder}/manifest.json")));
}
