using System.Text;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>The format as a page for people, made from the description that files are checked against.</summary>
public static class FormatPage
{
    /// <summary>Every key of a scenario file and of the rows of its tables, in Markdown.</summary>
    public static string ToMarkdown()
    {
        StringBuilder text = new();
        text.Append("| key | meaning |\n|---|---|\n");
        foreach (Key key in FormatDescription.Root.Keys)
        {
            text.Append($"| `{key.Name}` | {Meaning(key)} |\n");
        }

        foreach (Key key in FormatDescription.Root.Keys)
        {
            if (key.Shape is MapShape { Rows: { Row: MapShape row } rows })
            {
                text.Append($"\n### `{key.Name}`: one {rows.Noun} a row\n\n| key | meaning |\n|---|---|\n");
                foreach (Key inner in row.Keys)
                {
                    text.Append($"| `{inner.Name}` | {Meaning(inner)} |\n");
                }
            }
        }

        return text.ToString();
    }

    private static string Meaning(Key key)
    {
        string text = key.Description.Replace("|", "\\|", StringComparison.Ordinal);
        string words = key.Shape is ChoiceShape choice ? $" One of {string.Join(", ", choice.Words)}." : "";
        string rest = key.IsRequired ? " Required." : key.DefaultText.Length > 0 ? $" Default: {key.DefaultText}."
            : key.Default is { Length: > 0 } value ? $" Default: {value}." : "";
        return text + words + rest;
    }
}
