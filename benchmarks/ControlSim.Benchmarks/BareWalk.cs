using System.Numerics;
using ControlSim.Study.Measurements;

namespace ControlSim.Benchmarks;

/// <summary>
/// The yardstick of a machine: agents of three factions that step to a random neighbour each tick, and are counted by place and
/// faction. Nothing of the model is in it; it is what a hand-written loop does in place of an engine's random walk.
/// </summary>
internal sealed class BareWalk
{
    private const int Factions = 3;

    private readonly int[] _start; // by place, where its neighbours begin
    private readonly int[] _neighbours;
    private readonly int[] _place;
    private readonly byte[] _faction;
    private readonly int[] _tally; // by place and faction
    private ulong _state = 0x9E3779B97F4A7C15;

    public BareWalk(SyntheticGraph graph, int agents)
    {
        int places = graph.Places.Count;
        var near = new List<int>[places];
        for (int place = 0; place < places; place++)
        {
            near[place] = [];
        }

        foreach ((int a, int b, _) in graph.Links)
        {
            near[a].Add(b);
            near[b].Add(a);
        }

        _start = new int[places + 1];
        for (int place = 0; place < places; place++)
        {
            _start[place + 1] = _start[place] + near[place].Count;
        }

        _neighbours = [.. near.SelectMany(n => n)];
        (_place, _faction, _tally) = (new int[agents], new byte[agents], new int[places * Factions]);
        for (int agent = 0; agent < agents; agent++)
        {
            (_place[agent], _faction[agent]) = (agent % places, (byte)(agent % Factions));
        }
    }

    /// <summary>Agents counted in the last tick, which are all.</summary>
    public int Counted => _tally.Sum();

    public void Tick()
    {
        Array.Clear(_tally);
        ulong state = _state;
        for (int agent = 0; agent < _place.Length; agent++)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            int first = _start[_place[agent]], count = _start[_place[agent] + 1] - first;
            uint draw = (uint)(BitOperations.RotateRight(state, 11) >> 32);
            int next = _neighbours[first + (int)(((ulong)draw * (uint)count) >> 32)];
            _place[agent] = next;
            _tally[(next * Factions) + _faction[agent]]++;
        }

        _state = state;
    }
}
