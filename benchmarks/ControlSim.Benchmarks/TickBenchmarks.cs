using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Benchmarks;

/// <summary>A tick of a synthetic theatre, every process on, by size.</summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 5, iterationCount: 20, invocationCount: 1)]
public class SyntheticTickBenchmarks
{
    private Schedule? _schedule;

    [Params(10_000, 100_000, 1_000_000)]
    public int Units { get; set; }

    [Params(100, 1_000, 10_000)]
    public int Locations { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Worlds.WarmSynthetic();
        _schedule = Worlds.Open(Worlds.Synthetic(Units, Locations, 100_000), 30).Schedule;
    }

    [Benchmark]
    public void Tick() => _schedule!.Tick();
}

/// <summary>A tick of the al-Qa'im theatre, the mean of a hundred days: in al-qaim-2017 all decisions are orders, so none is a commander's.</summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 3, iterationCount: 20, invocationCount: 1)]
public class AlQaimTickBenchmarks
{
    private const int Days = 100;

    private Scenario? _scenario;
    private Schedule? _schedule;

    [GlobalSetup]
    public void Setup()
    {
        _scenario = Worlds.AlQaim();
        Worlds.Warm(() => Worlds.Open(_scenario, _scenario.Ticks));
    }

    [IterationSetup]
    public void Begin() => _schedule = Worlds.Open(_scenario!, 20).Schedule;

    [Benchmark(OperationsPerInvoke = Days)]
    public void Ticks()
    {
        for (int day = 0; day < Days; day++)
        {
            _schedule!.Tick();
        }
    }
}

/// <summary>A day of the same theatre without orders on which a commander decides.</summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 3, iterationCount: 100, invocationCount: 1)]
public class CommanderDayBenchmarks
{
    private Scenario? _scenario;
    private World? _world;
    private Schedule? _schedule;

    [GlobalSetup]
    public void Setup()
    {
        _scenario = Worlds.Library("theatre-2017-unscripted");
        Worlds.Warm(() => Worlds.Open(_scenario, _scenario.Ticks));
    }

    /// <summary>Goes on to the next such day; a run that is over begins anew.</summary>
    [IterationSetup]
    public void NextDay()
    {
        if (_schedule is null || _world!.Tick > _scenario!.Ticks - 30)
        {
            (_world, _schedule) = Worlds.Open(_scenario!, 20);
        }

        while (!IsCommanderDay(_world, _world.Tick + 1))
        {
            _schedule.Tick();
        }
    }

    [Benchmark]
    public void Tick() => _schedule!.Tick();

    /// <summary>Does a commander decide on a tick?</summary>
    internal static bool IsCommanderDay(World world, int tick)
    {
        for (int f = 0; f < world.Factions.Count; f++)
        {
            DoctrineInputs doctrine = world.Factions.Doctrine[f];
            int cadence = doctrine.CadenceDays * (world.Factions.HeadquartersLost[f] >= 0 ? 2 : 1);
            if (doctrine.Initiative > 0 && (tick + f) % cadence == 0)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Each process alone, at 100,000 units and 100 locations; the world stands still between the steps but for the one.</summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 5, iterationCount: 20, invocationCount: 1)]
public class ProcessBenchmarks
{
    private Action? _step;
    private Action[] _others = [];
    private World? _world;

    [ParamsSource(nameof(Names))]
    public string Process { get; set; } = "aggregation";

    public static IEnumerable<string> Names => ProcessSteps.Names.Distinct();

    [GlobalSetup]
    public void Setup()
    {
        Worlds.WarmSynthetic();
        (_world, Schedule schedule) = Worlds.Open(Worlds.Synthetic(100_000, 100, 100_000), 30);
        (string Name, Action Step)[] steps = ProcessSteps.Of(schedule);
        int at = Array.FindIndex(steps, s => s.Name == Process);
        _step = steps[at].Step;
        _others = [.. steps.Skip(at + 1).Concat(steps.Take(at)).Select(s => s.Step)];
    }

    /// <summary>The rest of a day, so that every measured step has a real day's work.</summary>
    [IterationSetup]
    public void Rest()
    {
        _world!.Tick++;
        foreach (Action step in _others)
        {
            step();
        }

        _world.Society.EndDay();
    }

    [Benchmark]
    public void Step() => _step!();
}

/// <summary>A whole replicate of al-Qa'im.</summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 3, iterationCount: 15)]
public class ReplicateBenchmarks
{
    private Scenario? _scenario;
    private int _replicate;

    [GlobalSetup]
    public void Setup()
    {
        _scenario = Worlds.AlQaim();
        Worlds.Warm(() => Replicate());
    }

    [Benchmark]
    public ulong Replicate() => Simulation.Run(
        _scenario!, StableId.RunKey(_scenario!.Seed, 0, _replicate++), RecorderOptions.DailyOnly, CancellationToken.None).TickHashes[^1];
}
