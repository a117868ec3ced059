using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
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

    /// <summary>So many that both distances of the two cores are met where they change.</summary>
    private const int PartsOfThreads = 21;

    /// <summary>Where two threads are measured the compiler, which wants the second core, has to be done with the code of every tick.</summary>
    private const int WarmTicksOfThreads = 120;

    // A scenario without commander days has no time of them: not a number.
    private static readonly JsonSerializerOptions Numbers = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static int Print(string[] args)
    {
        Dictionary<string, double> numbers = args[0] switch
        {
            "tick" => Tick(Number(args[1]), Number(args[2]), Number(args[3]), Number(args[4])),
            "threads" => Threads(Number(args[1]), Number(args[2]), Number(args[3])),
            "processes" => Processes(Number(args[1]), Number(args[2]), Number(args[3])),
            "scenario" => OfScenario(args[1], Number(args[2])),
            "walk" => Walk(Number(args[1]), Number(args[2]), Number(args[3]), Number(args[4])),
            "replicates" => ReplicatesOf(Number(args[1]), Number(args[2])),
            _ => throw new ArgumentException($"There is no measurement {args[0]}.", nameof(args)),
        };
        Console.WriteLine(JsonSerializer.Serialize(numbers, Numbers));
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
            ? JsonSerializer.Deserialize<Dictionary<string, double>>(line, Numbers)!
            : throw new InvalidOperationException($"The measurement {string.Join(' ', args)} failed.");
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static Dictionary<string, double> Tick(int units, int locations, int corridors, int ticks)
    {
        MeasuredRun run = StartSynthetic(units, locations, corridors);
        double first = Warm(run, locations);
        double[] parts = new double[Parts];
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int part = 0; part < Parts; part++)
        {
            long before = ThreadTime.Now();
            for (int tick = 0; tick < ticks; tick++)
            {
                run.Tick();
            }

            parts[part] = (ThreadTime.Now() - before) / 1e6 / ticks;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        UnitActivity share = run.CountedTick() / run.Units;
        using var process = Process.GetCurrentProcess();
        return new()
        {
            ["ms"] = Median(parts),
            ["first"] = first,
            ["bytes"] = (double)allocated / (Parts * ticks),
            ["rss"] = process.PeakWorkingSet64,
            ["fight"] = share.Fight,
            ["move"] = share.Move,
            ["switch"] = share.Switch,
        };
    }

    /// <summary>The bare walk and the whole model on the same graph, ticks of both in turn.</summary>
    private static Dictionary<string, double> Walk(int units, int locations, int corridors, int ticks)
    {
        MeasuredRun run = StartSynthetic(units, locations, corridors);
        var walk = new BareWalk(Worlds.Graph(locations, corridors), units);
        Warm(run, locations);
        double Milliseconds(int times, Action tick)
        {
            long before = ThreadTime.Now();
            for (int i = 0; i < times; i++)
            {
                tick();
            }

            return (ThreadTime.Now() - before) / 1e6 / times;
        }

        Milliseconds(WarmTicks, walk.Tick);
        (double Model, double Walk)[] parts = [.. Enumerable.Range(0, Parts).Select(_ => (Milliseconds(ticks, run.Tick), Milliseconds(ticks, walk.Tick)))];
        return walk.Counted != units
            ? throw new InvalidOperationException($"The walk lost agents: {walk.Counted} of {units} were counted.")
            : new() { ["walk"] = Median(parts.Select(p => p.Walk)), ["model"] = Median(parts.Select(p => p.Model)), ["ratio"] = Median(parts.Select(p => p.Model / p.Walk)) };
    }

    /// <summary>
    /// Wall time of a tick with one thread and with two in turn, so that both meet the same other work; apart where the two cores share a cache
    /// and where they do not.
    /// </summary>
    private static Dictionary<string, double> Threads(int units, int locations, int ticks)
    {
        using var threads = new ChunkThreads(2);
        MeasuredRun one = Start(Worlds.Synthetic(units, locations, 100_000), null);
        MeasuredRun two = Start(Worlds.Synthetic(units, locations, 100_000), threads.Run);
        for (int tick = 0; tick < WarmTicksOfThreads; tick++)
        {
            one.Tick();
            two.Tick();
        }

        long allocated = 0;
        var (all, near, far) = (new List<double>(), new List<double>(), new List<double>());
        for (int part = 0; part < PartsOfThreads; part++)
        {
            bool began = CoreDistance.Nanoseconds() < CoreDistance.Near;
            long before = threads.AllocatedBytes;
            double ratio = Wall(one, ticks) / Wall(two, ticks);
            allocated += threads.AllocatedBytes - before;
            bool ended = CoreDistance.Nanoseconds() < CoreDistance.Near;
            all.Add(ratio);
            (began != ended ? [] : began ? near : far).Add(ratio);
        }

        return new()
        {
            ["ratio"] = Median(all),
            ["near"] = Median(near),
            ["far"] = Median(far),
            ["nears"] = near.Count,
            ["fars"] = far.Count,
            ["same"] = one.StateHash() == two.StateHash() ? 1 : 0,
            ["bytes"] = allocated / (2 * PartsOfThreads * ticks),
        };
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

    /// <summary>Microseconds of each process in a tick: the least of five means.</summary>
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
                    long begin = ThreadTime.Now();
                    steps[i].Step();
                    parts[part, i] += (ThreadTime.Now() - begin) / 1000.0 / ticks;
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

    /// <summary>Days, and what a replicate takes beside them; the first seconds are left out, for the code is compiled meanwhile.</summary>
    private static Dictionary<string, double> OfScenario(string name, int rounds)
    {
        Scenario scenario = Worlds.Library(name);
        var (ordinary, commander) = (new List<double>(), new List<double>());
        var (setup, replicate, megabytes) = (new List<double>(), new List<double>(), new List<double>());
        var prepared = new PreparedScenario(scenario);
        long begun = Environment.TickCount64;
        for (int round = -100; round < rounds; round++)
        {
            round = round < 0 && Environment.TickCount64 - begun > Worlds.WarmMilliseconds ? 0 : round;
            (World world, Schedule schedule) = Worlds.Open(UncertainDraws.Drawn(scenario, (ulong)(round + 100)), 0);
            while (world.Tick < scenario.Ticks)
            {
                bool decides = CommanderDayBenchmarks.IsCommanderDay(world, world.Tick + 1);
                long begin = ThreadTime.Now();
                schedule.Tick();
                (round < 0 ? [] : decides ? commander : ordinary).Add((ThreadTime.Now() - begin) / 1000.0);
            }

            for (int i = 0; i < Parts; i++)
            {
                ulong key = StableId.RunKey(scenario.Seed, 0, ((round + 100) * Parts) + i);
                long begin = ThreadTime.Now();
                OpenRun.Start(prepared, key, RecorderOptions.DailyOnly);
                (round < 0 ? [] : setup).Add((ThreadTime.Now() - begin) / 1e6);
            }

            long bytes = GC.GetAllocatedBytesForCurrentThread(), start = ThreadTime.Now();
            Simulation.Run(prepared, StableId.RunKey(scenario.Seed, 0, round + 100), RecorderOptions.DailyOnly, CancellationToken.None);
            (round < 0 ? [] : replicate).Add((ThreadTime.Now() - start) / 1e6);
            megabytes.Add((GC.GetAllocatedBytesForCurrentThread() - bytes) / 1e6);
        }

        return new()
        {
            ["ordinary"] = Median(ordinary),
            ["commander"] = Median(commander),
            ["setup"] = Median(setup),
            ["replicate"] = Median(replicate),
            ["megabytes"] = Median(megabytes),
        };
    }

    /// <summary>Wall time of replicates on one thread over that on two, in turn; seconds that a thousand of 90 days take on them.</summary>
    private static Dictionary<string, double> ReplicatesOf(int count, int jobs)
    {
        Scenario scenario = Worlds.AlQaim();
        Scenario days = ScenarioCut.Until(scenario, scenario.Start.AddDays(90));
        double Wall(Scenario what, int threads)
        {
            var watch = Stopwatch.StartNew();
            Replicates.Run(what, count, threads, RecorderOptions.DailyOnly, null, CancellationToken.None);
            return watch.Elapsed.TotalMilliseconds;
        }

        Wall(scenario, jobs);
        return new()
        {
            ["ratio"] = Median(Enumerable.Range(0, Parts).Select(_ => Wall(scenario, 1) / Wall(scenario, jobs))),
            ["thousand"] = Median(Enumerable.Range(0, Parts).Select(_ => Wall(days, jobs))) / count,
        };
    }

    /// <summary>Compiled in full at once: code that is not holds on to the scenario, 130 MB at a million units, while the world is made.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static MeasuredRun StartSynthetic(int units, int locations, int corridors) =>
        Start(Worlds.Synthetic(units, locations, corridors, 100_000), null);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static MeasuredRun Start(Scenario scenario, ChunkRunner? runner) =>
        MeasuredRun.Start(scenario, StableId.RunKey(scenario.Seed, 0, 0), runner);

    /// <summary>Fewer ticks where those of commanders take seconds: all code has run many times within one.</summary>
    /// <returns>Milliseconds a tick.</returns>
    private static double Warm(MeasuredRun run, int locations)
    {
        int ticks = locations > 5_000 ? WarmTicks / 3 : WarmTicks;
        long before = ThreadTime.Now();
        for (int tick = 0; tick < ticks; tick++)
        {
            run.Tick();
        }

        return (ThreadTime.Now() - before) / 1e6 / ticks;
    }
}
