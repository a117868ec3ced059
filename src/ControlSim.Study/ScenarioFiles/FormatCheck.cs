using System.Collections.Immutable;
using System.Globalization;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>
/// Holds a merged tree against the description of the format: reports all that does not fit, and returns the tree
/// with defaults added, tables sorted by id, and everything wrong left out, so that later checks need not ask again.
/// </summary>
internal sealed class FormatCheck(IdTables tables, ProblemList problems)
{
    /// <summary>Checks and completes a whole file.</summary>
    public MapNode Complete(MapShape shape, MapNode root) => Map(shape, root, "", root.Mark, "");

    private FileNode? Value(Shape shape, FileNode node, string path, FileMark keyMark, string id) => (shape, node) switch
    {
        (_, NullNode) => Wrong(node, path, "there is no value; write one, or remove the key"),
        (MapShape map, MapNode value) => Map(map, value, path, keyMark, id),
        (MapShape, _) => Wrong(node, path, $"keys with values are wanted here, not {node.Kind}"),
        (ChangesShape, MapNode) => node,
        (ChangesShape, _) => Wrong(node, path, $"parts of the scenario are wanted here, not {node.Kind}"),
        (OneOrMoreShape many, ListNode value) => List(new ListShape(many.Item), value, path),
        (OneOrMoreShape many, _) => Value(many.Item, node, path, keyMark, id),
        (ListShape list, ListNode value) => List(list, value, path),
        (ListShape, _) => Wrong(node, path, $"a list is wanted here, not {node.Kind}; write [{(node is ScalarNode s ? Wording.Shorten(s.Text) : "a, b")}]"),
        (_, ScalarNode scalar) => Scalar(shape, scalar, path),
        _ => Wrong(node, path, $"{ScalarCheck.Wanted(shape)} is wanted here, not {node.Kind}"),
    };

    private MapNode Map(MapShape shape, MapNode map, string path, FileMark rowMark, string id)
    {
        MapNode result = new(map.Mark);
        int known = 0;
        foreach (Key key in shape.Keys)
        {
            known += AddKey(result, key, map, path, rowMark, id) ? 1 : 0;
        }

        return known == map.Entries.Count ? result : Others(shape, map, result, path, rowMark);
    }

    /// <summary>Rows with ids that the user chose, and keys that the format does not know.</summary>
    private MapNode Others(MapShape shape, MapNode map, MapNode result, string path, FileMark rowMark)
    {
        List<KeyValuePair<string, MapEntry>> others = [.. map.Entries.Where(e => shape.Find(e.Key) is null)];
        if (shape.Rows is not null && others.Count > RowShape.MostRows)
        {
            problems.Error(rowMark, path, $"{others.Count} rows are more than the {RowShape.MostRows} that one table can have; split the scenario");
            return result;
        }

        foreach ((string name, MapEntry entry) in others.OrderBy(e => e.Key, StringComparer.Ordinal))
        {
            string child = Wording.Join(path, name);
            if (shape.Rows is null)
            {
                if (problems.IsFull)
                {
                    break;
                }

                problems.Error(entry.KeyMark, child, $"there is no key '{Wording.Shorten(name)}' here" + Suggestion.For(name, shape.Keys.Select(k => k.Name), "remove it"));
            }
            else if (!ScalarCheck.Matches(shape.Rows.Pattern, name))
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

    /// <returns>The map has the key.</returns>
    private bool AddKey(MapNode result, Key key, MapNode map, string path, FileMark rowMark, string id)
    {
        if (map.TryGet(key.Name, out MapEntry? entry))
        {
            // Nearly every value is a sound word: its path is put together when there is something to say about it.
            FileNode? value = entry.Value is ScalarNode scalar && key.Shape is not OneOrMoreShape && Problem(key.Shape, scalar) is null
                ? scalar : Value(key.Shape, entry.Value, Wording.Join(path, key.Name), entry.KeyMark, id);
            if (value is not null)
            {
                result.Set(key.Name, entry.KeyMark, value);
            }

            return true;
        }

        if (key.IsRequired)
        {
            problems.Error(rowMark, path, $"the key '{key.Name}' is missing ({char.ToLowerInvariant(key.Description[0])}{key.Description[1..].TrimEnd('.')}); add it");
        }
        else if (key.Default is not null || key.DefaultIsId)
        {
            result.Set(key.Name, rowMark, new ScalarNode(rowMark, key.Default ?? id, isPlain: key.Default is { Length: > 0 }));
        }
        else if (key.Shape is MapShape { Keys.Length: > 0 } section)
        {
            result.Set(key.Name, rowMark, Map(section, new MapNode(rowMark), Wording.Join(path, key.Name), rowMark, ""));
        }

        return false;
    }

    private ListNode? List(ListShape shape, ListNode list, string path)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        ImmutableArray<FileNode>.Builder items = ImmutableArray.CreateBuilder<FileNode>();
        for (int i = 0; i < list.Items.Length; i++)
        {
            string child = $"{path}[{i.ToString(CultureInfo.InvariantCulture)}]";
            FileNode? item = Value(shape.Item, list.Items[i], child, list.Items[i].Mark, "");
            if (item is ScalarNode scalar && !seen.Add(scalar.Text) && !shape.MayRepeat)
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

    private ScalarNode? Scalar(Shape shape, ScalarNode scalar, string path) =>
        Problem(shape, scalar) is { } problem ? (ScalarNode?)Wrong(scalar, path, problem) : scalar;

    private string? Problem(Shape shape, ScalarNode scalar) => shape is ReferenceShape reference
        ? (reference.MayBeEmpty && scalar.Text.Length == 0) || tables.Has(reference.Table, scalar.Text) ? null : tables.Unknown(reference.Table, scalar.Text)
        : ScalarCheck.Problem(shape, scalar);

    private FileNode? Wrong(FileNode node, string path, string text)
    {
        problems.Error(node.Mark, path, text);
        return null;
    }
}
