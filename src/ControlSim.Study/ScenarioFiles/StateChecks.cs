using System.Collections.Immutable;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Checks of relations, control, forces and of countries by name.</summary>
internal static class StateChecks
{
    private static readonly string[] SpreadKeys = ["countries", "only", "except", "factor"];

    public static void Check(CheckedTree tree)
    {
        CheckRelations(tree);
        foreach (Row row in tree.Table("control"))
        {
            CheckControl(tree, row);
        }

        foreach (Row row in tree.Table("forces"))
        {
            CheckForce(tree, row);
        }

        foreach (Row row in tree.Table("airlifts"))
        {
            CheckAirlift(tree, row);
        }

        CheckCountries(tree);
    }

    private static void CheckAirlift(CheckedTree tree, Row row)
    {
        if (row.Text("from") is not { Length: > 0 } from)
        {
            return;
        }

        if (from == row.Text("to"))
        {
            tree.Error(row, "to", $"the airlift leads from '{from}' to itself; name two locations");
        }
        else if (!tree.Table("depots").Any(depot => depot.Text("location") == from))
        {
            // Only a warning: a what-if may take the depot away.
            tree.Warning(row, "from", $"there is no depot at '{from}' to load; name a location with a depot, or leave `from` out for supply from outside the map");
        }
    }

    private static void CheckRelations(CheckedTree tree)
    {
        List<(Row Row, string Pair, DateOnly From, DateOnly To)> rows = [];
        foreach (Row row in tree.Table("relations"))
        {
            RunChecks.CheckOrder(tree, row, "from", "to");
            if (row.Text("a") is not { } a || row.Text("b") is not { } b)
            {
                continue;
            }

            if (a == b)
            {
                tree.Error(row, "b", $"'{a}' has no relation to itself; name two factions");
            }

            string pair = string.Join(' ', new[] { a, b }.Order(StringComparer.Ordinal)) + "/" + row.Text("country");
            rows.Add((row, pair, row.Date("from") ?? DateOnly.MinValue, row.Date("to") ?? DateOnly.MaxValue));
        }

        foreach (var group in rows.GroupBy(r => r.Pair, StringComparer.Ordinal))
        {
            (Row Row, string Pair, DateOnly From, DateOnly To)? last = null;
            foreach (var row in group.OrderBy(r => r.From))
            {
                if (last is { } before && row.From <= before.To)
                {
                    tree.Error(row.Row, $"the dates overlap those of '{before.Row.Id}' for the same two factions and country; end the one before the other begins");
                }

                last = last is { } longest && longest.To > row.To ? last : row;
            }
        }
    }

    private static void CheckControl(CheckedTree tree, Row row)
    {
        Row? location = tree.Find("locations", row.Id);
        if (location is null)
        {
            tree.Error(row, tree.Ids.Unknown("locations", row.Id));
            return;
        }

        ImmutableArray<string> contested = row.List("contested_by");
        string owner = row.Text("owner") ?? "";
        if (location.Text("kind") == FormatDescription.Refuge && (owner.Length > 0 || contested.Length > 0))
        {
            tree.Error(row, "a refuge has no owner; remove the row");
        }

        if (row.Has("contested_by") && contested.Length < 2)
        {
            tree.Error(row, "contested_by", "two blocs or more contest a place; name them, or write `owner`");
        }

        if (owner.Length > 0 && contested.Length > 0)
        {
            tree.Error(row, "owner", "a contested place has no owner; remove `owner` or `contested_by`");
        }

        foreach (string bloc in contested.Add(owner).Where(bloc => tree.Find("blocs", bloc)?.Flag("owns") == false))
        {
            tree.Error(row, owner == bloc ? "owner" : "contested_by", $"'{bloc}' is a bloc that never owns a place; name the bloc that it helps, or set blocs.{bloc}.owns to true");
        }
    }

    private static void CheckForce(CheckedTree tree, Row row)
    {
        bool isSpread = row.Has("spread");
        bool isWrong = tree.Problems.HasErrorsAt(row.PathOf("at")) || tree.Problems.HasErrorsAt(row.PathOf("spread"));
        if (!isWrong && row.Has("at") == isSpread)
        {
            tree.Error(row, isSpread ? "there are `at` and `spread`; remove one of them" : "nothing says where the force stands; add `at` or `spread: garrison`");
        }

        foreach (string key in SpreadKeys.Where(key => !isSpread && row.Has(key)))
        {
            tree.Error(row, key, $"`{key}` is for a spread force; remove it, or write `spread: garrison` instead of `at`");
        }

        if (row.Number("fighters") is { } fighters && fighters != Math.Floor(fighters) && (isSpread || tree.Top.Flag("deterministic") != true))
        {
            tree.Error(row, "fighters", $"{Numbers.Write(fighters)} is not a whole number; parts of fighters are for deterministic scenarios and forces `at` one place");
        }

        foreach (KeyValuePair<string, MapEntry> factor in (row.Child("factor")?.Node.Entries ?? []).Where(f => !tree.Ids.Has("locations", f.Key)))
        {
            tree.Problems.Error(factor.Value.KeyMark, $"{row.PathOf("factor")}.{factor.Key}", tree.Ids.Unknown("locations", factor.Key));
        }
    }

    /// <summary>A country in which no location lies has no effect: mostly a typing error.</summary>
    private static void CheckCountries(CheckedTree tree)
    {
        HashSet<string> known = [.. tree.Table("locations").Select(row => row.Text("country")).OfType<string>()];
        foreach (Row row in tree.Table("relations").Concat(tree.Table("events")).Concat(tree.Table("air")))
        {
            if (row.Text("country") is { Length: > 0 } country)
            {
                CheckCountry(tree, known, country, row.MarkOf("country"), row.PathOf("country"));
            }
        }

        foreach (Row row in tree.Table("forces"))
        {
            foreach (string country in row.List("countries"))
            {
                CheckCountry(tree, known, country, row.MarkOf("countries"), row.PathOf("countries"));
            }
        }

        foreach (Row stance in tree.Table("factions").SelectMany(row => row.Child("stances")?.Rows() ?? []))
        {
            CheckCountry(tree, known, stance.Id, stance.Mark, stance.Path);
        }
    }

    private static void CheckCountry(CheckedTree tree, HashSet<string> known, string country, FileMark mark, string path)
    {
        // Only a warning: a theatre may know stances in countries in which a scenario has no place.
        if (!known.Contains(country))
        {
            tree.Problems.Warning(mark, path, $"no location lies in '{Wording.Shorten(country)}'" + Suggestion.For(country, known, "remove it"));
        }
    }
}
