using System.Collections.Immutable;
using ControlSim.Scenarios;
using ControlSim.Study.ResultFiles;

namespace ControlSim.Study.Comparisons;

/// <summary>
/// What a future asks of days that are over. Values that hold at all times (parameters, gates, stances, incomes) change from the day of the
/// branch on; what bears a date, or belongs to the first day, must lie after it.
/// </summary>
/// <param name="Refused">Changes of the past, each with a remedy.</param>
/// <param name="Noted">What a user might not expect.</param>
public sealed record PastCheck(ImmutableArray<string> Refused, ImmutableArray<string> Noted)
{
    /// <summary>Sections that describe the first day or who and what is there at all.</summary>
    private static readonly string[] FirstDay = ["forces", "control", "start", "deterministic", "blocs", "outcomes"];

    /// <summary>Holds a future against its base.</summary>
    /// <param name="baseline">The base.</param>
    /// <param name="baseLock">Its lock text.</param>
    /// <param name="future">The future.</param>
    /// <param name="futureLock">Its lock text.</param>
    /// <param name="at">Last day of the common history.</param>
    public static PastCheck Of(Scenario baseline, string baseLock, Scenario future, string futureLock, DateOnly at)
    {
        var (refused, noted) = (ImmutableArray.CreateBuilder<string>(), ImmutableArray.CreateBuilder<string>());
        foreach (ChangedRow change in LockDifference.Of(baseLock, futureLock))
        {
            if (RefusalOf(change, baseline, future, at) is string why)
            {
                refused.Add($"{Name(change)}: {why}");
            }
            else if (change.Section == "orders" && change.After.Length == 0 && baseline.Orders.First(o => o.Id == change.Row).Date <= at)
            {
                noted.Add($"{Name(change)} was launched before {at:yyyy-MM-dd}; it is called off after that day");
            }
        }

        return new PastCheck(refused.ToImmutable(), noted.ToImmutable());
    }

    private static string Name(ChangedRow change) =>
        change.Section.Length == 0 ? change.Row : change.Row.Length == 0 ? change.Section : $"{change.Section}.{change.Row}";

    private static string? RefusalOf(ChangedRow change, Scenario baseline, Scenario future, DateOnly at)
    {
        bool isNewOrGone = change.Before.Length == 0 || change.After.Length == 0;
        string section = change.Section.Length == 0 ? change.Row : change.Section;
        switch (section)
        {
            case "events":
                return Earliest(baseline.Events.Where(e => e.Id == change.Row).Concat(future.Events.Where(e => e.Id == change.Row)).Select(e => e.Date)) is DateOnly dated && dated <= at
                    ? $"it is of {dated:yyyy-MM-dd}, a day that is over; branch before that day, or give the event a later one"
                    : null;
            case "orders":
                bool isOff = change.After.Length == 0;
                IEnumerable<Order> orders = isOff ? [] : baseline.Orders.Where(o => o.Id == change.Row).Concat(future.Orders.Where(o => o.Id == change.Row));
                return Earliest(orders.Select(o => o.Date)) is DateOnly launched && launched <= at
                    ? $"its launch is on {launched:yyyy-MM-dd}, a day that is over; branch before that day, or write an order of a later one beside it"
                    : null;
            case "relations":
                return OldRelation(baseline.Relations, future.Relations, at) ?? OldRelation(future.Relations, baseline.Relations, at);
            case "locations" or "corridors" or "crossings" or "factions" or "depots" or "triggers" or "presences" or "air" or "airlifts" or "rivalries":
                return isNewOrGone ? "a branch has the rows of its base; put it into the base, without force, and let the future give it force" : null;
            default:
                return FirstDay.Contains(section) ? "it is of the first day, which is over; change it with an order, an event or a value that holds from now on, or compare from the start" : null;
        }
    }

    private static DateOnly? Earliest(IEnumerable<DateOnly> dates) => dates.Cast<DateOnly?>().Min();

    /// <summary>A relation of one scenario that the other has not, and that was over on the day of the branch.</summary>
    private static string? OldRelation(IEnumerable<Relation> rows, IEnumerable<Relation> others, DateOnly at) =>
        rows.Except(others).FirstOrDefault(r => r.To <= at) is { } old
            ? $"{old.A} and {old.B} from {old.From:yyyy-MM-dd} to {old.To:yyyy-MM-dd} is over; branch before that day"
            : null;
}
