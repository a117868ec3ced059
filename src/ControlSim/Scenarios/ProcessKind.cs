namespace ControlSim.Scenarios;

/// <summary>The processes of a tick, in the order of the schedule; all of them run unless a scenario switches one off.</summary>
public enum ProcessKind
{
    Relations,
    Events,
    Triggers,
    AirCover,
    Commander,
    Command,
    Aggregation,
    Supply,
    Posture,
    Movement,
    AirStrikes,
    Combat,
    Interdiction,
    Attacks,
    Break,
    Control,
    Morale,
    Coalitions,
    HostConsent,
}
