using System.Collections.Immutable;
using ControlSim.Scenarios;

namespace ControlSim.Study.Scores;

/// <summary>A table of observed control as seen from a scenario: its towns, its holders, its ticks.</summary>
public sealed class ObservedControl
{
    private ObservedControl(Scenario scenario, Holders holders)
    {
        Scenario = scenario;
        Holders = holders;
    }

    public Scenario Scenario { get; }

    public Holders Holders { get; }

    /// <summary>Towns that are locations of the scenario, by id.</summary>
    public ImmutableArray<ObservedTown> Towns { get; private set; } = [];

    /// <summary>What of the table cannot be used, and what was assumed, in plain sentences.</summary>
    public ImmutableArray<string> Notes { get; private set; } = [];

    /// <summary>Lays the table over the scenario.</summary>
    public static ObservedControl Of(Scenario scenario, ImmutableArray<ObservedRow> rows)
    {
        var holders = new Holders(scenario);
        var places = Enumerable.Range(0, scenario.Locations.Length).ToDictionary(l => scenario.Locations[l].Id, StringComparer.Ordinal);
        var groups = rows.GroupBy(r => r.Town).ToArray();
        var notes = new List<string>();
        string[] unknown = [.. groups.Where(g => !places.ContainsKey(g.Key)).Select(g => g.Key)];
        if (unknown.Length > 0)
        {
            notes.Add($"{Count(unknown.Length, "town is", "towns are")} no location of the scenario and left out: {string.Join(", ", unknown)}");
        }

        int own = 0;
        var towns = ImmutableArray.CreateBuilder<ObservedTown>();
        foreach (var group in groups.Where(g => places.ContainsKey(g.Key)))
        {
            (ObservedTown town, bool isOwn) = Town(scenario, holders, places[group.Key], [.. group]);
            towns.Add(town);
            own += isOwn ? 1 : 0;
        }

        string[] unsaid = [.. rows.Where(r => r.Holders.IsEmpty && places.ContainsKey(r.Town)).Select(r => $"{r.Town} (line {r.Line})")];
        if (unsaid.Length > 0) notes.Add($"by whom a town is contested is not said, nor told by the rows around it, and its days until the next row are not scored: {string.Join(", ", unsaid)}");
        if (own > 0) notes.Add($"{Count(own, "town has", "towns have")} no row up to the start and no previous holder: the scenario's own start is taken");
        AddUnknownHolders(scenario, holders, rows.Where(r => places.ContainsKey(r.Town)), notes);
        return new ObservedControl(scenario, holders) { Towns = towns.ToImmutable(), Notes = [.. notes] };
    }

    internal static string Count(int number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";

    private static (ObservedTown Town, bool IsOwnStart) Town(Scenario scenario, Holders holders, int location, ImmutableArray<ObservedRow> rows)
    {
        ImmutableArray<int> Rows(ImmutableArray<string> names) => [.. names.Select(holders.Row).Distinct().Order()];
        ImmutableArray<ObservedState> states = [.. rows.Select(r => new ObservedState(scenario.TickOf(r.Date), Rows(r.Holders), r.IsChange))];
        ObservedState? before = states.LastOrDefault(s => s.Tick <= 0 && !s.Holders.IsEmpty);
        if (before is not null) return (new ObservedTown(location, states, before.Holders), false);
        ObservedRow first = rows[0];
        if (first.IsChange && first.Previous.Length > 0 && first.Previous != ObservedTable.Contested)
        {
            return (new ObservedTown(location, states, Rows([first.Previous])), false);
        }

        return (new ObservedTown(location, states, OwnStart(scenario, holders, scenario.Locations[location].Id)), true);
    }

    private static ImmutableArray<int> OwnStart(Scenario scenario, Holders holders, string location)
    {
        InitialControl? control = scenario.Control.FirstOrDefault(c => c.Location == location);
        string[] names = control is null ? [] : control.Owner.Length > 0 ? [control.Owner] : [.. control.ContestedBy];
        return names.Length == 0 ? [holders.Nobody] : [.. names.Select(holders.Row).Distinct().Order()];
    }

    private static void AddUnknownHolders(Scenario scenario, Holders holders, IEnumerable<ObservedRow> rows, List<string> notes)
    {
        var unknown = rows
            .Where(r => r.Date <= scenario.End)
            .SelectMany(r => r.Holders.Select(h => (Holder: h, r.Line)))
            .Where(h => holders.Row(h.Holder) == holders.Other)
            .GroupBy(h => h.Holder)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Key} (line {g.Min(h => h.Line)})")
            .ToArray();
        if (unknown.Length > 0)
        {
            notes.Add($"{Count(unknown.Length, "holder is", "holders are")} no bloc of the scenario, which can never forecast them: {string.Join(", ", unknown)}");
        }
    }
}
