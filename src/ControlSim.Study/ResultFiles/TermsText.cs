using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ControlSim.Runs;

namespace ControlSim.Study.ResultFiles;

/// <summary>
/// The terms of an event as one cell: <c>name=value;name=word</c> in the order of the kind's legend, numbers to four places,
/// what does not apply left out.
/// </summary>
internal static class TermsText
{
    private static readonly ImmutableDictionary<string, RunEventKind> Kinds =
        Enum.GetValues<RunEventKind>().ToImmutableDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>What the data package says about the column: the legend of every kind, and the meaning of every name.</summary>
    public static string Description
    {
        get
        {
            var kinds = Enum.GetValues<RunEventKind>()
                .Where(kind => !EventLegend.Of(kind).IsEmpty)
                .Select(kind => $"{NameOf(kind)}: {string.Join(", ", EventLegend.Of(kind).Select(Legend))}");
            var meanings = EventLegend.Meanings.Select(m => $"{m.Key}: {m.Value}");
            return "What decided, name=value;name=value in the order of the event; what does not apply is left out, and of several units in one line "
                + $"numbers are means weighted by fighters. Events: {string.Join("; ", kinds)}. Names: {string.Join("; ", meanings)}.";
        }
    }

    /// <summary>Name of a kind in tables.</summary>
    public static string NameOf(RunEventKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    /// <summary>Kind of a name in tables; null if it is none.</summary>
    public static RunEventKind? KindOf(string name) => Kinds.TryGetValue(name, out RunEventKind kind) ? kind : null;

    /// <summary>The cell of an event.</summary>
    public static string Of(in RunEvent logged)
    {
        StringBuilder text = new();
        ImmutableArray<EventTerm> terms = EventLegend.Of(logged.Kind);
        for (int i = 0; i < terms.Length; i++)
        {
            double value = logged.Terms[i];
            if (double.IsFinite(value))
            {
                text.Append(text.Length > 0 ? ";" : "").Append(terms[i].Name).Append('=').Append(Value(terms[i], value));
            }
        }

        return text.ToString();
    }

    /// <summary>The terms of a cell.</summary>
    /// <exception cref="FormatException">It has a name or a word that the kind does not have.</exception>
    public static EventTerms Parse(RunEventKind kind, string cell)
    {
        ImmutableArray<EventTerm> terms = EventLegend.Of(kind);
        Span<double> values = stackalloc double[EventTerms.Most];
        values.Fill(double.NaN);
        foreach (string part in cell.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = part.Split('=', 2);
            int at = terms.Select(t => t.Name).ToList().IndexOf(pair[0]);
            if (at < 0 || pair.Length < 2)
            {
                throw new FormatException($"'{part}' is no term of {NameOf(kind)}");
            }

            values[at] = Number(terms[at], pair[1]);
        }

        return EventTerms.Of(values);
    }

    private static double Number(EventTerm term, string text)
    {
        if (!term.Words.IsEmpty)
        {
            int word = term.Words.IndexOf(text);
            return word >= 0 ? word : throw new FormatException($"'{text}' is no word of {term.Name}");
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new FormatException($"'{text}' is no number");
    }

    private static string Value(EventTerm term, double value)
    {
        if (!term.Words.IsEmpty)
        {
            return term.Words[(int)value];
        }

        // Minus zero would be written as -0 and make two equal logs differ.
        double rounded = Math.Round(value, 4);
        return (rounded == 0 ? 0 : rounded).ToString("0.####", CultureInfo.InvariantCulture);
    }

    private static string Legend(EventTerm term) =>
        term.Words.IsEmpty ? term.Name : $"{term.Name} ({string.Join(", ", term.Words)})";
}
