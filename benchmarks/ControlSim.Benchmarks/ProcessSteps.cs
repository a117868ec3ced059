using System.Reflection;
using ControlSim.Runs;

namespace ControlSim.Benchmarks;

/// <summary>The processes of a schedule by name, in the order of a tick, to be stepped and timed one by one.</summary>
internal static class ProcessSteps
{
    /// <summary>Names of the fields of <see cref="Schedule"/> in the order of its tick.</summary>
    public static readonly string[] Order =
    [
        "_relations", "_events", "_triggers", "_relations", "_airCover", "_commander", "_command", "_crossings", "_aggregation", "Supply",
        "_shortages", "_posture", "_movement", "_aggregation.Place", "_airStrikes", "_aggregation.Renew", "_battles", "_combat", "_interdiction",
        "_attacks", "_break", "_aggregation.Follow", "_control", "_reporting", "_society", "_finance", "_desertion", "_recruitment", "_inflow",
        "_displacement", "_morale", "_coalitions", "_hostConsent",
    ];

    public static (string Name, Action Step)[] Of(Schedule schedule) => [.. Order.Select(name => (name.TrimStart('_'), Step(schedule, name)))];

    private static Action Step(Schedule schedule, string call)
    {
        string[] parts = call.Split('.');
        string name = parts[0], method = parts.Length > 1 ? parts[1] : "Step";
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
        object process = (typeof(Schedule).GetField(name, Any)?.GetValue(schedule) ?? typeof(Schedule).GetProperty(name, Any)?.GetValue(schedule))
            ?? throw new InvalidOperationException($"The schedule has no {name} any more.");
        return process.GetType().GetMethod(method, Any, Type.EmptyTypes)!.CreateDelegate<Action>(process);
    }
}
