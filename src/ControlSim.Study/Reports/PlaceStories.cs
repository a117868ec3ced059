using System.Collections.Immutable;
using ControlSim.Runs;
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
    /// <summary>Days without such an event after which the next begins a line of its own.</summary>
    private static int GapOf(RunEventKind kind) => kind switch
    {
        RunEventKind.UnitsBroke or RunEventKind.UnitsDispersed or RunEventKind.UnitsMassed or RunEventKind.UnitsSurrendered or RunEventKind.UnitsWithdrew => 3,
        RunEventKind.Attack or RunEventKind.Interdiction or RunEventKind.AirStrike => 10,
        RunEventKind.OperationDelayed => 40,
        _ => 0,
    };

    /// <summary>The story in the first run; breaks, losses and the like of neighbouring days are one line.</summary>
    /// <param name="result">The result.</param>
    /// <param name="location">Row in <c>Scenario.Locations</c>.</param>
    public static ImmutableArray<StoryLine> Of(ResultData result, int location)
    {
        ArgumentNullException.ThrowIfNull(result);
        var groups = new List<List<RunEvent>>();
        var open = new Dictionary<(RunEventKind, int, int), List<RunEvent>>();
        foreach (RunEvent e in result.Events.Where(e => e.Location == location))
        {
            int gap = GapOf(e.Kind);
            (RunEventKind, int, int) key = (e.Kind, e.Bloc, e.Other);
            if (gap > 0 && open.TryGetValue(key, out List<RunEvent>? group) && e.Tick - group[^1].Tick <= gap)
            {
                group.Add(e);
                continue;
            }

            open[key] = [e];
            groups.Add(open[key]);
        }

        return [.. groups.Select(g => new StoryLine(g[0].Tick, StoryWords.Of(result.Scenario, g)))];
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
}
