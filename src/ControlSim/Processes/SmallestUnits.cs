using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// The two living units with fewest fighters of every faction at every location, chunk by chunk; of equal ones the lower row. Spare
/// rows are left out.
/// </summary>
internal sealed class SmallestUnits
{
    private readonly World _world;
    private readonly int _firstSpare;
    private readonly int[][] _first; // by chunk, location and faction; -1: none
    private readonly int[][] _second;
    private readonly double[][] _limit; // fighters of the second, after nowhere
    private readonly Action<int> _find;

    public SmallestUnits(World world, int firstSpare)
    {
        (_world, _firstSpare, _find) = (world, firstSpare, Find);
        int places = world.Locations.Count * world.Factions.Count;
        _first = [.. Enumerable.Range(0, world.Chunks.Count).Select(_ => new int[places])];
        _second = [.. _first.Select(_ => new int[places])];
        _limit = [.. _first.Select(_ => new double[places + 1])];
    }

    /// <summary>Smallest of a chunk, by location and faction; -1: none.</summary>
    public ReadOnlySpan<int> First(int chunk) => _first[chunk];

    /// <summary>Second smallest of a chunk, by location and faction; -1: none.</summary>
    public ReadOnlySpan<int> Second(int chunk) => _second[chunk];

    public void Find() => _world.Chunks.Run(_find);

    private void Find(int chunk)
    {
        int[] first = _first[chunk], second = _second[chunk], groups = _world.Tallies.Group;
        double[] fighters = _world.Units.Fighters, limit = _limit[chunk];
        Array.Fill(first, -1);
        Array.Fill(second, -1);
        Array.Fill(limit, double.PositiveInfinity);
        limit[0] = double.NegativeInfinity;
        int last = Math.Min(_world.Chunks.First(chunk + 1), _firstSpare);
        for (int u = _world.Chunks.First(chunk); u < last; u++)
        {
            int at = groups[u] >> 1;
            double n = fighters[u];
            if (n < limit[at + 1] && n > 0)
            {
                bool least = first[at] < 0 || n < fighters[first[at]];
                (first[at], second[at]) = least ? (u, first[at]) : (first[at], u);
                limit[at + 1] = second[at] >= 0 ? fighters[second[at]] : double.PositiveInfinity;
            }
        }
    }
}
