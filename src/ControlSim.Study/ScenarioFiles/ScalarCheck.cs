using System.Globalization;
using System.Text.RegularExpressions;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Holds single words against what the format wants: numbers, dates, flags, choices, patterns.</summary>
internal static partial class ScalarCheck
{
    /// <summary>A pattern that takes longer is an attack; ours need microseconds.</summary>
    private static readonly TimeSpan MostMatching = TimeSpan.FromSeconds(1);

    /// <summary>What is wrong with a value, and the remedy; null if nothing is.</summary>
    public static string? Problem(Shape shape, ScalarNode scalar) => shape switch
    {
        TextShape text => text.Pattern is null || Matches(text.Pattern, scalar.Text) ? null : $"'{Wording.Shorten(scalar.Text)}' does not fit; {text.Remedy}",
        NumberShape number => NumberProblem(number, scalar),
        SeedShape => ulong.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out _) && scalar.IsPlain
            ? null : $"{Wanted(shape)} is wanted here, not {scalar.Kind}",
        FlagShape => scalar is { IsPlain: true, Text: "true" or "false" } ? null : $"{Wanted(shape)} is wanted here, not {scalar.Kind}",
        DateShape => DateProblem(scalar),
        ChoiceShape choice => ChoiceProblem(choice, scalar),
        _ => $"{Wanted(shape)} is wanted here, not {scalar.Kind}",
    };

    private static string? NumberProblem(NumberShape shape, ScalarNode scalar)
    {
        if (shape.InfinityWord.Length > 0 && scalar.Text == shape.InfinityWord)
        {
            return null;
        }

        if (!scalar.IsPlain || !Numbers.TryRead(scalar.Text, out double value))
        {
            string unquote = !scalar.IsPlain && Numbers.TryRead(scalar.Text, out double _) ? "; write it without quotes" : "";
            return $"{Wanted(shape)} is wanted here, not {scalar.Kind}{unquote}";
        }

        if (shape.IsWhole && value != Math.Floor(value))
        {
            return $"{scalar.Text} is not a whole number; write {Wanted(shape)}";
        }

        bool isInRange = value <= shape.Max && (shape.IsAboveMin ? value > shape.Min : value >= shape.Min);
        return isInRange ? null : $"{Wording.Shorten(scalar.Text)} is out of range; write {Wanted(shape)}";
    }

    private static string? DateProblem(ScalarNode scalar)
    {
        if (!Numbers.TryRead(scalar.Text, out DateOnly date))
        {
            return $"{scalar.Kind} is not a date; write year-month-day, as 2017-11-03";
        }

        return date.Year is >= 1900 and <= 2199 ? null : $"{scalar.Kind} is out of range; write a date from 1900-01-01 to 2199-12-31";
    }

    private static string? ChoiceProblem(ChoiceShape shape, ScalarNode scalar)
    {
        if (shape.Words.Contains(scalar.Text))
        {
            return null;
        }

        return shape.Refused.TryGetValue(scalar.Text, out string? refusal)
            ? $"'{scalar.Text}' {refusal}"
            : $"'{Wording.Shorten(scalar.Text)}' is not known here; write {Wording.AnyOf(shape.Words)}";
    }

    /// <summary>What a value of a shape looks like, in words.</summary>
    public static string Wanted(Shape shape) => shape switch
    {
        NumberShape n => $"a {(n.IsWhole ? "whole " : "")}number {(n.IsAboveMin ? "above" : "from")} {Numbers.Write(n.Min)} {(n.IsAboveMin ? "up " : "")}to {Numbers.Write(n.Max)}"
            + (n.InfinityWord.Length > 0 ? $" or `{n.InfinityWord}`" : ""),
        SeedShape => $"a whole number from 0 to {ulong.MaxValue.ToString(CultureInfo.InvariantCulture)}",
        FlagShape => "true or false",
        DateShape => "a date",
        ChoiceShape choice => Wording.AnyOf(choice.Words),
        ReferenceShape => "the id of one row",
        _ => "a text",
    };

    /// <summary>
    /// Patterns are written for JSON Schema too, where $ is the very end and not the place before a last line break, in which no text
    /// of ours with a pattern ends. Those of every row are compiled: the first use of any other costs 30 ms.
    /// </summary>
    public static bool Matches(string pattern, string text) => text.Length <= 100_000 && !text.EndsWith('\n') && pattern switch
    {
        RowShape.IdPattern => Id().IsMatch(text),
        RowShape.NamePattern => Name().IsMatch(text),
        TextShape.ColourPattern => Colour().IsMatch(text),
        _ => Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, MostMatching),
    };

    [GeneratedRegex(RowShape.IdPattern, RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex(RowShape.NamePattern, RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(TextShape.ColourPattern, RegexOptions.CultureInvariant)]
    private static partial Regex Colour();
}
