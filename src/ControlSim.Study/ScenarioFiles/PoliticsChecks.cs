using System.Collections.Immutable;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Checks of rivalries, presences and restraints.</summary>
internal static class PoliticsChecks
{
    public static void Check(CheckedTree tree)
    {
        Dictionary<string, string> pairs = new(StringComparer.Ordinal);
        foreach (Row row in tree.Table("rivalries"))
        {
            if (row.Text("a") is not { } a || row.Text("b") is not { } b)
            {
                continue;
            }

            string pair = string.Join(' ', new[] { a, b }.Order(StringComparer.Ordinal));
            if (a == b)
            {
                tree.Error(row, "b", $"'{a}' is no rival of itself; name two factions");
            }
            else if (!pairs.TryAdd(pair, row.Id))
            {
                tree.Error(row, $"'{pairs[pair]}' has the same two factions; remove one of them");
            }
        }

        HashSet<string> countries = [.. tree.Table("locations").Select(row => row.Text("country")).OfType<string>()];
        pairs.Clear();
        foreach (Row row in tree.Table("presences"))
        {
            CheckPresence(tree, row, countries, pairs);
        }

        foreach (Row row in tree.Table("restraints"))
        {
            CheckRestraint(tree, row);
        }
    }

    private static void CheckRestraint(CheckedTree tree, Row row)
    {
        RunChecks.CheckOrder(tree, row, "from", "to");
        foreach (string key in (string[])["factions", "locations"])
        {
            if (row.Has(key) && row.List(key).IsEmpty && !tree.Problems.HasErrorsAt(row.PathOf(key)))
            {
                tree.Error(row, key, "the list is empty, so that nothing is restrained; name at least one, or remove the row");
            }
        }

        foreach (string id in row.List("until").Intersect(row.List("locations")))
        {
            tree.Error(row, "until", $"'{id}' is closed until it is taken; remove it from one of the two lists");
        }
    }

    private static void CheckPresence(CheckedTree tree, Row row, HashSet<string> countries, Dictionary<string, string> guests)
    {
        if (row.Text("country") is { } country && row.Text("faction") is { } faction)
        {
            if (!countries.Contains(country))
            {
                tree.Error(row, "country", $"no location lies in '{Wording.Shorten(country)}'" + Suggestion.For(country, countries, "remove the row"));
            }

            if (!guests.TryAdd($"{faction} {country}", row.Id))
            {
                tree.Error(row, $"'{guests[$"{faction} {country}"]}' has the same faction and country; remove one of them");
            }
        }

        if (tree.Find("factions", row.Text("faction"))?.Text("bloc") is { } bloc && bloc == row.Text("host"))
        {
            tree.Error(row, "host", $"'{row.Text("faction")}' belongs to this bloc and is no guest; name another bloc, or remove the row");
        }

        ImmutableArray<string> needed = row.List("depends_on");
        if (needed.Contains(row.Id))
        {
            tree.Error(row, "depends_on", "a presence does not depend on itself; remove it from the list");
        }
    }
}
