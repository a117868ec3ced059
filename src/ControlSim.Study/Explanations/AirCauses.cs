using ControlSim.Runs;

namespace ControlSim.Study.Explanations;

/// <summary>Fighters whom strikes from the air killed at a place, by who flew and who was struck.</summary>
internal static class AirCauses
{
    public static IEnumerable<Cause> Of(Window window)
    {
        foreach (var group in window.Here(RunEventKind.AirStrike).GroupBy(e => (e.Bloc, e.Other)))
        {
            LoggedEvent[] lines = [.. group];
            double killed = lines.Sum(e => e.Fighters);
            if (killed >= 1)
            {
                yield return window.Cause(
                    lines,
                    $"{window.Phrases.Days(lines[0].Tick, lines[^1].Tick)} strikes of {window.Phrases.Bloc(group.Key.Bloc)} from the air killed "
                    + $"{Phrases.Count(killed, "fighter", "fighters")} of {window.Phrases.Bloc(group.Key.Other)} there.",
                    ("fighters", killed));
            }
        }
    }
}
