using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Figures;

namespace ControlSim.Study.Reports;

/// <summary>Lines of the event log in words.</summary>
internal static class StoryWords
{
    /// <summary>One sentence for events of one kind, bloc and opponent on neighbouring days.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="events">At least one, in order.</param>
    public static string Of(Scenario scenario, IReadOnlyList<RunEvent> events)
    {
        RunEvent e = events[0];
        double fighters = events.Sum(one => one.Fighters);
        string bloc = e.Bloc < 0 ? "A bloc" : scenario.Blocs[e.Bloc].Name;
        string other = e.Other < 0 ? "nobody" : scenario.Blocs[e.Other].Name;
        string men = fighters > 0 ? $" ({NumberText.Of(fighters)} fighters)" : "";
        string order = e.Subject.Length > 0 ? $", order {e.Subject}" : "";
        string until = events[^1].Tick > e.Tick ? $", until {NumberText.ShortDate(scenario.DateOf(events[^1].Tick))}" : "";
        return Fighting(e, bloc, other, men, order)
            ?? Units(e.Kind, bloc, men + until)
            ?? Losses(e.Kind, bloc, other, $"{NumberText.Of(fighters)} {(Math.Round(fighters) == 1 ? "fighter" : "fighters")}", until)
            ?? Politics(e, bloc, other)
            ?? $"{bloc}: {e.Kind}{men}{order}"; // A later version may log more: its name says what it is.
    }

    private static string? Fighting(RunEvent e, string bloc, string other, string men, string order) => e.Kind switch
    {
        RunEventKind.Capture => $"{bloc} takes it{(e.Other < 0 ? "" : $" from {other}")}{men}",
        RunEventKind.OwnerLost => $"{bloc} no longer holds it",
        RunEventKind.BattleBegins => $"{bloc} fights for it{men}",
        RunEventKind.BattleEnds => "The battle ends",
        RunEventKind.OperationLaunched => $"{bloc} launches an operation against it{men}{order}",
        RunEventKind.SiegeLaid => $"{bloc} closes a ring round it and shuts {other} in{order}",
        RunEventKind.SiegeEnds => $"{bloc}'s siege ends: {((int)e.Term("ending") == 0 ? "nobody defends the place any more" : "it leaves, or has become too weak")}{order}",
        RunEventKind.OperationWon => $"{bloc} reaches its objective{order}",
        RunEventKind.OperationAborted => $"{bloc} breaks its operation off{order}",
        RunEventKind.OperationDelayed => $"{bloc} should attack and does not yet: too few have gathered, or they are too weak{order}",
        RunEventKind.OrderLapsed => $"An order of {bloc} lapses{order}",
        RunEventKind.HeadquartersMoved => $"{bloc} moves its headquarters here",
        RunEventKind.HeadquartersLost => $"{bloc} loses its headquarters",
        RunEventKind.Reported => $"The news is that {bloc} holds it",
        RunEventKind.DatedEvent => $"Dated event of the scenario{(e.Subject.Length > 0 ? $": {e.Subject}" : "")}",
        _ => null,
    };

    private static string? Units(RunEventKind kind, string bloc, string tail) => kind switch
    {
        RunEventKind.UnitsBroke => $"{bloc}: units cannot hold and give way{tail}",
        RunEventKind.UnitsDispersed => $"{bloc}: units go over to cells{tail}",
        RunEventKind.UnitsMassed => $"{bloc}: units gather out of cells{tail}",
        RunEventKind.UnitsSurrendered => $"{bloc}: encircled units surrender{tail}",
        RunEventKind.UnitsWithdrew => $"{bloc}: units leave{tail}",
        RunEventKind.UnitsReturned => $"{bloc}: units come back{tail}",
        RunEventKind.UnitsDeparted => $"{bloc}: units leave the map{tail}",
        _ => null,
    };

    private static string? Losses(RunEventKind kind, string bloc, string other, string men, string until) => kind switch
    {
        RunEventKind.Attack => $"Cells of {bloc} attack {other} and kill {men}{until}",
        RunEventKind.Interdiction => $"{other} loses {men} on roads past posts of {bloc}{until}",
        RunEventKind.AirStrike => $"{bloc} strikes from the air: {other} loses {men}{until}",
        RunEventKind.SupplyLow => $"{bloc}: supply falls below half",
        RunEventKind.SupplyRestored => $"{bloc}: supply is restored",
        _ => null,
    };

    private static string? Politics(RunEvent e, string bloc, string other) => e.Kind switch
    {
        RunEventKind.CrossingClosed => $"The crossing {e.Subject} closes",
        RunEventKind.CrossingOpened => $"The crossing {e.Subject} opens",
        RunEventKind.TriggerFired => $"A condition of {e.Subject} is met",
        RunEventKind.TriggerActed => $"The trigger {e.Subject} acts",
        RunEventKind.Incident => $"Forces of {bloc} and {other} clash",
        RunEventKind.RivalsTurnHostile => $"{bloc} and {other} turn hostile",
        RunEventKind.RivalsDeconflict => $"{bloc} and {other} keep apart again",
        RunEventKind.ConsentLost => $"{bloc} loses the consent of {other}",
        RunEventKind.PresenceEnded => $"The presence of {bloc} with {other} ends",
        _ => null,
    };
}
