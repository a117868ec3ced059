using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Uniform draws for blocks of units: rows are listed, then drawn for together, which costs a fraction of one draw at a time
/// and gives the same numbers. One for each thread.
/// </summary>
internal sealed class UnitDraws(World world, RandomStreams random)
{
    /// <summary>Rows of a block: their ids, rows and draws stay in the nearest cache.</summary>
    public const int Block = 256;

    private readonly ulong[] _ids = new ulong[Block];
    private readonly double[] _draws = new double[Block];
    private readonly int[] _rows = new int[Block];

    /// <summary>Rows listed.</summary>
    public int Count { get; private set; }

    public bool IsFull => Count == Block;

    /// <summary>Rows of the block.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    /// <summary>Lists a row; the block must not be full.</summary>
    public void Add(int row) => _rows[Count++] = row;

    public void Clear() => Count = 0;

    /// <summary>Draws for the rows listed; in a deterministic run every draw is 1/2.</summary>
    public ReadOnlySpan<double> Draw(ProcessId process, int draw)
    {
        Span<double> draws = _draws.AsSpan(0, Count);
        if (world.Deterministic)
        {
            draws.Fill(0.5);
            return draws;
        }

        ulong[] stable = world.Units.StableIds;
        for (int i = 0; i < draws.Length; i++)
        {
            _ids[i] = stable[_rows[i]];
        }

        random.Uniforms(process, world.Tick, _ids.AsSpan(0, Count), draw, draws);
        return draws;
    }
}
