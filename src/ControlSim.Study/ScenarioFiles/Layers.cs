using System.Collections.Immutable;
using ControlSim.Study.Geography;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>The layers below the what-ifs: theatre, `extends:` chain, file.</summary>
internal sealed class Layers
{
    /// <summary>Most files that are read ahead for one: more than any scenario names.</summary>
    private const int MostAhead = 50;

    private readonly ProblemList problems;
    private readonly byte[]? contents;
    private readonly List<string> files = [];

    // Files that others name, read on other threads until it is their turn.
    private readonly Dictionary<string, Task<ParsedFile>> ahead = new(StringComparer.Ordinal);

    private (string Folder, Task<Basemap?> Reading)? basemapAhead;

    private Layers(ProblemList problems, byte[]? contents) => (this.problems, this.contents) = (problems, contents);

    /// <summary>All layers merged.</summary>
    public MapNode Tree { get; private set; } = new(default);

    /// <summary>What the dates of the run left of the shared layers.</summary>
    public RunWindow Window { get; private set; } = RunWindow.Of(new MapNode(default));

    /// <summary>Theatre folder as the user would name it; empty if there is none.</summary>
    public string TheatreFolder { get; private set; } = "";

    /// <summary>The base map of the theatre's folder, read on another thread; null in it without one.</summary>
    /// <exception cref="FormatException">When it is waited for: the base map cannot be read.</exception>
    public Task<Basemap?> Basemap { get; private set; } = Task.FromResult<Basemap?>(null);

    /// <summary>Every file that was read, the scenario's own first.</summary>
    public ImmutableArray<string> Files => [.. files];

    /// <summary>Reads a scenario with all it rests on; null after a problem that makes going on useless.</summary>
    /// <exception cref="FileNotFoundException">The scenario file does not exist.</exception>
    /// <exception cref="IOException">The scenario file cannot be read.</exception>
    public static Layers? Read(string path, ProblemList problems, byte[]? contents = null)
    {
        Layers layers = new(problems, contents);
        List<MapNode>? chain = layers.Chain(path);
        if (chain is null)
        {
            return null;
        }

        MapNode empty = new(new FileMark(Display(path), 1, 1));
        FileNode? theatre = chain.Aggregate(empty, (lower, upper) => Overlay.Merge(lower, upper, "", null))["theatre"];
        MapNode? below = theatre is null ? empty : layers.Theatre(theatre, empty);
        if (below is null)
        {
            return null;
        }

        // What the scenario shares with others may reach beyond its dates, what it writes itself may not.
        MapNode top = chain[^1];
        MapNode shared = chain[..^1].Aggregate(below, (lower, upper) => Overlay.Merge(lower, upper, "", problems));
        layers.Window = RunWindow.Of(Overlay.Merge(shared, top, "", null));
        layers.Tree = Overlay.Merge(layers.Window.Apply(shared), top, "", problems);
        return layers;
    }

    /// <summary>Name of a file in messages: relative paths stay relative, so that editors and people know it.</summary>
    public static string Display(string path) => (Path.IsPathRooted(path)
        ? Path.GetFullPath(path)
        : Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.GetFullPath(path))).Replace('\\', '/');

    /// <summary>The file and those that it extends, lowest first; null after a problem. Of a list the later file lies higher.</summary>
    private List<MapNode>? Chain(string path)
    {
        List<MapNode> chain = [];
        return AddChain(path, null, [], [], chain) ? chain : null;
    }

    /// <param name="path">The file.</param>
    /// <param name="named">Where another file names it; null for the scenario itself.</param>
    /// <param name="open">Files that are being put together: one of them again is a circle.</param>
    /// <param name="done">Files that lie in the chain already: a layer that two others rest on counts once, where it came first.</param>
    /// <param name="chain">The layers, lowest first.</param>
    private bool AddChain(string path, FileNode? named, HashSet<string> open, HashSet<string> done, List<MapNode> chain)
    {
        string full = Path.GetFullPath(path);
        if (open.Contains(full))
        {
            problems.Error(named!.Mark, "extends", $"'{Display(path)}' extends this file in turn; remove one `extends:` of the circle");
            return false;
        }

        if (done.Contains(full))
        {
            return true;
        }

        MapNode? map = named is null ? Parse(path) : ParseNamed(path, named);
        if (map is null || !IsFormat1(map, Display(path)))
        {
            return false;
        }

        if (map[PosteriorFile.Key] is { } posterior and not NullNode)
        {
            if (Target(posterior, PosteriorFile.Key) is not { } table || PosteriorFile.Expand(map, posterior, table, problems) is not { } expanded)
            {
                return false;
            }

            files.Add(Display(table));
            map = expanded;
        }

        ReadAhead(path, map);
        open.Add(full);
        foreach (FileNode layer in LayersOf(map))
        {
            if (Target(layer, "extends") is not { } target || !AddChain(target, layer, open, done, chain))
            {
                return false;
            }
        }

        open.Remove(full);
        done.Add(full);
        chain.Add(map);
        return true;
    }

    private static ImmutableArray<FileNode> LayersOf(MapNode map) => map["extends"] switch
    {
        null or NullNode => [],
        ListNode list => list.Items,
        { } one => [one],
    };

    /// <summary>Path that a key names, relative to the file in which it stands.</summary>
    private string? Target(FileNode node, string key)
    {
        if (node is not ScalarNode { Text.Length: > 0 } scalar)
        {
            problems.Error(node.Mark, key, $"a path is wanted here, not {node.Kind}");
            return null;
        }

        return Path.Combine(Path.GetDirectoryName(node.Mark.File) ?? "", scalar.Text);
    }

    private MapNode? Theatre(FileNode node, MapNode empty)
    {
        string? folder = Target(node, "theatre");
        if (folder is null)
        {
            return null;
        }

        if (!Directory.Exists(folder))
        {
            problems.Error(node.Mark, "theatre", $"there is no folder '{Display(folder)}'; paths are relative to the file that names them");
            return null;
        }

        TheatreFolder = Display(folder);
        Basemap = BasemapOf(TheatreFolder);
        return new TheatreFiles(name => ParseNamed(Path.Combine(folder, name), node), problems).Read(folder, node, empty);
    }

    /// <summary>A file that another one names: failing to read it is a problem of that place.</summary>
    private MapNode? ParseNamed(string path, FileNode named)
    {
        try
        {
            return Parse(path);
        }
        catch (IOException e)
        {
            string why = e is FileNotFoundException ? "there is no such file" : e.Message;
            problems.Error(named.Mark, "", $"'{Display(path)}' cannot be read: {why}; paths are relative to the file that names them");
            return null;
        }
    }

    private MapNode? Parse(string path)
    {
        string file = Display(path);
        ParsedFile parsed = ahead.Remove(file, out Task<ParsedFile>? task) ? task.GetAwaiter().GetResult() : ParsedFile.Read(path, file, files.Count == 0 ? contents : null);
        files.Add(file);
        problems.AddAll(parsed.Problems);
        return parsed.Root;
    }

    /// <summary>Begins to read what a file rests on: its layers and the tables of its theatre.</summary>
    private void ReadAhead(string path, MapNode map)
    {
        string folder = Path.GetDirectoryName(path) ?? "";
        if (map["theatre"] is ScalarNode { Text.Length: > 0 } at && Path.Combine(folder, at.Text) is var lies && Directory.Exists(lies))
        {
            BasemapOf(Display(lies));
        }

        IEnumerable<string> named = LayersOf(map).OfType<ScalarNode>().Select(layer => layer.Text);
        IEnumerable<string> tables = map["theatre"] is ScalarNode theatre ? TheatreFiles.Names.Select(name => Path.Combine(theatre.Text, name)) : [];
        foreach (string target in named.Concat(tables).Take(MostAhead).Select(name => Path.Combine(folder, name)).Where(File.Exists))
        {
            string file = Display(target);
            if (!ahead.ContainsKey(file) && !files.Contains(file))
            {
                ahead[file] = Task.Run(() => ParsedFile.Read(target, file, null));
            }
        }
    }

    private Task<Basemap?> BasemapOf(string folder)
    {
        if (basemapAhead?.Folder != folder)
        {
            basemapAhead = (folder, Task.Run(() => Geography.Basemap.FromFolder(folder)));
        }

        return basemapAhead.Value.Reading;
    }

    private bool IsFormat1(MapNode map, string file)
    {
        const int Known = FormatDescription.Format;
        FileNode? node = map["format"];
        if (node is ScalarNode scalar && Numbers.TryRead(scalar.Text, out double format) && format == Known)
        {
            return true;
        }

        if (node is null or NullNode)
        {
            problems.Error(new FileMark(file, 1, 1), "format", $"the key is missing; write `format: {Known}` as the first line");
        }
        else if (node is ScalarNode number && Numbers.TryRead(number.Text, out double newer) && newer > Known)
        {
            problems.Error(node.Mark, "format", $"this file wants format {Wording.Shorten(number.Text)}, this program reads {Known}: update the program");
        }
        else
        {
            problems.Error(node.Mark, "format", $"{node.Kind} is no format; write `format: {Known}`");
        }

        return false;
    }
}
