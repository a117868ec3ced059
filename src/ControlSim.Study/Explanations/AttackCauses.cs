using ControlSim.Runs;

namespace ControlSim.Study.Explanations;

/// <summary>The operations against a place: launched, delayed, broken off, lapsed; and its sieges.</summary>
internal static class AttackCauses
{
    /// <summary>In order of time; an operation that waits says so once.</summary>
    public static IEnumerable<Cause> Of(Window window)
    {
        var waiting = new HashSet<string>(StringComparer.Ordinal);
        foreach (LoggedEvent e in window.Here(
            RunEventKind.OperationLaunched, RunEventKind.OperationDelayed, RunEventKind.OperationAborted, RunEventKind.OrderLapsed,
            RunEventKind.SiegeLaid, RunEventKind.SiegeEnds))
        {
            if (e.Bloc == window.Owner)
            {
                continue;
            }

            if (e.Kind == RunEventKind.OperationLaunched)
            {
                waiting.Remove(e.Subject);
                yield return Launched(window, e);
            }
            else if (e.Kind == RunEventKind.OperationAborted)
            {
                yield return Aborted(window, e);
            }
            else if (e.Kind is RunEventKind.SiegeLaid or RunEventKind.SiegeEnds)
            {
                yield return SiegeCauses.Of(window, e);
            }
            else if (e.Kind == RunEventKind.OrderLapsed)
            {
                yield return window.Cause(
                    [e], $"on {window.Phrases.Day(e.Tick)} {window.Phrases.Bloc(e.Bloc)} gave its attack up ({Name(e.Subject)}).",
                    ("waited_days", e.Term("waited_days")));
            }
            else if (waiting.Add(e.Subject))
            {
                yield return Delayed(window, e);
            }
        }
    }

    /// <summary>What kind of operation it was.</summary>
    public static string Name(string subject) =>
        subject.Contains(':', StringComparison.Ordinal) ? "its commander's own choice" : $"order {subject}";

    private static Cause Launched(Window window, LoggedEvent e)
    {
        Phrases p = window.Phrases;
        double own = e.Term("own_strength"), enemy = e.Term("enemy_strength"), days = e.Term("preparation_days"), required = e.Term("required_ratio");
        string from = e.Place.Length > 0 && e.Place != window.Location ? $" from {p.Place(e.Place)}" : "";
        string odds = enemy > 0
            ? $"strength {Phrases.Count(own)} against {Phrases.Count(enemy)}, a ratio of {Phrases.Ratio(own / enemy, required)} where its commander requires {Phrases.Ratio(required)}"
            : $"strength {Phrases.Count(own)}, and no massed enemy in the place";
        return window.Cause(
            [e],
            $"on {p.Day(e.Tick)} {p.Bloc(e.Bloc)} attacked{from} with {Phrases.Count(e.Fighters, "fighter", "fighters")} ({Name(e.Subject)}): "
            + $"{odds}; the forces had gathered for {Phrases.Count(days, "day", "days")}.",
            ("fighters", e.Fighters), ("own_strength", own), ("enemy_strength", enemy), ("required_ratio", required), ("preparation_days", days));
    }

    private static Cause Delayed(Window window, LoggedEvent e)
    {
        Phrases p = window.Phrases;
        double own = e.Term("own_strength"), enemy = e.Term("enemy_strength"), required = e.Term("required_ratio");
        string why = e.Word("reason") == "ratio"
            ? $"its strength of {Phrases.Count(own)} against {Phrases.Count(enemy)} was a ratio of {Phrases.Ratio(own / enemy, required)}, and its commander requires {Phrases.Ratio(required)}"
            : e.Term("asked") > 0
                ? $"of the {Phrases.Count(e.Term("asked"))} fighters asked for {Phrases.Count(e.Term("assembled"))} had gathered"
                : $"{Phrases.Count(e.Term("assembled"))} of its {Phrases.Count(e.Fighters)} fighters had gathered";
        return window.Cause(
            [e], $"on {p.Day(e.Tick)} {p.Bloc(e.Bloc)} was to attack ({Name(e.Subject)}) and did not: {why}.",
            ("own_strength", own), ("enemy_strength", enemy), ("required_ratio", required), ("assembled", e.Term("assembled")), ("asked", e.Term("asked")));
    }

    private static Cause Aborted(Window window, LoggedEvent e)
    {
        Phrases p = window.Phrases;
        return window.Cause(
            [e],
            $"on {p.Day(e.Tick)}, after {Phrases.Count(e.Term("days"), "day", "days")}, {p.Bloc(e.Bloc)} broke its attack off ({Name(e.Subject)}): "
            + $"{Phrases.Share(e.Term("loss_share"))} of its fighters were gone, and its commander accepts {Phrases.Share(e.Term("loss_limit"))}.",
            ("loss_share", e.Term("loss_share")), ("loss_limit", e.Term("loss_limit")), ("days", e.Term("days")),
            ("own_strength", e.Term("own_strength")), ("enemy_strength", e.Term("enemy_strength")));
    }
}
