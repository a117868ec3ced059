using System.Runtime.InteropServices;

namespace ControlSim.Cli;

/// <summary>
/// Ctrl-C and SIGTERM: the first asks the work to stop, which removes what is half-written; a second one ends the process at
/// once.
/// </summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations = [];

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Exit code that tells which signal it was.</summary>
    public int ExitCode { get; private set; } = Cli.ExitCode.Interrupted;

    /// <summary>Listens to the signals of this process.</summary>
    public static StopSignal OfProcess()
    {
        var stop = new StopSignal();
        stop.Listen(PosixSignal.SIGINT, Cli.ExitCode.Interrupted);
        stop.Listen(PosixSignal.SIGTERM, Cli.ExitCode.Terminated);
        return stop;
    }

    /// <summary>
    /// Also stops on the early warning that schedulers send before their time limit: SIGUSR1, whose number only Linux is asked
    /// for here (10; elsewhere it differs).
    /// </summary>
    public void ListenToEarlyWarning()
    {
        const int Usr1 = 10;
        if (OperatingSystem.IsLinux())
        {
            Listen((PosixSignal)Usr1, Cli.ExitCode.Early);
        }
    }

    /// <summary>Stops as a signal does.</summary>
    public void Stop(int exitCode)
    {
        ExitCode = exitCode;
        source.Cancel();
    }

    public void Dispose()
    {
        registrations.ForEach(r => r.Dispose());
        source.Dispose();
    }

    private void Listen(PosixSignal signal, int exitCode) => registrations.Add(PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = !source.IsCancellationRequested;
        Stop(exitCode);
    }));
}
