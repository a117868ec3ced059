using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Experiments;
using ControlSim.Study.Measurements;
using ControlSim.Tables;

namespace ControlSim.Benchmarks;

/// <summary>
/// One measurement in a process of its own, printed as one line of JSON: numbers by name. Times of one thread are processor
/// time, so that other work on the machine lengthens them little; the middle one of five parts of a run is given.
/// </summary>
internal static class Cell
{
    private const int Parts = 5;
    private const int WarmTicks = 30;

    public static int Print(string[] args)
    {
        Dictionary<string, double> numbers = args[0] switch
        {
            "tick" => Tick(Number(args[1]), Number(args[2]), Number(args[3])),
            "threads" => Threads(Number(args[1]), Number(args[2]), Number(args[3])),
            "processes" => Processes(Number(args[1]), Number(args[2]), Number(args[3])),
            "al-qaim" => AlQaim(),
            "replicates" => ReplicatesOf(Number(args[1]), Number(args[2])),
            _ => throw new ArgumentException($"There is no measurement {args[0]}.", nameof(args)),
        };
        Console.WriteLine(JsonSerializer.Serialize(numbers));
        return 0;
    }

    /// <summary>Runs a measurement in a new process.</summary>
    public static Dictionary<string, double> Run(params object[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        string program = typeof(Cell).Assembly.Location;
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(program);
        }

        start.ArgumentList.Add("cell");
        foreach (object arg in args)
        {
            start.ArgumentList.Add(Convert.ToString(arg, CultureInfo.InvariantCulture)!);
        }

        using Process child = Process.Start(start)!;
        string line = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0
            ? JsonSerializer.Deserialize<Dictionary<string, double>>(line)!
            : throw new InvalidOperationException($"The measurement {string.Join(' ', args)} failed.");
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static Dictionary<string, double> Tick(int units, int locations, int ticks)
    {
        MeasuredRun run = Start(Worlds.Synthetic(units, locations, 100_000), null);
        Warm(run);
        double[] parts = new double[Parts];
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int part = 0; part < Parts; part++)
        {
            TimeSpan before = Cpu();
            for (int tick = 0; tick < ticks; tick++)
            {
                run.Tick();
            }

            parts[part] = (Cpu() - before).TotalMilliseconds / ticks;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        UnitActivity share = run.CountedTick() / run.Units;
        using var process = Process.GetCurrentProcess();
        return new()
        {
            ["ms"] = Median(parts),
            ["bytes"] = (double)allocated / (Parts * ticks),
            ["rss"] = process.PeakWorkingSet64,
            ["fight"] = share.Fight,
            ["move"] = share.Move,
            ["switch"] = share.Switch,
        };
    }

    /// <summary>Wall time of a tick with one thread and with two in turn, so that both meet the same other work.</summary>
    private static Dictionary<string, double> Threads(int units, int locations, int ticks)
    {
        using var threads = new ChunkThreads(2);
        MeasuredRun one = Start(Worlds.Synthetic(units, locations, 100_000), null);
        MeasuredRun two = Start(Worlds.Synthetic(units, locations, 100_000), threads.Run);
        Warm(one);
        Warm(two);
        var ratios = new double[Parts];
        for (int part = 0; part < Parts; part++)
        {
            ratios[part] = Wall(one, ticks) / Wall(two, ticks);
        }

        return new() { ["ratio"] = Median(ratios), ["same"] = one.StateHash() == two.StateHash() ? 1 : 0 };
    }

    private static double Wall(MeasuredRun run, int ticks)
    {
        var watch = Stopwatch.StartNew();
        for (int tick = 0; tick < ticks; tick++)
        {
            run.Tick();
        }

        return watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>Microseconds of each process in a tick: the least of five means, as other work only lengthens wall time.</summary>
    private static Dictionary<string, double> Processes(int units, int locations, int ticks)
    {
        (World world, Schedule schedule) = Worlds.Open(Worlds.Synthetic(units, locations, 100_000), WarmTicks);
        (string Name, Action Step)[] steps = ProcessSteps.Of(schedule);
        var parts = new double[Parts, steps.Length];
        for (int part = 0; part < Parts; part++)
        {
            for (int tick = 0; tick < ticks; tick++)
            {
                world.Tick++;
                for (int i = 0; i < steps.Length; i++)
                {
                    long begin = Stopwatch.GetTimestamp();
                    steps[i].Step();
                    parts[part, i] += Stopwatch.GetElapsedTime(begin).TotalMicroseconds / ticks;
                }

                world.Society.EndDay();
            }
        }

        var numbers = new Dictionary<string, double>();
        for (int i = 0; i < steps.Length; i++)
        {
            double least = Enumerable.Range(0, Parts).Min(part => parts[part, i]);
            numbers[steps[i].Name] = numbers.GetValueOrDefault(steps[i].Name) + least;
        }

        return numbers;
    }

    private static Dictionary<string, double> AlQaim()
    {
        Scenario scenario = Worlds.AlQaim();
        var ordinary = new List<double>();
        var commander = new List<double>();
        for (int round = 0; round < Parts; round++)
        {
            (World world, Schedule schedule) = Worlds.Open(scenario, 0);
            while (world.Tick < scenario.Ticks)
            {
                bool decides = AlQaimTickBenchmarks.IsCommanderDay(world, world.Tick + 1);
                long begin = Stopwatch.GetTimestamp();
                schedule.Tick();
                (decides ? commander : ordinary).Add(Stopwatch.GetElapsedTime(begin).TotalMicroseconds);
            }
        }

        var replicate = new double[Parts];
        for (int i = 0; i < Parts; i++)
        {
            TimeSpan before = Cpu();
            Simulation.Run(scenario, StableId.RunKey(scenario.Seed, 0, i), RecorderOptions.DailyOnly, CancellationToken.None);
            replicate[i] = (Cpu() - before).TotalMilliseconds;
        }

        return new() { ["ordinary"] = Median(ordinary), ["commander"] = Median(commander), ["replicate"] = Median(replicate) };
    }

    /// <summary>Wall time of replicates on one thread over that on two, in turn.</summary>
    private static Dictionary<string, double> ReplicatesOf(int count, int jobs)
    {
        Scenario scenario = Worlds.AlQaim();
        double Wall(int threads)
        {
            var watch = Stopwatch.StartNew();
            Replicates.Run(scenario, count, threads, RecorderOptions.DailyOnly, null, CancellationToken.None);
            return watch.Elapsed.TotalMilliseconds;
        }

        Wall(jobs);
        return new() { ["ratio"] = Median(Enumerable.Range(0, Parts).Select(_ => Wall(1) / Wall(jobs))) };
    }

    private static MeasuredRun Start(Scenario scenario, ChunkRunner? runner) =>
        MeasuredRun.Start(scenario, StableId.RunKey(scenario.Seed, 0, 0), runner);

    private static void Warm(MeasuredRun run)
    {
        for (int tick = 0; tick < WarmTicks; tick++)
        {
            run.Tick();
        }
    }

    private static TimeSpan Cpu()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
