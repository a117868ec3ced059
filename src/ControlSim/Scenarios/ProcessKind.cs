namespace ControlSim.Scenarios;

/// <summary>The processes of a tick, in the order of the schedule; all of them run unless a scenario switches one off.</summary>
public enum ProcessKind
{
    Relations,
    Events,
    Triggers,
    Command,
    Aggregation,
    Supply,
    Posture,
    Movement,
    Combat,
    Break,
    Control,
    Morale,
    Coalitions,
    HostConsent,
}
