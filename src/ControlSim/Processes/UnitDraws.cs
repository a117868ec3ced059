using ControlSim.Randomness;
using ControlSim.Tables;

namespace ControlSim.Processes;

/// <summary>
/// Whole draws of a day for a few rows of units together, which costs an eighth of one after another. The numbers are those of
/// <see cref="RandomStreams.Uniform"/>; in a deterministic run all are 1/2.
/// </summary>
internal sealed class UnitDraws(World world, RandomStreams random, ProcessId process)
{
    /// <summary>Most rows at a time.</summary>
    public const int Most = 64;

    private readonly ulong[] _entities = new ulong[Most];
    private readonly ushort[] _words = new ushort[UnitWords.Count * Most];
    private readonly double[] _draws = new double[Most];

    /// <summary>Draws of rows, until the next are asked for.</summary>
    /// <param name="rows">Rows, at most <see cref="Most"/>.</param>
    /// <param name="draw">Number of the draw.</param>
    /// <param name="other">Mixed id of what the units meet, or 0 if the draws are theirs alone.</param>
    public Span<double> Of(ReadOnlySpan<int> rows, int draw, ulong other = 0)
    {
        if (world.Deterministic)
        {
            _draws.AsSpan().Fill(0.5); // whoever asked before may have put something else there
        }
        else
        {
            OfTwo(rows, draw, other);
            for (int i = 0; i < rows.Length; i++)
            {
                _draws[i] = RandomStreams.ToUniform(_words, i, Most);
            }
        }

        return _draws.AsSpan(0, rows.Length);
    }

    /// <summary>Draws two numbers for each of some rows, those of <see cref="RandomStreams.Uniforms2"/>.</summary>
    /// <param name="rows">Rows, at most <see cref="Most"/>.</param>
    /// <param name="draw">Number of the draw.</param>
    /// <param name="other">Mixed id of what the units meet, or 0 if the draws are theirs alone.</param>
    public void OfTwo(ReadOnlySpan<int> rows, int draw, ulong other = 0)
    {
        ulong[] ids = world.Units.StableIds;
        Span<ulong> entities = _entities.AsSpan(0, rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            entities[i] = ids[rows[i]];
        }

        if (other != 0)
        {
            StableId.CombineMixed(entities, other, entities);
        }

        random.Words(process, world.Tick, entities, draw, _words, Most);
    }

    /// <summary>Both numbers of one of them.</summary>
    public (double First, double Second) Two(int row) =>
        (RandomStreams.ToUniform(_words, row, Most), RandomStreams.ToUniform(_words, row + (4 * Most), Most));
}
