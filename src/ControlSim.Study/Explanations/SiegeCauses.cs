using ControlSim.Runs;

namespace ControlSim.Study.Explanations;

/// <summary>The rings round a place: when they closed and opened, and what they did to the supply of the shut in.</summary>
internal static class SiegeCauses
{
    /// <summary>The sentence of one line of the log.</summary>
    public static Cause Of(Window window, LoggedEvent e) => e.Kind == RunEventKind.SiegeLaid ? Laid(window, e) : Ended(window, e);

    private static Cause Laid(Window window, LoggedEvent e)
    {
        Phrases p = window.Phrases;
        return window.Cause(
            [e],
            $"on {p.Day(e.Tick)} {p.Bloc(e.Bloc)} closed a ring round it ({AttackCauses.Name(e.Subject)}): strength {Phrases.Count(e.Term("own_strength"))} "
            + $"round {Phrases.Count(e.Term("enemy_strength"))}; from then on no road fed the garrison, which had {Phrases.Share(e.Term("supply"))} of its supply.",
            ("own_strength", e.Term("own_strength")), ("enemy_strength", e.Term("enemy_strength")), ("supply", e.Term("supply")));
    }

    private static Cause Ended(Window window, LoggedEvent e)
    {
        Phrases p = window.Phrases;
        double supply = e.Term("supply");
        string how = e.Word("ending") == "fallen"
            ? "nobody defended it any more"
            : $"{p.Bloc(e.Bloc)} lifted the siege, or had become too weak for it";
        string left = double.IsNaN(supply) ? "" : $", with the garrison's supply at {Phrases.Share(supply)}";
        return window.Cause(
            [e],
            $"on {p.Day(e.Tick)}, after {Phrases.Count(e.Term("days"), "day", "days")} of siege, {how} ({AttackCauses.Name(e.Subject)}){left}: strength "
            + $"{Phrases.Count(e.Term("own_strength"))} against {Phrases.Count(e.Term("enemy_strength"))}.",
            ("days", e.Term("days")), ("own_strength", e.Term("own_strength")), ("enemy_strength", e.Term("enemy_strength")), ("supply", supply));
    }
}
