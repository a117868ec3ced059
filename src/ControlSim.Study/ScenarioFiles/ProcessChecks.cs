using ControlSim.Scenarios;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Which processes can be switched off, and what has no meaning without them.</summary>
internal static class ProcessChecks
{
    private static readonly ProcessKind[] Always = [ProcessKind.Relations, ProcessKind.AirCover, ProcessKind.Aggregation, ProcessKind.Control];

    /// <summary>A process, one that it needs, and why.</summary>
    private static readonly (ProcessKind Process, ProcessKind Needs, string Reason)[] Needs =
    [
        (ProcessKind.Commander, ProcessKind.Command, "nobody would carry his operations out"),
        (ProcessKind.Command, ProcessKind.Movement, "its forces would never march"),
        (ProcessKind.Posture, ProcessKind.Supply, "supply would stay as it was on the first day"),
        (ProcessKind.Interdiction, ProcessKind.Movement, "nobody would be on the roads"),
        (ProcessKind.Break, ProcessKind.Combat, "nobody would have losses to break from"),
        (ProcessKind.Break, ProcessKind.Movement, "broken units would never leave the corridor of their retreat"),
        (ProcessKind.Desertion, ProcessKind.Supply, "supply would stay as it was on the first day"),
        (ProcessKind.Recruitment, ProcessKind.Society, "grievance would stay as it was on the first day"),
        (ProcessKind.Morale, ProcessKind.Supply, "supply would stay as it was on the first day"),
    ];

    /// <summary>Tables that a process reads.</summary>
    private static readonly (string Table, ProcessKind Process)[] Readers =
    [
        ("events", ProcessKind.Events),
        ("triggers", ProcessKind.Triggers),
        ("orders", ProcessKind.Command),
        ("rivalries", ProcessKind.Coalitions),
        ("presences", ProcessKind.HostConsent),
    ];

    public static void Check(CheckedTree tree)
    {
        if (tree.Top.Child("processes") is not { } processes)
        {
            return;
        }

        foreach (string key in Always.Select(NameOf).Where(key => processes.Flag(key) == false))
        {
            tree.Error(processes, key, $"nothing can be computed without the process {key}; remove the key");
        }

        foreach ((ProcessKind process, ProcessKind needed, string reason) in Needs)
        {
            string key = NameOf(process), other = NameOf(needed);
            if (processes.Flag(key) != false && processes.Flag(other) == false)
            {
                tree.Error(processes, other, $"{key} needs {other}: {reason}; switch {key} off too with `{key}: false`, or remove this key");
            }
        }

        foreach ((string table, ProcessKind process) in Readers)
        {
            string key = NameOf(process);
            if (processes.Flag(key) == false && !tree.Table(table).IsEmpty)
            {
                tree.Warning(processes, key, $"{key} is switched off, so none of the {table} has an effect");
            }
        }
    }

    private static string NameOf(ProcessKind process) => Wording.Snake(process.ToString());
}
