using ControlSim.Runs;

namespace ControlSim.Study.Explanations;

/// <summary>Headquarters that left a place, or were lost with it.</summary>
internal static class HeadquartersCauses
{
    public static IEnumerable<Cause> Of(Window window)
    {
        Phrases p = window.Phrases;
        foreach (LoggedEvent e in window.Run.Events.Where(e => e.Tick > window.After && e.Tick <= window.To))
        {
            if (e.Kind == RunEventKind.HeadquartersMoved && e.Place == window.Location)
            {
                double own = e.Term("own_strength"), enemy = e.Term("enemy_strength");
                yield return window.Cause(
                    [e],
                    $"on {p.Day(e.Tick)} the headquarters of {p.Bloc(e.Bloc)} left for {p.Place(e.Location)}: the enemy at the place and half of that "
                    + $"beside it came to a strength of {Phrases.Count(enemy)} against {Phrases.Count(own)}; who stayed behind no longer made a last stand for it.",
                    ("own_strength", own), ("enemy_strength", enemy));
            }
            else if (e.Kind == RunEventKind.HeadquartersLost && e.Location == window.Location)
            {
                yield return window.Cause([e], $"on {p.Day(e.Tick)} {p.Bloc(e.Bloc)} lost its headquarters there, and with it prestige.");
            }
        }
    }
}
