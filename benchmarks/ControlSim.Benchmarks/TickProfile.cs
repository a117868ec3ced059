using System.Globalization;
using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.ScenarioFiles;

namespace ControlSim.Benchmarks;

/// <summary>
/// Where a tick's time goes: every call that <see cref="Schedule.Tick"/> makes, timed by itself with the thread's CPU clock over
/// whole runs, days on which a commander decides apart from the others; with repeats the least of so many runs of the same day,
/// which other work on the machine disturbs less. Every run must end with the hash of an untimed one, so
/// that the calls cannot fall behind the schedule.
/// </summary>
internal static class TickProfile
{
    private const string Usage = "tick-profile FILE [--replicates N] [--repeats N] [--what-if NAME] [--set PATH=VALUE]";

    /// <summary>Runs it: one warm-up replicate, then the timed ones.</summary>
    public static int Run(string[] args)
    {
        if (args.Length == 0)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        List<string> whatIfs = [];
        List<KeyValuePair<string, string>> sets = [];
        int replicates = 5, repeats = 1;
        for (int i = 1; i + 1 < args.Length; i += 2)
        {
            switch (args[i])
            {
                case "--replicates": replicates = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
                case "--repeats": repeats = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
                case "--what-if": whatIfs.Add(args[i + 1]); break;
                case "--set": sets.Add(new(args[i + 1].Split('=')[0], args[i + 1].Split('=')[1])); break;
                default: Console.Error.WriteLine(Usage); return 2;
            }
        }

        ScenarioReading reading = ScenarioReader.Read(args[0], whatIfs, sets);
        if (reading.Scenario is not Scenario scenario)
        {
            Console.Error.WriteLine($"{reading.Problems.Length} problems: see controlsim check.");
            return 65;
        }

        Time(scenario, replicates, repeats);
        return 0;
    }

    private static void Time(Scenario scenario, int replicates, int repeats)
    {
        var times = new Dictionary<string, List<(long Time, bool Commander)>>();
        for (int replicate = -2; replicate < replicates; replicate++)
        {
            Dictionary<string, List<(long Time, bool Commander)>> least = [];
            for (int repeat = 0; repeat < (replicate < 0 ? 1 : repeats); repeat++)
            {
                Dictionary<string, List<(long Time, bool Commander)>> now = [];
                RunOnce(scenario, StableId.RunKey(scenario.Seed, 0, Math.Max(0, replicate)), repeat == 0, now);
                foreach ((string name, List<(long Time, bool Commander)> days) in now)
                {
                    least[name] = least.TryGetValue(name, out var known)
                        ? [.. known.Zip(days, (a, b) => (Math.Min(a.Time, b.Time), a.Commander))] : days;
                }
            }

            foreach ((string name, List<(long Time, bool Commander)> days) in replicate < 0 ? [] : least)
            {
                if (!times.TryAdd(name, days))
                {
                    times[name].AddRange(days);
                }
            }
        }

        Print(scenario, times);
    }

    private static void RunOnce(Scenario scenario, ulong key, bool check, Dictionary<string, List<(long Time, bool Commander)>> times)
    {
        var options = RecorderOptions.DailyOnly;
        var run = new TimedRun(scenario, key, options, times);
        run.ToEnd();
        if (check && run.Hash != Simulation.Run(scenario, key, options, CancellationToken.None).StateHash)
        {
            throw new InvalidOperationException("The timed run ends in another state: bring ProcessSteps.Calls to what Schedule.Tick does.");
        }
    }

    private static void Print(Scenario scenario, Dictionary<string, List<(long Time, bool Commander)>> times)
    {
        Console.WriteLine($"{scenario.Name}: {scenario.Locations.Length} locations, {scenario.Corridors.Length} corridors; microseconds of CPU");
        Console.WriteLine($"{"call",-28}{"median",10}{"mean",10}{"commander days",16}");
        double sumMedian = 0, sumMean = 0, sumCommander = 0;
        foreach ((string name, List<(long Time, bool Commander)> list) in times.OrderByDescending(t => t.Value.Sum(v => v.Time)))
        {
            long[] ordinary = [.. list.Where(v => !v.Commander).Select(v => v.Time).Order()];
            double median = ordinary.Length == 0 ? 0 : ordinary[ordinary.Length / 2] / 1000.0;
            double mean = ordinary.Length == 0 ? 0 : ordinary.Average() / 1000.0;
            double commander = list.Any(v => v.Commander) ? list.Where(v => v.Commander).Average(v => v.Time) / 1000.0 : double.NaN;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28}{median,10:F1}{mean,10:F1}{commander,16:F1}"));
            (sumMedian, sumMean, sumCommander) = (sumMedian + median, sumMean + mean, sumCommander + commander);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"sum",-28}{sumMedian,10:F1}{sumMean,10:F1}{sumCommander,16:F1}"));
    }
}
