using System.Collections.Immutable;
using ControlSim.Scenarios;

namespace ControlSim.Study.ScenarioFiles;

/// <summary>Makes effects, triggers, rivalries, presences and the set of processes from checked rows.</summary>
internal static class PoliticsRows
{
    public static Effect ToEffect(Row row) => new(
        row.Choice<EventKind>("kind")!.Value, row.Text("target")!, row.Text("other")!, row.Text("country")!,
        row.Number("value") ?? 0, row.Choice<RelationKind>("relation") ?? RelationKind.Neutral, row.Text("group")!);

    public static Trigger ToTrigger(Row row) => new()
    {
        Id = row.Id,
        When = [.. row.Child("when")!.Rows().Select(ToCondition)],
        ForDays = (int)row.Number("for_days")!.Value,
        Probability = row.Number("probability")!.Value,
        Once = row.Flag("once")!.Value,
        AfterDays = (int)row.Number("after_days")!.Value,
        Then = [.. row.Child("then")!.Rows().Select(ToEffect)],
    };

    public static Rivalry ToRivalry(Row row) =>
        new(row.Id, row.Text("a")!, row.Text("b")!, row.Number("tension"), row.Number("patron_tension")!.Value);

    /// <summary>Without dates it holds all the run.</summary>
    public static Restraint ToRestraint(Row row, DateOnly start, DateOnly end) => new()
    {
        Id = row.Id,
        Factions = [.. row.List("factions").Order(StringComparer.Ordinal)],
        Locations = [.. row.List("locations").Order(StringComparer.Ordinal)],
        From = row.Date("from") ?? start,
        To = row.Date("to") ?? end,
        Until = [.. row.List("until").Order(StringComparer.Ordinal)],
    };

    public static ForeignPresence ToPresence(Row row) => new()
    {
        Id = row.Id,
        Faction = row.Text("faction")!,
        Country = row.Text("country")!,
        Host = row.Text("host")!,
        Consent = row.Number("consent")!.Value,
        Limit = row.Number("limit")!.Value,
        DelayDays = (int)row.Number("delay_days")!.Value,
        DependsOn = [.. row.List("depends_on").Order(StringComparer.Ordinal)],
        ErosionPerDay = row.Number("erosion_per_day")!.Value,
        ErosionPerStrike = row.Number("erosion_per_strike")!.Value,
        ErosionPerAttack = row.Number("erosion_per_attack")!.Value,
    };

    public static ImmutableSortedSet<ProcessKind> ToProcesses(Row row) =>
        [.. Enum.GetValues<ProcessKind>().Where(kind => row.Flag(Wording.Snake(kind.ToString()))!.Value)];

    private static Condition ToCondition(Row row) => new(
        row.Id, row.Choice<Quantity>("quantity")!.Value, row.Text("faction")!, row.Text("other")!, row.Text("bloc")!,
        row.Text("location")!, row.Text("country")!, row.Text("presence")!, row.Text("trigger")!,
        row.Number("above") ?? double.NegativeInfinity, row.Number("below") ?? double.PositiveInfinity, row.Text("is") ?? "");
}
