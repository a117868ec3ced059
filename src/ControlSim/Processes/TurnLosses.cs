using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Losses that are found in turn and brought to their units by chunk: rows that lie far apart are not waited for one after another, and
/// threads share them. Each chunk takes its own in the order in which they were found.
/// </summary>
internal sealed class TurnLosses
{
    private readonly World _world;
    private readonly (int Unit, double Fighters)[] _losses;
    private readonly Action<int> _bringIn;
    private int _count;

    public TurnLosses(World world)
    {
        _world = world;
        _losses = new (int, double)[Math.Clamp(world.Units.Count / 16, 64, 16384)];
        _bringIn = BringIn;
    }

    /// <summary>A unit loses fighters; its row has them until losses are brought.</summary>
    public void Add(int u, double fighters)
    {
        if (_count == _losses.Length)
        {
            Bring();
        }

        _losses[_count++] = (u, fighters);
    }

    /// <summary>Takes the fighters off the rows.</summary>
    public void Bring()
    {
        _world.Chunks.Run(_bringIn);
        _count = 0;
    }

    private void BringIn(int chunk)
    {
        double[] fighters = _world.Units.Fighters;
        int first = _world.Chunks.First(chunk), rows = _world.Chunks.First(chunk + 1) - first;
        foreach ((int u, double lost) in _losses.AsSpan(0, _count))
        {
            if ((uint)(u - first) < (uint)rows)
            {
                _world.Changes.NoteLoss(u);
                fighters[u] -= lost;
            }
        }
    }
}
