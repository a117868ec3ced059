using System.Globalization;
using ControlSim.Runs;
using ControlSim.Scenarios;

namespace ControlSim.Study.Explanations;

/// <summary>Names, numbers and dates as sentences have them.</summary>
internal sealed class Phrases(Scenario scenario)
{
    private readonly Dictionary<string, string> places = scenario.Locations.ToDictionary(l => l.Id, l => l.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, string> blocs = scenario.Blocs.ToDictionary(b => b.Id, b => WithArticle(b.Name), StringComparer.Ordinal);
    private readonly Dictionary<string, string> crossings = scenario.Crossings.ToDictionary(c => c.Id, c => c.Name, StringComparer.Ordinal);

    public string Place(string id) => places.GetValueOrDefault(id, id);

    public string Bloc(string id) => id.Length == 0 ? "nobody" : blocs.GetValueOrDefault(id, id);

    public string Crossing(string id) => crossings.GetValueOrDefault(id, id);

    public string Day(int tick) => Date(scenario.DateOf(tick));

    public static string Date(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"on 3 May 2017", "from 3 to 5 May 2017", "from 3 May to 2 June 2017".</summary>
    public string Days(int first, int last)
    {
        DateOnly from = scenario.DateOf(first), to = scenario.DateOf(last);
        string format = from.Year != to.Year ? "d MMMM yyyy" : from.Month != to.Month ? "d MMMM" : "%d";
        return from == to ? $"on {Date(to)}" : $"from {from.ToString(format, CultureInfo.InvariantCulture)} to {Date(to)}";
    }

    public static string Count(double number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Count(double number, string one, string many) => $"{Count(number)} {(Math.Round(number) == 1 ? one : many)}";

    public static string Share(double share) => $"{(share * 100).ToString(share is > 0 and < 0.0995 ? "0.#" : "0", CultureInfo.InvariantCulture)} %";

    public static string Decimal(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A control share to two places, cut off and not rounded: it stays on its side of a threshold.</summary>
    public static string Control(double share) => (Math.Floor((share * 100) + 1e-9) / 100).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>The control zone in words, from the side of a bloc against its strongest rival.</summary>
    public string Zone(double lead, string bloc, string rival) => ControlZones.Of(lead) switch
    {
        1 => $"control zone 1 of five, full control of {Bloc(bloc)}",
        2 => $"control zone 2 of five, {Bloc(bloc)} dominant",
        3 => "control zone 3 of five, parity",
        4 => $"control zone 4 of five for {Bloc(bloc)}, {Rival(rival)} dominant",
        _ => $"control zone 5 of five for {Bloc(bloc)}, {Rival(rival)} in full control",
    };

    private string Rival(string rival) => rival.Length == 0 ? "its rival" : Bloc(rival);

    public static string Ratio(double number) => number.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>A ratio with so many places that it is seen on which side of the required one it lies.</summary>
    public static string Ratio(double number, double required)
    {
        string format = "0.0";
        while (number != required && format.Length < 6
            && number.ToString(format, CultureInfo.InvariantCulture) == required.ToString(format, CultureInfo.InvariantCulture))
        {
            format += "0";
        }

        return number.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>First letter large.</summary>
    public static string Sentence(string text) =>
        text.Length == 0 ? text : string.Concat(text[..1].ToUpperInvariant(), text.AsSpan(1));

    /// <summary>"a, b and c".</summary>
    public static string All(IReadOnlyList<string> words) => words.Count < 2
        ? string.Concat(words)
        : $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}";

    /// <summary>A name with a word in small letters after the first is a common noun: "the Iraqi government", but "Russia", "SDF/YPG".</summary>
    private static string WithArticle(string name) =>
        name.Split(' ').Skip(1).Any(word => word.Length > 0 && char.IsLower(word[0])) ? $"the {name}" : name;
}
