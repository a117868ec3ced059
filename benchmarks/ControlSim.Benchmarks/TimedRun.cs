using ControlSim.Processes;
using ControlSim.Randomness;
using ControlSim.Runs;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Benchmarks;

/// <summary>One run whose ticks are done call by call, each timed.</summary>
internal sealed class TimedRun
{
    private readonly Scenario _scenario;
    private readonly World _world;
    private readonly Recorder _recorder;
    private readonly List<(string Name, Action Step)> _steps = [];
    private readonly Dictionary<string, List<(long Time, bool Commander)>> _times;
    private readonly Dictionary<string, long> _today = [];

    public TimedRun(
        Scenario scenario, ulong key, RecorderOptions options, Dictionary<string, List<(long Time, bool Commander)>> times)
    {
        _scenario = scenario;
        _times = times;
        var order = CanonicalOrder.Of(scenario);
        scenario = UncertainDraws.Drawn(scenario, key);
        _world = WorldBuilder.From(scenario, order);
        var schedule = new Schedule(_world, scenario, new RandomStreams(key), new EventLog(_world));
        _recorder = new Recorder(_world, scenario, schedule, options);
        foreach ((string call, ProcessKind? kind) in ProcessSteps.Calls)
        {
            var (process, method) = ProcessSteps.Find(schedule, call);
            bool runs = kind is not ProcessKind k || scenario.Processes.Contains(k);
            if (runs || process is AirStrikes)
            {
                string name = process.GetType().Name;
                _steps.Add((call.Contains('.', StringComparison.Ordinal) ? $"{name}.{method}" : name, ProcessSteps.Step(process, runs ? method : "BeginDay")));
            }
        }

        _steps.Add(("Society.EndDay", _world.Society.EndDay));
        _recorder.Record();
    }

    /// <summary>Hash of the state.</summary>
    public ulong Hash { get; private set; }

    /// <summary>Runs the scenario.</summary>
    public void ToEnd()
    {
        for (int tick = 1; tick <= _scenario.Ticks; tick++)
        {
            _world.Tick++;
            _today.Clear();
            foreach ((string name, Action step) in _steps)
            {
                Measure(name, step);
            }

            Measure("Recorder", _recorder.Record);
            bool commander = CommanderDayBenchmarks.IsCommanderDay(_world, _world.Tick);
            foreach ((string name, long time) in _today)
            {
                if (!_times.TryGetValue(name, out List<(long Time, bool Commander)>? list))
                {
                    _times[name] = list = [];
                }

                list.Add((time, commander));
            }
        }

        Hash = StateHash.Of(_world);
    }

    private void Measure(string name, Action step)
    {
        long start = ThreadTime.Now();
        step();
        _today[name] = _today.GetValueOrDefault(name) + ThreadTime.Now() - start;
    }
}
