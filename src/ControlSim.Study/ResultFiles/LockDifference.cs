using System.Collections.Immutable;

namespace ControlSim.Study.ResultFiles;

/// <summary>A row of the scenario that a what-if or a setting changed.</summary>
/// <param name="Section">Section of the scenario; for parameters also the process: <c>parameters.combat</c>.</param>
/// <param name="Row">Id of the row or name of the value; empty for a value at the top.</param>
/// <param name="Before">What stands there in the base; empty if nothing.</param>
/// <param name="After">What stands there in this run; empty if nothing.</param>
public sealed record ChangedRow(string Section, string Row, string Before, string After);

/// <summary>Compares two lock texts row by row: a lock has one row a line, sorted.</summary>
public static class LockDifference
{
    /// <summary>Changed, added and removed rows in the order of the later text, removed ones at their place in the earlier.</summary>
    public static ImmutableArray<ChangedRow> Of(string before, string after)
    {
        var old = Rows(before);
        var young = Rows(after);
        IEnumerable<(string Section, string Row)> keys = old.Keys.Union(young.Keys);
        return
        [
            .. keys
                .Select(k => new ChangedRow(k.Section, k.Row, old.GetValueOrDefault(k, ""), young.GetValueOrDefault(k, "")))
                .Where(c => c.Before != c.After),
        ];
    }

    private static Dictionary<(string Section, string Row), string> Rows(string text)
    {
        var rows = new Dictionary<(string Section, string Row), string>();
        string[] path = ["", ""];
        foreach (string line in text.Split('\n').Where(l => l.Length > 0 && l[0] != '#'))
        {
            int depth = (line.Length - line.TrimStart(' ').Length) / 2;
            int colon = line.IndexOf(": ", StringComparison.Ordinal);
            bool opens = colon < 0;
            string key = (opens ? line.TrimEnd(':') : line[..colon]).Trim();
            if (opens)
            {
                path[Math.Min(depth, 1)] = key;
                continue;
            }

            string section = depth switch { 0 => "", 1 => path[0], _ => $"{path[0]}.{path[1]}" };
            rows[depth == 0 ? (key, "") : (section, key)] = line[(colon + 2)..];
        }

        return rows;
    }
}
