using System.Reflection;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Tests.Architecture;

/// <summary>Every process but four can be switched off, and then it does nothing.</summary>
public sealed class ProcessSwitchTests
{
    private static readonly ProcessKind[] Always = [ProcessKind.Relations, ProcessKind.AirCover, ProcessKind.Aggregation, ProcessKind.Control];

    public static TheoryData<string> Optional => [.. Enum.GetNames<ProcessKind>().Except(Always.Select(p => p.ToString()))];

    [Theory]
    [MemberData(nameof(Optional))]
    public void Switching_a_process_off_changes_the_run(string process)
    {
        RunResult plain = TestWorlds.Brawl(4).Run();
        RunResult without = TestWorlds.Brawl(4).Without(Enum.Parse<ProcessKind>(process)).Run();
        Assert.NotEqual(plain.StateHash, without.StateHash);
    }

    [Fact]
    public void Nothing_moves_where_everything_that_can_be_is_switched_off()
    {
        ProcessKind[] optional = [.. Enum.GetValues<ProcessKind>().Except(Always)];
        var (world, schedule, log) = TestWorlds.Brawl(4).Without(optional).Open();
        double[] fighters = [.. world.Units.Fighters];
        int[] places = [.. world.Units.Location];
        for (int day = 0; day < 50; day++)
        {
            schedule.Tick();
        }

        Assert.Equal(fighters, world.Units.Fighters);
        Assert.Equal(places, world.Units.Location);
        Assert.DoesNotContain(log.Events.ToArray(), e => e.Kind is RunEventKind.DatedEvent or RunEventKind.TriggerFired or RunEventKind.OperationLaunched);
    }

    /// <summary>CrossingLog, Shortages and BattleRecords only keep the log.</summary>
    [Fact]
    public void There_are_as_many_switches_as_processes_that_are_no_records() => Assert.Equal(
        typeof(WritesAttribute).Assembly.GetTypes().Count(t => t.GetCustomAttribute<WritesAttribute>() is not null) - 3,
        Enum.GetValues<ProcessKind>().Length);
}
