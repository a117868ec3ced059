using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>
/// Holds a merged tree against the description of the format: reports all that does not fit, and returns the tree
/// with defaults added, tables sorted by id, and everything wrong left out, so that later checks need not ask again.
/// </summary>
internal sealed class FormatCheck(IdTables tables, ProblemList problems)
{
    /// <summary>A pattern that takes longer is an attack; ours need microseconds.</summary>
    private static readonly TimeSpan MostMatching = TimeSpan.FromSeconds(1);

    /// <summary>Checks and completes a whole scenario.</summary>
    public MapNode Complete(MapNode root) => Map(FormatDescription.Root, root, "", root.Mark, "");

    private FileNode? Value(Shape shape, FileNode node, string path, FileMark keyMark, string id) => (shape, node) switch
    {
        (_, NullNode) => Wrong(node, path, "there is no value; write one, or remove the key"),
        (MapShape map, MapNode value) => Map(map, value, path, keyMark, id),
        (MapShape, _) => Wrong(node, path, $"keys with values are wanted here, not {node.Kind}"),
        (ChangesShape, MapNode) => node,
        (ChangesShape, _) => Wrong(node, path, $"parts of the scenario are wanted here, not {node.Kind}"),
        (ListShape list, ListNode value) => List(list, value, path),
        (ListShape, _) => Wrong(node, path, $"a list is wanted here, not {node.Kind}; write [{(node is ScalarNode s ? Wording.Shorten(s.Text) : "a, b")}]"),
        (_, ScalarNode scalar) => Scalar(shape, scalar, path),
        _ => Wrong(node, path, $"{Wanted(shape)} is wanted here, not {node.Kind}"),
    };

    private MapNode Map(MapShape shape, MapNode map, string path, FileMark rowMark, string id)
    {
        MapNode result = new(map.Mark);
        foreach (Key key in shape.Keys)
        {
            AddKey(result, key, map, path, rowMark, id);
        }

        List<KeyValuePair<string, MapEntry>> others = [.. map.Entries.Where(e => shape.Find(e.Key) is null)];
        if (others.Count > RowShape.MostRows)
        {
            problems.Error(rowMark, path, $"{others.Count} rows are more than the {RowShape.MostRows} that one table can have; split the scenario");
            return result;
        }

        foreach ((string name, MapEntry entry) in others.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            string child = Wording.Join(path, name);
            if (shape.Rows is null)
            {
                problems.Error(entry.KeyMark, child, $"there is no key '{Wording.Shorten(name)}' here" + Suggestion.For(name, shape.Keys.Select(k => k.Name), "remove it"));
            }
            else if (!Matches(shape.Rows.Pattern, name))
            {
                problems.Error(entry.KeyMark, child, $"'{Wording.Shorten(name)}' cannot be the id of a {shape.Rows.Noun}; use small letters, digits and hyphens");
            }
            else if (Value(shape.Rows.Row, entry.Value, child, entry.KeyMark, name) is { } row)
            {
                result.Set(name, entry.KeyMark, row);
            }
        }

        return result;
    }

    private void AddKey(MapNode result, Key key, MapNode map, string path, FileMark rowMark, string id)
    {
        string child = Wording.Join(path, key.Name);
        FileMark mark = map.KeyMark(key.Name);
        if (map[key.Name] is { } node)
        {
            if (Value(key.Shape, node, child, mark, id) is { } value)
            {
                result.Set(key.Name, mark, value);
            }
        }
        else if (key.IsRequired)
        {
            problems.Error(rowMark, path, $"the key '{key.Name}' is missing ({char.ToLowerInvariant(key.Description[0])}{key.Description[1..].TrimEnd('.')}); add it");
        }
        else if (key.Default is not null || key.DefaultIsId)
        {
            result.Set(key.Name, rowMark, new ScalarNode(rowMark, key.Default ?? id, isPlain: key.Default is { Length: > 0 }));
        }
        else if (key.Shape is MapShape { Keys.Length: > 0 } section)
        {
            result.Set(key.Name, rowMark, Map(section, new MapNode(rowMark), child, rowMark, ""));
        }
    }

    private ListNode? List(ListShape shape, ListNode list, string path)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        ImmutableArray<FileNode>.Builder items = ImmutableArray.CreateBuilder<FileNode>();
        for (int i = 0; i < list.Items.Length; i++)
        {
            string child = $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]";
            FileNode? item = Value(shape.Item, list.Items[i], child, list.Items[i].Mark, "");
            if (item is ScalarNode scalar && !seen.Add(scalar.Text))
            {
                problems.Error(item.Mark, child, $"'{Wording.Shorten(scalar.Text)}' stands twice in the list; remove one");
            }

            if (item is not null)
            {
                items.Add(item);
            }
        }

        // A list with a wrong item is left out whole: half a list would raise problems that are not there.
        return items.Count == list.Items.Length ? new ListNode(list.Mark, items.ToImmutable()) : null;
    }

    private ScalarNode? Scalar(Shape shape, ScalarNode scalar, string path)
    {
        string? problem = shape switch
        {
            TextShape text => text.Pattern is null || Matches(text.Pattern, scalar.Text) ? null : $"'{Wording.Shorten(scalar.Text)}' does not fit; {text.Remedy}",
            NumberShape number => NumberProblem(number, scalar),
            SeedShape => ulong.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out _) && scalar.IsPlain
                ? null : $"{Wanted(shape)} is wanted here, not {scalar.Kind}",
            FlagShape => scalar is { IsPlain: true, Text: "true" or "false" } ? null : $"true or false is wanted here, not {scalar.Kind}",
            DateShape => DateProblem(scalar),
            ChoiceShape choice => ChoiceProblem(choice, scalar),
            ReferenceShape reference => (reference.MayBeEmpty && scalar.Text.Length == 0) || tables.Has(reference.Table, scalar.Text)
                ? null : tables.Unknown(reference.Table, scalar.Text),
            _ => $"{Wanted(shape)} is wanted here, not {scalar.Kind}",
        };
        return problem is null ? scalar : (ScalarNode?)Wrong(scalar, path, problem);
    }

    private static string? NumberProblem(NumberShape shape, ScalarNode scalar)
    {
        if (shape.InfinityWord.Length > 0 && scalar.Text == shape.InfinityWord)
        {
            return null;
        }

        if (!scalar.IsPlain || !Numbers.TryRead(scalar.Text, out double value))
        {
            string unquote = !scalar.IsPlain && Numbers.TryRead(scalar.Text, out double _) ? "; write it without quotes" : "";
            return $"{Wanted(shape)} is wanted here, not {scalar.Kind}{unquote}";
        }

        if (shape.IsWhole && value != Math.Floor(value))
        {
            return $"{scalar.Text} is not a whole number; write {Wanted(shape)}";
        }

        bool isInRange = value <= shape.Max && (shape.IsAboveMin ? value > shape.Min : value >= shape.Min);
        return isInRange ? null : $"{Wording.Shorten(scalar.Text)} is out of range; write {Wanted(shape)}";
    }

    private static string? DateProblem(ScalarNode scalar)
    {
        if (!Numbers.TryRead(scalar.Text, out DateOnly date))
        {
            return $"{scalar.Kind} is not a date; write year-month-day, as 2017-11-03";
        }

        return date.Year is >= 1900 and <= 2199 ? null : $"{scalar.Kind} is out of range; write a date from 1900-01-01 to 2199-12-31";
    }

    private static string? ChoiceProblem(ChoiceShape shape, ScalarNode scalar)
    {
        if (shape.Words.Contains(scalar.Text))
        {
            return null;
        }

        return shape.Refused.TryGetValue(scalar.Text, out string? refusal)
            ? $"'{scalar.Text}' {refusal}"
            : $"'{Wording.Shorten(scalar.Text)}' is not known here; write {Wording.AnyOf(shape.Words)}";
    }

    private static string Wanted(Shape shape) => shape switch
    {
        NumberShape n => $"a {(n.IsWhole ? "whole " : "")}number {(n.IsAboveMin ? "above" : "from")} {Numbers.Write(n.Min)} {(n.IsAboveMin ? "up " : "")}to {Numbers.Write(n.Max)}"
            + (n.InfinityWord.Length > 0 ? $" or `{n.InfinityWord}`" : ""),
        SeedShape => $"a whole number from 0 to {ulong.MaxValue.ToString(CultureInfo.InvariantCulture)}",
        FlagShape => "true or false",
        DateShape => "a date",
        ChoiceShape choice => Wording.AnyOf(choice.Words),
        ReferenceShape => "the id of one row",
        _ => "a text",
    };

    /// <summary>Patterns are written for JSON Schema too, where $ is the very end and not the place before a last line break.</summary>
    private static bool Matches(string pattern, string text) => text.Length <= 100_000
        && Regex.IsMatch(text, pattern.Replace("$", "\\z", StringComparison.Ordinal), RegexOptions.CultureInvariant, MostMatching);

    private FileNode? Wrong(FileNode node, string path, string text)
    {
        problems.Error(node.Mark, path, text);
        return null;
    }
}
