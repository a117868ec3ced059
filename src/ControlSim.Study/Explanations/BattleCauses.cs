using ControlSim.Runs;

namespace ControlSim.Study.Explanations;

/// <summary>The battles of a place, and how control of it passed.</summary>
internal static class BattleCauses
{
    /// <summary>The battles that began in the window; the last may go on at its end.</summary>
    public static IEnumerable<Cause> Battles(Window window)
    {
        LoggedEvent? begun = null;
        foreach (LoggedEvent e in window.Here(RunEventKind.BattleBegins, RunEventKind.BattleEnds))
        {
            if (e.Kind == RunEventKind.BattleBegins)
            {
                begun = e;
            }
            else if (begun is not null)
            {
                yield return Over(window, begun, e);
                begun = null;
            }
        }

        if (begun is not null)
        {
            yield return Open(window, begun);
        }
    }

    /// <summary>How the owner's share fell and the winner's rose.</summary>
    public static IEnumerable<Cause> Passing(Window window)
    {
        Phrases p = window.Phrases;
        LoggedEvent capture = window.Here(RunEventKind.Capture).Last();
        LoggedEvent? loss = window.Here(RunEventKind.OwnerLost).LastOrDefault();
        if (loss is not null && loss.Bloc == window.Owner)
        {
            yield return window.Cause(
                [loss],
                $"on {p.Day(loss.Tick)} the control share of {p.Bloc(loss.Bloc)} fell to {Phrases.Control(loss.Term("share"))}, below the "
                + $"{Phrases.Control(window.Scenario.Parameters.Control.LoseAt)} that an owner needs: it had {Massed(loss.Term("own_massed"))} there, its enemies "
                + $"{Phrases.Count(loss.Term("enemy_massed"))}. It lay in {p.Zone(loss.Term("share") - loss.Term("other_share"), loss.Bloc, loss.Other)}.",
                ("share", loss.Term("share")), ("own_massed", loss.Term("own_massed")), ("enemy_massed", loss.Term("enemy_massed")));
        }

        string[] gaveWay = [.. window.Here(RunEventKind.UnitsBroke, RunEventKind.UnitsWithdrew, RunEventKind.UnitsDispersed).Select(e => e.Bloc)];
        double days = capture.Term("battle_days"), own = capture.Term("own_lost"), enemy = capture.Term("enemy_lost");
        double previous = double.IsNaN(capture.Term("previous_share")) ? 0 : capture.Term("previous_share");
        string battle = double.IsNaN(days)
            ? "No battle was fought for it."
            : $"The battle had lasted {Phrases.Count(days, "day", "days")}; {p.Bloc(capture.Bloc)} and its friends lost {Phrases.Count(own)} fighters in it, "
                + $"their enemies {Phrases.Count(enemy)}"
                + (enemy > 0 && gaveWay.All(b => b == capture.Bloc) ? ", who did not give way: they fought to the last." : ".");
        yield return window.Cause(
            [capture],
            $"on {p.Day(capture.Tick)} control passed: the share of {p.Bloc(capture.Bloc)}, {Phrases.Control(capture.Term("own_share"))} the day before, "
            + $"reached the {Phrases.Control(window.Scenario.Parameters.Control.TakeAt)} that make an owner, with {Phrases.Count(capture.Fighters)} massed fighters in the place. "
            + $"The day before it lay in {p.Zone(capture.Term("own_share") - previous, capture.Bloc, capture.Other)}. {battle}",
            ("own_share", capture.Term("own_share")), ("previous_share", capture.Term("previous_share")), ("fighters", capture.Fighters),
            ("battle_days", days), ("own_lost", own), ("enemy_lost", enemy), ("own_strength", capture.Term("own_strength")),
            ("enemy_strength", capture.Term("enemy_strength")), ("enemy_supply", capture.Term("enemy_supply")));
    }

    /// <summary>Reports that came early, late or were not true.</summary>
    public static IEnumerable<Cause> Reports(Window window)
    {
        Phrases p = window.Phrases;
        foreach (LoggedEvent e in window.Here(RunEventKind.Reported))
        {
            if (e.Word("early") == "yes")
            {
                bool came = e.Bloc == window.Winner;
                yield return window.Cause(
                    [e],
                    $"on {p.Day(e.Tick)} {p.Bloc(e.Bloc)} announced that it had taken the place, when its share was {Phrases.Control(e.Term("share"))}: "
                    + (came ? Early(window.To - e.Tick) : "it had not."),
                    ("share", e.Term("share")), ("days_early", came ? window.To - e.Tick : double.NaN));
            }
            else if (e.Term("delay_days") > 0 && e.Bloc == window.Owner && e.Tick - window.After == (int)e.Term("delay_days"))
            {
                yield return window.Cause(
                    [e], $"the capture was announced on {p.Day(e.Tick)}, {Phrases.Count(e.Term("delay_days"), "day", "days")} after it.",
                    ("delay_days", e.Term("delay_days")));
            }
        }
    }

    private static string Early(int days) => days == 0 ? "true on the same day." : $"{Phrases.Count(days, "day", "days")} too early.";

    private static string Massed(double fighters) => fighters > 0 ? $"{Phrases.Count(fighters)} massed fighters" : "no massed fighters left";

    private static Cause Open(Window window, LoggedEvent e)
    {
        string going = window.Winner.Length == 0 ? " It was still going on at the end." : "";
        return window.Cause([e], $"on {window.Phrases.Day(e.Tick)} a battle began: {Sides(window, e)}.{going}", Numbers(e));
    }

    private static Cause Over(Window window, LoggedEvent begun, LoggedEvent end)
    {
        double own = end.Term("own_lost"), enemy = end.Term("enemy_lost"), days = end.Term("battle_days");
        string losses = end.Bloc.Length == 0 || double.IsNaN(own) ? "Nobody was left in the place."
            : $"{Phrases.Sentence(window.Phrases.Bloc(end.Bloc))} was left in the place with {Phrases.Count(end.Fighters)} massed fighters; its side had lost "
                + $"{Phrases.Count(own)}, the other {Phrases.Count(enemy)}.";
        return window.Cause(
            [begun, end with { Tick = begun.Tick + (int)days - 1 }],
            $"on {window.Phrases.Day(begun.Tick)} a battle began and lasted {Phrases.Count(days, "day", "days")}: {Sides(window, begun)}. {losses}",
            [.. Numbers(begun), ("battle_days", days), ("own_lost", own), ("enemy_lost", enemy)]);
    }

    private static string Sides(Window window, LoggedEvent e) =>
        $"{Phrases.Count(e.Term("own_massed"))} massed fighters on the side of {window.Phrases.Bloc(e.Bloc)} against {Phrases.Count(e.Term("enemy_massed"))} on that of "
        + window.Phrases.Bloc(e.Other);

    private static (string, double)[] Numbers(LoggedEvent e) =>
    [
        ("own_massed", e.Term("own_massed")), ("enemy_massed", e.Term("enemy_massed")),
        ("own_strength", e.Term("own_strength")), ("enemy_strength", e.Term("enemy_strength")),
    ];
}
