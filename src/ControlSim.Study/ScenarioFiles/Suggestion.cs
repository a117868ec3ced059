namespace ControlSim.Study.ScenarioFiles;

/// <summary>"Did you mean": the nearest known word by the number of letters to insert, delete, replace or swap.</summary>
internal static class Suggestion
{
    /// <summary>Longer words are nobody's typing error, and comparing them would cost time.</summary>
    private const int LongestWord = 64;

    /// <summary>Longest list of known words that a message spells out.</summary>
    private const int LongestList = 16;

    /// <summary>Ends a message: the nearest word, else the known ones if they are few, else the given remedy.</summary>
    public static string For(string word, IEnumerable<string> known, string remedy)
    {
        List<string> words = [.. known.Order(StringComparer.Ordinal)];
        string? nearest = Nearest(word, words);
        if (nearest is not null)
        {
            return $"; did you mean '{nearest}'?";
        }

        return words.Count is > 0 and <= LongestList ? $"; known: {string.Join(", ", words)}" : $"; {remedy}";
    }

    /// <summary>The nearest word within a third of the letters, rounded up; null if none is that near.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > LongestWord)
        {
            return null;
        }

        string? nearest = null;
        int least = ((word.Length + 2) / 3) + 1;
        foreach (string candidate in known)
        {
            if (candidate.Length <= LongestWord && Math.Abs(candidate.Length - word.Length) < least)
            {
                int distance = Distance(word, candidate);
                (nearest, least) = distance < least ? (candidate, distance) : (nearest, least);
            }
        }

        return nearest;
    }

    /// <summary>Optimal string alignment distance (Damerau 1964, adjacent swaps count once).</summary>
    internal static int Distance(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            d[i, 0] = i;
        }

        for (int j = 0; j <= b.Length; j++)
        {
            d[0, j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int replace = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(replace, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
