
namespace ControlSim.Study.ScenarioFiles;

/// <summary>Checks of the dates of a run, its events and its outcomes.</summary>
internal static class RunChecks
{
    /// <summary>Relations are looked up for every pair of factions.</summary>
    private const int MostFactions = 500;

    public static void Check(CheckedTree tree)
    {
        CheckRun(tree);
        CheckInRun(tree, tree.Top, "map_date");
        foreach (Row row in tree.Table("events"))
        {
            CheckNotAfter(tree, row, "date");
            EffectChecks.Check(tree, row);
        }

        foreach (Row row in tree.Table("outcomes"))
        {
            CheckInRun(tree, row, "from");
            CheckInRun(tree, row, "to");
            CheckOrder(tree, row, "from", "to");
            OutcomeChecks.Check(tree, row);
        }

        foreach (Row whatIf in tree.Table("what_ifs"))
        {
            CheckExpectations(tree, whatIf);
        }
    }

    private static void CheckExpectations(CheckedTree tree, Row whatIf)
    {
        foreach (KeyValuePair<string, MapEntry> row in (whatIf.Child("expects")?.Node.Entries ?? []).Where(e => !tree.Ids.Has("outcomes", e.Key)))
        {
            tree.Problems.Error(row.Value.KeyMark, $"{whatIf.PathOf("expects")}.{row.Key}", tree.Ids.Unknown("outcomes", row.Key));
        }
    }

    /// <summary>A date must lie within the run.</summary>
    public static void CheckInRun(CheckedTree tree, Row row, string key)
    {
        if (row.Date(key) is { } date && tree.Start is { } start && tree.End is { } end && start < end && (date < start || date > end))
        {
            tree.Error(row, key, $"{Numbers.Write(date)} lies outside the run, which is from {Numbers.Write(start)} to {Numbers.Write(end)}; change the date, or `start` and `end`");
        }
    }

    /// <summary>An event before the start sets the first day; one after the end can only be a mistake.</summary>
    private static void CheckNotAfter(CheckedTree tree, Row row, string key)
    {
        if (row.Date(key) is { } date && tree.Start is { } start && date >= start)
        {
            CheckInRun(tree, row, key);
        }
    }

    /// <summary>The second date must not come before the first.</summary>
    public static void CheckOrder(CheckedTree tree, Row row, string first, string second)
    {
        if (row.Date(first) is { } from && row.Date(second) is { } to && to < from)
        {
            tree.Error(row, second, $"{Numbers.Write(to)} is before `{first}`, {Numbers.Write(from)}; exchange or correct the two dates");
        }
    }

    private static void CheckRun(CheckedTree tree)
    {
        if (tree.Start is not { } start || tree.End is not { } end)
        {
            return;
        }

        if (end <= start)
        {
            tree.Error(tree.Top, "end", $"the end, {Numbers.Write(end)}, must come after the start, {Numbers.Write(start)}; correct one of them");
        }
        else if (end.DayNumber - start.DayNumber > 366 * FormatDescription.LongestRunYears)
        {
            tree.Error(tree.Top, "end", $"the run is longer than {FormatDescription.LongestRunYears} years; choose an earlier end or a later start");
        }

        if (tree.Table("locations").IsEmpty)
        {
            tree.Problems.Error(tree.Top.Mark, "", "there are no locations; name a `theatre`, or write `locations`");
        }

        // A run keeps owners as signed bytes.
        CheckCount(tree, "blocs", sbyte.MaxValue);
        CheckCount(tree, "factions", MostFactions);
    }

    private static void CheckCount(CheckedTree tree, string table, int most)
    {
        if (tree.Table(table).Length > most)
        {
            tree.Problems.Error(tree.Root.KeyMark(table), table, $"there are more than {most} {table}; join some");
        }
    }
}
