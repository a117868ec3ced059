using System.Globalization;
using System.Text.RegularExpressions;

namespace ControlSim.Study.Experiments;

/// <summary>
/// Arithmetic and comparisons over named numbers: `close + days`, `red &lt; 2 * blue`. A name may hold hyphens, so a minus between
/// names has blanks around it; a day is written 2017-11-03 and counts as its day number; a true comparison is 1, a false one 0.
/// </summary>
public sealed partial class Expression
{
    private readonly string[] tokens;
    private readonly string text;
    private int next;
    private Func<string, double> value = _ => 0;

    private Expression(string text)
    {
        this.text = text;
        tokens = [.. Token().Matches(text).Select(m => m.Value)];
    }

    /// <summary>Names that it uses.</summary>
    public IEnumerable<string> Names => tokens.Where(t => char.IsAsciiLetterLower(t[0]) && t is not ("min" or "max" or "and" or "or"));

    /// <summary>Does it compare, so that its value is true or false?</summary>
    public bool IsCondition => tokens.Any(t => t is "<" or "<=" or ">" or ">=" or "==" or "!=");

    /// <summary>Reads an expression.</summary>
    /// <exception cref="FormatException">It cannot be read; the message says where.</exception>
    public static Expression Parse(string text)
    {
        var expression = new Expression(text);
        if (string.Concat(expression.tokens) != text.Replace(" ", "", StringComparison.Ordinal))
        {
            throw new FormatException($"'{text}' holds a sign that no expression has; use names, numbers, + - * / ( ) and comparisons");
        }

        expression.Value(_ => 1);
        return expression;
    }

    /// <summary>Its value.</summary>
    /// <param name="of">Value of a name.</param>
    public double Value(Func<string, double> of)
    {
        // One reader at a time: parts of a sweep are done on several threads.
        lock (tokens)
        {
            (next, value) = (0, of);
            double result = Either();
            return next == tokens.Length ? result : throw Wrong();
        }
    }

    /// <summary>Is the condition true?</summary>
    public bool IsTrue(Func<string, double> of) => Value(of) is not (0 or double.NaN);

    private double Either()
    {
        double result = Both();
        while (Take("or"))
        {
            double second = Both();
            result = result != 0 || second != 0 ? 1 : 0;
        }

        return result;
    }

    private double Both()
    {
        double result = Comparison();
        while (Take("and"))
        {
            double second = Comparison();
            result = result != 0 && second != 0 ? 1 : 0;
        }

        return result;
    }

    private double Comparison()
    {
        double left = Sum();
        string sign = next < tokens.Length ? tokens[next] : "";
        if (sign is not ("<" or "<=" or ">" or ">=" or "==" or "!="))
        {
            return left;
        }

        next++;
        double right = Sum();
        bool holds = sign switch
        {
            "<" => left < right,
            "<=" => left <= right,
            ">" => left > right,
            ">=" => left >= right,
            "==" => left == right,
            _ => left != right,
        };
        return holds ? 1 : 0;
    }

    private double Sum()
    {
        double result = Product();
        while (true)
        {
            if (Take("+"))
            {
                result += Product();
            }
            else if (Take("-"))
            {
                result -= Product();
            }
            else
            {
                return result;
            }
        }
    }

    private double Product()
    {
        double result = Single();
        while (true)
        {
            if (Take("*"))
            {
                result *= Single();
            }
            else if (Take("/"))
            {
                result /= Single();
            }
            else
            {
                return result;
            }
        }
    }

    private double Single()
    {
        string token = next < tokens.Length ? tokens[next++] : throw Wrong();
        switch (token)
        {
            case "-":
                return -Single();
            case "(":
                double inner = Either();
                return Take(")") ? inner : throw Wrong();
            case "min" or "max":
                return Extreme(token == "min");
            default:
                return DateOnly.TryParseExact(token, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day.DayNumber
                    : char.IsAsciiDigit(token[0]) ? double.Parse(token, CultureInfo.InvariantCulture)
                    : char.IsAsciiLetterLower(token[0]) && token is not ("and" or "or") ? value(token)
                    : throw Wrong();
        }
    }

    private double Extreme(bool least)
    {
        double result = Take("(") ? Either() : throw Wrong();
        while (Take(","))
        {
            double other = Either();
            result = least ? Math.Min(result, other) : Math.Max(result, other);
        }

        return Take(")") ? result : throw Wrong();
    }

    private bool Take(string token)
    {
        bool found = next < tokens.Length && tokens[next] == token;
        next += found ? 1 : 0;
        return found;
    }

    private FormatException Wrong() => new(
        next < tokens.Length ? $"'{text}' cannot be read at '{tokens[next]}'" : $"'{text}' breaks off");

    [GeneratedRegex(@"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?|[a-z][a-z0-9-]*[a-z0-9]|[a-z]|<=|>=|==|!=|[-+*/(),<>]", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
