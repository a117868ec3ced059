namespace ControlSim.Randomness;

/// <summary>
/// Numbers of the processes that draw, as they enter the counter of a draw. They follow the order within a tick (MODEL 6.2) and
/// never change: a changed number changes every run.
/// </summary>
internal enum ProcessId
{
    Command = 0,
    Events = 1,
    Supply = 2,
    Posture = 3,
    Movement = 4,
    Air = 5,
    Combat = 6,
    Break = 7,
    Control = 8,
    Finance = 10,
    Recruitment = 11,
    Politics = 12,
    Attacks = 13,
    Interdiction = 14,
    Desertion = 15,
    Displacement = 16,
    Triggers = 20,
    Morale = 21,

    /// <summary>No process: values of uncertain parameters, drawn before the first tick.</summary>
    Uncertainty = 22,

    /// <summary>No process: first digits of the draws of units, which processes share.</summary>
    Units = 23,
}
