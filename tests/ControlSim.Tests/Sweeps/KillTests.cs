using System.Diagnostics;
using System.Globalization;

namespace ControlSim.Tests.Sweeps;

/// <summary>
/// Sweeps in a process of their own, killed as kill -9 kills. CONTROLSIM_KILLS sets the number of kills at random moments; one
/// where nothing is said, because each costs the start of a process. Then one more is aimed at a write.
/// </summary>
public sealed class KillTests : IDisposable
{
    private const int MostAimed = 20;
    private readonly SweepFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void A_killed_sweep_ends_in_the_same_bytes_and_does_nothing_twice_that_was_whole()
    {
        Assert.Equal(0, files.Run("whole", "grid", "--replicates", "40", "--part-size", "4", "--jobs", "2"));
        int kills = int.Parse(Environment.GetEnvironmentVariable("CONTROLSIM_KILLS") ?? "1", CultureInfo.InvariantCulture);
        var random = new Random(20171103);
        var seen = new Dictionary<string, DateTime>(StringComparer.Ordinal);
        int inside = 0;
        for (int kill = 0; kill < kills || (inside == 0 && kill < kills + MostAimed); kill++)
        {
            // The first kills come at random moments after the first part, the others when a part is being written.
            Killed(kill, kill < kills ? () => Thread.Sleep(random.Next(1, 60)) : WaitForWriting);
            inside += Directory.GetFiles(files.Cli.In("a/parts"), ".part-*.tmp").Length > 0 ? 1 : 0;
            foreach ((string part, DateTime written) in seen)
            {
                Assert.True(File.Exists(part), $"{part} was lost");
                Assert.Equal(written, File.GetLastWriteTimeUtc(part));
            }

            foreach (string part in files.Parts("a"))
            {
                seen[part] = File.GetLastWriteTimeUtc(part);
            }
        }

        Assert.True(inside > 0, "no kill fell inside a write");
        Assert.Equal(0, files.Run("a", "grid", "--replicates", "40", "--part-size", "4", "--jobs", "3"));
        Assert.All(seen, s => Assert.Equal(s.Value, File.GetLastWriteTimeUtc(s.Key)));
        Assert.Equal(files.Merged("whole"), files.Merged("a"));
        Assert.Empty(Directory.GetFiles(files.Cli.In("a/parts"), ".*"));
    }

    /// <summary>Starts the sweep, as one process or as one of two workers, and kills it.</summary>
    private void Killed(int kill, Action wait)
    {
        int before = Directory.Exists(files.Cli.In("a/parts")) ? files.Parts("a").Length : 0;
        string[] how = kill % 2 == 0 ? ["run"] : ["work"];
        string[] more = kill % 2 == 0 ? ["--jobs", "2"] : ["--jobs", "1", "--shard", $"{kill / 2 % 2}/2"];
        string program = Path.Combine(AppContext.BaseDirectory, "ControlSim.Cli.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet",
            ["exec", program, "sweep", .. how, files.Path, "--design", "grid", "--replicates", "40", "--part-size", "4", "--out", files.Cli.In("a"), .. more])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        while (!process.HasExited && (!Directory.Exists(files.Cli.In("a/parts")) || files.Parts("a").Length <= before))
        {
            Thread.Sleep(1);
        }

        wait();
        process.Kill();
        process.WaitForExit();
    }

    private void WaitForWriting()
    {
        var watch = Stopwatch.StartNew();
        string parts = files.Cli.In("a/parts");
        while (watch.ElapsedMilliseconds < 2000 && !Directory.EnumerateFiles(parts, ".part-*.tmp").Any())
        {
        }
    }
}
