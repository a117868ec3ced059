using ControlSim.Scenarios;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Checks of what events and triggers change: every kind has its target, keys and range.</summary>
internal static class EffectChecks
{
    /// <summary>Keys that only some kinds have, and which.</summary>
    private static readonly (string Key, EventKind[] Kinds)[] OwnKeys =
    [
        ("other", [EventKind.Relation, EventKind.Tension, EventKind.PatronTension]),
        ("relation", [EventKind.Relation]),
        ("group", [EventKind.Inclusion]),
    ];

    private static readonly EventKind[] ByCountry =
    [
        EventKind.Morale, EventKind.Legitimacy, EventKind.AirThreat, EventKind.Abuse, EventKind.Extraction, EventKind.Presence,
        EventKind.Relation,
    ];

    /// <summary>Greatest value of a kind; null for no limit.</summary>
    private static double? MostOf(EventKind kind) => kind switch
    {
        EventKind.AirThreat or EventKind.DepotIncome or EventKind.Wage or EventKind.ExternalIncome or EventKind.ForeignInflow
            or EventKind.AirliftLoad or EventKind.Establishment => null,
        EventKind.Conscription => 0.001,
        EventKind.AirStrikes => 1000,
        EventKind.AirIsr or EventKind.AirIntelligence or EventKind.AirTransport => 10,
        _ => 1,
    };

    public static void Check(CheckedTree tree, Row row)
    {
        if (row.Choice<EventKind>("kind") is not { } kind || row.Text("target") is not { } target)
        {
            return;
        }

        string table = TableOf(kind), word = Wording.Kebab(kind.ToString());
        if (!tree.Ids.Has(table, target))
        {
            tree.Error(row, "target", tree.Ids.Unknown(table, target));
        }

        if (!ByCountry.Contains(kind) && row.Text("country") is { Length: > 0 })
        {
            tree.Error(row, "country", $"an event of kind {word} has no country; remove the key");
        }

        foreach ((string key, EventKind[] kinds) in OwnKeys)
        {
            bool isWritten = row.Text(key) is { Length: > 0 };
            if (isWritten && !kinds.Contains(kind))
            {
                tree.Error(row, key, $"an event of kind {word} has no {key}; remove the key");
            }
            else if (!isWritten && kinds.Contains(kind) && !tree.Problems.HasErrorsAt(row.PathOf(key)))
            {
                tree.Error(row, $"an event of kind {word} needs `{key}`; add it");
            }
        }

        if (row.Text("other") is { Length: > 0 } other && other == target)
        {
            tree.Error(row, "other", $"'{other}' has no relation to itself; name another faction");
        }

        if (kind == EventKind.Launch && tree.Find("orders", target)?.Flag("on_call") == false)
        {
            tree.Error(row, "target", $"the order '{target}' is launched by its date; write `on_call: true` in it, or remove this row");
        }

        CheckGroup(tree, row, kind);
        CheckValue(tree, row, kind, word);
    }

    private static string TableOf(EventKind kind) => kind switch
    {
        EventKind.Crossing => "crossings",
        EventKind.DepotIncome => "depots",
        EventKind.Service or EventKind.LocalSecurity => "locations",
        EventKind.Consent or EventKind.Breach => "presences",
        EventKind.AirStrikes or EventKind.AirIsr or EventKind.AirIntelligence or EventKind.AirTransport or EventKind.AirDiversion => "air",
        EventKind.AirliftLoad => "airlifts",
        EventKind.Launch => "orders",
        _ => "factions",
    };

    private static void CheckGroup(CheckedTree tree, Row row, EventKind kind)
    {
        if (kind == EventKind.Inclusion && row.Text("group") is { Length: > 0 } group)
        {
            HashSet<string> known = [.. tree.Table("locations").Select(l => l.Text("group")).OfType<string>().Where(g => g.Length > 0)];
            if (!known.Contains(group))
            {
                tree.Warning(row, "group", $"no location has the group '{Wording.Shorten(group)}'" + Suggestion.For(group, known, "remove the row"));
            }
        }
    }

    private static void CheckValue(CheckedTree tree, Row row, EventKind kind, string word)
    {
        if (kind is EventKind.Relation or EventKind.Launch)
        {
            if (row.Has("value"))
            {
                tree.Error(row, "value", $"an event of kind {word} has no value; remove the key");
            }
        }
        else if (row.Number("value") is not { } value)
        {
            if (!tree.Problems.HasErrorsAt(row.PathOf("value")))
            {
                tree.Error(row, $"an event of kind {word} needs `value`; add it");
            }
        }
        else if (kind is EventKind.Crossing or EventKind.Presence)
        {
            if (value is not (0 or 1))
            {
                string what = kind == EventKind.Crossing ? "1 to open the crossing, 0 to shut it" : "1 to begin the presence again, 0 to end it";
                tree.Error(row, "value", $"{Numbers.Write(value)} is out of range; write {what}");
            }
        }
        else if (MostOf(kind) is { } most && value > most)
        {
            tree.Error(row, "value", $"{Numbers.Write(value)} is out of range; write a number from 0 to {Numbers.Write(most)}");
        }
    }
}
