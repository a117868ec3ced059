using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>
/// Reads YAML, and JSON as its subset, into nodes with places. Anchors, aliases and tags are refused: a scenario
/// needs none, and nested anchors can blow a small file up to any size.
/// </summary>
internal sealed class YamlTree
{
    /// <summary>Deepest nesting that is read. A scenario has 7 levels, a GeoJSON multipolygon 8.</summary>
    public const int MostDepth = 32;

    private readonly string file;
    private readonly ProblemList problems;
    private readonly Parser parser;
    private readonly bool onCommandLine;

    /// <summary>Set at the first thing that makes reading on useless.</summary>
    private bool stopped;

    private YamlTree(string text, FileMark origin, ProblemList problems)
    {
        file = origin.File;
        onCommandLine = origin == FileMark.CommandLine;
        this.problems = problems;
        parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>The one document of a file; null after a problem.</summary>
    public static FileNode? OfFile(string text, string file, ProblemList problems) =>
        new YamlTree(text, new FileMark(file, 1, 1), problems).Document("");

    /// <summary>A value from the command line; null after a problem.</summary>
    public static FileNode? OfCommandLine(string text, string path, ProblemList problems) =>
        new YamlTree(text, FileMark.CommandLine, problems).Document(path);

    private FileNode? Document(string path)
    {
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                return onCommandLine ? new NullNode(FileMark.CommandLine) : Stop(new Mark(0, 1, 1), path, "the file is empty; `controlsim schema` prints what a scenario holds");
            }

            parser.Consume<DocumentStart>();
            FileNode? root = Node(path, 0);
            if (root is null)
            {
                return null;
            }

            parser.Consume<DocumentEnd>();
            return parser.Accept<DocumentStart>(out var second)
                ? Stop(second!.Start, path, "a second document begins here; write one document a file, without a line of three dashes")
                : root;
        }
        catch (YamlException e)
        {
            string what = e.Message.TrimEnd('.', ' ');
            return Stop(e.Start, path, $"not readable as YAML: {Wording.Shorten(what)}; look at the indentation, colons, brackets and quotes here and in the line before");
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidOperationException)
        {
            // The parser's own faults on broken escapes and directives: the user's remedy is the same.
            return Stop(parser.Current?.End ?? new Mark(0, 1, 1), path, "not readable as YAML; look at the quotes and escapes after this place");
        }
    }

    private FileNode? Node(string path, int depth)
    {
        ParsingEvent current = parser.Consume<ParsingEvent>();
        if (depth > MostDepth)
        {
            return Stop(current.Start, path, $"nested deeper than {MostDepth} levels; a scenario never is");
        }

        if (current is AnchorAlias)
        {
            return Stop(current.Start, path, "an alias (*): scenario files have none; write the value out, or use `extends:` or a what-if");
        }

        if (current is NodeEvent { Anchor.IsEmpty: false })
        {
            return Stop(current.Start, path, "an anchor (&): scenario files have none; write the value out, or put a text with & in quotes");
        }

        if (current is NodeEvent { Tag.IsEmpty: false })
        {
            return Stop(current.Start, path, "a tag (!): scenario files have none; remove it, or put a text with ! in quotes");
        }

        return current switch
        {
            MappingStart start => Map(start, path, depth),
            SequenceStart start => List(start, path, depth),
            Scalar scalar => ScalarOf(scalar, path),
            _ => Stop(current.Start, path, "not readable as YAML; a key, a list or a value is wanted here"),
        };
    }

    private MapNode? Map(MappingStart start, string path, int depth)
    {
        MapNode map = new(MarkOf(start.Start));
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.Accept<Scalar>(out var key) || !key!.Anchor.IsEmpty || !key.Tag.IsEmpty)
            {
                Stop(parser.Current?.Start ?? start.Start, path, "a key must be a plain word");
                return null;
            }

            parser.MoveNext();
            string child = Wording.Join(path, key.Value);
            FileNode? value = Node(child, depth + 1);
            if (value is null || stopped)
            {
                return null;
            }

            if (map.Has(key.Value))
            {
                problems.Error(MarkOf(key.Start), child, $"the key stands twice, first at {map.KeyMark(key.Value)}; remove or rename one of them");
            }
            else
            {
                map.Set(key.Value, MarkOf(key.Start), value);
            }
        }

        return map;
    }

    private ListNode? List(SequenceStart start, string path, int depth)
    {
        ImmutableArray<FileNode>.Builder items = ImmutableArray.CreateBuilder<FileNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            FileNode? item = Node($"{path}[{items.Count}]", depth + 1);
            if (item is null || stopped)
            {
                return null;
            }

            items.Add(item);
        }

        return new ListNode(MarkOf(start.Start), items.ToImmutable());
    }

    private FileNode? ScalarOf(Scalar scalar, string path)
    {
        bool isPlain = scalar.Style == ScalarStyle.Plain;
        if (isPlain && scalar.Value is ("" or "~" or "null" or "Null" or "NULL"))
        {
            return new NullNode(MarkOf(scalar.Start));
        }

        // Escapes can smuggle in what no text file may hold; a lone surrogate would not survive being written again.
        return IsText(scalar.Value)
            ? new ScalarNode(MarkOf(scalar.Start), scalar.Value, isPlain)
            : Stop(scalar.Start, path, "the text holds a control character or half a character; remove the escape");
    }

    /// <summary>May a text file hold this text?</summary>
    public static bool IsText(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]) || (char.IsControl(text[i]) && text[i] is not ('\n' or '\r' or '\t' or '\u0085')))
            {
                return false;
            }
        }

        return true;
    }

    private FileMark MarkOf(Mark mark) => onCommandLine ? FileMark.CommandLine : new FileMark(file, (int)mark.Line, (int)mark.Column);

    private FileNode? Stop(Mark mark, string path, string text)
    {
        if (!stopped)
        {
            problems.Error(MarkOf(mark), path, text);
        }

        stopped = true;
        return null;
    }
}
