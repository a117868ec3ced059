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
        ("depots", ProcessKind.Supply),
        ("airlifts", ProcessKind.Supply),
    ];

    /// <summary>Processes that take up what an event or a trigger changes.</summary>
    private static ProcessKind? ReaderOf(EventKind kind) => kind switch
    {
        EventKind.DepotIncome or EventKind.AirliftLoad => ProcessKind.Supply,
        EventKind.Service or EventKind.LocalSecurity or EventKind.Inclusion or EventKind.Abuse => ProcessKind.Society,
        EventKind.Wage or EventKind.ExternalIncome => ProcessKind.Finance,
        EventKind.ForeignInflow => ProcessKind.ForeignInflow,
        EventKind.Conscription or EventKind.Establishment => ProcessKind.Conscription,
        EventKind.Tension or EventKind.PatronTension => ProcessKind.Coalitions,
        EventKind.Presence or EventKind.Consent or EventKind.Breach => ProcessKind.HostConsent,
        EventKind.AirStrikes => ProcessKind.AirStrikes,
        EventKind.Launch => ProcessKind.Command,
        _ => null,
    };

    /// <summary>Numbers of factions or air actors that only one process reads, and what their rows would have done.</summary>
    private static readonly (string Table, string Key, ProcessKind Process, string Lost)[] Numbers =
    [
        ("factions", "initiative", ProcessKind.Commander, "no commander decides anything of his own"),
        ("factions", "wage", ProcessKind.Finance, "wages neither fall due nor fall short"),
        ("factions", "foreign_inflow", ProcessKind.ForeignInflow, "no volunteers come"),
        ("factions", "conscription", ProcessKind.Conscription, "nobody is drafted"),
        ("air", "strikes", ProcessKind.AirStrikes, "no strike hits anything; surveillance, transport and air threat stay"),
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

        CheckNumbers(tree, processes);
        CheckHeadquarters(tree, processes);
        CheckReports(tree, processes);
        CheckEffects(tree, processes);
    }

    private static void CheckNumbers(CheckedTree tree, Row processes)
    {
        foreach ((string table, string number, ProcessKind process, string lost) in Numbers)
        {
            string key = NameOf(process);
            if (processes.Flag(key) == false && tree.Table(table).Any(row => row.Number(number) > 0))
            {
                tree.Warning(processes, key, $"{key} is switched off, so {lost}, whatever {table}.*.{number} says");
            }
        }
    }

    private static void CheckEffects(CheckedTree tree, Row processes)
    {
        IEnumerable<Row> events = processes.Flag(NameOf(ProcessKind.Events)) == false ? [] : tree.Table("events");
        IEnumerable<Row> effects = processes.Flag(NameOf(ProcessKind.Triggers)) == false
            ? [] : tree.Table("triggers").SelectMany(trigger => trigger.Child("then")?.Rows() ?? []);
        foreach (IGrouping<EventKind?, Row> rows in events.Concat(effects).GroupBy(row => row.Choice<EventKind>("kind")))
        {
            if (rows.Key is { } kind && ReaderOf(kind) is { } reader && processes.Flag(NameOf(reader)) == false)
            {
                string key = NameOf(reader), word = Wording.Kebab(kind.ToString());
                string what = rows.Count() == 1 ? $"the change of kind {word} has no effect" : $"{rows.Count()} changes of kind {word} have no effect";
                tree.Warning(processes, key, $"{key} is switched off, so {what} (first {rows.First().PathOf("kind")})");
            }
        }
    }

    private static void CheckHeadquarters(CheckedTree tree, Row processes)
    {
        string key = NameOf(ProcessKind.Commander);
        if (processes.Flag(key) == false && tree.Table("factions").Any(row => row.Text("headquarters") is { Length: > 0 }))
        {
            tree.Warning(processes, key, $"{key} is switched off, so no headquarters moves or is lost");
        }
    }

    private static void CheckReports(CheckedTree tree, Row processes)
    {
        string key = NameOf(ProcessKind.Reporting);
        if (processes.Flag(key) == false && tree.Table("outcomes").Any(row => row.Choice<OutcomeKind>("kind") == OutcomeKind.ReportedLag))
        {
            tree.Warning(
                processes, key, $"{key} is switched off, so nobody announces anything: outcomes of kind {Wording.Kebab(nameof(OutcomeKind.ReportedLag))} have no value");
        }
    }

    private static string NameOf(ProcessKind process) => Wording.Snake(process.ToString());
}
