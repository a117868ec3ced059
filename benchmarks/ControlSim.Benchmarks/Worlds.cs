using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Study.Measurements;
using ControlSim.Study.ScenarioFiles;
using ControlSim.Tables;

namespace ControlSim.Benchmarks;

/// <summary>The worlds that are measured.</summary>
internal static class Worlds
{
    /// <summary>Until then code is compiled as it goes: a day of al-Qa'im takes up to ten times as long.</summary>
    public const int WarmMilliseconds = 5000;

    private const ulong Seed = 1;

    /// <summary>A synthetic theatre with five corridors for two locations and three factions.</summary>
    public static Scenario Synthetic(int units, int locations, int ticks) => Synthetic(units, locations, locations * 5 / 2, ticks);

    /// <summary>A synthetic theatre with three factions.</summary>
    public static Scenario Synthetic(int units, int locations, int corridors, int ticks) =>
        SyntheticTheatre.Make(Graph(locations, corridors), 3, units, ticks, Seed);

    /// <summary>The graph of a synthetic theatre.</summary>
    public static SyntheticGraph Graph(int locations, int corridors) => SyntheticGraph.Make(locations, corridors, Seed);

    /// <summary>The al-Qa'im theatre.</summary>
    public static Scenario AlQaim() => Library("al-qaim-2017");

    /// <summary>A scenario of the library.</summary>
    /// <exception cref="InvalidOperationException">The scenario has problems.</exception>
    public static Scenario Library(string name)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ControlSim.sln")))
        {
            folder = folder.Parent;
        }

        string path = Path.Combine(folder?.FullName ?? ".", "scenarios", $"{name}.yaml");
        return ScenarioReader.Read(path, [], []).Scenario ?? throw new InvalidOperationException($"{path} has problems; run check.");
    }

    /// <summary>A world at the end of some days, with what moves it.</summary>
    public static (World World, Schedule Schedule) Open(Scenario scenario, int days)
    {
        World world = WorldBuilder.From(scenario);
        var schedule = new Schedule(world, scenario, new RandomStreams(StableId.RunKey(scenario.Seed, 0, 0)), EventLog.OfToday(world));
        for (int day = 0; day < days; day++)
        {
            schedule.Tick();
        }

        return (world, schedule);
    }

    /// <summary>Does something again and again until its code is compiled in full.</summary>
    public static void Warm(Action something)
    {
        for (long begun = Environment.TickCount64; Environment.TickCount64 - begun < WarmMilliseconds;)
        {
            something();
        }
    }

    /// <summary>The same for the ticks of synthetic theatres, by those of a small one.</summary>
    public static void WarmSynthetic()
    {
        Scenario small = Synthetic(10_000, 100, 100_000);
        Warm(() => Open(small, 100));
    }
}
