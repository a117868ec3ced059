using System.Text;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>How the program writes names and other people's words.</summary>
internal static class Wording
{
    /// <summary>Longest piece of a user's text that a message repeats.</summary>
    private const int LongestQuote = 60;

    /// <summary><c>HeldArea</c> as a key of a file: <c>held_area</c>.</summary>
    public static string Snake(string name) => Split(name, '_');

    /// <summary><c>HeldArea</c> as a word of a file: <c>held-area</c>.</summary>
    public static string Kebab(string name) => Split(name, '-');

    /// <summary>A user's text cut to a line's worth and without control characters.</summary>
    public static string Shorten(string text)
    {
        if (text.Length <= LongestQuote && IsPlain(text))
        {
            return text;
        }

        StringBuilder result = new();
        foreach (char c in text.Length > LongestQuote ? text[..LongestQuote] : text)
        {
            result.Append(char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c);
        }

        return text.Length > LongestQuote ? result.Append('…').ToString() : result.ToString();
    }

    /// <summary>Path of a key below a path.</summary>
    public static string Join(string path, string key) => path.Length == 0 ? Shorten(key) : $"{path}.{Shorten(key)}";

    /// <summary>"a, b or c".</summary>
    public static string AnyOf(IReadOnlyList<string> words) => words.Count < 2
        ? string.Concat(words)
        : $"{string.Join(", ", words.Take(words.Count - 1))} or {words[^1]}";

    private static bool IsPlain(string text)
    {
        foreach (char c in text)
        {
            if (char.IsControl(c) || char.IsSurrogate(c))
            {
                return false;
            }
        }

        return true;
    }

    private static string Split(string name, char separator)
    {
        StringBuilder result = new();
        foreach (char c in name)
        {
            if (char.IsUpper(c) && result.Length > 0)
            {
                result.Append(separator);
            }

            result.Append(char.ToLowerInvariant(c));
        }

        return result.ToString();
    }
}
