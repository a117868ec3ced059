using System.Text;
using System.Text.RegularExpressions;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>
/// Writes a complete tree as one YAML text: the sections in the order of the format, rows sorted by id, a row a line, so
/// that two locks can be compared line by line.
/// </summary>
internal static partial class LockWriter
{
    /// <summary>Keys that say how the tree was put together, which it no longer needs.</summary>
    private static readonly string[] LeftOut = ["extends", "theatre", "posterior", "lesson", "what_ifs"];

    public static string Write(MapNode root)
    {
        StringBuilder text = new("# Everything that a run was asked, defaults included. It reads like any scenario, by itself.\n");
        foreach ((string key, FileNode value, Shape shape) in Ordered(root, FormatDescription.Root).Where(e => !LeftOut.Contains(e.Key)))
        {
            text.Append(key).Append(':');
            if (value is MapNode { Entries.Count: > 0 } section)
            {
                text.Append('\n');
                WriteRows(text, section, (MapShape)shape, isNested: key == "parameters");
            }
            else
            {
                text.Append(' ');
                WriteValue(text, value, shape);
                text.Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Known keys in the order of the format, then rows in the order of the tree, which is that of their ids.</summary>
    private static IEnumerable<(string Key, FileNode Value, Shape Shape)> Ordered(MapNode map, MapShape shape) =>
        shape.Keys.Where(key => map.Has(key.Name)).Select(key => (key.Name, map[key.Name]!, key.Shape))
            .Concat(map.Entries.Where(e => shape.Find(e.Key) is null).Select(e => (e.Key, e.Value.Value, shape.Rows!.Row)));

    private static void WriteRows(StringBuilder text, MapNode section, MapShape sectionShape, bool isNested)
    {
        foreach ((string id, FileNode row, Shape shape) in Ordered(section, sectionShape))
        {
            text.Append("  ");
            WriteText(text, id, isPlain: false);
            text.Append(':');
            if (isNested && row is MapNode map)
            {
                foreach ((string key, FileNode value, Shape below) in Ordered(map, (MapShape)shape))
                {
                    text.Append("\n    ").Append(key).Append(": ");
                    WriteValue(text, value, below);
                }
            }
            else
            {
                text.Append(' ');
                WriteValue(text, row, shape);
            }

            text.Append('\n');
        }
    }

    private static void WriteValue(StringBuilder text, FileNode node, Shape shape)
    {
        switch (node)
        {
            case MapNode map:
                string separator = "{";
                foreach ((string key, FileNode value, Shape below) in Ordered(map, (MapShape)shape))
                {
                    text.Append(separator);
                    WriteText(text, key, isPlain: false);
                    text.Append(": ");
                    WriteValue(text, value, below);
                    separator = ", ";
                }

                text.Append(map.Entries.Count == 0 ? "{}" : "}");
                break;
            case ListNode list:
                text.Append('[');
                for (int i = 0; i < list.Items.Length; i++)
                {
                    text.Append(i == 0 ? "" : ", ");
                    WriteValue(text, list.Items[i], ((ListShape)shape).Item);
                }

                text.Append(']');
                break;
            case ScalarNode scalar:
                WriteText(text, scalar.Text, scalar.IsPlain);
                break;
        }
    }

    private static void WriteText(StringBuilder text, string value, bool isPlain)
    {
        if (isPlain ? PlainValue().IsMatch(value) : PlainWord().IsMatch(value) && value.ToLowerInvariant() is not ("null" or "true" or "false" or "yes" or "no" or "on" or "off"))
        {
            text.Append(value);
            return;
        }

        text.Append('"');
        foreach (char c in value)
        {
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\u0085' => "\\N",
                '\u2028' => "\\L",
                '\u2029' => "\\P",
                '\uFEFF' => "\\uFEFF",
                _ => c.ToString(),
            });
        }

        text.Append('"');
    }

    /// <summary>Numbers, dates, flags and ids that were written without quotes.</summary>
    [GeneratedRegex(@"^[+-]?\.?[A-Za-z0-9][A-Za-z0-9+._-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainValue();

    /// <summary>Words that no reader takes for a number, a flag or null.</summary>
    [GeneratedRegex(@"^[A-Za-z][a-z0-9_-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainWord();
}
