namespace ControlSim.Scenarios;

/// <summary>What kinds of outcome have in common.</summary>
public static class OutcomeKinds
{
    /// <summary>Is it read off the capture of one location?</summary>
    public static bool IsOfCapture(this OutcomeKind kind) =>
        kind is OutcomeKind.CaptureDate or OutcomeKind.BattleDays or OutcomeKind.ReportedLag;

    /// <summary>Is it what has come together from the first day to the last, and no mean over the days?</summary>
    public static bool IsTotal(this OutcomeKind kind) =>
        kind is OutcomeKind.Recruited or OutcomeKind.Inflow or OutcomeKind.Deserted or OutcomeKind.Defected or OutcomeKind.Killed
            or OutcomeKind.CiviliansKilled or OutcomeKind.Revenue or OutcomeKind.Events;

    /// <summary>Is it a share or an index from 0 to 1?</summary>
    public static bool IsShare(this OutcomeKind kind) =>
        kind is OutcomeKind.Supply or OutcomeKind.Mobility or OutcomeKind.CellsShare or OutcomeKind.Morale
            or OutcomeKind.Prestige or OutcomeKind.Consolidation or OutcomeKind.Legitimacy or OutcomeKind.Grievance or OutcomeKind.Fear
            or OutcomeKind.Tension or OutcomeKind.Consent;

    /// <summary>Does it belong to a bloc, which must be named?</summary>
    public static bool NeedsBloc(this OutcomeKind kind) =>
        !kind.IsOfCapture() && kind is not (OutcomeKind.Events or OutcomeKind.Grievance or OutcomeKind.Fear or OutcomeKind.Besieged
            or OutcomeKind.Displaced or OutcomeKind.CiviliansKilled);

    /// <summary>Is it taken over locations, all of them if none is named?</summary>
    public static bool IsOfLocations(this OutcomeKind kind) =>
        kind is OutcomeKind.Fighters or OutcomeKind.FightersMassed or OutcomeKind.CellsShare or OutcomeKind.Supply or OutcomeKind.Morale
            or OutcomeKind.Quality or OutcomeKind.Consolidation or OutcomeKind.ControlZone or OutcomeKind.Legitimacy
            or OutcomeKind.Grievance or OutcomeKind.Fear or OutcomeKind.Besieged or OutcomeKind.Displaced or OutcomeKind.CiviliansKilled
            or OutcomeKind.Events;
}
