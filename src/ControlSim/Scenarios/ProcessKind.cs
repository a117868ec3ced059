namespace ControlSim.Scenarios;

/// <summary>
/// The processes of a tick, in the order of the schedule; all of them run unless a scenario switches one off. Those that only
/// keep the log have no switch.
/// </summary>
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
    Reporting,
    Society,
    Finance,
    Desertion,
    Recruitment,
    Conscription,
    ForeignInflow,
    Displacement,
    Morale,
    Coalitions,
    HostConsent,
}
