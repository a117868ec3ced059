namespace ControlSim.Study.ScenarioFiles;

/// <summary>
/// Layers that several scenarios share hold events and orders of many years. Of these a run takes what its dates reach:
/// events before the start set the first day (of several that set the same thing the latest), an order whose launch window is
/// still open on the start is launched then, and all the rest is left out.
/// </summary>
internal sealed class RunWindow
{
    private static readonly string[] WhatAnEventSets = ["kind", "target", "other", "country", "group"];

    private readonly DateOnly? start;
    private readonly DateOnly? end;
    private int before;
    private int events;
    private int orders;

    private RunWindow(DateOnly? start, DateOnly? end) => (this.start, this.end) = (start, end);

    /// <summary>What was done, for people; empty if nothing.</summary>
    public string Note => (before, events + orders) switch
    {
        (0, 0) => "",
        (_, 0) => $"{before} events before the start set its first day",
        _ => $"{before} events before the start set its first day, {events} other events and {orders} orders of its layers lie outside the run",
    };

    /// <summary>The window of a merged tree.</summary>
    public static RunWindow Of(MapNode tree) => new(DateAt(tree, "start"), DateAt(tree, "end"));

    /// <summary>The shared layers without what lies outside the run; unchanged where the dates of the run are not known.</summary>
    public MapNode Apply(MapNode shared)
    {
        if (start is not { } first || end is not { } last || last <= first)
        {
            return shared;
        }

        MapNode result = shared.Copy();
        if (shared["events"] is MapNode allEvents)
        {
            result.Set("events", shared.KeyMark("events"), Events(allEvents, first, last));
        }

        if (shared["orders"] is MapNode allOrders)
        {
            result.Set("orders", shared.KeyMark("orders"), Orders(allOrders, first, last));
        }

        return result;
    }

    private MapNode Events(MapNode table, DateOnly first, DateOnly last)
    {
        MapNode result = table.Copy();
        Dictionary<string, (DateOnly Date, string Id)> latest = Latest(table, first);
        foreach ((string id, MapEntry entry) in table.Entries)
        {
            DateOnly? date = DateAt(entry.Value, "date");
            bool isOut = date > last || (date < first && (!IsState(entry.Value) || IsLater(latest.GetValueOrDefault(WhatItSets(entry.Value)), (date.Value, id))));
            before += date < first && !isOut ? 1 : 0;
            events += isOut ? 1 : 0;
            if (isOut)
            {
                result.Remove(id);
            }
        }

        return result;
    }

    /// <summary>A breach is something that happens, and is over before the start; all other kinds set a value that lasts.</summary>
    private static bool IsState(FileNode row) => TextAt(row, "kind") != "breach";

    /// <summary>The last event up to the start that certainly sets something, by what it sets.</summary>
    private static Dictionary<string, (DateOnly Date, string Id)> Latest(MapNode table, DateOnly first)
    {
        Dictionary<string, (DateOnly Date, string Id)> latest = new(StringComparer.Ordinal);
        foreach ((string id, MapEntry entry) in table.Entries)
        {
            if (DateAt(entry.Value, "date") is { } date && date <= first && TextAt(entry.Value, "probability") is "" or "1")
            {
                string what = WhatItSets(entry.Value);
                latest[what] = latest.TryGetValue(what, out var known) && IsLater(known, (date, id)) ? known : (date, id);
            }
        }

        return latest;
    }

    private static string WhatItSets(FileNode row) => string.Join('\n', WhatAnEventSets.Select(key => TextAt(row, key)));

    private static bool IsLater((DateOnly Date, string Id) one, (DateOnly Date, string Id) other) =>
        one.Date > other.Date || (one.Date == other.Date && string.CompareOrdinal(one.Id, other.Id) > 0);

    private MapNode Orders(MapNode table, DateOnly first, DateOnly last)
    {
        MapNode result = table.Copy();
        foreach ((string id, MapEntry entry) in table.Entries)
        {
            if (entry.Value is not MapNode row || DateAt(row, "date") is not { } date || (date >= first && date <= last))
            {
                continue;
            }

            if (date < first && DateAt(row, "until") is { } until && until >= first)
            {
                MapNode late = row.Copy();
                late.Set("date", row.KeyMark("date"), new ScalarNode(row["date"]!.Mark, Numbers.Write(first), isPlain: true));
                result.Set(id, entry.KeyMark, late);
            }
            else
            {
                result.Remove(id);
                orders++;
            }
        }

        return result;
    }

    private static string TextAt(FileNode row, string key) => ((row as MapNode)?[key] as ScalarNode)?.Text ?? "";

    private static DateOnly? DateAt(FileNode row, string key) => Numbers.TryRead(TextAt(row, key), out DateOnly date) ? date : null;
}
