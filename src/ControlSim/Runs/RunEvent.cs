namespace ControlSim.Runs;

/// <summary>
/// Kind of a logged event. Events of units are one line a location, bloc, day and wording, with all fighters concerned. To
/// add a kind: a member at the end with its terms, the meaning of new names in <see cref="EventLegend"/>, and one call of
/// <c>EventLog.Add</c> or <c>Join</c> where it happens.
/// </summary>
public enum RunEventKind
{
    /// <summary>A bloc becomes owner; the other is the last owner. Strengths, losses and supply are those of the battle, if there was one.</summary>
    [Terms("own_strength", "enemy_strength", "own_share", "previous_share", "enemy_supply", "battle_days", "own_lost", "enemy_lost")]
    Capture,

    /// <summary>The owner's share fell too low; the other is the bloc with the greatest share.</summary>
    [Terms("share", "other_share", "own_massed", "enemy_massed")]
    OwnerLost,

    /// <summary>Hostile massed units face each other: a bloc against the owner, or against the next strongest.</summary>
    [Terms("own_strength", "enemy_strength", "own_massed", "enemy_massed")]
    BattleBegins,

    /// <summary>No battle for three days.</summary>
    [Terms("battle_days", "own_lost", "enemy_lost")]
    BattleEnds,

    /// <summary>An operation attacks its objective, or a single action is carried out.</summary>
    [Terms("own_strength", "enemy_strength", "required_ratio", "preparation_days", "asked")]
    OperationLaunched,

    /// <summary>The objective is taken, or held by a friend.</summary>
    [Terms("days", "lost")]
    OperationWon,

    /// <summary>The attack is broken off.</summary>
    [Terms("loss_share", "loss_limit", "own_strength", "enemy_strength", "days")]
    OperationAborted,

    /// <summary>An order waited too long; the place is the first that its bloc does not hold.</summary>
    [Terms("waited_days")]
    OrderLapsed,

    /// <summary>Units give way in a battle; the place is where they retreat to.</summary>
    [Terms("situation:defender|attacker|last-stand|main-city-lost", "reason:losses|morale", "outcome:retreat|encircled", "units+", "loss_share", "limit", "morale", "supply")]
    UnitsBroke,

    /// <summary>Units go over to cells.</summary>
    [Terms("cause:weighing|order|encircled|raid|given-up", "units+", "z", "force", "supply", "morale", "air", "order")]
    UnitsDispersed,

    /// <summary>Cells mass.</summary>
    [Terms("cause:weighing|order|encircled|raid|given-up", "units+", "z", "force", "supply", "morale", "air", "order")]
    UnitsMassed,

    /// <summary>Encircled fighters surrender.</summary>
    [Terms("units+", "supply", "morale")]
    UnitsSurrendered,

    /// <summary>A dated event takes effect.</summary>
    [Terms("value")]
    DatedEvent,

    /// <summary>The forces of an operation should attack and do not: too few have gathered, or they are too weak. Once a month.</summary>
    [Terms("reason:forces|ratio", "own_strength", "enemy_strength", "required_ratio", "assembled", "asked")]
    OperationDelayed,

    /// <summary>Units leave, under orders or because their commander gives the place up; the place is where they go.</summary>
    [Terms("units+", "supply", "own_strength", "enemy_strength")]
    UnitsWithdrew,

    /// <summary>
    /// A headquarters moves here, or stands here anew; the place is the one that it leaves, the strengths those of its garrison
    /// and of the enemy at and beside it there.
    /// </summary>
    [Terms("own_strength", "enemy_strength")]
    HeadquartersMoved,

    /// <summary>The place of a headquarters is lost.</summary>
    HeadquartersLost,

    /// <summary>An attack of cells; the fighters are its size, the number that it kills.</summary>
    Attack,

    /// <summary>Massed units lose fighters on a road past hostile posts.</summary>
    Interdiction,

    /// <summary>Strikes from the air kill fighters.</summary>
    AirStrike,

    /// <summary>A crossing shuts, to supply or to units.</summary>
    [Terms("to_supply:no|yes", "to_units:no|yes")]
    CrossingClosed,

    /// <summary>A crossing opens, to supply or to units.</summary>
    [Terms("to_supply:no|yes", "to_units:no|yes")]
    CrossingOpened,

    /// <summary>The mean supply state of a bloc's fighters at a location falls below 0.5.</summary>
    [Terms("supply", "fill", "access", "short_days")]
    SupplyLow,

    /// <summary>It is at 0.6 again.</summary>
    [Terms("supply", "fill", "access")]
    SupplyRestored,

    /// <summary>The public is told that the location belongs to the bloc; the other is who it was told before.</summary>
    [Terms("share", "early:no|yes", "delay_days")]
    Reported,

    /// <summary>A condition of a trigger that fires: the quantity and the bound that it passed. One line a condition.</summary>
    [Terms("quantity", "bound")]
    TriggerFired,

    /// <summary>The effects of a trigger happen.</summary>
    TriggerActed,

    /// <summary>Forces that deconflict clash; the tension is the one after it.</summary>
    [Terms("tension")]
    Incident,

    /// <summary>Rivals turn hostile where they deconflicted.</summary>
    [Terms("tension", "bound")]
    RivalsTurnHostile,

    /// <summary>Rivals that tension had made hostile deconflict again.</summary>
    [Terms("tension", "bound")]
    RivalsDeconflict,

    /// <summary>A host's consent falls below its limit; the other is the host.</summary>
    [Terms("consent", "bound")]
    ConsentLost,

    /// <summary>A presence ends; the other is the host.</summary>
    [Terms("consent", "bound")]
    PresenceEnded,

    /// <summary>Units leave the map because their presence has ended; the subject is the country.</summary>
    UnitsDeparted,

    /// <summary>Units come back because their presence has begun again; the subject is the country.</summary>
    UnitsReturned,

    /// <summary>The ring round a besieged place closes: no road serves the other bloc there any more.</summary>
    [Terms("own_strength", "enemy_strength", "supply")]
    SiegeLaid,

    /// <summary>It opens: nobody defends the place any more, or the besiegers leave or have become too weak.</summary>
    [Terms("ending:fallen|lifted", "days", "own_strength", "enemy_strength", "supply")]
    SiegeEnds,
}

/// <summary>One line of the event log.</summary>
/// <param name="Tick">Tick.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Location">Row in <c>Scenario.Locations</c>, or -1.</param>
/// <param name="Bloc">Row in <c>Scenario.Blocs</c>, or -1.</param>
/// <param name="Other">Row of the other bloc, or -1.</param>
/// <param name="Fighters">Fighters concerned.</param>
/// <param name="Subject">Id of the order, dated event, crossing, trigger and condition, presence or pair of factions; empty if none.</param>
public readonly record struct RunEvent(int Tick, RunEventKind Kind, int Location, int Bloc, int Other, double Fighters, string Subject)
{
    /// <summary>What decided.</summary>
    public EventTerms Terms { get; init; } = EventTerms.None;

    /// <summary>A second location, row in <c>Scenario.Locations</c>: where an operation starts, where units go; or -1.</summary>
    public int Place { get; init; } = -1;
}
