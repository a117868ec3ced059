using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ControlSim.Benchmarks;

/// <summary>
/// CPU time of the calling thread, nanoseconds: on a machine with other work it is what the work itself took. On Linux the
/// thread's own clock, some 0.2 µs a reading; elsewhere the wall clock.
/// </summary>
internal static partial class ThreadTime
{
    private const int ThreadClock = 3; // CLOCK_THREAD_CPUTIME_ID

    public static long Now() => OperatingSystem.IsLinux() && Read(ThreadClock, out Timespec time) == 0
        ? (time.Seconds * 1_000_000_000L) + time.Nanoseconds
        : Stopwatch.GetTimestamp() * (1_000_000_000L / Stopwatch.Frequency);

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Read(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Timespec
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
