using System.Collections.Immutable;
using ControlSim.Scenarios;

namespace ControlSim.Study.Scores;

/// <summary>Outcomes that a scenario gets in addition so that its runs can be held against stylised facts; they change no run.</summary>
internal static class FactOutcomes
{
    /// <summary>The day of the article: its area and its fighters.</summary>
    public static readonly DateOnly Day = new(2017, 11, 5);

    /// <summary>Battles with the days that they took on record: from the first entry, or the start of the operation for the town, to its fall.</summary>
    public static readonly ImmutableArray<(string Town, string Bloc, int Days, string From)> Battles =
    [
        ("mosul", "iraq-government", 251, "2016-11-01"),
        ("raqqa", "sdf-ypg", 133, "2017-06-06"),
        ("tal-afar", "iraq-government", 7, "2017-08-20"),
        ("hawija", "iraq-government", 14, "2017-09-21"),
        ("al-qaim", "iraq-government", 8, "2017-10-26"),
    ];

    private const string Prefix = "fact-";
    private const int QuarterDays = 91;

    /// <summary>The scenario with the outcomes.</summary>
    public static Scenario With(Scenario scenario, string bloc)
    {
        var outcomes = ImmutableArray.CreateBuilder<Outcome>();
        void Add(string id, OutcomeKind kind, string of, ImmutableArray<string> places, DateOnly from, DateOnly to) =>
            outcomes.Add(new Outcome(Prefix + id, id, kind, of, places, from, to));
        foreach (var (town, captor, _, _) in Battles.Where(b => Has(scenario, b.Town, b.Bloc)))
        {
            Add($"days-{town}", OutcomeKind.BattleDays, captor, [town], scenario.Start, scenario.End);
        }

        if (Day > scenario.Start && Day <= scenario.End)
        {
            foreach (var places in scenario.Locations.GroupBy(l => l.Country))
            {
                Add($"fighters-{places.Key}", OutcomeKind.Fighters, bloc, [.. places.Select(l => l.Id)], Day, Day);
            }
        }

        foreach (var (quarter, from, to) in Quarters(scenario))
        {
            Add($"revenue-{quarter}", OutcomeKind.Revenue, bloc, [], from, to);
        }

        return scenario with { Outcomes = [.. scenario.Outcomes, .. outcomes] };
    }

    /// <summary>Row of an outcome in the scenario of <see cref="With"/>; -1 if it has none.</summary>
    public static int Row(Scenario scenario, string id)
    {
        for (int i = 0; i < scenario.Outcomes.Length; i++)
        {
            if (scenario.Outcomes[i].Id == Prefix + id) return i;
        }

        return -1;
    }

    /// <summary>Quarters of 91 days from the first day on, whole ones alone.</summary>
    public static IEnumerable<(int Number, DateOnly From, DateOnly To)> Quarters(Scenario scenario) =>
        Enumerable.Range(0, scenario.Ticks / QuarterDays)
            .Select(q => (q, scenario.Start.AddDays((q * QuarterDays) + 1), scenario.Start.AddDays((q + 1) * QuarterDays)));

    private static bool Has(Scenario scenario, string town, string bloc) =>
        scenario.Locations.Any(l => l.Id == town) && scenario.Blocs.Any(b => b.Id == bloc);
}
