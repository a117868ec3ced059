namespace ControlSim.Study.Sweeps;

/// <summary>How a run of a sweep ended.</summary>
public enum RunStatus
{
    Ok,

    /// <summary>The row makes no valid scenario.</summary>
    Invalid,

    /// <summary>The run ended with an error.</summary>
    Failed,

    /// <summary>The process ended in the middle of this run several times, so it is not tried again.</summary>
    SetAside,
}
