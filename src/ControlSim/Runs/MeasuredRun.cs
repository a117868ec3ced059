using System.Runtime.CompilerServices;
using ControlSim.Processes;
using ControlSim.Randomness;
using ControlSim.Scenarios;
using ControlSim.Tables;

namespace ControlSim.Runs;

/// <summary>Does <c>work(0)</c> to <c>work(chunks - 1)</c>, in any order and on any threads, and returns when all are done.</summary>
/// <param name="chunks">Number of chunks.</param>
/// <param name="work">Work of a chunk.</param>
public delegate void ChunkRunner(int chunks, Action<int> work);

/// <summary>A run of which only its speed, its last state and what its units did are of interest: nothing is recorded.</summary>
public sealed class MeasuredRun
{
    private readonly World _world;
    private readonly Schedule _schedule;
    private readonly double[] _fighters;
    private readonly Posture[] _posture;

    /// <summary>Compiled in full at once, or it holds on to the scenario to its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private MeasuredRun(Scenario asked, ulong key, ChunkRunner? runner)
    {
        Scenario scenario = UncertainDraws.Drawn(asked, key);
        _world = WorldBuilder.From(scenario);
        _world.Chunks = new Chunks(_world.Units.Count, runner is null ? null : (chunks, work) => runner(chunks, work));
        scenario = scenario with { Units = [] };

        // A million units of the scenario take 130 MB beside the 105 MB of the tables made from them, as much as all processes want next.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _schedule = new Schedule(_world, scenario, new RandomStreams(key), EventLog.OfToday(_world));
        _fighters = new double[_world.Units.Count];
        _posture = new Posture[_world.Units.Count];
    }

    /// <summary>Rows of units, living or not.</summary>
    public int Units => _world.Units.Count;

    /// <summary>Makes the world at tick 0.</summary>
    /// <param name="scenario">A checked scenario.</param>
    /// <param name="key">Key of the run's random numbers.</param>
    /// <param name="runner">Shares the work of a tick of a large world over threads; null for none. It changes no bit.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static MeasuredRun Start(Scenario scenario, ulong key, ChunkRunner? runner) => new(scenario, key, runner);

    /// <summary>One tick.</summary>
    public void Tick() => _schedule.Tick();

    /// <summary>One tick, counting what units did in it.</summary>
    public UnitActivity CountedTick()
    {
        _world.Units.Fighters.CopyTo(_fighters, 0);
        _world.Units.Posture.CopyTo(_posture, 0);
        _schedule.Tick();
        return Count();
    }

    /// <summary>Hash of the present state.</summary>
    public ulong StateHash() => Tables.StateHash.Of(_world);

    private UnitActivity Count()
    {
        Units units = _world.Units;
        int alive = 0, fight = 0, move = 0, turn = 0, gain = 0, lose = 0;
        for (int u = 0; u < units.Count; u++)
        {
            alive += units.Fighters[u] > 0 ? 1 : 0;
            fight += IsInBattle(u) ? 1 : 0;
            move += units.MarchedOn[u] >= 0 ? 1 : 0;
            turn += units.Posture[u] != _posture[u] ? 1 : 0;
            gain += units.Fighters[u] > _fighters[u] ? 1 : 0;
            lose += units.Fighters[u] < _fighters[u] ? 1 : 0;
        }

        return new UnitActivity(alive, fight, move, turn, gain, lose);
    }

    /// <summary>Massed at a place where hostile units are massed.</summary>
    private bool IsInBattle(int u)
    {
        Units units = _world.Units;
        int l = units.Location[u];
        return units.Fighters[u] > 0 && units.Corridor[u] < 0 && units.Posture[u] == Posture.Massed
            && Presence.IsEmbattled(_world, l, units.Faction[u]);
    }
}
