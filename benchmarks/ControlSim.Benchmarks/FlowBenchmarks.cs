using BenchmarkDotNet.Attributes;
using ControlSim.Networks;
using ControlSim.Study.Measurements;

namespace ControlSim.Benchmarks;

/// <summary>Supply's flow problem on a made graph with depots at every fifth place: from scratch, and again when one need has changed.</summary>
[MemoryDiagnoser]
public class FlowBenchmarks
{
    private FairFlow? _flow;
    private MaxFlow? _maximum;
    private FairMemory? _memory;
    private long[] _capacity = [];
    private long[] _stock = [];
    private long[] _need = [];
    private long[] _grants = [];
    private long[] _draws = [];
    private int _changed;

    [Params(100, 1_000)]
    public int Locations { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        SyntheticGraph graph = SyntheticGraph.Make(Locations, Locations * 5 / 2, 1);
        int[] from = [.. graph.Links.Select(l => l.A)], to = [.. graph.Links.Select(l => l.B)];
        _capacity = [.. graph.Links.Select((_, i) => 1000L * (1000 + (i * 7919 % 3000)))];
        _stock = [.. Enumerable.Range(0, Locations).Select(i => i % 5 == 0 ? 4_000_000L : 0)];
        _need = [.. Enumerable.Range(0, Locations).Select(i => 1000L * (200 + (i * 104_729 % 1000)))];
        (_grants, _draws) = (new long[Locations], new long[Locations]);
        _flow = new FairFlow(Locations, from, to);
        _memory = new FairMemory(Locations, from.Length);
        _maximum = new MaxFlow(Locations, from, to);
        for (int link = 0; link < _capacity.Length; link++)
        {
            _maximum.SetCapacity(link, _capacity[link]);
        }
    }

    [Benchmark(Baseline = true)]
    public long MaximumBetweenTwoPlaces() => _maximum!.Solve(0, Locations - 1);

    [Benchmark]
    public long FairFlowCold() => _flow!.Solve(_capacity, _stock, _need, _grants, _draws);

    [Benchmark]
    public long FairFlowWarm()
    {
        _changed = (_changed + 1) % Locations;
        _need[_changed] ^= 1;
        return _flow!.Solve(_capacity, _stock, _need, _grants, _draws, _memory);
    }
}
