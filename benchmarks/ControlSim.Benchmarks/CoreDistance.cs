using System.Diagnostics;

namespace ControlSim.Benchmarks;

/// <summary>
/// How long a word takes from one core to another: some 50 ns where they share their last cache and 100 to 200 where they do not, which
/// on a virtual machine can change within a second. Two threads that work on one world exchange much of it every tick.
/// </summary>
internal static class CoreDistance
{
    /// <summary>Above this the two cores have no cache in common.</summary>
    public const double Near = 100;

    private const int Rounds = 20_000;

    /// <summary>Nanoseconds one way.</summary>
    public static double Nanoseconds()
    {
        int word = 0;
        var other = new Thread(() =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                while (Volatile.Read(ref word) != (2 * round) + 1)
                {
                }

                Volatile.Write(ref word, (2 * round) + 2);
            }
        });
        other.Start();
        var watch = Stopwatch.StartNew();
        for (int round = 0; round < Rounds; round++)
        {
            Volatile.Write(ref word, (2 * round) + 1);
            while (Volatile.Read(ref word) != (2 * round) + 2)
            {
            }
        }

        other.Join();
        return watch.Elapsed.TotalNanoseconds / (2 * Rounds);
    }
}
