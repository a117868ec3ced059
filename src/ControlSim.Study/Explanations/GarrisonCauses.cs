using ControlSim.Runs;

namespace ControlSim.Study.Explanations;

/// <summary>What became of the fighters of a bloc at a place: broken, surrendered, withdrawn, gone over to cells.</summary>
internal static class GarrisonCauses
{
    /// <summary>All of it for one bloc, in order of kind and first day.</summary>
    public static IEnumerable<Cause> Of(Window window, string bloc) =>
    [
        .. Left(window, bloc), .. Switched(window, bloc, encircled: false), .. Broke(window, bloc), .. Surrendered(window, bloc),
        .. Switched(window, bloc, encircled: true),
    ];

    private static IEnumerable<Cause> Broke(Window window, string bloc)
    {
        foreach (var group in window.Here(RunEventKind.UnitsBroke).Where(e => e.Bloc == bloc)
            .GroupBy(e => (Situation: e.Word("situation"), Reason: e.Word("reason"))))
        {
            LoggedEvent[] lines = [.. group];
            double loss = Mean(lines, "loss_share"), limit = Mean(lines, "limit"), morale = Mean(lines, "morale");
            double fighters = lines.Sum(e => e.Fighters), units = lines.Sum(e => e.Term("units"));
            string why = group.Key.Reason == "morale"
                ? $"their morale of {Phrases.Decimal(morale)} was below the {Phrases.Decimal(window.Scenario.Parameters.Break.LeastMorale)} at which units stand"
                : $"they had lost {Phrases.Share(loss)} of their number on average, and they give way at {Phrases.Share(limit)}, {Limit(window, bloc, group.Key.Situation, limit, morale)}";
            yield return window.Cause(
                lines,
                $"{window.Phrases.Days(lines[0].Tick, lines[^1].Tick)} {Phrases.Count(fighters, "fighter", "fighters")} of {window.Phrases.Bloc(bloc)} in "
                + $"{Phrases.Count(units, "unit", "units")} gave way: {why}. {Where(window, lines)}",
                ("fighters", fighters), ("units", units), ("loss_share", loss), ("limit", limit), ("morale", morale), ("supply", Mean(lines, "supply")));
        }
    }

    /// <summary>Where the limit comes from: the threshold of the situation times morale.</summary>
    private static string Limit(Window window, string bloc, string situation, double limit, double morale)
    {
        string product = double.IsFinite(limit) && morale > 0
            ? $"a threshold of {Phrases.Share(limit / morale)} times a morale of {Phrases.Decimal(morale)}"
            : "which nothing exceeds";
        return situation switch
        {
            "main-city-lost" => $"early because {MainCities(window, bloc)} ({product})",
            "last-stand" => $"late because this is their headquarters or main city ({product})",
            "defender" => $"as a garrison in a place of its own does ({product})",
            _ => $"as units away from their own places do ({product})",
        };
    }

    private static string MainCities(Window window, string bloc)
    {
        string[] cities =
        [
            .. window.Scenario.Factions.Where(f => f.Bloc == bloc)
                .Select(f => (f.Stances.FirstOrDefault(s => s.Country == window.Country) ?? f.Stances.First(s => s.Country.Length == 0)).MainCity)
                .Where(city => city.Length > 0).Distinct().Select(city => Lost(window, bloc, city)).OfType<string>(),
        ];
        string main = $"the main city in {window.Country}";
        return cities.Length == 0 ? $"{main} had been lost" : $"{main}, {Phrases.All(cities)}";
    }

    /// <summary>A main city with the day on which the bloc lost it last; null if it still has it.</summary>
    private static string? Lost(Window window, string bloc, string city)
    {
        LoggedEvent[] changes =
        [
            .. window.Run.Events.Where(e => e.Location == city && e.Tick <= window.To && e.Kind is RunEventKind.OwnerLost or RunEventKind.Capture),
        ];
        int last = Array.FindLastIndex(changes, e => e.Kind == RunEventKind.Capture && e.Bloc == bloc);
        LoggedEvent? fall = changes.Skip(last + 1).FirstOrDefault();
        bool hadIt = last >= 0
            || window.Scenario.Control.Any(c => c.Location == city && (c.Owner == bloc || c.ContestedBy.Contains(bloc)));
        string name = window.Phrases.Place(city);
        return fall is null && hadIt ? null
            : fall is not null && hadIt ? $"{name}, had been lost on {window.Phrases.Day(fall.Tick)}" : $"{name}, had been lost before the first day";
    }

    private static string Where(Window window, LoggedEvent[] lines)
    {
        double encircled = lines.Where(e => e.Word("outcome") == "encircled").Sum(e => e.Fighters);
        string[] places =
        [
            .. lines.Where(e => e.Place.Length > 0).GroupBy(e => e.Place, StringComparer.Ordinal)
                .OrderByDescending(g => g.Sum(e => e.Fighters)).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => window.Phrases.Place(g.Key)),
        ];
        return encircled <= 0 ? $"They retreated to {Phrases.All(places)}."
            : places.Length == 0 ? "No way out was open."
            : $"They retreated to {Phrases.All(places)}, except {Phrases.Count(encircled)} for whom no way out was open.";
    }

    private static IEnumerable<Cause> Surrendered(Window window, string bloc)
    {
        LoggedEvent[] lines = [.. window.Here(RunEventKind.UnitsSurrendered).Where(e => e.Bloc == bloc)];
        if (lines.Length > 0)
        {
            double fighters = lines.Sum(e => e.Fighters);
            yield return window.Cause(
                lines, $"{window.Phrases.Days(lines[0].Tick, lines[^1].Tick)} {Phrases.Count(fighters)} encircled fighters of {window.Phrases.Bloc(bloc)} surrendered.",
                ("fighters", fighters));
        }
    }

    private static IEnumerable<Cause> Left(Window window, string bloc)
    {
        foreach (var group in window.Here(RunEventKind.UnitsWithdrew).Where(e => e.Bloc == bloc).GroupBy(e => (e.Subject, e.Place)))
        {
            LoggedEvent[] lines = [.. group];
            double fighters = lines.Sum(e => e.Fighters), own = lines[0].Term("own_strength"), enemy = lines[0].Term("enemy_strength");
            string why = group.Key.Subject.Length > 0 ? $"under order {group.Key.Subject}"
                : $"because their commander gave the place up: strength {Phrases.Count(own)} against {Phrases.Count(enemy)}";
            yield return window.Cause(
                lines,
                $"{window.Phrases.Days(lines[0].Tick, lines[^1].Tick)} {Phrases.Count(fighters, "fighter", "fighters")} of {window.Phrases.Bloc(bloc)} left for "
                + $"{window.Phrases.Place(group.Key.Place)} {why}.",
                ("fighters", fighters), ("own_strength", own), ("enemy_strength", enemy));
        }
    }

    private static IEnumerable<Cause> Switched(Window window, string bloc, bool encircled)
    {
        foreach (var group in window.Here(RunEventKind.UnitsDispersed)
            .Where(e => e.Bloc == bloc && (e.Word("cause") == "encircled") == encircled).GroupBy(e => e.Word("cause")))
        {
            LoggedEvent[] lines = [.. group];
            double fighters = lines.Sum(e => e.Fighters);
            string why = group.Key switch
            {
                "order" => $" under order {lines[0].Subject}",
                "encircled" => ", encircled",
                "given-up" => ", for their commander gave the place up",
                "raid" => "",
                _ => $": what speaks for staying massed came to {Signed(Mean(lines, "z"))}, of which enemy strength {Signed(Mean(lines, "force"))}, supply "
                    + $"{Signed(Mean(lines, "supply"))}, morale {Signed(Mean(lines, "morale"))}, the air threat {Signed(Mean(lines, "air"))}",
            };
            yield return window.Cause(
                lines,
                $"{window.Phrases.Days(lines[0].Tick, lines[^1].Tick)} {Phrases.Count(fighters, "fighter", "fighters")} of {window.Phrases.Bloc(bloc)} went over to cells{why}.",
                ("fighters", fighters), ("z", Mean(lines, "z")), ("force", Mean(lines, "force")), ("supply", Mean(lines, "supply")),
                ("morale", Mean(lines, "morale")), ("air", Mean(lines, "air")));
        }
    }

    private static string Signed(double value) => value.ToString("+0.0;-0.0;0.0", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Mean of a term weighted by fighters.</summary>
    private static double Mean(LoggedEvent[] lines, string term)
    {
        LoggedEvent[] with = [.. lines.Where(e => !double.IsNaN(e.Term(term)))];
        double weight = with.Sum(e => e.Fighters);
        return with.Length == 0 ? double.NaN : weight > 0 ? with.Sum(e => e.Fighters * e.Term(term)) / weight : with.Average(e => e.Term(term));
    }
}
