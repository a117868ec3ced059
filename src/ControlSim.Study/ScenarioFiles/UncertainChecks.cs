using System.Collections.Immutable;
using ControlSim.Scenarios;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Checks of the uncertain parameters.</summary>
internal static class UncertainChecks
{
    public static void Check(CheckedTree tree)
    {
        ImmutableArray<Row> rows = tree.Table(PosteriorFile.Table);
        var paths = new Dictionary<string, Row>(StringComparer.Ordinal);
        foreach (Row row in rows)
        {
            if (row.Text("path") is not { } path || row.Choice<UncertainDistribution>("distribution") is not { } distribution) continue;
            if (UncertainRows.ShapeOf(path) is not { } shape)
            {
                tree.Error(row, "path", $"there is no parameter '{Wording.Shorten(path)}'" + Suggestion.For(path, ParameterPath.All, "name one as parameters.PROCESS.NAME"));
            }
            else if (!paths.TryAdd(path, row))
            {
                tree.Error(row, "path", $"'{paths[path].Id}' has the same parameter; remove one of them");
            }
            else
            {
                CheckKeys(tree, row, distribution);
                CheckNumbers(tree, row, distribution, shape);
            }
        }

        CheckTogether(tree, rows);
        if (rows.Length > 0 && tree.Top.Flag("deterministic") == true)
        {
            tree.Warning(tree.Top, "deterministic", "nothing is drawn, so the uncertain parameters keep the values that `parameters` gives them");
        }
    }

    /// <summary>Keys that a distribution needs, and those that mean nothing beside it.</summary>
    private static void CheckKeys(CheckedTree tree, Row row, UncertainDistribution distribution)
    {
        bool isNormal = distribution is UncertainDistribution.Normal or UncertainDistribution.LogNormal;
        bool isListed = distribution == UncertainDistribution.Listed;
        (string Key, bool IsNeeded, bool IsAllowed)[] keys =
        [
            ("range", !isNormal && !isListed, !isListed), ("median", isNormal, isNormal), ("spread", isNormal, isNormal),
            ("values", isListed, isListed),
        ];
        string word = Wording.Kebab(distribution.ToString());
        foreach ((string key, bool isNeeded, bool isAllowed) in keys)
        {
            if (isNeeded && !row.Has(key) && !tree.Problems.HasErrorsAt(row.PathOf(key)))
            {
                tree.Error(row, $"the distribution {word} needs `{key}`; add it{(key == "range" ? ", as range: [0.01, 0.03]" : "")}");
            }
            else if (!isAllowed && row.Has(key))
            {
                string remedy = key switch { "values" => "; write distribution: listed, or remove it", "range" => "; remove it", _ => "; write distribution: normal or log-normal, or remove it" };
                tree.Error(row, key, $"`{key}` means nothing to the distribution {word}{remedy}");
            }
        }

        if (!isListed && row.Text("together") is { Length: > 0 })
        {
            tree.Error(row, "together", "only lists of values are drawn together; remove it, or write distribution: listed with values");
        }
    }

    private static void CheckNumbers(CheckedTree tree, Row row, UncertainDistribution distribution, NumberShape shape)
    {
        bool isSound = CheckList(tree, row, "range", shape) & CheckList(tree, row, "values", shape);
        ImmutableArray<string> range = row.List("range");
        if (!isSound) return;
        double low = shape.Min, high = shape.Max;
        if (range.Length > 0)
        {
            if (range.Length != 2 || Number(range[0]) >= Number(range[1]))
            {
                tree.Error(row, "range", "a range is [least, greatest]");
                return;
            }

            (low, high) = (Number(range[0]), Number(range[1]));
        }

        bool isLog = distribution is UncertainDistribution.LogUniform or UncertainDistribution.LogNormal;
        if (distribution == UncertainDistribution.LogUniform && low <= 0)
        {
            tree.Error(row, "range", "a log-uniform range wants numbers above 0; raise the least value, or write distribution: uniform");
        }
        else if (row.Number("median") is double median && row.Number("spread") is double && !isLog | median > 0)
        {
            CheckKept(tree, row, low, high);
        }
        else if (row.Number("median") <= 0 && isLog)
        {
            tree.Error(row, "median", "the median of a log-normal distribution is above 0; correct it, or write distribution: normal");
        }
    }

    private static void CheckKept(CheckedTree tree, Row row, double low, double high)
    {
        if (row.Choice<UncertainDistribution>("distribution") is not (UncertainDistribution.Normal or UncertainDistribution.LogNormal)) return;
        double kept = UncertainDraws.ShareKept(UncertainRows.ToUncertain(row));
        if (kept < UncertainRows.LeastKept)
        {
            tree.Error(row, "median", $"only {kept:P1} of the distribution lies between {Numbers.Write(low)} and {Numbers.Write(high)}; move the median, or widen the range");
        }
    }

    /// <summary>Every number of a list must be allowed for the parameter itself.</summary>
    private static bool CheckList(CheckedTree tree, Row row, string key, NumberShape shape)
    {
        if (row.Node[key] is not ListNode list) return true;
        bool isSound = list.Items.Length > 0;
        if (!isSound) tree.Error(row, key, "there is no value; write at least one");
        for (int i = 0; i < list.Items.Length; i++)
        {
            if (list.Items[i] is ScalarNode scalar && ScalarCheck.Problem(shape, scalar) is { } problem)
            {
                tree.Problems.Error(scalar.Mark, $"{row.PathOf(key)}[{i}]", problem);
                isSound = false;
            }
        }

        return isSound;
    }

    private static void CheckTogether(CheckedTree tree, ImmutableArray<Row> rows)
    {
        foreach (IGrouping<string, Row> lists in rows.Where(r => r.Text("together") is { Length: > 0 } && r.Has("values")).GroupBy(r => r.Text("together")!))
        {
            Row first = lists.First();
            foreach (Row other in lists.Where(r => r.List("values").Length != first.List("values").Length))
            {
                tree.Error(other, "values", $"{other.List("values").Length} values, and '{first.Id}', which is drawn together with it, has {first.List("values").Length}; give both as many");
            }
        }
    }

    private static double Number(string text) => Numbers.TryRead(text, out double value) ? value : double.NaN;
}
