using System.Reflection;
using ControlSim.Runs;
using ControlSim.Tables;

namespace ControlSim.Tests.Architecture;

/// <summary>Every process is in the schedule, and changes only the columns that it declares.</summary>
public sealed class ProcessTests
{
    private static readonly Type[] Processes =
    [
        .. typeof(WritesAttribute).Assembly.GetTypes().Where(t => t.GetCustomAttribute<WritesAttribute>() is not null),
    ];

    [Fact]
    public void Every_process_has_one_field_in_the_schedule_and_a_step()
    {
        var fields = typeof(Schedule).GetFields(BindingFlags.NonPublic | BindingFlags.Instance).Select(f => f.FieldType).ToArray();
        Assert.True(Processes.Length >= 10);
        foreach (Type process in Processes)
        {
            Assert.Single(fields, process);
            Assert.NotNull(process.GetMethod("Step"));
        }
    }

    [Fact]
    public void Every_process_changes_only_the_columns_that_it_declares()
    {
        var (world, schedule, _) = TestWorlds.Brawl(12).Open();
        var written = Processes.ToDictionary(p => p.Name, _ => new HashSet<string>(StringComparer.Ordinal));
        for (int day = 0; day < 120; day++)
        {
            world.Tick++;
            foreach (object process in InOrder(schedule))
            {
                var before = StateHash.Columns(world).ToDictionary(c => c.Name, c => c.Bytes);
                process.GetType().GetMethod("Step")!.Invoke(process, null);
                foreach (var (name, bytes) in StateHash.Columns(world))
                {
                    if (!bytes.AsSpan().SequenceEqual(before[name]))
                    {
                        written[process.GetType().Name].Add(name);
                    }
                }
            }
        }

        foreach (Type process in Processes)
        {
            var declared = process.GetCustomAttribute<WritesAttribute>()!.Columns;
            Assert.Empty(written[process.Name].Except(declared));
        }

        // The test has something to hold them to.
        Assert.True(written.Values.Count(w => w.Count > 0) >= 8);
    }

    [Fact]
    public void Fixed_columns_are_changed_by_nobody()
    {
        var (world, schedule, _) = TestWorlds.Brawl(12).Open();
        var before = Fixed().ToDictionary(c => c.Name, c => c.Bytes.ToArray());
        for (int day = 0; day < 120; day++)
        {
            schedule.Tick();
        }

        Assert.NotEmpty(before);
        Assert.Empty(Fixed().Where(c => !c.Bytes.SequenceEqual(before[c.Name])).Select(c => c.Name));

        IEnumerable<StateColumn> Fixed() => world.Columns.All.Where(c => c.Role == ColumnRole.Fixed);
    }

    [Fact]
    public void Declared_columns_exist()
    {
        var (world, _, _) = TestWorlds.Brawl(1).Open();
        var names = StateHash.Columns(world).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        foreach (Type process in Processes)
        {
            Assert.Empty(process.GetCustomAttribute<WritesAttribute>()!.Columns.Except(names));
        }
    }

    /// <summary>The processes in the order of <c>Schedule.Tick</c>; a process that is called more than once appears as often.</summary>
    private static IEnumerable<object> InOrder(Schedule schedule)
    {
        string[] order =
        [
            "Relations", "DatedEvents", "ConditionalTriggers", "Relations", "AirCover", "Commander", "Command", "CrossingLog",
            "Aggregation", "Supply", "Shortages", "PostureShift", "Movement", "Aggregation", "AirStrikes", "Aggregation",
            "BattleRecords", "Combat", "Interdiction", "Attacks", "Break", "Aggregation", "Control", "Reporting", "SocietyShift",
            "Finance", "Desertion", "Recruitment", "Conscription", "ForeignInflow", "Displacement", "Morale", "Coalitions", "HostConsent",
        ];
        var fields = typeof(Schedule).GetFields(BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(f => Processes.Contains(f.FieldType)).ToDictionary(f => f.FieldType.Name, f => f.GetValue(schedule)!);
        return order.Select(name => fields[name]);
    }
}
