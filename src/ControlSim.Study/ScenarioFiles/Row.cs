using System.Collections.Immutable;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>
/// One row of a checked table. A value that the file has wrong, or not at all, is null: its problem is reported, and
/// further checks pass it over.
/// </summary>
internal sealed class Row(string id, string path, FileMark mark, MapNode node, MapShape shape)
{
    public string Id => id;

    public string Path => path;

    /// <summary>Place of the row's id.</summary>
    public FileMark Mark => mark;

    public MapNode Node => node;

    /// <summary>Place of a value; of the row if it has none.</summary>
    public FileMark MarkOf(string key) => Get(key)?.Mark ?? mark;

    public string PathOf(string key) => Wording.Join(path, key);

    public bool Has(string key) => Get(key) is not null;

    public string? Text(string key) => (Get(key) as ScalarNode)?.Text;

    /// <summary>A number; infinity for a word that means "no limit".</summary>
    public double? Number(string key) => Text(key) is not { } text ? null
        : Numbers.TryRead(text, out double value) ? value : double.PositiveInfinity;

    public DateOnly? Date(string key) => Text(key) is { } text && Numbers.TryRead(text, out DateOnly date) ? date : null;

    public bool? Flag(string key) => Text(key) is { } text ? text == "true" : null;

    public TEnum? Choice<TEnum>(string key)
        where TEnum : struct, Enum
    {
        string? text = Text(key);
        foreach (TEnum value in Enum.GetValues<TEnum>())
        {
            if (Wording.Kebab(value.ToString()) == text)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>A list of words; empty if the file has none.</summary>
    public ImmutableArray<string> List(string key) =>
        Get(key) is ListNode list ? [.. list.Items.OfType<ScalarNode>().Select(item => item.Text)] : [];

    /// <summary>A map below this row.</summary>
    public Row? Child(string key) => Get(key) is MapNode child
        ? new Row(key, PathOf(key), node.KeyMark(key), child, (MapShape)shape.Find(key)!.Shape) : null;

    /// <summary>The rows below, sorted by id.</summary>
    public IEnumerable<Row> Rows()
    {
        foreach ((string key, MapEntry entry) in node.Entries)
        {
            if (shape.Find(key) is null && entry.Value is MapNode child && shape.Rows?.Row is MapShape row)
            {
                yield return new Row(key, Wording.Join(path, key), entry.KeyMark, child, row);
            }
        }
    }

    private FileNode? Get(string key) => shape.Find(key) is null && shape.Rows is null
        ? throw new InvalidOperationException($"{path}: the format has no key '{key}'")
        : node[key];
}
