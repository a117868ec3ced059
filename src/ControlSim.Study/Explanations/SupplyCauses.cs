using ControlSim.Runs;

namespace ControlSim.Study.Explanations;

/// <summary>Why the holder of a place was short of supply.</summary>
internal static class SupplyCauses
{
    /// <summary>The last shortage of the owner that was not over when the time ended.</summary>
    public static IEnumerable<Cause> Of(Window window)
    {
        LoggedEvent? low = window.Here(RunEventKind.SupplyLow, RunEventKind.SupplyRestored).LastOrDefault(e => e.Bloc == window.Owner);
        if (window.Owner.Length == 0 || low is null || low.Kind != RunEventKind.SupplyLow)
        {
            yield break;
        }

        Phrases p = window.Phrases;
        double days = low.Term("short_days"), fill = low.Term("fill"), access = low.Term("access");
        int since = low.Tick - (double.IsNaN(days) ? 0 : (int)days);
        string state = $"the supply state of {p.Bloc(low.Bloc)}'s {Phrases.Count(low.Fighters)} fighters there fell to "
            + $"{Phrases.Decimal(low.Term("supply"))} on {p.Day(low.Tick)}";
        string reason = double.IsNaN(days)
            ? $"deliveries covered {Phrases.Share(fill)} of the need"
            : access > 0
                ? $"{Since(window, since)} deliveries covered less than half of the need, on that day {Phrases.Share(fill)}"
                : $"{Since(window, since)} nothing came through{Cut(window, low.Bloc, since)}";
        yield return window.Cause(
            [low], $"{state}: {reason}.",
            ("supply", low.Term("supply")), ("fill", fill), ("access", access), ("short_days", days), ("fighters", low.Fighters));
    }

    private static string Since(Window window, int tick) => tick <= 1 ? "from the first day" : $"since {window.Phrases.Day(tick)}";

    /// <summary>The last change on the map that left no way from a depot to the place: found by following the log.</summary>
    private static string Cut(Window window, string bloc, int since)
    {
        var territory = new Territory(window.Scenario);
        bool reached = territory.Reaches(bloc, window.Location, window.Scenario.Start);
        string before = reached ? "" : ", for no way led there";
        LoggedEvent? cut = null;
        foreach (LoggedEvent logged in window.Run.Events.TakeWhile(e => e.Tick <= since))
        {
            if (territory.Apply(logged))
            {
                bool reaches = territory.Reaches(bloc, window.Location, window.Scenario.DateOf(logged.Tick));
                cut = reached && !reaches ? logged : reaches ? null : cut;
                reached = reaches;
            }
        }

        // A way that the log still shows was closed by what it does not tell, such as contested control on the way.
        return reached ? ", for no usable way led there any more" : cut is null ? before : $", for {Told(window, cut)} {(cut.Tick == since ? "that day" : $"on {window.Phrases.Day(cut.Tick)}")}";
    }

    private static string Told(Window window, LoggedEvent cut)
    {
        Phrases p = window.Phrases;
        return cut.Kind switch
        {
            RunEventKind.Capture => $"{p.Place(cut.Location)} on the way had fallen to {p.Bloc(cut.Bloc)}",
            RunEventKind.OwnerLost => $"{p.Bloc(cut.Bloc)} had lost {p.Place(cut.Location)} on the way",
            _ => $"the crossing {p.Crossing(cut.Subject)} on the way was shut",
        };
    }
}
