using System.Collections.Immutable;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Figures;
using ControlSim.Study.ResultFiles;
using ControlSim.Study.Statistics;

namespace ControlSim.Study.Reports;

/// <summary>A line of a place's story.</summary>
/// <param name="Tick">Day.</param>
/// <param name="Text">What happened.</param>
public sealed record StoryLine(int Tick, string Text);

/// <summary>What happened at a place: in the first run line by line, over all runs as probabilities and dates.</summary>
public static class PlaceStories
{
    private static readonly ImmutableHashSet<RunEventKind> Merged =
    [
        RunEventKind.UnitsBroke, RunEventKind.UnitsDispersed, RunEventKind.UnitsMassed, RunEventKind.UnitsSurrendered,
    ];

    /// <summary>The story in the first run; breaks, dispersals and the like of neighbouring days are one line.</summary>
    /// <param name="result">The result.</param>
    /// <param name="location">Row in <c>Scenario.Locations</c>.</param>
    public static ImmutableArray<StoryLine> Of(ResultData result, int location)
    {
        ArgumentNullException.ThrowIfNull(result);
        var lines = ImmutableArray.CreateBuilder<StoryLine>();
        RunEvent[] events = [.. result.Events.Where(e => e.Location == location)];
        for (int i = 0; i < events.Length;)
        {
            int next = i + 1;
            RunEvent first = events[i];
            while (next < events.Length && Merged.Contains(first.Kind) && Same(first, events[next]) && events[next].Tick - events[next - 1].Tick <= 3)
            {
                next++;
            }

            lines.Add(new StoryLine(first.Tick, Words(result, events.AsSpan(i, next - i))));
            i = next;
        }

        return lines.ToImmutable();
    }

    /// <summary>Who takes the place over all runs, the most probable first.</summary>
    /// <param name="result">The result.</param>
    /// <param name="location">Row in <c>Scenario.Locations</c>.</param>
    public static ImmutableArray<string> Fates(ResultData result, int location)
    {
        ArgumentNullException.ThrowIfNull(result);
        return
        [
            .. result.Captures
                .Where(c => c.Capture.Location == location)
                .GroupBy(c => c.Capture.Bloc)
                .Select(g => (Bloc: g.Key, Firsts: g.GroupBy(c => c.Replicate).Select(r => (double)r.Min(c => c.Capture.Tick)).ToArray()))
                .OrderByDescending(f => f.Firsts.Length)
                .ThenBy(f => f.Bloc)
                .Select(f => Fate(result, f.Bloc, f.Firsts)),
        ];
    }

    private static bool Same(RunEvent a, RunEvent b) => a.Kind == b.Kind && a.Bloc == b.Bloc && a.Other == b.Other;

    private static string Fate(ResultData result, int bloc, double[] firsts)
    {
        var curve = KaplanMeier.CensoredAt(result.Scenario.Ticks, firsts.Concat(Enumerable.Repeat(double.NaN, result.Runs - firsts.Length)));
        string Date(double q) => curve.Quantile(q) is double tick ? NumberText.ShortDate(result.Scenario.DateOf((int)tick)) : "later";
        string name = result.Scenario.Blocs[bloc].Name;
        if (result.Runs == 1) return $"{name} takes it on {Date(0.5)}.";
        string times = $"{name} takes it in {firsts.Length} of {result.Runs} runs";
        return curve.Quantile(0.5) is null
            ? $"{times}, in half of those by {NumberText.ShortDate(result.Scenario.DateOf((int)Quantiles.Of(firsts, 0.5)))}."
            : $"{times}: by {Date(0.05)} in 5 %, by {Date(0.5)} in half, by {Date(0.95)} in 95 % of the runs.";
    }

    private static string Words(ResultData result, ReadOnlySpan<RunEvent> events)
    {
        RunEvent e = events[0];
        Scenario scenario = result.Scenario;
        double fighters = 0;
        foreach (RunEvent one in events) fighters += one.Fighters;
        string bloc = e.Bloc < 0 ? "A bloc" : scenario.Blocs[e.Bloc].Name;
        string from = e.Other < 0 ? "" : $" from {scenario.Blocs[e.Other].Name}";
        string men = fighters > 0 ? $" ({NumberText.Of(fighters)} fighters)" : "";
        string order = e.Subject.Length > 0 ? $", order {e.Subject}" : "";
        int last = events[^1].Tick;
        string until = last > e.Tick ? $", until {NumberText.ShortDate(scenario.DateOf(last))}" : "";
        string units = events.Length == 1 ? "a unit" : $"{events.Length} units";
        return e.Kind switch
        {
            RunEventKind.Capture => $"{bloc} takes it{from}{men}",
            RunEventKind.OwnerLost => $"{bloc} no longer holds it",
            RunEventKind.BattleBegins => $"{bloc} fights for it{men}",
            RunEventKind.BattleEnds => "The battle ends",
            RunEventKind.OperationLaunched => $"{bloc} launches an operation against it{men}{order}",
            RunEventKind.OperationWon => $"{bloc} reaches its objective{order}",
            RunEventKind.OperationAborted => $"{bloc} breaks its operation off{order}",
            RunEventKind.OrderLapsed => $"An order of {bloc} lapses{order}",
            RunEventKind.UnitsBroke => $"{bloc}: {units} cannot hold and give way{men}{until}",
            RunEventKind.UnitsDispersed => $"{bloc}: {units} go over to cells{men}{until}",
            RunEventKind.UnitsMassed => $"{bloc}: {units} gather out of cells{men}{until}",
            RunEventKind.UnitsSurrendered => $"{bloc}: {units} surrender{men}{until}",
            RunEventKind.DatedEvent => $"Dated event of the scenario{order}",
            // A later version may log more: its name says what it is.
            _ => $"{bloc}: {e.Kind}{men}{order}",
        };
    }
}
