using System.Collections.Immutable;
using System.Globalization;

namespace ControlSim.Study.Experiments;

/// <summary>What values of a factor are.</summary>
public enum FactorKind
{
    /// <summary>Real numbers.</summary>
    Number,

    /// <summary>Whole numbers.</summary>
    Whole,

    /// <summary>Days; as a number the day number of the calendar.</summary>
    Date,

    /// <summary>Words; as a number the place of the word in <see cref="Factor.Levels"/>.</summary>
    Choice,

    /// <summary>Names of what-ifs, or <see cref="Factor.NoWhatIf"/>; as a number likewise.</summary>
    WhatIf,
}

/// <summary>How a range is cut into equal parts.</summary>
public enum FactorScale
{
    Linear,

    /// <summary>Equal ratios; both ends above 0.</summary>
    Log,
}

/// <summary>One thing that a study varies: a place in the scenario and the values that it may take.</summary>
public sealed record Factor
{
    /// <summary>Level that means "no what-if".</summary>
    public const string NoWhatIf = "none";

    /// <summary>Digits of a value that are kept: fewer than a double has, so that no machine rounds the last one differently.</summary>
    private const string Digits = "G12";

    public required string Name { get; init; }

    public string Title { get; init; } = "";

    public string Unit { get; init; } = "";

    /// <summary>Paths of the scenario that get its value; none if it is only used in expressions.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    public FactorKind Kind { get; init; }

    public FactorScale Scale { get; init; }

    /// <summary>Least value.</summary>
    public double Low { get; init; }

    /// <summary>Greatest value.</summary>
    public double High { get; init; }

    /// <summary>Words of a choice; for numbers the only values that it takes, or empty for the whole range.</summary>
    public ImmutableArray<string> Levels { get; init; } = [];

    /// <summary>Value where a design does not vary it, as text.</summary>
    public string Base { get; init; } = "";

    /// <summary>Values are words, not numbers.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsWord => Kind is FactorKind.Choice or FactorKind.WhatIf;

    /// <summary>Name for people.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Label => Title.Length > 0 ? Title : Name;

    /// <summary>Value at a place in the unit interval.</summary>
    /// <param name="u">0 to 1.</param>
    public double FromUnit(double u)
    {
        if (!Levels.IsEmpty)
        {
            int level = Math.Min(Levels.Length - 1, (int)(u * Levels.Length));
            return IsWord ? level : Parse(Levels[level])!.Value;
        }

        if (Kind is FactorKind.Whole or FactorKind.Date)
        {
            return Math.Min(High, Low + Math.Floor(u * (High - Low + 1)));
        }

        double value = Scale == FactorScale.Log ? Low * Power(High / Low, u) : Low + (u * (High - Low));
        return double.Parse(value.ToString(Digits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>Place of a value in the unit interval; its logarithm's on a log scale.</summary>
    public double ToUnit(double value)
    {
        if (High == Low)
        {
            return 0;
        }

        return Scale == FactorScale.Log ? Math.Log(value / Low) / Math.Log(High / Low) : (value - Low) / (High - Low);
    }

    /// <summary>A value as it is written in a file.</summary>
    public string Text(double value) => Kind switch
    {
        FactorKind.Choice or FactorKind.WhatIf => Levels[(int)value],
        FactorKind.Date => DateOnly.FromDayNumber((int)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>The value that a text stands for; null if it stands for none.</summary>
    public double? Parse(string text)
    {
        switch (Kind)
        {
            case FactorKind.Choice or FactorKind.WhatIf:
                int level = Levels.IndexOf(text);
                return level < 0 ? null : level;
            case FactorKind.Date:
                return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
                    ? date.DayNumber : null;
            default:
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                    && double.IsFinite(number) && (Kind == FactorKind.Number || number == Math.Floor(number)) ? number : null;
        }
    }

    /// <summary>
    /// A ratio to a power from 0 to 1 by square roots alone, which round alike on every machine: the power's binary digits say
    /// which roots to multiply.
    /// </summary>
    private static double Power(double ratio, double exponent)
    {
        double result = 1;
        double root = ratio;
        for (int bit = 0; bit < 53; bit++)
        {
            if (exponent >= 1)
            {
                result *= root;
                exponent -= 1;
            }

            root = Math.Sqrt(root);
            exponent *= 2;
        }

        return result;
    }
}
