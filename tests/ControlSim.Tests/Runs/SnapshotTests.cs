using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Runs;

public sealed class SnapshotTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(63)]
    [InlineData(119)]
    [InlineData(120)]
    public void A_restored_run_is_the_run_that_was_never_stopped(int tick)
    {
        Scenario scenario = Measured().Scenario();
        var options = new RecorderOptions([20, 60, 110]) { HashesDays = true };
        ulong key = StableId.RunKey(scenario.Seed, 0, 0);
        RunResult whole = Simulation.Run(scenario, key, options, CancellationToken.None);
        Snapshot snapshot = Simulation.RunTo(scenario, key, tick, options, CancellationToken.None);
        Equal(whole, Simulation.Resume(scenario, snapshot, options, CancellationToken.None));
    }

    [Fact]
    public void Without_the_hashes_of_days_the_last_state_is_hashed_and_a_saved_one_checked()
    {
        Scenario scenario = Measured().Scenario();
        RunResult whole = Simulation.Run(scenario, 5, RecorderOptions.DailyHashes, CancellationToken.None);
        RunResult last = Simulation.Run(scenario, 5, RecorderOptions.DailyOnly, CancellationToken.None);
        Assert.Equal(whole.StateHash, Assert.Single(last.TickHashes));
        Snapshot snapshot = Simulation.RunTo(scenario, 5, 40, RecorderOptions.DailyOnly, CancellationToken.None);
        Assert.Equal(whole.TickHashes[40], Assert.Single(snapshot.Get<ulong>("hashes").ToArray()));
        Assert.Equal(whole.StateHash, Simulation.Resume(scenario, snapshot, RecorderOptions.DailyOnly, CancellationToken.None).StateHash);
        byte[] fighters = [.. snapshot.Parts["Units.Fighters"]];
        fighters[6] ^= 1;
        var other = new Snapshot { Key = 5, Tick = 40, Parts = snapshot.Parts.SetItem("Units.Fighters", [.. fighters]) };
        Assert.Throws<ArgumentException>(() => Simulation.Resume(scenario, other, RecorderOptions.DailyOnly, CancellationToken.None));
    }

    [Fact]
    public void A_deterministic_run_is_restored_as_well()
    {
        Scenario scenario = TestWorlds.Brawl(3, deterministic: true).Scenario();
        RunResult whole = Simulation.Run(scenario, 5, RecorderOptions.DailyHashes, CancellationToken.None);
        Snapshot snapshot = Simulation.RunTo(scenario, 5, 71, RecorderOptions.DailyHashes, CancellationToken.None);
        Equal(whole, Simulation.Resume(scenario, snapshot, RecorderOptions.DailyHashes, CancellationToken.None));
    }

    [Fact]
    public void A_run_stopped_every_ten_days_is_the_same_run()
    {
        Scenario scenario = Measured().Scenario();
        RunResult whole = Simulation.Run(scenario, 9, RecorderOptions.DailyHashes, CancellationToken.None);
        Snapshot snapshot = Simulation.RunTo(scenario, 9, 10, RecorderOptions.DailyHashes, CancellationToken.None);
        for (int tick = 20; tick < scenario.Ticks; tick += 10)
        {
            OpenRun run = OpenRun.Resume(scenario, snapshot, RecorderOptions.DailyHashes);
            run.Advance(tick, CancellationToken.None);
            snapshot = run.Save();
            Assert.Equal(tick, snapshot.Tick);
        }

        Equal(whole, Simulation.Resume(scenario, snapshot, RecorderOptions.DailyHashes, CancellationToken.None));
    }

    [Fact]
    public void A_run_can_go_on_past_the_end_at_which_it_was_saved()
    {
        Scenario whole = TestWorlds.Brawl(8).Scenario(), half = whole with { End = whole.End.AddDays(-60) };
        Snapshot snapshot = Simulation.RunTo(half, 3, 60, RecorderOptions.DailyHashes, CancellationToken.None);
        RunResult longer = Simulation.Resume(whole, snapshot, RecorderOptions.DailyHashes, CancellationToken.None);
        Assert.Equal(Simulation.Run(whole, 3, RecorderOptions.DailyHashes, CancellationToken.None).TickHashes, longer.TickHashes);
        Assert.Throws<ArgumentException>(() => Simulation.Resume(
            whole with { End = whole.Start.AddDays(59) }, snapshot, RecorderOptions.DailyHashes, CancellationToken.None));
    }

    [Fact]
    public void A_snapshot_of_another_world_is_refused()
    {
        Snapshot snapshot = Simulation.RunTo(TestWorlds.Brawl(8).Scenario(), 3, 10, RecorderOptions.DailyHashes, CancellationToken.None);
        Assert.Throws<ArgumentException>(() => Simulation.Resume(
            EventLogTests.TwoTowns().Scenario(), snapshot, RecorderOptions.DailyHashes, CancellationToken.None));
        Assert.Throws<ArgumentException>(() => Simulation.Resume(
            TestWorlds.Brawl(8).Scenario(), snapshot, new RecorderOptions([5]), CancellationToken.None));
        var other = new Snapshot { Key = 1, Tick = 10, Parts = snapshot.Parts.Remove("Units.Fighters") };
        Assert.Throws<ArgumentException>(() => Simulation.Resume(
            TestWorlds.Brawl(8).Scenario(), other, RecorderOptions.DailyHashes, CancellationToken.None));
    }

    [Fact]
    public void Every_array_of_every_table_is_a_column_and_every_state_column_is_in_the_hash()
    {
        var (world, schedule, _) = TestWorlds.Brawl(2).Open();
        for (int day = 0; day < 30; day++)
        {
            schedule.Tick();
        }

        Assert.Contains(world.Columns.All, c => c is { Name: "Units.Situation", Role: ColumnRole.State });
        Assert.Contains(world.Columns.All, c => c is { Name: "Locations.ReportedOwner", Role: ColumnRole.State });
        Assert.All(world.Columns.All, c => Assert.Equal(c.Table == "Tallies", c.Role == ColumnRole.Derived));
        ulong hash = StateHash.Of(world);
        foreach (StateColumn column in world.Columns.All.Where(c => c.Values.Length > 0))
        {
            column.Bytes[^1] ^= 1;
            Assert.True((StateHash.Of(world) != hash) == (column.Role == ColumnRole.State), column.Name);
            column.Bytes[^1] ^= 1;
        }

        Assert.Equal(hash, StateHash.Of(world));
    }

    internal static SmallWorld Measured() => TestWorlds.Brawl(4)
        .Outcome(OutcomeKind.Supply, "red").Outcome(OutcomeKind.Mobility, "blue").Outcome(OutcomeKind.HeldArea, "green")
        .Outcome(OutcomeKind.CaptureDate, "", "t3").Outcome(OutcomeKind.BattleDays, "", "t3").Outcome(OutcomeKind.ReportedLag, "", "t3");

    internal static void Equal(RunResult expected, RunResult actual)
    {
        Assert.Equal(expected.TickHashes, actual.TickHashes);
        Assert.Equal(expected.Outcomes, actual.Outcomes);
        Assert.Equal(expected.Events, actual.Events);
        Assert.Equal(expected.Captures, actual.Captures);
        foreach (var column in typeof(RunSeries).GetProperties().Where(p => p.PropertyType.IsArray))
        {
            Assert.Equal((Array)column.GetValue(expected.Series)!, (Array)column.GetValue(actual.Series)!);
        }
    }
}
