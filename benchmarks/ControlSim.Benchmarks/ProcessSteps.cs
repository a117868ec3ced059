using System.Reflection;
using ControlSim.Runs;
using ControlSim.Scenarios;

namespace ControlSim.Benchmarks;

/// <summary>The processes of a schedule by name, in the order of a tick, to be stepped and timed one by one.</summary>
internal static class ProcessSteps
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    /// <summary>Fields of <see cref="Schedule"/> in the order of its tick, with a method that is not Step, and what switches them off.</summary>
    public static readonly (string Call, ProcessKind? Switch)[] Calls =
    [
        ("_relations", null), ("_events", ProcessKind.Events), ("_triggers", ProcessKind.Triggers), ("_relations", null),
        ("_airCover", null), ("_commander", ProcessKind.Commander), ("_command", ProcessKind.Command), ("_crossings", null),
        ("_aggregation", null), ("_command.Enclose", ProcessKind.Command), ("Supply", ProcessKind.Supply), ("_shortages", null), ("_posture", ProcessKind.Posture),
        ("_movement", ProcessKind.Movement), ("_aggregation.Place", null), ("_airStrikes", ProcessKind.AirStrikes),
        ("_aggregation.Renew", null), ("_battles", null), ("_combat", ProcessKind.Combat), ("_interdiction", ProcessKind.Interdiction),
        ("_attacks", ProcessKind.Attacks), ("_break", ProcessKind.Break), ("_aggregation.Follow", null), ("_control", null),
        ("_reporting", ProcessKind.Reporting), ("_society", ProcessKind.Society), ("_finance", ProcessKind.Finance),
        ("_desertion", ProcessKind.Desertion), ("_recruitment", ProcessKind.Recruitment), ("_conscription", ProcessKind.Conscription),
        ("_inflow", ProcessKind.ForeignInflow), ("_displacement", ProcessKind.Displacement), ("_morale", ProcessKind.Morale),
        ("_coalitions", ProcessKind.Coalitions), ("_hostConsent", ProcessKind.HostConsent),
    ];

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => Calls.Select(call => call.Call.TrimStart('_'));

    /// <summary>All of them, to be called in turn.</summary>
    public static (string Name, Action Step)[] Of(Schedule schedule) => [.. Names.Zip(Calls, (name, call) =>
    {
        var (process, method) = Find(schedule, call.Call);
        return (name, Step(process, method));
    })];

    /// <summary>The process of a call, and the name of the method.</summary>
    public static (object Process, string Method) Find(Schedule schedule, string call)
    {
        string[] parts = call.Split('.');
        object process = (typeof(Schedule).GetField(parts[0], Any)?.GetValue(schedule) ?? typeof(Schedule).GetProperty(parts[0], Any)?.GetValue(schedule))
            ?? throw new InvalidOperationException($"The schedule has no {parts[0]} any more.");
        return (process, parts.Length > 1 ? parts[1] : "Step");
    }

    /// <summary>A method of a process without parameters.</summary>
    public static Action Step(object process, string method) => process.GetType().GetMethod(method, Any, Type.EmptyTypes)!.CreateDelegate<Action>(process);
}
