namespace ControlSim.Cli;

/// <summary>Exit codes: sysexits.h where it has one, so that schedulers can tell what to retry.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Finished, but some runs failed.</summary>
    public const int SomeFailed = 1;

    public const int Usage = 2;

    /// <summary>Scenario or what-if invalid.</summary>
    public const int InvalidData = 65;

    /// <summary>Input missing or not readable.</summary>
    public const int NoInput = 66;

    /// <summary>A bug of ours.</summary>
    public const int Software = 70;

    /// <summary>Output cannot be created.</summary>
    public const int CannotCreate = 73;

    public const int InputOutput = 74;

    /// <summary>Stopped early on an early-warning signal or a time limit; what is done is kept, so a scheduler may start it again.</summary>
    public const int Early = 75;

    /// <summary>Stopped by Ctrl-C.</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by SIGTERM.</summary>
    public const int Terminated = 143;
}
