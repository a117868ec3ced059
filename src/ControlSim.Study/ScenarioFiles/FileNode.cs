using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>A value in a file that remembers where it stands: a map, a list, a scalar or null.</summary>
internal abstract class FileNode(FileMark mark)
{
    public FileMark Mark => mark;

    /// <summary>The node in a reader's words.</summary>
    public string Kind => this switch
    {
        MapNode => "a map of keys",
        ListNode => "a list",
        ScalarNode scalar => $"'{Wording.Shorten(scalar.Text)}'",
        _ => "nothing",
    };
}

/// <summary>An explicit null: in an overlay it removes the key.</summary>
internal sealed class NullNode(FileMark mark) : FileNode(mark);

/// <summary>A word, number, date or flag, not yet interpreted.</summary>
internal sealed class ScalarNode(FileMark mark, string text, bool isPlain) : FileNode(mark)
{
    public string Text => text;

    /// <summary>Written without quotes. A quoted number is text.</summary>
    public bool IsPlain => isPlain;
}

internal sealed class ListNode(FileMark mark, ImmutableArray<FileNode> items) : FileNode(mark)
{
    public ImmutableArray<FileNode> Items => items;
}

/// <summary>Keys with values, in the order of the file.</summary>
internal sealed class MapNode(FileMark mark) : FileNode(mark)
{
    private readonly OrderedDictionary<string, MapEntry> entries = new(StringComparer.Ordinal);

    public IReadOnlyList<KeyValuePair<string, MapEntry>> Entries => entries;

    public IEnumerable<string> Keys => entries.Keys;

    public bool Has(string key) => entries.ContainsKey(key);

    /// <summary>Value of a key with the place of the key.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out MapEntry? entry) => entries.TryGetValue(key, out entry);

    /// <summary>Value of a key, or null if there is none.</summary>
    public FileNode? this[string key] => entries.TryGetValue(key, out MapEntry? entry) ? entry.Value : null;

    /// <summary>Place of a key; of the map if there is none.</summary>
    public FileMark KeyMark(string key) => entries.TryGetValue(key, out MapEntry? entry) ? entry.KeyMark : Mark;

    public void Set(string key, FileMark keyMark, FileNode value) => entries[key] = new MapEntry(keyMark, value);

    public void Remove(string key) => entries.Remove(key);

    public MapNode Copy()
    {
        MapNode copy = new(Mark);
        foreach ((string key, MapEntry entry) in entries)
        {
            copy.Set(key, entry.KeyMark, entry.Value);
        }

        return copy;
    }
}

/// <summary>A value with the place of its key. A class: collections over a struct are compiled anew at every start (75 methods).</summary>
internal sealed record MapEntry(FileMark KeyMark, FileNode Value);
