namespace ControlSim.Scenarios;

/// <summary>A number that is read off a run.</summary>
public enum OutcomeKind
{
    /// <summary>Days from the start to the first capture of the location by the bloc (any bloc if empty); censored at the end.</summary>
    CaptureDate,

    /// <summary>Days from the first entry of hostile massed units to the capture of the location.</summary>
    BattleDays,

    /// <summary>Mean supply state, weighted by fighters, of the bloc's units at <c>Locations</c>.</summary>
    Supply,

    /// <summary>Share of ordered pairs of the bloc's own places that its massed units can travel within seven days.</summary>
    Mobility,

    /// <summary>Share of the bloc's fighters that are in cells, at <c>Locations</c> if any are named.</summary>
    CellsShare,

    /// <summary>All fighters of the bloc, at <c>Locations</c> if any are named.</summary>
    Fighters,

    /// <summary>Massed fighters of the bloc, at <c>Locations</c> if any are named.</summary>
    FightersMassed,

    /// <summary>Inhabitants of the locations that the bloc owns.</summary>
    HeldPopulation,

    /// <summary>Area of the locations that the bloc owns, km².</summary>
    HeldArea,

    /// <summary>
    /// Days from the first capture of the location by the bloc (any bloc if empty) to the first report that it is its;
    /// below 0 where it was announced early.
    /// </summary>
    ReportedLag,

    /// <summary>Mean morale, weighted by fighters, of the bloc's units, 0 to 1.</summary>
    Morale,

    /// <summary>Mean effectiveness, weighted by fighters, of the bloc's units, 1 for trained regulars.</summary>
    Quality,

    /// <summary>Mean prestige of the bloc's factions, weighted by fighters, 0 to 1.</summary>
    Prestige,

    /// <summary>Mean consolidation of the locations that the bloc owns, 0 to 1.</summary>
    Consolidation,

    /// <summary>
    /// Mean control zone of the bloc at the locations, weighted by inhabitants: 1 where it is in full control to 5 where its
    /// strongest rival is.
    /// </summary>
    ControlZone,

    /// <summary>Mean legitimacy of the bloc's rule over the inhabitants of the locations that it owns, 0 to 1.</summary>
    Legitimacy,

    /// <summary>Mean grievance of the inhabitants, 0 to 1.</summary>
    Grievance,

    /// <summary>Mean fear of the inhabitants, 0 to 1.</summary>
    Fear,

    /// <summary>Greatest tension between a faction of the bloc and one of another bloc, 0 to 1; 0 where there is none.</summary>
    Tension,

    /// <summary>Mean consent of the hosts of the bloc's factions, 0 to 1.</summary>
    Consent,

    /// <summary>Inhabitants who have no way out.</summary>
    Besieged,

    /// <summary>People who have fled from the locations.</summary>
    Displaced,

    /// <summary>Fighters whom the bloc recruited among the inhabitants, in all.</summary>
    Recruited,

    /// <summary>Volunteers from abroad who joined the bloc, in all.</summary>
    Inflow,

    /// <summary>Fighters who deserted the bloc, in all.</summary>
    Deserted,

    /// <summary>Fighters of other factions who came over to the bloc's, in all.</summary>
    Defected,

    /// <summary>Fighters of the bloc who were killed, in all.</summary>
    Killed,

    /// <summary>Inhabitants who were killed, in all.</summary>
    CiviliansKilled,

    /// <summary>Income of the bloc's factions from territory and from outside, USD, in all.</summary>
    Revenue,

    /// <summary>Lines of one kind in the event log, as attacks or captures: of the bloc and at the locations, where they are named.</summary>
    Events,
}
